// The categories an activity can have: our own list, with Dutch and English names and where they are found in the
// lists of others (docs/formats/taxonomy.md is this table for people).
//
// Threads: safe; the table is constant. Cost: a look-up is a hash; NearestCategory some 20 microseconds.
// Sources: the twelve themes of the sociale kaart of Den Haag, the OpenActive activity list (CC BY 4.0), the event
// types and themes of UiTdatabank.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace meedoen {

struct Category {
  uint8_t number;                  // 0 to 63: its bit in a mask. Never reused.
  std::string_view id;             // "shared_meal"
  std::string_view name_nl;        // "samen eten"
  std::string_view name_en;        // "shared meal"
  std::string_view sociale_kaart;  // Theme of the Dutch directories: "Ontmoeten en samenleven".
  std::string_view openactive;     // prefLabel of the OpenActive activity list; empty: none fits.
  std::string_view uitdatabank;    // UiTdatabank type or theme label; empty: none fits.
};

std::span<const Category> AllCategories();          // In the order of their numbers.
const Category* FindCategory(std::string_view id);  // Null if there is none.

// The category whose id, Dutch or English name is the least edits away from the text: for "did you mean".
const Category& NearestCategory(std::string_view text);

}  // namespace meedoen
