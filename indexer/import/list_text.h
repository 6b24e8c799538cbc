// Lists in words: languages ("Nederlands, Turks", "NL/EN") and categories ("Bewegen", "koffie en ontmoeten").
//
// Threads: safe; the tables are constant. Errors: none; what is not known is in `unknown`, as it was written.
#pragma once

#include <string>
#include <vector>

namespace meedoen::indexer {

struct ListText {
  std::vector<std::string> known;  // Codes of ISO 639-1, or ids of categories.
  std::vector<std::string> unknown;
};

ListText ParseLanguages(const std::string& cell);
// The ids, the Dutch names, and words that mean exactly one category.
ListText ParseCategories(const std::string& cell);

}  // namespace meedoen::indexer
