#include "core/base/limits.h"
#include "gmock/gmock.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ProblemsOf;
using ::testing::StartsWith;
using testing::ValidActivity;

void ExpectOne(const std::string& more, const std::string& field, const std::string& word) {
  EXPECT_THAT(ProblemsOf(ValidActivity(more)), ElementsAre(AllOf(StartsWith(field + ": "), HasSubstr(word)))) << more;
}
void ExpectFine(const std::string& more) { EXPECT_THAT(ProblemsOf(ValidActivity(more)), IsEmpty()) << more; }

std::string Slot(const std::string& start, const std::string& end) {
  return absl::StrCat("schedule { weekly_slots { day: MONDAY start_time: \"", start, "\" end_time: \"", end, "\" } }");
}

TEST(ValidateScheduleTest, Dates) {
  ExpectFine(R"(valid_from: "2026-01-01" valid_until: "2026-01-01" sign_up_deadline: "2028-02-29")");
  for (const char* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "26-11-22", "22-11-2026", "2026/11/22", "morgen",
                          "1899-12-31", "2200-01-01"}) {
    ExpectOne(absl::StrCat("sign_up_deadline: \"", bad, "\""), "sign_up_deadline", "is not a date");
    ExpectOne(absl::StrCat("valid_from: \"", bad, "\""), "valid_from", "is not a date");
    ExpectOne(absl::StrCat("valid_until: \"", bad, "\""), "valid_until", "is not a date");
    ExpectOne(absl::StrCat("schedule { exception_dates: \"", bad, "\" }"), "schedule.exception_dates[0]",
              "is not a date");
  }
  ExpectOne(R"(valid_from: "2026-01-02" valid_until: "2026-01-01")", "valid_until", "before valid_from");
  ExpectOne(R"(schedule { exception_dates: "" })", "schedule.exception_dates[0]", "is empty");
}

TEST(ValidateScheduleTest, Times) {
  ExpectFine(Slot("00:00", "24:00"));
  ExpectFine(Slot("10:00", "10:01"));
  ExpectOne(Slot("10:00", "10:00"), "schedule.weekly_slots[0].end_time", "not after the start");
  ExpectOne(Slot("20:00", "01:00"), "schedule.weekly_slots[0].end_time", "past midnight ends at 24:00");
  for (const char* bad : {"", "9:00", "09.00", "24:01", "25:00", "09:60", "ochtend"}) {
    ExpectOne(Slot(bad, "23:00"), "schedule.weekly_slots[0].start_time", "is not a time");
    ExpectOne(Slot("00:00", bad), "schedule.weekly_slots[0].end_time", "is not a time");
  }
  ExpectOne(R"(schedule { weekly_slots { start_time: "10:00" end_time: "11:00" } })", "schedule.weekly_slots[0].day",
            "is missing");
}

TEST(ValidateScheduleTest, SingleDates) {
  ExpectFine(R"(schedule { single_dates { date: "2026-12-01" start_time: "10:00" end_time: "11:00" } })");
  ExpectOne(R"(schedule { single_dates { start_time: "10:00" end_time: "11:00" } })", "schedule.single_dates[0].date",
            "is missing");
  ExpectOne(R"(schedule { single_dates { date: "2026-12-32" start_time: "10:00" end_time: "11:00" } })",
            "schedule.single_dates[0].date", "is not a date");
  ExpectOne(R"(valid_until: "2026-11-30" schedule { single_dates { date: "2026-12-01" start_time: "10:00"
               end_time: "11:00" } })",
            "warning schedule.single_dates[0].date", "lies outside");
}

TEST(ValidateScheduleTest, Rules) {
  const auto rule = [](const std::string& rrule, const std::string& start = "") {
    return absl::StrCat("schedule { recurrences { rrule: \"", rrule, "\" start_date: \"", start,
                        "\" start_time: \"10:00\" end_time: \"12:00\" } }");
  };
  const std::string path = "schedule.recurrences[0].";
  ExpectFine(rule("FREQ=MONTHLY;BYDAY=2TU"));
  ExpectFine(rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01"));
  ExpectFine(rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"));  // The weekday is known.
  ExpectOne(rule("FREQ=WEEKLY;INTERVAL=2"), path + "rrule", "start_date is needed for INTERVAL above 1");
  ExpectOne(rule(""), path + "rrule", "is empty");
  ExpectOne(rule("FREQ=HOURLY"), path + "rrule", "DAILY, WEEKLY, MONTHLY or YEARLY");
  ExpectOne(rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), path + "rrule", "falls on no date");
  ExpectOne(rule("FREQ=DAILY", "2026-02-30"), path + "start_date", "is not a date");
  ExpectOne(R"(schedule { recurrences { rrule: "FREQ=DAILY" start_time: "12:00" end_time: "10:00" } })",
            path + "end_time", "not after the start");
}

TEST(ValidateScheduleTest, ListsAtAndAboveTheirLimits) {
  v1::Activity activity = ValidActivity();
  v1::Schedule* schedule = activity.mutable_schedule();
  const auto slot = [&] {
    *schedule->add_weekly_slots() = ValidActivity(Slot("10:00", "11:00")).schedule().weekly_slots(0);
  };
  const auto recurrence = [&] {
    *schedule->add_recurrences() =
        testing::Parsed(R"(schedule { recurrences { rrule: "FREQ=DAILY" start_time: "10:00" end_time: "11:00" } })")
            .schedule()
            .recurrences(0);
  };
  const auto date = [&] {
    *schedule->add_single_dates() =
        testing::Parsed(R"(schedule { single_dates { date: "2026-12-01" start_time: "10:00" end_time: "11:00" } })")
            .schedule()
            .single_dates(0);
  };
  for (int i = 0; i < kMaxWeeklySlots; ++i) slot();
  for (int i = 0; i < kMaxRecurrences; ++i) recurrence();
  for (int i = 0; i < kMaxSingleDates; ++i) date();
  for (int i = 0; i < kMaxExceptionDates; ++i) schedule->add_exception_dates("2026-12-25");
  EXPECT_THAT(ProblemsOf(activity), IsEmpty());
  slot();
  recurrence();
  date();
  schedule->add_exception_dates("2026-12-25");
  EXPECT_THAT(ProblemsOf(activity), ElementsAre(StartsWith("schedule.weekly_slots: has 22 items; at most 21"),
                                                StartsWith("schedule.recurrences: has 11 items; at most 10"),
                                                StartsWith("schedule.single_dates: has 101 items; at most 100"),
                                                StartsWith("schedule.exception_dates: has 201 items; at most 200")));
}

}  // namespace
}  // namespace meedoen
