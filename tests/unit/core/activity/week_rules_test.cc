#include "core/activity/week_rules.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/activity/schedule_rules.h"
#include "core/base/civil_time.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

std::vector<absl::CivilDay> Dates(const std::string& rrule, const std::string& first, const std::string& last,
                                  const std::string& start = "") {
  v1::Recurrence rule;
  rule.set_rrule(rrule);
  rule.set_start_date(start);
  rule.set_start_time("10:00");
  const auto dates = RuleDates(rule, *ParseDate(first), *ParseDate(last));
  EXPECT_OK(dates) << rrule;
  return dates.ok() ? *dates : std::vector<absl::CivilDay>();
}

std::string Told(const std::vector<absl::CivilDay>& dates) {
  std::string text;
  for (const absl::CivilDay day : dates) absl::StrAppend(&text, text.empty() ? "" : " ", FormatDate(day));
  return text;
}

std::string Weeks(int first) {
  std::string list = absl::StrCat(first);
  for (int week = first + 2; week <= 53; week += 2) absl::StrAppend(&list, ",", week);
  return list;
}

// The number of the week, counted from the Thursday that decides on its year.
int64_t WeekNumber(absl::CivilDay day) {
  const absl::CivilDay thursday = day - WeekdayIndex(day) + 3;
  return (thursday - absl::CivilDay(thursday.year(), 1, 1)) / 7 + 1;
}

// 2026 and 2032 have 53 weeks; 2027, 2028, 2033 begin at the end of one, where libical goes wrong.
TEST(WeekRulesTest, EvenAndOddWeeksGoByTheCalendar) {
  for (const int odd : {0, 1}) {
    const auto dates = Dates(absl::StrCat("FREQ=YEARLY;BYWEEKNO=", Weeks(odd == 1 ? 1 : 2), ";BYDAY=TU,SA,SU"),
                             "2024-01-01", "2040-12-31");
    std::vector<absl::CivilDay> expected;
    for (absl::CivilDay day(2024, 1, 1); day.year() <= 2040; ++day) {
      const int weekday = WeekdayIndex(day);
      if ((weekday == 1 || weekday >= 5) && WeekNumber(day) % 2 == odd) expected.push_back(day);
    }
    EXPECT_EQ(dates, expected) << odd;
  }
}

TEST(WeekRulesTest, AYearOf53WeeksHasTwoOddOnesInARow) {
  EXPECT_EQ(Told(Dates(absl::StrCat("FREQ=YEARLY;BYWEEKNO=", Weeks(1), ";BYDAY=TU"), "2026-12-10", "2027-01-25")),
            "2026-12-15 2026-12-29 2027-01-05 2027-01-19");
}

TEST(WeekRulesTest, OtherPartsLimitIt) {
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=1,2;BYDAY=MO;BYMONTH=12", "2024-12-01", "2025-12-31")),
            "2024-12-30 2025-12-29");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", "2026-01-01", "2027-12-31")), "2026-12-28 2027-12-27");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=20", "2026-01-01", "2027-12-31", "2026-01-07")), "2026-05-13 2027-05-19");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=20,21;BYDAY=MO,TU;BYSETPOS=-1", "2026-01-01", "2027-12-31")),
            "2026-05-19 2027-05-25");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=20;BYDAY=MO", "2026-01-01", "2029-12-31", "2025-02-01")),
            "2027-05-17 2029-05-14");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=20,30;BYDAY=MO;COUNT=3", "2027-01-01", "2029-12-31", "2026-06-01")),
            "2027-05-17 2027-07-26");
  EXPECT_EQ(Told(Dates("FREQ=YEARLY;BYWEEKNO=20;BYDAY=SU;WKST=SU", "2026-01-01", "2026-12-31")), "2026-05-17");
}

TEST(WeekRulesTest, OneThatNeverHappensIsRefused) {
  v1::Recurrence rule;
  rule.set_rrule("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1;BYDAY=MO");
  rule.set_start_time("10:00");
  EXPECT_FALSE(CheckRule(rule).ok());
}

}  // namespace
}  // namespace meedoen
