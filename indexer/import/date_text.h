// Dates as people write them: "1 december 2026", "1/12/26", "t/m eind juni 2027", "vanaf september 2026".
//
// A date without a year is not understood: which year is meant would be a guess. Nor is "tot 1 juli": some mean the day
// itself too. Threads: safe. Errors: INVALID_ARGUMENT that says what is missing, without the text. Cost: microseconds.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

// Which day a whole month stands for.
enum class Edge { kFirst, kLast };

// As "2026-12-01". Of "december 2026" the first or the last day; "eind december 2026" is a last day only.
absl::StatusOr<std::string> ParseDateText(const std::string& cell, Edge edge);

struct PeriodText {
  std::string from;   // Empty: no bound.
  std::string until;  // Included.
};
// "1 september 2026 t/m 30 juni 2027", one side of it, or "doorlopend", "het hele jaar", which has none.
absl::StatusOr<PeriodText> ParsePeriodText(const std::string& cell);

}  // namespace meedoen::indexer
