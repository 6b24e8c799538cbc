#include "core/activity/schedule.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;
using testing::Parsed;

// The sessions between two dates in UTC: "12-01T09:00/11:00 ...".
std::string Sessions(const v1::Activity& activity, const std::string& first, const std::string& last) {
  const auto occurrences = ExpandSchedule(activity, *ParseDate(first), *ParseDate(last));
  if (!occurrences.ok()) return occurrences.status().ToString();
  std::string text;
  for (const Occurrence& session : *occurrences) {
    absl::StrAppend(&text, text.empty() ? "" : " ", absl::FormatTime("%m-%dT%H:%M", session.start, absl::UTCTimeZone()),
                    absl::FormatTime("/%H:%M", session.end, absl::UTCTimeZone()));
  }
  return text;
}

// One weekly slot, and the fields of `more`.
v1::Activity Slots(const std::string& day, const std::string& start, const std::string& end,
                   const std::string& more = "") {
  v1::Activity activity = Parsed(
      absl::StrCat("schedule { weekly_slots { day: ", day, " start_time: \"", start, "\" end_time: \"", end, "\" } }"));
  activity.MergeFrom(Parsed(more));
  return activity;
}

TEST(ExpandScheduleTest, WeeklySlotsKeepTheirLocalTimeOverBothClockChanges) {
  const v1::Activity sunday = Slots("SUNDAY", "10:00", "12:00");
  EXPECT_EQ(Sessions(sunday, "2026-03-22", "2026-04-05"), "03-22T09:00/11:00 03-29T08:00/10:00 04-05T08:00/10:00");
  EXPECT_EQ(Sessions(sunday, "2026-10-18", "2026-11-01"), "10-18T08:00/10:00 10-25T09:00/11:00 11-01T09:00/11:00");
  EXPECT_EQ(Sessions(sunday, "2027-03-21", "2027-04-04"), "03-21T09:00/11:00 03-28T08:00/10:00 04-04T08:00/10:00");
}

TEST(ExpandScheduleTest, RulesKeepTheirLocalTimeOverBothClockChanges) {
  const v1::Activity rule = Parsed(R"(schedule { recurrences {
    rrule: "FREQ=WEEKLY;BYDAY=SU" start_time: "10:00" end_time: "12:00" } })");
  EXPECT_EQ(Sessions(rule, "2026-03-22", "2026-04-05"), "03-22T09:00/11:00 03-29T08:00/10:00 04-05T08:00/10:00");
  EXPECT_EQ(Sessions(rule, "2026-10-18", "2026-11-01"), "10-18T08:00/10:00 10-25T09:00/11:00 11-01T09:00/11:00");
}

TEST(ExpandScheduleTest, SessionsInsideTheChangedHour) {
  // 02:00 to 03:00 does not exist on 29 March; a session of it keeps its length, and the week after is normal again.
  EXPECT_EQ(Sessions(Slots("SUNDAY", "02:15", "02:45"), "2026-03-29", "2026-04-05"),
            "03-29T01:00/01:30 04-05T00:15/00:45");
  EXPECT_EQ(Sessions(Slots("SUNDAY", "01:30", "02:30"), "2026-03-29", "2026-03-29"), "03-29T00:30/01:00");
  EXPECT_EQ(Sessions(Slots("SUNDAY", "02:30", "04:00"), "2026-03-29", "2026-03-29"), "03-29T01:00/02:00");
  // It comes twice on 25 October; the first counts.
  EXPECT_EQ(Sessions(Slots("SUNDAY", "02:15", "02:45"), "2026-10-25", "2026-11-01"),
            "10-25T00:15/00:45 11-01T01:15/01:45");
}

TEST(ExpandScheduleTest, AMidnightEndIsTheNextDay) {
  EXPECT_EQ(Sessions(Slots("SATURDAY", "20:00", "24:00"), "2026-11-28", "2026-11-28"), "11-28T19:00/23:00");
  EXPECT_EQ(Sessions(Slots("SATURDAY", "20:00", "24:00"), "2026-11-29", "2026-11-29"), "");
  EXPECT_EQ(Sessions(Slots("SATURDAY", "00:00", "24:00"), "2026-10-24", "2026-10-24"), "10-23T22:00/22:00");
}

TEST(ExpandScheduleTest, BothBordersAreIncluded) {
  const v1::Activity tuesday = Slots("TUESDAY", "10:00", "11:00");
  EXPECT_EQ(Sessions(tuesday, "2026-12-01", "2026-12-08"), "12-01T09:00/10:00 12-08T09:00/10:00");
  EXPECT_EQ(Sessions(tuesday, "2026-12-02", "2026-12-07"), "");
  EXPECT_EQ(Sessions(tuesday, "2026-12-08", "2026-12-01"), "");
}

TEST(ExpandScheduleTest, ValidityExceptionsAndHolidays) {
  EXPECT_EQ(Sessions(Slots("FRIDAY", "10:00", "11:00", R"(valid_from: "2026-12-04" valid_until: "2026-12-11")"),
                     "2026-11-20", "2026-12-31"),
            "12-04T09:00/10:00 12-11T09:00/10:00");
  EXPECT_EQ(Sessions(Slots("FRIDAY", "10:00", "11:00", R"(schedule { exception_dates: "2026-12-04" })"), "2026-12-01",
                     "2026-12-12"),
            "12-11T09:00/10:00");
  const v1::Activity friday = Slots("FRIDAY", "10:00", "11:00", "schedule { pauses_on_public_holidays: TRISTATE_YES }");
  EXPECT_EQ(Sessions(friday, "2026-12-18", "2027-01-08"), "12-18T09:00/10:00 01-08T09:00/10:00");
  EXPECT_EQ(Sessions(Slots("FRIDAY", "10:00", "11:00", "schedule { pauses_on_public_holidays: TRISTATE_NO }"),
                     "2026-12-25", "2026-12-25"),
            "12-25T09:00/10:00");
}

TEST(ExpandScheduleTest, MixesAllKindsSortedAndWithoutDoubles) {
  const v1::Activity activity = Parsed(R"(schedule {
    single_dates { date: "2026-12-08" start_time: "10:00" end_time: "12:00" }
    single_dates { date: "2026-12-03" start_time: "19:00" end_time: "21:00" }
    recurrences { rrule: "FREQ=MONTHLY;BYDAY=2TU" start_time: "10:00" end_time: "12:00" }
    weekly_slots { day: TUESDAY start_time: "10:00" end_time: "12:00" }
    weekly_slots { day: TUESDAY start_time: "09:00" end_time: "12:00" } })");
  EXPECT_EQ(Sessions(activity, "2026-12-02", "2026-12-08"), "12-03T18:00/20:00 12-08T08:00/11:00 12-08T09:00/11:00");
}

TEST(ExpandScheduleTest, KeepsTheFirstSessionsUpToTheLimit) {
  v1::Activity activity;
  for (int i = 0; i < 7; ++i) {
    *activity.mutable_schedule()->add_recurrences() =
        Parsed(absl::StrCat(R"(schedule { recurrences { rrule: "FREQ=DAILY" end_time: "23:00" start_time: "1)", i,
                            R"(:00" } })"))
            .schedule()
            .recurrences(0);
  }
  const absl::CivilDay first(2026, 11, 22);
  const int days = kMaxOccurrences / 7;
  const auto fits = ExpandSchedule(activity, first, first + (days - 1));
  const auto above = ExpandSchedule(activity, first, first + kMaxHorizonDays);
  ASSERT_OK(fits);
  ASSERT_OK(above);
  EXPECT_EQ(fits->size(), static_cast<size_t>(days * 7));
  EXPECT_EQ(above->size(), static_cast<size_t>(kMaxOccurrences));
  EXPECT_TRUE(std::equal(fits->begin(), fits->end(), above->begin()));
}

TEST(ExpandScheduleTest, NoTimesIsNoSessions) {
  EXPECT_EQ(Sessions({}, "2026-12-01", "2026-12-31"), "");
  EXPECT_EQ(Sessions(Parsed("schedule { by_appointment: true }"), "2026-12-01", "2026-12-31"), "");
}

TEST(ExpandScheduleTest, NamesWhatCannotBeRead) {
  const auto expanded = [](const v1::Activity& activity) {
    return ExpandSchedule(activity, absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 31));
  };
  EXPECT_THAT(expanded(Slots("MONDAY", "10:00", "9:00")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("schedule.weekly_slots[0]")));
  EXPECT_THAT(expanded(Slots("DAY_OF_WEEK_UNSPECIFIED", "10:00", "11:00")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("day is missing")));
  EXPECT_THAT(expanded(Parsed(R"(schedule { recurrences { rrule: "FREQ=X" start_time: "10:00" end_time: "11:00" } })")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("schedule.recurrences[0]")));
  EXPECT_THAT(expanded(Parsed(R"(schedule { exception_dates: "x" })")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("schedule.exception_dates[0]")));
}

std::string Ends(const v1::Activity& activity) {
  const auto end = LastEnd(activity);
  if (!end.ok()) return end.status().ToString();
  if (!end->has_value()) return "never";
  return **end == absl::InfinitePast() ? "no session" : absl::FormatTime("%Y-%m-%dT%H:%M", **end, Amsterdam());
}

TEST(LastEndTest, OpenEndedActivitiesHaveNone) {
  EXPECT_EQ(Ends({}), "never");
  EXPECT_EQ(Ends(Slots("MONDAY", "10:00", "11:00")), "never");
  EXPECT_EQ(Ends(Parsed("schedule { by_appointment: true }")), "never");
  EXPECT_EQ(Ends(Parsed(R"(schedule { recurrences { rrule: "FREQ=DAILY" start_time: "10:00" end_time: "11:00" } })")),
            "never");
  EXPECT_EQ(Ends(Parsed(R"(schedule { by_appointment: true
    single_dates { date: "2026-12-08" start_time: "10:00" end_time: "12:00" } })")),
            "never");
}

TEST(LastEndTest, IsTheEndOfTheLastSession) {
  EXPECT_EQ(Ends(Parsed(R"(schedule { single_dates { date: "2026-12-08" start_time: "10:00" end_time: "12:00" }
    single_dates { date: "2026-12-03" start_time: "19:00" end_time: "21:00" } })")),
            "2026-12-08T12:00");
  EXPECT_EQ(Ends(Slots("MONDAY", "10:00", "11:00", R"(valid_until: "2026-12-11")")), "2026-12-07T11:00");
  EXPECT_EQ(Ends(Parsed(R"(schedule { recurrences { rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3" start_date: "2026-12-01"
    start_time: "10:00" end_time: "11:00" } })")),
            "2026-12-15T11:00");
  EXPECT_EQ(Ends(Parsed(R"(schedule { recurrences { rrule: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261213"
    start_time: "10:00" end_time: "24:00" } })")),
            "2026-12-09T00:00");
}

TEST(LastEndTest, WithoutTimesIsTheEndOfValidity) {
  EXPECT_EQ(Ends(Parsed(R"(valid_until: "2026-12-11")")), "2026-12-12T00:00");
  EXPECT_EQ(Ends(Parsed(R"(valid_until: "2026-12-11" schedule { by_appointment: true })")), "2026-12-12T00:00");
}

TEST(LastEndTest, LooksPastExceptions) {
  v1::Activity activity = Slots("MONDAY", "10:00", "11:00", R"(valid_until: "2026-12-11")");
  for (absl::CivilDay day(2026, 10, 1); day <= absl::CivilDay(2026, 12, 11); ++day) {
    activity.mutable_schedule()->add_exception_dates(FormatDate(day));
  }
  EXPECT_EQ(Ends(activity), "2026-09-28T11:00");
  EXPECT_EQ(Ends(Parsed(R"(schedule { exception_dates: "2026-12-08"
    single_dates { date: "2026-12-08" start_time: "10:00" end_time: "12:00" } })")),
            "no session");
}

constexpr char kEveryOther[] = R"(name: "municipalities/GM0150/activities/a" schedule {
    recurrences { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH" start_time: "14:00" end_time: "16:00" }
    weekly_slots { day: TUESDAY start_time: "10:00" end_time: "12:00" } })";

TEST(WeeksUnknownTest, OnlyOfWeeklyRulesWithoutAStart) {
  const auto unknown = [](const std::string& rule, const std::string& start) {
    v1::Recurrence recurrence;
    recurrence.set_rrule(rule);
    recurrence.set_start_date(start);
    return WeeksUnknown(recurrence);
  };
  EXPECT_TRUE(unknown("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", ""));
  EXPECT_TRUE(unknown("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;UNTIL=20271231;BYMONTH=1,2", ""));
  EXPECT_FALSE(unknown("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-12-03"));
  EXPECT_FALSE(unknown("FREQ=WEEKLY;INTERVAL=1;BYDAY=TH", ""));
  EXPECT_FALSE(unknown("FREQ=WEEKLY;INTERVAL=2", ""));
  EXPECT_FALSE(unknown("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=3", ""));
  EXPECT_FALSE(unknown("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH", ""));
  EXPECT_FALSE(unknown("no rule", ""));
  EXPECT_TRUE(WeeksUnknown(Parsed(kEveryOther).schedule()));
  EXPECT_FALSE(WeeksUnknown(v1::Schedule()));
}

TEST(WeeksUnknownTest, EveryDayOfItIsPossibleButOnlyTheRestIsCertain) {
  const v1::Activity activity = Parsed(kEveryOther);
  EXPECT_EQ(Sessions(activity, "2026-12-01", "2026-12-10"),
            "12-01T09:00/11:00 12-03T13:00/15:00 12-08T09:00/11:00 12-10T13:00/15:00");
  const auto certain = ExpandCertain(activity, absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 10));
  ASSERT_OK(certain);
  ASSERT_EQ(certain->size(), 2u);
  for (const Occurrence& session : *certain) EXPECT_EQ(WeekdayIndex(LocalDay(session.start)), 1);
  EXPECT_EQ(Ends(activity), "never");
}

TEST(WeeksUnknownTest, IsFoundWhileItCanTakePlace) {
  v1::Activity activity = Parsed(kEveryOther);
  const auto found = FindUnknownWeeks(activity, absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 10));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].every, 2);
  EXPECT_EQ(found[0].weekdays, std::vector<int>({3}));
  EXPECT_EQ(found[0].start_time + "-" + found[0].end_time, "14:00-16:00");
  EXPECT_TRUE(FindUnknownWeeks(activity, absl::CivilDay(2026, 12, 4), absl::CivilDay(2026, 12, 9)).empty());
  activity.mutable_schedule()->add_exception_dates("2026-12-03");
  activity.set_valid_until("2026-12-09");
  EXPECT_TRUE(FindUnknownWeeks(activity, absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 31)).empty());
}

TEST(HasTimesTest, SlotsRulesOrDates) {
  EXPECT_FALSE(
      HasTimes(Parsed(R"(schedule { by_appointment: true note: "x" exception_dates: "2026-12-08" })").schedule()));
  EXPECT_TRUE(HasTimes(Parsed("schedule { weekly_slots {} }").schedule()));
  EXPECT_TRUE(HasTimes(Parsed("schedule { recurrences {} }").schedule()));
  EXPECT_TRUE(HasTimes(Parsed("schedule { single_dates {} }").schedule()));
}

TEST(PublicHolidayTest, OfSeveralYears) {
  const auto all_of = [](int year) {
    std::string days;
    for (absl::CivilDay day(year, 1, 1); day.year() == year; ++day) {
      if (IsPublicHoliday(day)) absl::StrAppend(&days, days.empty() ? "" : " ", FormatDate(day).substr(5));
    }
    return days;
  };
  EXPECT_EQ(all_of(2025), "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26");  // 27 April is a Sunday.
  EXPECT_EQ(all_of(2026), "01-01 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26");
  EXPECT_EQ(all_of(2027), "01-01 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26");
  EXPECT_EQ(all_of(2038),
            "01-01 04-25 04-26 04-27 05-05 06-03 06-13 06-14 12-25 12-26");  // The latest Easter there is.
  EXPECT_EQ(all_of(2160), "01-01 03-23 03-24 04-26 05-01 05-05 05-11 05-12 12-25 12-26");  // An early one.
}

}  // namespace
}  // namespace meedoen
