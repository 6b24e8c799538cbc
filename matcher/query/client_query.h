// One client's request, checked and in the form that search works with: points, masks, minutes, unit vectors.
// It lives as long as the call and is never written anywhere.
//
// Threads: plain data. Units: in the names; days and minutes since 1970-01-01 UTC.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/geo/distance.h"
#include "core/geo/place_table.h"
#include "core/geo/travel.h"
#include "core/index/calibration.h"
#include "matcher/settings/rules.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

// A free part of a weekday, in minutes since midnight.
struct Window {
  int start_minute;
  int end_minute;
};

// A wish, or something the client does not want.
struct Wish {
  std::vector<float> vector;  // Padded with zeros to the segment's stride.
  Expected expected;          // What it scores by chance.
};

struct ClientQuery {
  // Of the home's municipality, and of all; never null once built. The Settings must be held.
  const Rules* rules = nullptr;
  const AgeingRules* ageing = nullptr;

  // Where, and how far.
  Point home;
  double home_doubt_metres = 0;          // How far from there it can be.
  const PlaceTable* places = nullptr;    // Of the view, which must be held.
  std::string municipality;              // The home's: "GM0150".
  std::vector<std::string> areas;        // Codes that the home lies in, its own first: PC6, PC4, BU, WK, GM, and "NL".
  std::vector<uint32_t> municipalities;  // Whose activities are shown, by the number of their code; rising.
  std::vector<Reach> reaches;
  double reach_metres = -1;   // The furthest of `reaches`; -1: there are none, the client gets nowhere.
  bool hours_matter = false;  // Some of `reaches` does not go all day.
  bool pick_up_only = false;
  uint16_t own_postcode4 = 0;           // 0: no PC4 is known.
  double own_neighbourhood_metres = 0;  // For a home known by BU or WK code: its radius.
  v1::NeighbourhoodWish neighbourhood = v1::NEIGHBOURHOOD_WISH_UNSPECIFIED;

  // Limits.
  bool age_known = false;
  uint32_t age_least = 0;
  uint32_t age_most = 0;
  uint64_t excluded_gender_flags = 0;
  uint32_t needs = 0;  // Bits of Need.
  bool confirmed_only = false;
  uint64_t role_flags = 0;
  bool support_apart = false;      // Professional support was not asked for by role: a group of its own.
  uint64_t wanted_categories = 0;  // 0: all.
  uint64_t unwanted_categories = 0;
  int32_t most_cents = -1;  // -1: no limit.
  bool has_city_pass = false;
  std::vector<uint64_t> excluded_names;        // Hashes, rising.
  std::array<std::vector<Window>, 7> windows;  // Monday first, each sorted and without overlap.
  bool has_windows = false;
  int least_session_percent = 60;
  bool unconfirmed_too = false;  // As if the providers of all had said that it still runs.

  // The moment.
  int32_t today = 0;
  int32_t now_minute = 0;
  int32_t horizon_minute = 0;
  int32_t horizon_day = 0;

  // What counts.
  std::vector<Wish> wishes;
  std::vector<Wish> dislikes;
  uint32_t goals = 0;
  uint32_t languages = 0;
  v1::DutchLevel dutch_level = v1::DUTCH_LEVEL_UNKNOWN;
  bool prefers_small_group = false;
  bool nervous = false;
  RoleShares role_shares = kDefaultRoleShares;
  uint32_t k = 5;
};

}  // namespace meedoen::matcher
