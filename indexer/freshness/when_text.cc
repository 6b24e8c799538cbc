#include "indexer/freshness/when_text.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "core/base/civil_time.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMostDates = 3;
constexpr size_t kMostNoteCharacters = 100;
constexpr const char* kDays[] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"};
constexpr const char* kRuleDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr char kSomehow[] = "volgens een rooster";

// "a, b en c"
std::string Listed(const std::vector<std::string>& items) {
  if (items.size() < 2) return items.empty() ? "" : items[0];
  return absl::StrCat(absl::StrJoin(items.begin(), items.end() - 1, ", "), " en ", items.back());
}

std::string Hours(const std::string& start, const std::string& end) {
  return start.empty() ? "" : absl::StrCat(" ", absl::StrReplaceAll(absl::StrCat(start, "-", end), {{":", "."}}));
}

using Parts = std::map<std::string, std::string>;

Parts PartsOf(const std::string& rrule) {
  Parts parts;
  for (absl::string_view part : absl::StrSplit(rrule, ';')) {
    const std::pair<std::string, std::string> pair = absl::StrSplit(part, absl::MaxSplits('=', 1));
    parts.insert(pair);
  }
  return parts;
}

std::string At(const Parts& parts, const std::string& key) {
  const auto found = parts.find(key);
  return found == parts.end() ? "" : found->second;
}

// "2TU" as "2e dinsdag", "-1FR" as "laatste vrijdag", "TH" as "donderdag"; "" for what has no plain words.
std::string DayOf(const std::string& by_day) {
  if (by_day.size() < 2) return "";
  const auto* day = std::find(std::begin(kRuleDays), std::end(kRuleDays), by_day.substr(by_day.size() - 2));
  if (day == std::end(kRuleDays)) return "";
  const std::string name = kDays[day - std::begin(kRuleDays)], which = by_day.substr(0, by_day.size() - 2);
  int number = 0;
  if (which.empty()) return name;
  if (!absl::SimpleAtoi(which, &number) || number < -1 || number == 0) return "";
  return number == -1 ? "laatste " + name : absl::StrCat(number, "e ", name);
}

// The days of a rule: "dinsdag en donderdag". `first_date`: of a rule that says them by the date it starts on.
std::string DaysOf(const Parts& parts, const std::string& first_date) {
  std::vector<std::string> days;
  const std::string by_day = At(parts, "BYDAY"), position = At(parts, "BYSETPOS");
  for (absl::string_view one : absl::StrSplit(by_day, ',', absl::SkipEmpty())) {
    days.push_back(DayOf(absl::StrCat(position, std::string(one))));
    if (days.back().empty()) return "";
  }
  const absl::StatusOr<absl::CivilDay> first = ParseDate(first_date);
  if (by_day.empty() && first.ok()) days.push_back(kDays[WeekdayIndex(*first)]);
  return Listed(days);
}

std::string Weekly(const Parts& parts, const std::string& first_date) {
  const std::string days = DaysOf(parts, first_date), every = At(parts, "INTERVAL");
  if (days.empty()) return kSomehow;
  if (every.empty() || every == "1") return "elke " + days;
  return every == "2" ? "om de week op " + days : absl::StrCat("elke ", every, " weken op ", days);
}

std::string Monthly(const Parts& parts, const std::string& first_date) {
  const std::string every = At(parts, "INTERVAL"), dates = At(parts, "BYMONTHDAY");
  if (!every.empty() && every != "1") return kSomehow;
  int date = 0;
  if (At(parts, "BYDAY").empty()) {
    const absl::StatusOr<absl::CivilDay> first = ParseDate(first_date);
    if (dates.empty() && first.ok()) date = first->day();
    if (!dates.empty() && (!absl::SimpleAtoi(dates, &date) || date < 1)) return kSomehow;
    return date == 0 ? kSomehow : absl::StrCat("elke ", date, "e van de maand");
  }
  const std::string days = dates.empty() ? DaysOf(parts, "") : "";
  return days.empty() ? kSomehow : absl::StrCat("elke ", days, " van de maand");
}

std::string RuleText(const v1::Recurrence& rule) {
  const Parts parts = PartsOf(rule.rrule());
  const std::string frequency = At(parts, "FREQ");
  std::string text = kSomehow;
  if (frequency == "WEEKLY") text = Weekly(parts, rule.start_date());
  if (frequency == "MONTHLY") text = Monthly(parts, rule.start_date());
  if (frequency == "DAILY" && At(parts, "INTERVAL").empty() && At(parts, "BYDAY").empty()) text = "elke dag";
  absl::StrAppend(&text, Hours(rule.start_time(), rule.end_time()));
  if (!At(parts, "BYMONTH").empty()) text += " (niet in alle maanden)";
  return text;
}

// Days with the same hours together: "elke maandag en woensdag 10.00-12.00".
void AddSlots(const v1::Schedule& schedule, std::vector<std::string>* items) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_hours;
  for (const v1::WeeklySlot& slot : schedule.weekly_slots()) {
    if (slot.day() < v1::MONDAY || slot.day() > v1::SUNDAY) continue;
    const std::string hours = Hours(slot.start_time(), slot.end_time());
    auto same = std::find_if(by_hours.begin(), by_hours.end(), [&](const auto& one) { return one.first == hours; });
    if (same == by_hours.end()) same = by_hours.insert(by_hours.end(), {hours, {}});
    same->second.push_back(kDays[slot.day() - v1::MONDAY]);
  }
  for (const auto& [hours, days] : by_hours) items->push_back(absl::StrCat("elke ", Listed(days), hours));
}

void AddDates(const v1::Schedule& schedule, absl::CivilDay today, std::vector<std::string>* items) {
  std::vector<std::pair<absl::CivilDay, std::string>> dates;
  for (const v1::SingleDate& single : schedule.single_dates()) {
    const absl::StatusOr<absl::CivilDay> day = ParseDate(single.date());
    if (!day.ok() || *day < today) continue;
    dates.emplace_back(*day, absl::StrCat("op ", DutchDate(*day), Hours(single.start_time(), single.end_time())));
  }
  std::sort(dates.begin(), dates.end());
  for (size_t i = 0; i < dates.size() && i < kMostDates; ++i) items->push_back(dates[i].second);
  if (dates.size() > kMostDates) items->push_back(absl::StrCat("nog ", dates.size() - kMostDates, " keer"));
}

}  // namespace

std::string DutchDate(absl::CivilDay day) {
  return absl::StrFormat("%02d-%02d-%04d", day.day(), day.month(), day.year());
}

std::string WhenText(const v1::Schedule& schedule, absl::CivilDay today) {
  std::vector<std::string> items;
  AddSlots(schedule, &items);
  for (const v1::Recurrence& rule : schedule.recurrences()) items.push_back(RuleText(rule));
  AddDates(schedule, today, &items);
  if (schedule.by_appointment()) items.push_back("op afspraak");
  std::string note = absl::StrReplaceAll(CutCharacters(schedule.note(), kMostNoteCharacters), {{"\n", " "}});
  while (note.ends_with('.') || note.ends_with(' ')) note.pop_back();  // It goes into a sentence.
  if (items.empty() || note.empty()) return items.empty() ? note : Listed(items);
  return absl::StrCat(Listed(items), " (", note, ")");
}

}  // namespace meedoen::indexer
