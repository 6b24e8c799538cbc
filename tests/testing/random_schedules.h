// Random activities with every kind of schedule that validation takes, the same for the same seed: slots, rules of all
// four frequencies, dates, exceptions, holidays; sessions at night and around both changes of the clock.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::testing {

class RandomSchedules {
 public:
  explicit RandomSchedules(uint32_t seed) : random_(seed) {}

  // Below `limit`.
  int Below(int limit) { return static_cast<int>(random_() % static_cast<uint32_t>(limit)); }
  bool Chance(int percent) { return Below(100) < percent; }
  absl::CivilDay Day() { return absl::CivilDay(2024, 10, 1) + Below(2400); }

  v1::Activity Next() {
    v1::Activity activity;
    activity.set_name(absl::StrCat("municipalities/", Pick(kMunicipalities), "/activities/a"));
    if (Chance(15)) activity.set_valid_from(FormatDate(Day()));
    if (Chance(15)) activity.set_valid_until(FormatDate(Day()));
    v1::Schedule* schedule = activity.mutable_schedule();
    for (int left = Chance(50) ? 0 : Below(5); left > 0; --left) {
      v1::WeeklySlot* slot = schedule->add_weekly_slots();
      slot->set_day(static_cast<v1::DayOfWeek>(v1::MONDAY + Below(7)));
      // Often like the one before, as on a list of opening hours.
      const int before = schedule->weekly_slots_size() - 2;
      if (before >= 0 && Chance(50)) {
        slot->set_start_time(schedule->weekly_slots(before).start_time());
        slot->set_end_time(schedule->weekly_slots(before).end_time());
      } else {
        SetTimes(slot);
      }
    }
    for (int left = Chance(30) ? 0 : 1 + Below(3); left > 0; --left) *schedule->add_recurrences() = Rule();
    for (int left = Chance(70) ? 0 : Below(4); left > 0; --left) {
      v1::SingleDate* date = schedule->add_single_dates();
      date->set_date(FormatDate(Day()));
      SetTimes(date);
    }
    for (int left = Chance(60) ? 0 : Below(12); left > 0; --left) {
      schedule->add_exception_dates(FormatDate(Day()));
    }
    if (Chance(10)) schedule->set_by_appointment(true);
    schedule->set_pauses_on_public_holidays(static_cast<v1::Tristate>(Below(3)));
    schedule->set_pauses_in_school_holidays(static_cast<v1::Tristate>(Below(3)));
    return activity;
  }

  // A valid one.
  v1::Recurrence Rule() {
    for (;;) {
      v1::Recurrence rule;
      rule.set_rrule(Chance(25) ? Usual() : Any());
      if (Chance(60)) rule.set_start_date(FormatDate(Day()));
      SetTimes(&rule);
      if (CheckRule(rule).ok()) return rule;
    }
  }

 private:
  // Of each school region, of two, and of none.
  static constexpr const char* kMunicipalities[] = {"GM0150", "GM0344", "GM0772", "GM0244",
                                                    "GM0736", "GM1955", "GM9999"};
  static constexpr const char* kDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

  template <typename Array>
  std::string Pick(const Array& array) {
    return std::string(array[static_cast<size_t>(Below(static_cast<int>(std::size(array))))]);
  }

  template <typename Timed>
  void SetTimes(Timed* timed) {
    static constexpr int kStarts[] = {0, 75, 90, 120, 135, 165, 300, 420, 570, 600, 840, 1140, 1230};
    const int start = kStarts[static_cast<size_t>(Below(static_cast<int>(std::size(kStarts))))];
    const int end = std::min(24 * 60, start + 15 * (1 + Below(20)));
    timed->set_start_time(FormatTimeOfDay(start));
    timed->set_end_time(FormatTimeOfDay(end));
  }

  // One to `most` different numbers from 1 to `largest`; with a sign if that is allowed.
  std::string Numbers(int largest, int most, bool negative) {
    std::vector<int> numbers;
    for (int left = 1 + Below(most); left > 0; --left) {
      const int number = (1 + Below(largest)) * (negative && Chance(25) ? -1 : 1);
      if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return absl::StrJoin(numbers, ",");
  }

  // "MO,TH"; or with numbers up to `ordinal`, as "2TU,-1FR".
  std::string Days(int ordinal) {
    std::vector<std::string> days;
    for (const char* day : kDays) {
      if (!Chance(30)) continue;
      const bool last = Chance(25);
      days.push_back(ordinal == 0 ? day : absl::StrCat(last ? -1 : 1 + Below(ordinal), day));
    }
    return days.empty() ? (ordinal == 0 ? "TU" : "2TU") : absl::StrJoin(days, ",");
  }

  // Of spreadsheets.
  std::string Usual() {
    std::string weeks;
    for (int week = 1 + Below(2); week <= 53; week += 2) absl::StrAppend(&weeks, weeks.empty() ? "" : ",", week);
    const std::string months = Chance(30)   ? ";BYMONTH=1,2,3,4,5,6,9,10,11,12"
                               : Chance(20) ? ";BYMONTH=1,2,3,11,12"
                                            : "";
    switch (Below(4)) {
      case 0:
        return absl::StrCat("FREQ=WEEKLY;INTERVAL=", 2 + Below(3), ";BYDAY=", Days(0), months);
      case 1:
        return absl::StrCat("FREQ=MONTHLY;BYDAY=", Days(5), months);
      case 2:
        return absl::StrCat("FREQ=YEARLY;BYWEEKNO=", weeks, ";BYDAY=", Days(0), months);
      default:
        return absl::StrCat("FREQ=WEEKLY;BYDAY=", Days(0), months);
    }
  }

  std::string Any() {
    std::string rule;
    switch (Below(4)) {
      case 0:
        rule = Daily();
        break;
      case 1:
        rule = Weekly();
        break;
      case 2:
        rule = Monthly();
        break;
      default:
        rule = Yearly();
    }
    if (Chance(40)) absl::StrAppend(&rule, ";INTERVAL=", 1 + Below(5));
    if (Chance(20)) {
      absl::StrAppend(&rule, ";COUNT=", 1 + Below(60));
    } else if (Chance(25)) {
      const std::string day = absl::FormatCivilTime(Day());
      const std::string digits = absl::StrCat(day.substr(0, 4), day.substr(5, 2), day.substr(8, 2));
      static constexpr const char* kTimes[] = {"", "T100000", "T013000", "T080000Z", "T233000Z", "T010000Z"};
      absl::StrAppend(&rule, ";UNTIL=", digits, Pick(kTimes));
    }
    return rule;
  }

  std::string Daily() {
    std::string rule = "FREQ=DAILY";
    if (Chance(40)) absl::StrAppend(&rule, ";BYDAY=", Days(0));
    if (Chance(25)) absl::StrAppend(&rule, ";BYMONTH=", Numbers(12, 5, false));
    if (Chance(20)) absl::StrAppend(&rule, ";BYMONTHDAY=", Numbers(31, 5, true));
    return rule;
  }

  std::string Weekly() {
    std::string rule = "FREQ=WEEKLY";
    const bool days = Chance(80);
    if (days) absl::StrAppend(&rule, ";BYDAY=", Days(0));
    if (Chance(25)) absl::StrAppend(&rule, ";BYMONTH=", Numbers(12, 5, false));
    if (Chance(20)) absl::StrAppend(&rule, ";WKST=", Pick(kDays));
    if (days && Chance(15)) absl::StrAppend(&rule, ";BYSETPOS=", Numbers(3, 2, true));
    return rule;
  }

  std::string Monthly() {
    std::string rule = "FREQ=MONTHLY";
    switch (Below(4)) {
      case 0:
        absl::StrAppend(&rule, ";BYDAY=", Days(5));
        break;
      case 1:
        absl::StrAppend(&rule, ";BYDAY=", Days(0), Chance(60) ? absl::StrCat(";BYSETPOS=", Numbers(4, 2, true)) : "");
        break;
      case 2:
        absl::StrAppend(&rule, ";BYMONTHDAY=", Numbers(31, 4, true));
        if (Chance(20)) absl::StrAppend(&rule, ";BYDAY=", Days(0));
        break;
      default:
        break;
    }
    if (Chance(30)) absl::StrAppend(&rule, ";BYMONTH=", Numbers(12, 5, false));
    return rule;
  }

  std::string Yearly() {
    switch (Below(8)) {
      case 0:
        return absl::StrCat("FREQ=YEARLY;BYMONTH=", Numbers(12, 3, false), ";BYMONTHDAY=", Numbers(31, 3, true));
      case 1:
        return absl::StrCat("FREQ=YEARLY;BYMONTH=", Numbers(12, 3, false), ";BYDAY=", Days(5));
      case 2:
        return absl::StrCat("FREQ=YEARLY;BYDAY=", Days(53));
      case 3:
        return absl::StrCat("FREQ=YEARLY;BYYEARDAY=", Numbers(366, 4, true), Chance(15) ? ";BYDAY=" + Days(0) : "",
                            Chance(15) ? ";BYMONTH=" + Numbers(12, 6, false) : "");
      case 4:
        return absl::StrCat("FREQ=YEARLY;BYWEEKNO=", Chance(15) ? "-1" : Numbers(53, 6, false),
                            Chance(80) ? ";BYDAY=" + Days(0) : "",
                            Chance(20) ? ";BYMONTH=" + Numbers(12, 4, false) : "");
      case 7:
        return Chance(50) ? "FREQ=YEARLY" : absl::StrCat("FREQ=YEARLY;BYMONTH=", Numbers(12, 3, false));
      case 5:
        return absl::StrCat("FREQ=YEARLY;BYMONTH=", Numbers(12, 3, false), ";BYDAY=", Days(0),
                            ";BYSETPOS=", Numbers(9, 3, true));
      default:
        return absl::StrCat("FREQ=YEARLY;BYMONTHDAY=", Numbers(31, 3, true), ";BYDAY=", Days(0));
    }
  }

  std::mt19937 random_;
};

}  // namespace meedoen::testing
