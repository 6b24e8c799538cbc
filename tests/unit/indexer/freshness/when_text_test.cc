#include "indexer/freshness/when_text.h"

#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

const absl::CivilDay kToday(2026, 11, 22);

class WhenTextTest : public ::testing::Test {
 protected:
  void Slot(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    v1::WeeklySlot* slot = schedule_.add_weekly_slots();
    slot->set_day(day);
    slot->set_start_time(start);
    slot->set_end_time(end);
  }
  void Once(const std::string& date) {
    v1::SingleDate* single = schedule_.add_single_dates();
    single->set_date(date);
    single->set_start_time("14:00");
    single->set_end_time("16:00");
  }
  std::string Text() const { return WhenText(schedule_, kToday); }
  // Of one rule, from 10:00 to 12:00.
  static std::string Rule(const std::string& rrule, const std::string& start_date = "") {
    v1::Schedule schedule;
    v1::Recurrence* rule = schedule.add_recurrences();
    rule->set_rrule(rrule);
    rule->set_start_date(start_date);
    rule->set_start_time("10:00");
    rule->set_end_time("12:00");
    return WhenText(schedule, kToday);
  }

  v1::Schedule schedule_;
};

TEST_F(WhenTextTest, WeeklySlots) {
  EXPECT_EQ(Text(), "");
  Slot(v1::TUESDAY, "10:00", "12:00");
  EXPECT_EQ(Text(), "elke dinsdag 10.00-12.00");
  Slot(v1::THURSDAY, "10:00", "12:00");
  Slot(v1::SATURDAY, "10:00", "12:00");
  Slot(v1::SATURDAY, "14:00", "15:30");
  EXPECT_EQ(Text(), "elke dinsdag, donderdag en zaterdag 10.00-12.00 en elke zaterdag 14.00-15.30");
}

TEST_F(WhenTextTest, Rules) {
  EXPECT_EQ(Rule("FREQ=WEEKLY;BYDAY=TU,TH"), "elke dinsdag en donderdag 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=WEEKLY", "2026-11-25"), "elke woensdag 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"), "om de week op donderdag 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=WEEKLY;INTERVAL=3;BYDAY=TH;COUNT=8", "2026-11-26"), "elke 3 weken op donderdag 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=MONTHLY;BYDAY=2TU"), "elke 2e dinsdag van de maand 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=MONTHLY;BYDAY=1TU,3TU"), "elke 1e dinsdag en 3e dinsdag van de maand 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"), "elke 2e dinsdag van de maand 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=1,2,3,4,5,6,9,10,11,12"),
            "elke laatste vrijdag van de maand 10.00-12.00 (niet in alle maanden)");
  EXPECT_EQ(Rule("FREQ=MONTHLY;BYMONTHDAY=15"), "elke 15e van de maand 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=MONTHLY", "2026-11-03"), "elke 3e van de maand 10.00-12.00");
  EXPECT_EQ(Rule("FREQ=DAILY"), "elke dag 10.00-12.00");
}

// Rather no words than wrong ones.
TEST_F(WhenTextTest, WhatHasNoPlainWords) {
  for (const char* rrule : {"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
                            "FREQ=MONTHLY;BYDAY=-2FR", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY",
                            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYMONTHDAY=-1", "", ";;="}) {
    EXPECT_THAT(Rule(rrule), ::testing::StartsWith("volgens een rooster 10.00-12.00")) << rrule;
  }
}

TEST_F(WhenTextTest, DatesThatAreStillToCome) {
  Once("2026-11-21");
  EXPECT_EQ(Text(), "");
  Once("2027-02-01");
  Once("2026-11-22");
  EXPECT_EQ(Text(), "op 22-11-2026 14.00-16.00 en op 01-02-2027 14.00-16.00");
  for (int day = 1; day <= 3; ++day) Once("2027-03-0" + std::to_string(day));
  EXPECT_EQ(Text(), "op 22-11-2026 14.00-16.00, op 01-02-2027 14.00-16.00, op 01-03-2027 14.00-16.00 en nog 2 keer");
}

TEST_F(WhenTextTest, ByAppointmentAndNotes) {
  schedule_.set_note("niet in\nde zomer.");
  EXPECT_EQ(Text(), "niet in de zomer");
  schedule_.set_by_appointment(true);
  EXPECT_EQ(Text(), "op afspraak (niet in de zomer)");
  schedule_.set_note(std::string(101, 'x'));
  EXPECT_EQ(Text(), "op afspraak (" + std::string(99, 'x') + "…)");
}

}  // namespace
}  // namespace meedoen::indexer
