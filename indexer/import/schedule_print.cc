#include "indexer/import/schedule_print.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "indexer/import/cells.h"
#include "indexer/import/schedule_text.h"

namespace meedoen::indexer {
namespace {

constexpr std::array<const char*, 7> kDays = {"ma", "di", "wo", "do", "vr", "za", "zo"};
constexpr std::array<const char*, 7> kCodes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<const char*, 12> kMonths = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                                 "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr int kMonthsInAYear = 12;

std::vector<std::string> Split(const std::string& text, char separator) { return absl::StrSplit(text, separator); }

std::string ListOf(const std::vector<std::string>& items) {
  if (items.size() < 2) return absl::StrJoin(items, "");
  return absl::StrCat(absl::StrJoin(items.begin(), items.end() - 1, ", "), " en ", items.back());
}

// "10.00-12.00 uur", after "'s nachts" where a bare hour could be one of the afternoon.
template <typename Timed>
std::string HoursOf(const Timed& timed) {
  const char* night = timed.start_time() < "07:00" ? "'s nachts " : "";
  return absl::StrCat(night, absl::StrReplaceAll(timed.start_time(), {{":", "."}}), "-",
                      absl::StrReplaceAll(timed.end_time(), {{":", "."}}), " uur");
}

std::string DayWord(int day) { return day >= 0 && day < 7 ? kDays[static_cast<size_t>(day)] : ""; }

// "ma t/m vr", "ma, wo en vr"; the days ascend.
std::string DaysInWords(const std::vector<int>& days) {
  const bool run = days.size() > 2 && days.back() - days.front() + 1 == static_cast<int>(days.size());
  if (run) return absl::StrCat(DayWord(days.front()), " t/m ", DayWord(days.back()));
  std::vector<std::string> words;
  for (const int day : days) words.push_back(DayWord(day));
  return ListOf(words);
}

std::string DateInWords(const std::string& date) {
  const absl::StatusOr<absl::CivilDay> day = ParseDate(date);
  if (!day.ok()) return date;
  return absl::StrCat(day->day(), " ", kMonths[static_cast<size_t>(day->month() - 1)], " ", day->year());
}

// Slots of the same times that follow each other are one clause.
void AddSlots(const v1::Schedule& schedule, std::vector<std::string>* clauses) {
  const auto& slots = schedule.weekly_slots();
  for (int first = 0, next = 0; first < slots.size(); first = next) {
    std::vector<int> days;
    for (next = first; next < slots.size(); ++next) {
      const v1::WeeklySlot& slot = slots[next];
      const int day = slot.day() - v1::MONDAY;
      const bool same = slot.start_time() == slots[first].start_time() && slot.end_time() == slots[first].end_time();
      if (!same || (!days.empty() && day <= days.back())) break;
      days.push_back(day);
    }
    clauses->push_back(absl::StrCat(DaysInWords(days), " ", HoursOf(slots[first])));
  }
}

// "2TU,-1FR" as "2e di en laatste vr".
std::optional<std::string> MonthDaysInWords(const std::string& list) {
  std::vector<std::string> words;
  for (const std::string& text : Split(list, ',')) {
    int place = 0;
    const auto code = std::find(kCodes.begin(), kCodes.end(), text.size() < 2 ? "" : text.substr(text.size() - 2));
    if (code == kCodes.end() || !absl::SimpleAtoi(text.substr(0, text.size() - 2), &place)) return std::nullopt;
    if (place != -1 && (place < 1 || place > 5)) return std::nullopt;
    const std::string ordinal = place == -1 ? "laatste" : absl::StrCat(place, "e");
    words.push_back(absl::StrCat(ordinal, " ", DayWord(static_cast<int>(code - kCodes.begin()))));
  }
  return ListOf(words) + " van de maand";
}

std::optional<std::string> WeekDaysInWords(const std::string& list) {
  std::vector<int> days;
  for (const std::string& text : Split(list, ',')) {
    const auto code = std::find(kCodes.begin(), kCodes.end(), text);
    if (code == kCodes.end()) return std::nullopt;
    days.push_back(static_cast<int>(code - kCodes.begin()));
  }
  if (!std::is_sorted(days.begin(), days.end())) return std::nullopt;
  return DaysInWords(days);
}

// "10,11,12,1,2,3" as "oktober t/m maart" or, where most months take part, "niet in juli en augustus".
std::string MonthsInWords(const std::string& list) {
  std::array<bool, kMonthsInAYear> in{};
  for (const std::string& text : Split(list, ',')) {
    int month = 0;
    if (absl::SimpleAtoi(text, &month) && month >= 1 && month <= kMonthsInAYear)
      in[static_cast<size_t>(month - 1)] = true;
  }
  std::vector<std::string> out;
  std::vector<size_t> starts;  // Of a run.
  for (size_t month = 0; month < in.size(); ++month) {
    if (!in[month]) out.push_back(kMonths[month]);
    if (in[month] && !in[(month + in.size() - 1) % in.size()]) starts.push_back(month);
  }
  if (starts.size() != 1 || out.size() <= 2) return absl::StrCat("niet in ", ListOf(out));
  const size_t last = (starts[0] + in.size() - out.size() - 1) % in.size();
  return absl::StrCat(kMonths[starts[0]], " t/m ", kMonths[last]);
}

// A rule in words without its months, which are given back apart; nothing for a rule of another form.
std::optional<std::string> RuleInWords(const v1::Recurrence& rule, std::string* months) {
  if (!rule.start_date().empty()) return std::nullopt;
  std::string every, days;
  for (const std::string& part : Split(rule.rrule(), ';')) {
    const std::pair<std::string, std::string> named = absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (named.first == "FREQ" || named.first == "INTERVAL") absl::StrAppend(&every, named.second, " ");
    if (named.first == "BYWEEKNO") absl::StrAppend(&every, named.second.starts_with("2") ? "even " : "oneven ");
    if (named.first == "BYDAY") days = named.second;
    if (named.first == "BYMONTH") *months = named.second;
  }
  const std::optional<std::string> weekly = WeekDaysInWords(days);
  const auto with_hours = [&rule](const std::string& words) { return absl::StrCat(words, " ", HoursOf(rule)); };
  if (every == "MONTHLY ") {
    const std::optional<std::string> monthly = MonthDaysInWords(days);
    return monthly.has_value() ? std::optional(with_hours(*monthly)) : std::nullopt;
  }
  if (!weekly.has_value()) return std::nullopt;
  if (every == "WEEKLY ") return with_hours(*weekly);
  if (every == "WEEKLY 2 ") return with_hours("om de week op " + *weekly);
  if (every == "WEEKLY 3 " || every == "WEEKLY 4 ") {
    return with_hours(absl::StrCat("om de ", every.substr(7, 1), " weken op ", *weekly));
  }
  if (every == "YEARLY even ") return with_hours("in de even weken op " + *weekly);
  return every == "YEARLY oneven " ? std::optional(with_hours("in de oneven weken op " + *weekly)) : std::nullopt;
}

// All rules in words; nothing if one of them has none, or they have different months.
std::optional<std::vector<std::string>> RulesInWords(const v1::Schedule& schedule) {
  std::vector<std::string> clauses;
  std::string all_months;
  for (const v1::Recurrence& rule : schedule.recurrences()) {
    std::string months;
    const std::optional<std::string> words = RuleInWords(rule, &months);
    if (!words.has_value() || (!clauses.empty() && months != all_months)) return std::nullopt;
    clauses.push_back(*words);
    all_months = months;
  }
  if (!all_months.empty()) clauses.push_back(MonthsInWords(all_months));
  return clauses;
}

void AddPauses(const v1::Schedule& schedule, std::vector<std::string>* clauses) {
  std::vector<std::string> without, also;
  const auto add = [&](v1::Tristate pauses, const char* words) {
    if (pauses == v1::TRISTATE_YES) without.push_back(words);
    if (pauses == v1::TRISTATE_NO) also.push_back(words);
  };
  add(schedule.pauses_on_public_holidays(), "op feestdagen");
  add(schedule.pauses_in_school_holidays(), "in de schoolvakanties");
  for (const std::string& date : schedule.exception_dates()) without.push_back("op " + DateInWords(date));
  if (!without.empty()) clauses->push_back("niet " + ListOf(without));
  if (!also.empty()) clauses->push_back("ook " + ListOf(also));
}

std::string WrittenRule(const v1::Recurrence& rule, const std::string& start) {
  return absl::StrCat(rule.rrule(), start, " ", rule.start_time(), "-", rule.end_time());
}

bool ReadsBack(const std::string& text, const v1::Schedule& schedule) {
  const absl::StatusOr<ScheduleText> read = ParseScheduleText(text);
  return read.ok() && read->from.empty() && read->until.empty() && !read->remarks &&
         read->schedule.SerializeAsString() == schedule.SerializeAsString();
}

}  // namespace

std::string PrintSlots(const v1::Schedule& schedule) {
  std::vector<std::string> items;
  for (const v1::WeeklySlot& slot : schedule.weekly_slots()) {
    items.push_back(absl::StrCat(DayWord(slot.day() - v1::MONDAY), " ", slot.start_time(), "-", slot.end_time()));
  }
  return absl::StrJoin(items, ", ");
}

std::string PrintRules(const v1::Schedule& schedule, const std::string& valid_from) {
  std::vector<std::string> items;
  for (const v1::Recurrence& rule : schedule.recurrences()) {
    std::string start = rule.start_date().empty() ? absl::StrCat(" ", kWithoutStart)
                                                  : absl::StrCat(" ", kStartWord, " ", rule.start_date());
    if (rule.start_date() == valid_from && !WeeksUnknown(rule)) start.clear();
    items.push_back(WrittenRule(rule, start));
  }
  return absl::StrJoin(items, " | ");
}

std::string PrintDates(const v1::Schedule& schedule) {
  std::vector<std::string> items;
  for (const v1::SingleDate& date : schedule.single_dates()) {
    items.push_back(absl::StrCat(date.date(), " ", date.start_time(), "-", date.end_time()));
  }
  return absl::StrJoin(items, ", ");
}

absl::StatusOr<std::string> PrintSchedule(const v1::Schedule& schedule) {
  if (!HasTimes(schedule) && !schedule.by_appointment()) {
    return absl::FailedPreconditionError("the schedule has no times and no appointment, so there is nothing to print");
  }
  std::vector<std::string> before, after;
  AddSlots(schedule, &before);
  for (const v1::SingleDate& date : schedule.single_dates()) {
    before.push_back(absl::StrCat(DateInWords(date.date()), " ", HoursOf(date)));
  }
  if (schedule.by_appointment()) after.push_back("op afspraak");
  AddPauses(schedule, &after);
  v1::Schedule wanted = schedule;
  wanted.clear_note();
  // Every form is read back: what the words would say otherwise is not printed in words.
  if (const std::optional<std::vector<std::string>> rules = RulesInWords(schedule); rules.has_value()) {
    std::vector<std::string> clauses = before;
    clauses.insert(clauses.end(), rules->begin(), rules->end());
    clauses.insert(clauses.end(), after.begin(), after.end());
    if (std::string text = absl::StrJoin(clauses, "; "); ReadsBack(text, wanted)) return text;
  }
  before.insert(before.end(), after.begin(), after.end());
  std::vector<std::string> parts;
  if (!before.empty()) parts.push_back(absl::StrJoin(before, "; "));
  for (const v1::Recurrence& rule : schedule.recurrences()) {
    parts.push_back(
        WrittenRule(rule, rule.start_date().empty() ? "" : absl::StrCat(" ", kStartWord, " ", rule.start_date())));
  }
  if (std::string text = absl::StrJoin(parts, " | "); ReadsBack(text, wanted)) return text;
  return absl::FailedPreconditionError(
      "the schedule has a time, a date or a rule that is not valid; validate it first");
}

}  // namespace meedoen::indexer
