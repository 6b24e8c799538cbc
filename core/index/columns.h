// The columns of a segment: what of an activity is needed to filter and to score it, one array a fact.
// This list makes the columns in memory, the files of a snapshot and the checks of their sizes; a new fact is one line
// here, one in facts.cc, and a new format version (docs/formats/snapshot.md).
#pragma once

#include <cstdint>

// X(type, name)
#define MEEDOEN_COLUMNS(X)   \
  X(float, latitude)         \
  X(float, longitude)        \
  X(uint16_t, doubt_metres)  \
  X(uint16_t, postcode4)     \
  X(uint64_t, flags)         \
  X(uint8_t, age_minimum)    \
  X(uint8_t, age_maximum)    \
  X(int32_t, visit_cents)    \
  X(uint64_t, categories)    \
  X(uint16_t, goals)         \
  X(uint32_t, languages)     \
  X(uint16_t, group_maximum) \
  X(uint16_t, free_places)   \
  X(int32_t, valid_from_day) \
  X(int32_t, last_day)       \
  X(int32_t, sign_up_day)    \
  X(int32_t, ends_minute)    \
  X(int32_t, verified_day)   \
  X(uint32_t, municipality)  \
  X(uint32_t, provider)      \
  X(uint64_t, name_hash)
