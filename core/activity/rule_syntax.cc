#include "core/activity/rule_syntax.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/shortened.h"
#include "core/base/status.h"

namespace meedoen {
namespace {

using Parts = absl::flat_hash_map<std::string, std::string>;

// A part that lists whole numbers, their largest size, and the frequencies it can stand with ("" for any).
struct NumberPart {
  const char* name;
  int most;
  bool negative;  // -1 is the last one.
  const char* frequencies;
};
constexpr NumberPart kNumberParts[] = {
    {"BYMONTH", 12, false, "DAILY WEEKLY MONTHLY YEARLY"},
    {"BYMONTHDAY", 31, true, "DAILY MONTHLY YEARLY"},
    {"BYYEARDAY", 366, true, "YEARLY"},
    {"BYWEEKNO", 53, true, "YEARLY"},
    {"BYSETPOS", 366, true, "WEEKLY MONTHLY YEARLY"},
};
constexpr std::array<const char*, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::vector<std::string> Split(const std::string& text, char separator) { return absl::StrSplit(text, separator); }

absl::Status Bad(const std::string& part, const std::string& why) {
  return absl::InvalidArgumentError(absl::StrCat(part, ": ", why));
}

absl::StatusOr<int> ParseNumber(const std::string& part, const std::string& text, int least, int most) {
  int value = 0;
  const bool plain = !text.empty() && text.find_first_not_of("+-0123456789") == text.npos;
  if (!plain || !absl::SimpleAtoi(text, &value) || value < least || value > most || value == 0) {
    return Bad(part, absl::StrCat("\"", Shortened(text, 20), "\" is not a number from ", least, " to ", most));
  }
  return value;
}

absl::Status CheckNumbers(const RuleSyntax& rule, const NumberPart& part) {
  const auto found = rule.by.find(part.name);
  if (found == rule.by.end()) return absl::OkStatus();
  if (std::string(part.frequencies).find(rule.frequency) == std::string::npos) {
    return Bad(part.name, absl::StrCat("cannot be used with FREQ=", rule.frequency));
  }
  int most = part.most;
  if (std::string(part.name) == "BYSETPOS" && rule.frequency == "WEEKLY") most = 7;
  if (std::string(part.name) == "BYSETPOS" && rule.frequency == "MONTHLY") most = 31;
  for (const std::string& text : Split(found->second, ',')) {
    MEEDOEN_RETURN_IF_ERROR(ParseNumber(part.name, text, part.negative ? -most : 1, most).status());
  }
  return absl::OkStatus();
}

// "TU", or "2TU", "-1FR" where the rule goes by month or year.
absl::Status CheckDays(const RuleSyntax& rule) {
  const auto found = rule.by.find("BYDAY");
  if (found == rule.by.end()) return absl::OkStatus();
  const bool in_month = rule.frequency == "MONTHLY" || (rule.frequency == "YEARLY" && rule.by.contains("BYMONTH"));
  const bool numbered = in_month || (rule.frequency == "YEARLY" && !rule.by.contains("BYWEEKNO"));
  for (const std::string& text : Split(found->second, ',')) {
    const size_t letters = text.size() < 2 ? 0 : text.size() - 2;
    if (std::find(kDays.begin(), kDays.end(), text.substr(letters)) == kDays.end()) {
      return Bad("BYDAY", absl::StrCat("\"", Shortened(text, 20), "\" is not a day: MO, TU, WE, TH, FR, SA or SU"));
    }
    if (letters == 0) continue;
    if (!numbered) return Bad("BYDAY", "a number before the day needs FREQ=MONTHLY or FREQ=YEARLY");
    const int most = in_month ? 5 : 53;
    MEEDOEN_RETURN_IF_ERROR(ParseNumber("BYDAY", text.substr(0, letters), -most, most).status());
  }
  return absl::OkStatus();
}

// 30 February, 31 April: libical would look for them for a tenth of a second.
absl::Status CheckMonthDays(const RuleSyntax& rule) {
  const auto months = rule.by.find("BYMONTH"), days = rule.by.find("BYMONTHDAY");
  if (months == rule.by.end() || days == rule.by.end()) return absl::OkStatus();
  constexpr std::array<int, 12> kLengths = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const std::string& month : Split(months->second, ',')) {
    for (const std::string& day : Split(days->second, ',')) {
      int month_number = 0, day_number = 0;
      if (!absl::SimpleAtoi(month, &month_number) || !absl::SimpleAtoi(day, &day_number)) continue;
      if (std::abs(day_number) <= kLengths[static_cast<size_t>(month_number - 1)]) return absl::OkStatus();
    }
  }
  return Bad("BYMONTHDAY", "the rule falls on no date; the months it names have no such day");
}

// "20261231", "20261231T200000" (local) or "20261231T190000Z" (UTC).
absl::StatusOr<RuleUntil> ParseUntil(const std::string& text) {
  const absl::Status bad = Bad("UNTIL", "write it as 20261231, or 20261231T200000 for a local time, with Z for UTC");
  const bool utc = !text.empty() && text.back() == 'Z';
  const std::string digits = utc ? text.substr(0, text.size() - 1) : text;
  const bool timed = digits.size() == 15 && digits[8] == 'T';
  if (!timed && (digits.size() != 8 || utc)) return bad;
  const auto day = ParseDate(absl::StrCat(digits.substr(0, 4), "-", digits.substr(4, 2), "-", digits.substr(6, 2)));
  if (!day.ok()) return bad;
  if (!timed) return RuleUntil{*day};
  const auto minutes = ParseTimeOfDay(absl::StrCat(digits.substr(9, 2), ":", digits.substr(11, 2)));
  int seconds = 0;
  if (!minutes.ok() || !absl::SimpleAtoi(digits.substr(13), &seconds) || seconds < 0 || seconds > 59) return bad;
  if (!utc) return RuleUntil{*day, *minutes};
  // Rules are expanded in local time, so their end must be local too.
  const absl::CivilSecond civil(day->year(), day->month(), day->day(), 0, *minutes, seconds);
  const absl::CivilSecond local = absl::ToCivilSecond(absl::FromCivil(civil, absl::UTCTimeZone()), Amsterdam());
  return RuleUntil{absl::CivilDay(local), local.hour() * 60 + local.minute()};
}

absl::StatusOr<Parts> SplitParts(std::string_view rrule) {
  Parts parts;
  for (const std::string& part : Split(std::string(rrule), ';')) {
    const std::pair<std::string, std::string> pair = absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (pair.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "\"", Shortened(part, 40), "\" is not a part of a rule; a rule looks like FREQ=MONTHLY;BYDAY=2TU"));
    }
    if (!parts.emplace(pair).second) return Bad(pair.first, "stands twice in the rule");
  }
  return parts;
}

std::string Take(Parts& parts, const char* name) {
  const auto found = parts.find(name);
  if (found == parts.end()) return "";
  std::string value = std::move(found->second);
  parts.erase(found);
  return value;
}

absl::Status CheckNames(const Parts& parts) {
  // In order of their names, so that the same rule gets the same message.
  for (const auto& [name, value] : std::map<std::string, std::string>(parts.begin(), parts.end())) {
    const bool number = std::any_of(std::begin(kNumberParts), std::end(kNumberParts),
                                    [&name = name](const NumberPart& part) { return name == part.name; });
    if (number || name == "BYDAY") continue;
    if (name == "WKST") {
      if (std::find(kDays.begin(), kDays.end(), value) == kDays.end()) return Bad("WKST", "is not a day");
      continue;
    }
    if (name == "BYHOUR" || name == "BYMINUTE" || name == "BYSECOND") {
      return Bad(name, "leave it out; the time is in start_time and end_time");
    }
    return Bad(Shortened(name, 20), "is not a part of a rule that is known here");
  }
  return absl::OkStatus();
}

}  // namespace

bool RuleSyntax::NamesItsDays() const {
  if (frequency == "DAILY") return true;
  if (frequency == "WEEKLY") return by.contains("BYDAY");
  if (frequency == "MONTHLY") return by.contains("BYDAY") || by.contains("BYMONTHDAY");
  return by.contains("BYDAY") || by.contains("BYYEARDAY") || (by.contains("BYMONTH") && by.contains("BYMONTHDAY"));
}

std::vector<int> RuleSyntax::Weekdays() const {
  const auto found = by.find("BYDAY");
  const std::string list = found == by.end() ? "" : found->second;
  std::vector<int> days;
  for (int day = 0; day < static_cast<int>(kDays.size()); ++day) {
    if (list.find(kDays[static_cast<size_t>(day)]) != list.npos) days.push_back(day);
  }
  return days;
}

std::vector<int> RuleSyntax::Numbers(const std::string& name) const {
  std::vector<int> numbers;
  const auto found = by.find(name);
  if (found == by.end()) return numbers;
  for (const std::string& text : Split(found->second, ',')) {
    int number = 0;
    if (absl::SimpleAtoi(text, &number)) numbers.push_back(number);
  }
  return numbers;
}

int RuleSyntax::WeekStart() const {
  const auto found = by.find("WKST");
  if (found == by.end()) return 0;
  return static_cast<int>(std::find(kDays.begin(), kDays.end(), found->second) - kDays.begin()) % 7;
}

std::string RuleSyntax::Pattern() const {
  std::vector<std::string> parts;
  for (const auto& [name, value] : by) parts.push_back(absl::StrCat(name, "=", value));
  std::sort(parts.begin(), parts.end());
  return absl::StrCat("FREQ=", frequency, ";INTERVAL=", interval, parts.empty() ? "" : ";", absl::StrJoin(parts, ";"));
}

absl::StatusOr<RuleSyntax> ParseRule(std::string_view rrule) {
  if (rrule.empty()) return absl::InvalidArgumentError("is empty; a rule looks like FREQ=MONTHLY;BYDAY=2TU");
  if (rrule.size() > kMaxRuleBytes) {
    return absl::InvalidArgumentError(absl::StrCat("is longer than ", kMaxRuleBytes, " characters"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(Parts parts, SplitParts(rrule));
  RuleSyntax rule;
  rule.frequency = Take(parts, "FREQ");
  const std::string interval = Take(parts, "INTERVAL"), count = Take(parts, "COUNT"), until = Take(parts, "UNTIL");
  if (rule.frequency != "DAILY" && rule.frequency != "WEEKLY" && rule.frequency != "MONTHLY" &&
      rule.frequency != "YEARLY") {
    return Bad("FREQ", "must be DAILY, WEEKLY, MONTHLY or YEARLY");
  }
  if (!interval.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(rule.interval, ParseNumber("INTERVAL", interval, 1, kMaxRuleInterval));
  }
  if (!count.empty() && !until.empty()) return Bad("COUNT", "cannot stand beside UNTIL; keep one of the two");
  if (!count.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(rule.count, ParseNumber("COUNT", count, 1, kMaxRuleCount));
  }
  if (!until.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(rule.until, ParseUntil(until));
  }
  MEEDOEN_RETURN_IF_ERROR(CheckNames(parts));
  rule.by = std::move(parts);
  for (const NumberPart& part : kNumberParts) MEEDOEN_RETURN_IF_ERROR(CheckNumbers(rule, part));
  MEEDOEN_RETURN_IF_ERROR(CheckDays(rule));
  MEEDOEN_RETURN_IF_ERROR(CheckMonthDays(rule));
  const bool other = rule.by.size() > (rule.by.contains("WKST") ? 2u : 1u);
  if (rule.by.contains("BYSETPOS") && !other) return Bad("BYSETPOS", "needs BYDAY or another BY part beside it");
  return rule;
}

}  // namespace meedoen
