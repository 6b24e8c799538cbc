#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/activity/checker.h"
#include "core/activity/schedule.h"
#include "core/base/limits.h"

namespace meedoen {
namespace {

// A list above its bound has been named already; its items are not looked at one by one.
template <typename List>
int Checked(const List& list, int most) {
  return list.size() > most ? 0 : static_cast<int>(list.size());
}

void CheckSlots(const v1::Schedule& schedule, Checker* checker) {
  for (int i = 0; i < Checked(schedule.weekly_slots(), kMaxWeeklySlots); ++i) {
    const v1::WeeklySlot& slot = schedule.weekly_slots(i);
    const std::string path = absl::StrCat("schedule.weekly_slots[", i, "]");
    if (slot.day() == v1::DAY_OF_WEEK_UNSPECIFIED) checker->Add(path + ".day", "is missing; give a day of the week");
    checker->Times(path, slot.start_time(), slot.end_time());
  }
}

void CheckRecurrences(const v1::Schedule& schedule, Checker* checker) {
  for (int i = 0; i < Checked(schedule.recurrences(), kMaxRecurrences); ++i) {
    const v1::Recurrence& recurrence = schedule.recurrences(i);
    const std::string path = absl::StrCat("schedule.recurrences[", i, "]");
    checker->Times(path, recurrence.start_time(), recurrence.end_time());
    const bool dated = recurrence.start_date().empty() || checker->Date(path + ".start_date", recurrence.start_date());
    if (!dated) continue;
    // The rule is judged apart from its times, which may be what is wrong.
    v1::Recurrence rule = recurrence;
    rule.set_start_time("00:00");
    if (const absl::Status status = CheckRule(rule); !status.ok()) {
      checker->Add(path + ".rrule", std::string(status.message()));
    }
  }
}

void CheckDates(const v1::Schedule& schedule, std::optional<absl::CivilDay> from, std::optional<absl::CivilDay> until,
                Checker* checker) {
  for (int i = 0; i < Checked(schedule.single_dates(), kMaxSingleDates); ++i) {
    const v1::SingleDate& date = schedule.single_dates(i);
    const std::string path = absl::StrCat("schedule.single_dates[", i, "]");
    if (date.date().empty()) checker->Add(path + ".date", "is missing; write it as 2026-11-22 (year-month-day)");
    const std::optional<absl::CivilDay> day = checker->Date(path + ".date", date.date());
    checker->Times(path, date.start_time(), date.end_time());
    if (day.has_value() && ((from.has_value() && *day < *from) || (until.has_value() && *day > *until))) {
      checker->Warn(path + ".date", "lies outside valid_from and valid_until, so it will never be shown");
    }
  }
  for (int i = 0; i < Checked(schedule.exception_dates(), kMaxExceptionDates); ++i) {
    const std::string path = absl::StrCat("schedule.exception_dates[", i, "]");
    if (schedule.exception_dates(i).empty()) checker->Add(path, "is empty; write a date as 2026-11-22");
    checker->Date(path, schedule.exception_dates(i));
  }
}

}  // namespace

void CheckSchedule(const v1::Activity& activity, Checker* checker) {
  checker->Date("sign_up_deadline", activity.sign_up_deadline());
  const std::optional<absl::CivilDay> from = checker->Date("valid_from", activity.valid_from());
  const std::optional<absl::CivilDay> until = checker->Date("valid_until", activity.valid_until());
  if (from.has_value() && until.has_value() && *until < *from) {
    checker->Add("valid_until", absl::StrCat(activity.valid_until(), " is before valid_from, ", activity.valid_from()));
  }
  CheckSlots(activity.schedule(), checker);
  CheckRecurrences(activity.schedule(), checker);
  CheckDates(activity.schedule(), from, until, checker);
}

}  // namespace meedoen
