// What is told of times that are not certain.
#include "core/activity/school_holidays.h"
#include "tests/unit/matcher/explain/explain_fixture.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(ExplainTest, OfEveryOtherWeekWithoutAStartNoDateIsShown) {
  activity_.mutable_schedule()->clear_weekly_slots();
  v1::Recurrence* rule = activity_.mutable_schedule()->add_recurrences();
  rule->set_rrule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
  rule->set_start_time("14:00");
  rule->set_end_time("16:00");
  Explained();
  EXPECT_EQ(suggestion_.next_dates_size(), 0);
  EXPECT_THAT(Texts(),
              Contains("Om de week op maandag en donderdag, 14:00-16:00. Welke week weten wij niet: bel eerst."));
  EXPECT_THAT(suggestion_.client_text(),
              AllOf(HasSubstr("Welke week weten wij niet"), Not(HasSubstr("De eerste keer"))));
  request_.set_language(v1::EN);
  rule->set_rrule("FREQ=WEEKLY;INTERVAL=3;BYDAY=TH");
  Explained();
  EXPECT_THAT(Texts(), Contains("Every 3 weeks on Thursday, 14:00-16:00. We do not know which week: call first."));
  // What is certain keeps its dates, and with a start there is nothing left to doubt.
  *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::TUESDAY, "10:00", "12:00");
  Explained();
  ASSERT_EQ(suggestion_.next_dates_size(), 3);
  for (const v1::NextDate& date : suggestion_.next_dates()) {
    EXPECT_EQ(WeekdayIndex(LocalDay(absl::FromUnixSeconds(date.start_time().seconds()))), 1);
  }
  EXPECT_THAT(Codes(), Contains("!weeks_unknown_every"));
  activity_.mutable_schedule()->clear_weekly_slots();
  rule->set_start_date("2026-11-26");
  Explained();
  EXPECT_GT(suggestion_.next_dates_size(), 0);
  EXPECT_THAT(Codes(), Not(Contains("!weeks_unknown_every")));
}

TEST_F(ExplainTest, BeyondTheTableOfSchoolHolidaysIsADoubt) {
  activity_.mutable_schedule()->set_pauses_in_school_holidays(v1::TRISTATE_YES);
  EXPECT_THAT(Codes(), Not(Contains("!school_holidays_unknown")));
  setting_.now = FromLocal(SchoolHolidaysKnownUntil() - 1, 12 * 60);
  Explained();
  ASSERT_GT(suggestion_.next_dates_size(), 0);
  EXPECT_THAT(Texts(), Contains("Na 1 september 2030 weten wij niet wanneer er schoolvakantie is: bel eerst."));
  activity_.mutable_schedule()->clear_pauses_in_school_holidays();
  Explained();
  EXPECT_THAT(Codes(), Not(Contains("!school_holidays_unknown")));
}

}  // namespace
}  // namespace meedoen::matcher
