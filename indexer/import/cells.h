// What can stand in one cell of an activities file: amounts, dates, times, lists, yes and no, in Dutch.
//
// Threads: safe. Errors: INVALID_ARGUMENT that shows the form expected. The texts given are cleaned and not empty.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// "2,50", "2.50", "€ 2,50", "3", "gratis" as cents.
absl::StatusOr<uint32_t> ParseMoney(const std::string& cell);
absl::StatusOr<uint32_t> ParseWholeNumber(const std::string& cell);
// "52,2536" or "52.2536".
absl::StatusOr<double> ParseDegrees(const std::string& cell);
// "2026-12-01" or "1-12-2026" as "2026-12-01".
absl::StatusOr<std::string> ParseDutchDate(const std::string& cell);
// "ja" or "nee".
absl::StatusOr<bool> ParseYesNo(const std::string& cell);

// Items separated by ; , | or a line break, without empty ones.
std::vector<std::string> SplitItems(const std::string& cell);

// "ma 10:00-12:00".
absl::StatusOr<v1::WeeklySlot> ParseSlot(const std::string& item);
// "2026-12-01 10:00-12:00".
absl::StatusOr<v1::SingleDate> ParseSingleDate(const std::string& item);
// "FREQ=MONTHLY;BYDAY=2TU 10:00-12:00", "2e dinsdag 10:00-12:00", "laatste vrijdag 10:00-12:00",
// "om de week dinsdag 10:00-12:00".
absl::StatusOr<v1::Recurrence> ParseRecurrence(const std::string& item);
// Rules hold semicolons, so several of them are separated by | or a line break.
std::vector<std::string> SplitRules(const std::string& cell);

// How a rule says where it begins: "FREQ=WEEKLY;INTERVAL=2 vanaf 2026-11-25 10:00-12:00", or that it does so nowhere.
// Without either it is the first day of the activity.
inline constexpr char kStartWord[] = "vanaf";
inline constexpr char kWithoutStart[] = "zonder begin";
// What ParseRecurrence makes of the latter.
inline constexpr char kNoStartDate[] = "-";

// In leeftijd_van: open to all, which is more than not known.
inline constexpr char kAllAges[] = "alle";

// A spreadsheet takes a cell that begins with = + - or @ for a formula. Guarded, it begins with a '; what was guarded
// is given back as it was.
std::string Guarded(std::string cell);
std::string Unguarded(std::string cell);

// A text for a message: cut off after 40 bytes, in quotes; of one with a citizen number in it only that there is one.
std::string Shown(const std::string& text);

}  // namespace meedoen::indexer
