#include "indexer/import/cells.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/shortened.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

struct Day {
  const char* name;
  const char* rule;
};
constexpr std::array<Day, 7> kDays = {{{"maandag", "MO"},
                                       {"dinsdag", "TU"},
                                       {"woensdag", "WE"},
                                       {"donderdag", "TH"},
                                       {"vrijdag", "FR"},
                                       {"zaterdag", "SA"},
                                       {"zondag", "SU"}}};

absl::Status Expected(const std::string& cell, const char* form) {
  return absl::InvalidArgumentError(absl::StrCat(Shown(cell), " cannot be read; write ", form));
}

bool AllDigits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> SplitOn(const std::string& cell, const char* separators) {
  std::vector<std::string> items;
  for (absl::string_view item : absl::StrSplit(cell, absl::ByAnyChar(separators))) {
    item = absl::StripAsciiWhitespace(item);
    if (!item.empty()) items.emplace_back(item);
  }
  return items;
}

// 0 to 6; -1: no day. "ma" or "maandag".
int DayOf(const std::string& text) {
  const std::string word = FoldText(text);
  for (size_t day = 0; day < kDays.size(); ++day) {
    const std::string name = kDays[day].name;
    if (word == name || word == name.substr(0, 2)) return static_cast<int>(day);
  }
  return -1;
}

struct Times {
  std::string before;  // What stands before the times.
  std::string start, end;
};

// "... 10:00-12:00"; "9:00" is taken for "09:00". Whether they are times at all is judged later.
absl::StatusOr<Times> SplitTimes(const std::string& item, const char* form) {
  const std::string text = absl::StrReplaceAll(item, {{"\u2013", "-"}, {" - ", "-"}, {"- ", "-"}, {" -", "-"}});
  const size_t space = text.rfind(' ');
  const size_t dash = space == text.npos ? text.npos : text.find('-', space);
  if (dash == text.npos) return Expected(item, form);
  const auto padded = [](std::string time) { return time.size() == 4 && time[1] == ':' ? "0" + time : time; };
  return Times{text.substr(0, space), padded(text.substr(space + 1, dash - space - 1)), padded(text.substr(dash + 1))};
}

// "FREQ=..." as it is; else one of the forms in Dutch. Empty: none of them.
std::string RuleOf(const std::string& text) {
  if (text.find('=') != text.npos) return text;
  const std::vector<std::string> words = absl::StrSplit(FoldText(text), ' ');
  const int day = words.empty() ? -1 : DayOf(words.back());
  if (day < 0) return "";
  const std::string code = kDays[static_cast<size_t>(day)].rule;
  if (words.size() == 4 && words[0] == "om" && words[1] == "de" && words[2] == "week") {
    return absl::StrCat("FREQ=WEEKLY;INTERVAL=2;BYDAY=", code);
  }
  if (words.size() != 2) return "";
  if (words[0] == "laatste") return absl::StrCat("FREQ=MONTHLY;BYDAY=-1", code);
  const bool ordinal = words[0].size() == 2 && words[0][0] >= '1' && words[0][0] <= '5' && words[0][1] == 'e';
  return ordinal ? absl::StrCat("FREQ=MONTHLY;BYDAY=", words[0].substr(0, 1), code) : "";
}

// The rule without what it says of its start, which goes into `recurrence` as written.
std::string TakeStart(const std::string& text, v1::Recurrence* recurrence) {
  const std::string without = absl::StrCat(" ", kWithoutStart), word = absl::StrCat(" ", kStartWord, " ");
  if (absl::EndsWith(text, without)) {
    recurrence->set_start_date(kNoStartDate);
    return text.substr(0, text.size() - without.size());
  }
  const size_t at = text.rfind(word);
  if (at == text.npos) return text;
  recurrence->set_start_date(text.substr(at + word.size()));
  return text.substr(0, at);
}

// The same test for both, so that they undo each other: any number of ' and then a sign.
bool LooksLikeFormula(const std::string& cell) {
  const size_t first = cell.find_first_not_of('\'');
  return first != cell.npos && std::string_view("=+-@").find(cell[first]) != std::string_view::npos;
}

}  // namespace

std::string Shown(const std::string& text) {
  const std::string shown = Shortened(text, 40);
  if (ContainsCitizenNumber(shown)) return "\"(a number of nine digits)\"";  // Also what only cutting off made one.
  return absl::StrCat("\"", shown, shown.size() < text.size() ? "..." : "", "\"");
}

absl::StatusOr<uint32_t> ParseMoney(const std::string& cell) {
  std::string text = absl::StrReplaceAll(cell, {{"\u20ac", ""}, {" ", ""}, {",-", ""}});
  if (FoldText(text) == "gratis") return 0;
  const size_t point = text.find_first_of(",.");
  const std::string euros = text.substr(0, point);
  std::string cents = point == text.npos ? "00" : text.substr(point + 1);
  if (cents.size() == 1) cents += '0';  // "2,5", as a workbook shows a number.
  uint32_t whole = 0, part = 0;
  const bool read = AllDigits(euros) && AllDigits(cents) && cents.size() == 2 && absl::SimpleAtoi(euros, &whole) &&
                    absl::SimpleAtoi(cents, &part) && whole <= kMaxCents / 100;
  if (!read || whole * 100 + part > kMaxCents) {
    return Expected(cell, "an amount in euros up to 10000, as 2,50 (0 is free, empty is not known)");
  }
  return whole * 100 + part;
}

absl::StatusOr<uint32_t> ParseWholeNumber(const std::string& cell) {
  uint32_t number = 0;
  if (!AllDigits(cell) || cell.size() > 9 || !absl::SimpleAtoi(cell, &number)) return Expected(cell, "a whole number");
  return number;
}

absl::StatusOr<double> ParseDegrees(const std::string& cell) {
  double degrees = 0;
  const std::string text = absl::StrReplaceAll(cell, {{",", "."}});
  const bool plain = text.find_first_not_of("-.0123456789") == text.npos;
  if (!plain || !absl::SimpleAtod(text, &degrees)) return Expected(cell, "degrees, as 52.2536");
  return degrees;
}

absl::StatusOr<std::string> ParseDutchDate(const std::string& cell) {
  const std::vector<std::string> parts = absl::StrSplit(cell, '-');
  const bool dutch = parts.size() == 3 && AllDigits(parts[0]) && parts[0].size() <= 2 && AllDigits(parts[1]) &&
                     parts[1].size() <= 2 && parts[2].size() == 4;
  const auto two = [](const std::string& text) { return text.size() == 1 ? "0" + text : text; };
  const std::string text = dutch ? absl::StrCat(parts[2], "-", two(parts[1]), "-", two(parts[0])) : cell;
  const absl::StatusOr<absl::CivilDay> day = ParseDate(text);
  if (!day.ok())
    return absl::InvalidArgumentError(absl::StrCat(Shown(cell), " is not a date; write 2026-12-01 or 1-12-2026"));
  return FormatDate(*day);
}

absl::StatusOr<bool> ParseYesNo(const std::string& cell) {
  const std::string word = FoldText(cell);
  if (word != "ja" && word != "nee") return Expected(cell, "ja or nee");
  return word == "ja";
}

std::string Guarded(std::string cell) { return LooksLikeFormula(cell) ? "'" + cell : cell; }

std::string Unguarded(std::string cell) {
  if (cell.starts_with('\'') && LooksLikeFormula(cell)) cell.erase(0, 1);
  return cell;
}

std::vector<std::string> SplitItems(const std::string& cell) { return SplitOn(cell, ";,|\n"); }

std::vector<std::string> SplitRules(const std::string& cell) { return SplitOn(cell, "|\n"); }

absl::StatusOr<v1::WeeklySlot> ParseSlot(const std::string& item) {
  constexpr char kForm[] = "a day and its times, as ma 10:00-12:00; do 13:30-15:00";
  MEEDOEN_ASSIGN_OR_RETURN(const Times times, SplitTimes(item, kForm));
  const int day = DayOf(times.before);
  if (day < 0) return Expected(item, kForm);
  v1::WeeklySlot slot;
  slot.set_day(static_cast<v1::DayOfWeek>(v1::MONDAY + day));
  slot.set_start_time(times.start);
  slot.set_end_time(times.end);
  return slot;
}

absl::StatusOr<v1::SingleDate> ParseSingleDate(const std::string& item) {
  MEEDOEN_ASSIGN_OR_RETURN(const Times times, SplitTimes(item, "a date and its times, as 2026-12-01 10:00-12:00"));
  v1::SingleDate date;
  MEEDOEN_ASSIGN_OR_RETURN(*date.mutable_date(), ParseDutchDate(times.before));
  date.set_start_time(times.start);
  date.set_end_time(times.end);
  return date;
}

absl::StatusOr<v1::Recurrence> ParseRecurrence(const std::string& item) {
  constexpr char kForm[] =
      "2e dinsdag 10:00-12:00, laatste vrijdag 10:00-12:00, om de week dinsdag 10:00-12:00, or a rule of RFC 5545 and "
      "its "
      "times, as FREQ=MONTHLY;BYDAY=2TU 10:00-12:00";
  MEEDOEN_ASSIGN_OR_RETURN(const Times times, SplitTimes(item, kForm));
  v1::Recurrence recurrence;
  const std::string rule = TakeStart(times.before, &recurrence);
  if (!recurrence.start_date().empty() && recurrence.start_date() != kNoStartDate) {
    MEEDOEN_ASSIGN_OR_RETURN(*recurrence.mutable_start_date(), ParseDutchDate(recurrence.start_date()));
  }
  recurrence.set_rrule(RuleOf(rule));
  if (recurrence.rrule().empty()) return Expected(item, kForm);
  recurrence.set_start_time(times.start);
  recurrence.set_end_time(times.end);
  return recurrence;
}

}  // namespace meedoen::indexer
