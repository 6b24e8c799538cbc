#include "core/activity/schedule_rules.h"

#include <chrono>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

v1::Recurrence Rule(const std::string& rrule, const std::string& start_date = "", const std::string& time = "10:00") {
  v1::Recurrence recurrence;
  recurrence.set_rrule(rrule);
  recurrence.set_start_date(start_date);
  recurrence.set_start_time(time);
  recurrence.set_end_time("24:00");
  return recurrence;
}

// The dates between two others, "2026-12-01 2026-12-15".
std::string Dates(const v1::Recurrence& rule, const std::string& first, const std::string& last) {
  const auto dates = RuleDates(rule, *ParseDate(first), *ParseDate(last));
  if (!dates.ok()) return dates.status().ToString();
  return absl::StrJoin(*dates, " ", [](std::string* out, absl::CivilDay day) { out->append(FormatDate(day)); });
}

TEST(RuleDatesTest, TheUsualPatterns) {
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY;BYDAY=2TU"), "2026-11-22", "2027-02-28"), "2026-12-08 2027-01-12 2027-02-09");
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY;BYDAY=-1FR"), "2026-11-01", "2027-01-31"), "2026-11-27 2026-12-25 2027-01-29");
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY;BYDAY=1MO,3MO"), "2026-12-01", "2026-12-31"), "2026-12-07 2026-12-21");
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), "2026-10-01", "2026-12-31"),
            "2026-10-30 2026-11-30 2026-12-31");
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=1,2"), "2027-01-01", "2028-12-31"),
            "2027-01-31 2027-02-28 2028-01-31 2028-02-29");
  EXPECT_EQ(Dates(Rule("FREQ=WEEKLY;BYDAY=WE,SU"), "2026-11-22", "2026-11-29"), "2026-11-22 2026-11-25 2026-11-29");
  EXPECT_EQ(Dates(Rule("FREQ=DAILY"), "2026-12-30", "2027-01-02"), "2026-12-30 2026-12-31 2027-01-01 2027-01-02");
  EXPECT_EQ(Dates(Rule("FREQ=YEARLY;BYMONTH=6;BYDAY=1SA"), "2026-01-01", "2028-12-31"),
            "2026-06-06 2027-06-05 2028-06-03");
  EXPECT_EQ(Dates(Rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"), "2026-12-05", "2027-12-05"), "2026-12-05 2027-12-05");
}

TEST(RuleDatesTest, EveryOtherWeekCountsFromItsStart) {
  const v1::Recurrence rule = Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-12-01");
  EXPECT_EQ(Dates(rule, "2026-11-01", "2026-12-31"), "2026-12-01 2026-12-15 2026-12-29");
  EXPECT_EQ(Dates(rule, "2026-12-02", "2026-12-31"), "2026-12-15 2026-12-29");
  EXPECT_EQ(Dates(rule, "2026-12-08", "2026-12-14"), "");
  // The start only fixes the week: a Thursday start with a Monday rule begins in the week after next.
  EXPECT_EQ(Dates(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-03"), "2026-11-01", "2027-01-01"),
            "2026-12-14 2026-12-28");
}

TEST(RuleDatesTest, WithoutAStartEveryWeekOfItIsPossible) {
  EXPECT_EQ(Dates(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"), "2026-12-01", "2026-12-31"),
            "2026-12-03 2026-12-10 2026-12-17 2026-12-24 2026-12-31");
  EXPECT_EQ(Dates(Rule("FREQ=WEEKLY;INTERVAL=4;BYDAY=MO,TH;UNTIL=20261210"), "2026-12-01", "2026-12-31"),
            "2026-12-03 2026-12-07 2026-12-10");
  EXPECT_EQ(Dates(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYMONTH=1"), "2026-12-17", "2027-01-15"),
            "2027-01-07 2027-01-14");
}

// The anchor of an old rule is moved; the dates must be those without that.
TEST(RuleDatesTest, AWindowFarFromTheStartSeesTheSameDates) {
  for (const char* rrule :
       {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;INTERVAL=5",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31", "FREQ=MONTHLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=-1SU"}) {
    const v1::Recurrence rule = Rule(rrule, "2019-01-30");
    const auto all = RuleDates(rule, absl::CivilDay(2019, 1, 1), absl::CivilDay(2028, 12, 31));
    ASSERT_OK(all);
    for (absl::CivilDay first(2026, 1, 1); first < absl::CivilDay(2027, 3, 1); first += 13) {
      std::vector<absl::CivilDay> expected;
      for (absl::CivilDay day : *all) {
        if (day >= first && day <= first + 120) expected.push_back(day);
      }
      const auto seen = RuleDates(rule, first, first + 120);
      ASSERT_OK(seen);
      EXPECT_EQ(*seen, expected) << rrule << " from " << FormatDate(first);
    }
  }
}

TEST(RuleDatesTest, LeapDaysAndShortMonths) {
  EXPECT_EQ(Dates(Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), "2026-01-01", "2033-01-01"), "2028-02-29 2032-02-29");
  EXPECT_EQ(Dates(Rule("FREQ=YEARLY", "2028-02-29"), "2028-01-01", "2033-01-01"), "2028-02-29 2032-02-29");
  EXPECT_EQ(Dates(Rule("FREQ=MONTHLY", "2026-12-31"), "2026-12-01", "2027-06-01"),
            "2026-12-31 2027-01-31 2027-03-31 2027-05-31");
}

TEST(RuleDatesTest, UntilIsLocalAndIncludesItsDay) {
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261202"), "2026-12-01", "2026-12-31"), "2026-12-01 2026-12-02");
  // 09:00 UTC is 10:00 in winter: the session of that day is still one.
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261202T090000Z"), "2026-12-01", "2026-12-31"), "2026-12-01 2026-12-02");
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261202T085959Z"), "2026-12-01", "2026-12-31"), "2026-12-01");
  // In summer 10:00 is 08:00 UTC.
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20260702T080000Z"), "2026-07-01", "2026-07-31"), "2026-07-01 2026-07-02");
  // 23:30 UTC is the next day here.
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261201T233000Z", "", "00:15"), "2026-12-01", "2026-12-31"),
            "2026-12-01 2026-12-02");
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261202T100000"), "2026-12-01", "2026-12-31"), "2026-12-01 2026-12-02");
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;UNTIL=20261202T095900"), "2026-12-01", "2026-12-31"), "2026-12-01");
}

TEST(RuleDatesTest, CountCountsFromTheStart) {
  const v1::Recurrence rule = Rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01");
  EXPECT_EQ(Dates(rule, "2026-01-01", "2027-12-31"), "2026-12-01 2026-12-08 2026-12-15");
  EXPECT_EQ(Dates(rule, "2026-12-10", "2027-12-31"), "2026-12-15");
}

TEST(RuleDatesTest, AnImpossibleRuleIsBounded) {
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(Dates(Rule("FREQ=DAILY;BYMONTHDAY=31;BYDAY=MO;BYMONTH=12"), "2026-11-22", "2027-03-22"), "");
  EXPECT_THAT(Dates(Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "2026-11-22", "2027-03-22"), HasSubstr("no such day"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(80));
}

TEST(LastRuleDateTest, OnlyWithAnEnd) {
  const auto last = [](const v1::Recurrence& rule) {
    const auto day = LastRuleDate(rule);
    return !day.ok() ? day.status().ToString() : day->has_value() ? FormatDate(**day) : "none";
  };
  EXPECT_EQ(last(Rule("FREQ=WEEKLY;BYDAY=TU")), "none");
  EXPECT_EQ(last(Rule("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261213")), "2026-12-08");
  EXPECT_EQ(last(Rule("FREQ=YEARLY;BYMONTH=6;BYDAY=1SA;UNTIL=20261213")), "2026-06-06");
  EXPECT_EQ(last(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")), "none");
  EXPECT_EQ(last(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261213")), "2026-12-08");
  EXPECT_EQ(last(Rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-12-01")), "2026-12-15");
  EXPECT_EQ(last(Rule("FREQ=YEARLY;COUNT=50", "2026-12-01")), "none");  // Beyond what is followed.
}

TEST(CheckRuleTest, RefusesWhatItDoesNotKnow) {
  const struct {
    const char* rrule;
    const char* word;
  } cases[] = {
      {"", "is empty"},
      {"elke dinsdag", "is not a part of a rule"},
      {"FREQ=", "is not a part of a rule"},
      {"INTERVAL=1", "FREQ: must be DAILY"},
      {"FREQ=SECONDLY", "FREQ: must be DAILY"},
      {"FREQ=MINUTELY", "FREQ: must be DAILY"},
      {"FREQ=HOURLY", "FREQ: must be DAILY"},
      {"FREQ=DAILY;FREQ=DAILY", "stands twice"},
      {"FREQ=DAILY;BYHOUR=10", "the time is in start_time"},
      {"FREQ=DAILY;FOO=1", "is not a part of a rule that is known"},
      {"FREQ=WEEKLY;BYDAY=XX", "is not a day"},
      {"FREQ=WEEKLY;BYDAY=MO,", "is not a day"},
      {"FREQ=WEEKLY;BYDAY=2TU", "needs FREQ=MONTHLY"},
      {"FREQ=MONTHLY;BYDAY=6MO", "from -5 to 5"},
      {"FREQ=MONTHLY;BYDAY=0MO", "from -5 to 5"},
      {"FREQ=MONTHLY;BYMONTHDAY=32", "from -31 to 31"},
      {"FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=1", "cannot be used with FREQ=WEEKLY"},
      {"FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1", "from 1 to 12"},
      {"FREQ=MONTHLY;BYSETPOS=1", "needs BYDAY"},
      {"FREQ=DAILY;INTERVAL=0", "INTERVAL"},
      {"FREQ=DAILY;INTERVAL=1x", "INTERVAL"},
      {"FREQ=DAILY;COUNT=2;UNTIL=20261231", "cannot stand beside UNTIL"},
      {"FREQ=DAILY;UNTIL=31-12-2026", "20261231"},
      {"FREQ=DAILY;UNTIL=20260230", "20261231"},
      {"FREQ=DAILY;UNTIL=20261231Z", "20261231"},
      {"FREQ=WEEKLY;BYDAY=MO;WKST=XX", "WKST"},
      {"FREQ=WEEKLY", "start_date is needed"},
      {"FREQ=WEEKLY;INTERVAL=2", "start_date is needed for INTERVAL above 1"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", "start_date is needed"},
      {"FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "start_date is needed for INTERVAL above 1"},
      {"FREQ=DAILY;INTERVAL=2", "start_date is needed for INTERVAL above 1"},
      {"FREQ=MONTHLY", "start_date is needed"},
      {"FREQ=YEARLY;BYMONTH=6", "start_date is needed"},
      {"FREQ=DAILY;COUNT=3", "start_date is needed"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "falls on no date"},
      {"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "falls on no date"},
      {"FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31,-31", "falls on no date"},
      {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7", "falls on no date"},
      {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", "from -31 to 31"},
      {"FREQ=WEEKLY;BYDAY=MO;BYSETPOS=8", "from -7 to 7"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
       "named twice"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(CheckRule(Rule(c.rrule)), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(c.word))) << c.rrule;
  }
  EXPECT_THAT(CheckRule(Rule("FREQ=DAILY;UNTIL=20261130", "2026-12-01")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("falls on no date")));
}

TEST(CheckRuleTest, TakesWhatIsUsual) {
  for (const char* rrule :
       {"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO;WKST=MO", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYYEARDAY=-1", "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=20091231", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-29"}) {
    EXPECT_OK(CheckRule(Rule(rrule))) << rrule;
  }
}

TEST(CheckRuleTest, LimitsAtAndAbove) {
  const auto refused = [](const std::string& word) {
    return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word));
  };
  EXPECT_OK(CheckRule(Rule(absl::StrCat("FREQ=DAILY;INTERVAL=", kMaxRuleInterval), "2026-12-01")));
  EXPECT_THAT(CheckRule(Rule(absl::StrCat("FREQ=DAILY;INTERVAL=", kMaxRuleInterval + 1), "2026-12-01")),
              refused("from 1 to 60"));
  EXPECT_OK(CheckRule(Rule(absl::StrCat("FREQ=DAILY;COUNT=", kMaxRuleCount), "2026-12-01")));
  EXPECT_THAT(CheckRule(Rule(absl::StrCat("FREQ=DAILY;COUNT=", kMaxRuleCount + 1), "2026-12-01")),
              refused("from 1 to 1000"));
  std::string longest = "FREQ=MONTHLY;BYDAY=MO";
  while (longest.size() + 3 <= kMaxRuleBytes) longest += ",MO";
  ASSERT_EQ(longest.size(), kMaxRuleBytes);
  EXPECT_OK(CheckRule(Rule(longest)));
  EXPECT_THAT(CheckRule(Rule(longest + "O")), refused("is longer than 300"));
}

}  // namespace
}  // namespace meedoen
