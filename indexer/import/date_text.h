// Dates as people write them: "1 december 2026", "1/12/26", "t/m eind juni 2027", "vanaf september 2026".
//
// A date without a year is not understood: which year is meant would be a guess, unless the other end of a period says
// it ("1 september t/m 30 juni 2027"). Nor is "tot 1 juli": some mean the day itself too. Threads: safe. Errors:
// INVALID_ARGUMENT that says what is missing, without the text. Cost: microseconds.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

// Which day a whole month stands for.
enum class Edge { kFirst, kLast };

// As "2026-12-01". Of "december 2026" the first or the last day; "eind december 2026" is a last day only.
absl::StatusOr<std::string> ParseDateText(const std::string& cell, Edge edge);

// A date without a year, "t/m eind juni": of an end the first one on or after `other`, of a start the last one on or
// before it.
absl::StatusOr<std::string> ParseDateBeside(const std::string& cell, Edge edge, const std::string& other);

struct PeriodText {
  std::string from;   // Empty: no bound.
  std::string until;  // Included.
};
// "1 september 2026 t/m 30 juni 2027", "1 t/m 30 september 2026", "1 september t/m 30 juni 2027", one side of it, or
// "doorlopend", "het hele jaar", which has none.
absl::StatusOr<PeriodText> ParsePeriodText(const std::string& cell);

}  // namespace meedoen::indexer
