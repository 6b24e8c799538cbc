#include "indexer/import/schedule_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;

// Everything that was understood, in one line.
std::string Told(const std::string& text) {
  const absl::StatusOr<ScheduleText> parsed = ParseScheduleText(text);
  if (!parsed.ok()) return absl::StrCat("! ", std::string(parsed.status().message()));
  constexpr const char* kDays[] = {"", "ma", "di", "wo", "do", "vr", "za", "zo"};
  std::vector<std::string> parts;
  for (const v1::WeeklySlot& slot : parsed->schedule.weekly_slots()) {
    parts.push_back(absl::StrCat(kDays[slot.day()], " ", slot.start_time(), "-", slot.end_time()));
  }
  for (const v1::Recurrence& rule : parsed->schedule.recurrences()) {
    parts.push_back(absl::StrCat(rule.rrule(), rule.start_date().empty() ? "" : " @", rule.start_date(), " ",
                                 rule.start_time(), "-", rule.end_time()));
  }
  for (const v1::SingleDate& date : parsed->schedule.single_dates()) {
    parts.push_back(absl::StrCat(date.date(), " ", date.start_time(), "-", date.end_time()));
  }
  for (const std::string& date : parsed->schedule.exception_dates()) parts.push_back("zonder " + date);
  if (parsed->schedule.by_appointment()) parts.push_back("afspraak");
  if (parsed->schedule.pauses_on_public_holidays() == v1::TRISTATE_YES) parts.push_back("zonder feestdagen");
  if (parsed->schedule.pauses_on_public_holidays() == v1::TRISTATE_NO) parts.push_back("ook feestdagen");
  if (parsed->schedule.pauses_in_school_holidays() == v1::TRISTATE_YES) parts.push_back("zonder schoolvakanties");
  if (parsed->schedule.pauses_in_school_holidays() == v1::TRISTATE_NO) parts.push_back("ook schoolvakanties");
  if (!parsed->from.empty()) parts.push_back("vanaf " + parsed->from);
  if (!parsed->until.empty()) parts.push_back("t/m " + parsed->until);
  if (parsed->remarks) parts.push_back("en meer");
  return absl::StrJoin(parts, ", ");
}

TEST(ScheduleTextTest, EveryWeek) {
  EXPECT_EQ(Told("elke dinsdag 10.00-12.00 uur"), "di 10:00-12:00");
  EXPECT_EQ(Told("Iedere dinsdag van 10.00 uur tot 12.00 uur"), "di 10:00-12:00");
  EXPECT_EQ(Told("ma/wo/vr 9.30 - 11.30"), "ma 09:30-11:30, wo 09:30-11:30, vr 09:30-11:30");
  EXPECT_EQ(Told("di en do van 10 tot 12"), "di 10:00-12:00, do 10:00-12:00");
  EXPECT_EQ(Told("Ma. t/m wo. 9:00 \u2013 10:30u"), "ma 09:00-10:30, di 09:00-10:30, wo 09:00-10:30");
  EXPECT_EQ(Told("ma-do 9u-12u30"), "ma 09:00-12:30, di 09:00-12:30, wo 09:00-12:30, do 09:00-12:30");
  EXPECT_EQ(Told("ma 10-12 en do 14-16"), "ma 10:00-12:00, do 14:00-16:00");
  EXPECT_EQ(Told("ma en wo 10-12; vr 9-11"), "ma 10:00-12:00, wo 10:00-12:00, vr 09:00-11:00");
  EXPECT_EQ(Told("dinsdag 10.00-12.00 en 14.00-16.00 uur"), "di 10:00-12:00, di 14:00-16:00");
  EXPECT_EQ(Told("maandag: 10:00-12:00\nvrijdag: 13:00-15:00"), "ma 10:00-12:00, vr 13:00-15:00");
  EXPECT_EQ(Told("10.00-12.00 uur op donderdag"), "do 10:00-12:00");
  EXPECT_EQ(Told("wekelijks op woensdag 19.30-21.30"), "wo 19:30-21:30");
  EXPECT_EQ(Told("weekend 10-12"), "za 10:00-12:00, zo 10:00-12:00");
  EXPECT_EQ(Told("werkdagen 9-10"), "ma 09:00-10:00, di 09:00-10:00, wo 09:00-10:00, do 09:00-10:00, vr 09:00-10:00");
  EXPECT_EQ(Told("zo 22-24 uur"), "zo 22:00-24:00");
}

TEST(ScheduleTextTest, ASessionEndsAtMidnightAtTheLatest) {
  EXPECT_EQ(Told("vr 20.00-00.00 uur"), "vr 20:00-24:00");
  EXPECT_EQ(Told("vrijdagavond 20.00 tot 0.00 uur"), "vr 20:00-24:00");
  EXPECT_EQ(Told("vrijdagavond 8 tot 12"), "vr 20:00-24:00");
  for (const char* text : {"vr 20.00-01.00 uur", "zaterdagavond 21.30 tot 2 uur", "5 december 2026 23-4"}) {
    EXPECT_THAT(Told(text), HasSubstr("! it runs past midnight")) << text;
  }
  EXPECT_THAT(Told("ma 0.00-0.00"), HasSubstr("! "));
  EXPECT_THAT(Told("ma 12-10"), HasSubstr("! a time ends before it begins"));
}

TEST(ScheduleTextTest, PartsOfTheDay) {
  EXPECT_EQ(Told("dinsdagmiddag van 2 tot 4"), "di 14:00-16:00");
  EXPECT_EQ(Told("woensdagochtend 10-12"), "wo 10:00-12:00");
  EXPECT_EQ(Told("donderdagavond 8 tot 10 uur"), "do 20:00-22:00");
  EXPECT_EQ(Told("maandagmiddag 13.30-15.30"), "ma 13:30-15:30");
  EXPECT_EQ(Told("'s avonds op vrijdag 19:30-21:00"), "vr 19:30-21:00");
  EXPECT_EQ(Told("za 's nachts 02.00-05.00"), "za 02:00-05:00");
  EXPECT_THAT(Told("za 's nachts 10.00-12.00"), HasSubstr("! the times do not fit"));
  EXPECT_THAT(Told("dinsdag 2 tot 4"), HasSubstr("! whether the times are in the morning"));
  EXPECT_THAT(Told("dinsdagavond 10.00-12.00"), HasSubstr("! the times do not fit"));
  EXPECT_THAT(Told("dinsdagochtend en woensdagmiddag 10-12"), HasSubstr("! it names several parts"));
}

TEST(ScheduleTextTest, DaysOfTheMonth) {
  EXPECT_EQ(Told("2e dinsdag van de maand 14:00-16:00"), "FREQ=MONTHLY;BYDAY=2TU 14:00-16:00");
  EXPECT_EQ(Told("laatste vrijdag v/d maand 20-22 uur"), "FREQ=MONTHLY;BYDAY=-1FR 20:00-22:00");
  EXPECT_EQ(Told("elke eerste en derde donderdag van de maand van 10 tot 12 uur"),
            "FREQ=MONTHLY;BYDAY=1TH,3TH 10:00-12:00");
  EXPECT_EQ(Told("1e dinsdag en 3e donderdag v.d. maand 9-11"), "FREQ=MONTHLY;BYDAY=1TU,3TH 09:00-11:00");
  EXPECT_EQ(Told("Maandelijks op de 4de woensdag 14.00-15.30"), "FREQ=MONTHLY;BYDAY=4WE 14:00-15:30");
  EXPECT_EQ(Told("ma 10-12, 2e zaterdag van de maand 14-16"), "ma 10:00-12:00, FREQ=MONTHLY;BYDAY=2SA 14:00-16:00");
  for (const char* text :
       {"maandelijks op dinsdag 10-12", "1e dinsdag en donderdag 10-12", "dinsdag en 3e donderdag 10-12",
        "1e van de maand 10-12", "1e ma t/m vr 10-12", "1x per maand op dinsdag 10-12"}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
}

TEST(ScheduleTextTest, EverySoManyWeeks) {
  EXPECT_EQ(Told("om de week op donderdag 14-16"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 14:00-16:00");
  EXPECT_EQ(Told("dinsdag 10-12 om de 2 weken"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00");
  EXPECT_EQ(Told("elke drie weken op ma 10-12"), "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO 10:00-12:00");
  EXPECT_EQ(Told("om de week op donderdag vanaf 3 september 2026, 14-16 uur"),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH @2026-09-03 14:00-16:00, vanaf 2026-09-03");
  EXPECT_THAT(Told("om de week di 10-12 en do 14-16"), HasSubstr("! what is every so many weeks"));
  EXPECT_THAT(Told("om de week op de 2e dinsdag 10-12"), HasSubstr("! what is every so many weeks"));
}

TEST(ScheduleTextTest, WeeksByTheirNumber) {
  const std::string even = "2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36,38,40,42,44,46,48,50,52";
  const std::string odd = "1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,33,35,37,39,41,43,45,47,49,51,53";
  EXPECT_EQ(Told("even weken op dinsdag 10-12"), "FREQ=YEARLY;BYWEEKNO=" + even + ";BYDAY=TU 10:00-12:00");
  EXPECT_EQ(Told("di en do 10-12 (oneven weken)"), "FREQ=YEARLY;BYWEEKNO=" + odd + ";BYDAY=TU,TH 10:00-12:00");
  EXPECT_EQ(Told("in de even weken op ma 10-12, september t/m mei"),
            "FREQ=YEARLY;BYWEEKNO=" + even + ";BYDAY=MO;BYMONTH=1,2,3,4,5,9,10,11,12 10:00-12:00");
  for (const char* text : {"even weken di 10-12, oneven weken do 14-16", "om de week in de even weken op di 10-12",
                           "even weken op de 2e dinsdag 10-12", "even weken 5 december 2026 10-12", "even weken"}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
}

TEST(ScheduleTextTest, RulesAsTheyAre) {
  EXPECT_EQ(Told("FREQ=MONTHLY;BYDAY=2TU 10:00-12:00"), "FREQ=MONTHLY;BYDAY=2TU 10:00-12:00");
  EXPECT_EQ(Told("ma 9-11\nrrule:freq=daily;interval=3 vanaf 2026-09-01 05:00-24:00 | niet op feestdagen"),
            "ma 09:00-11:00, FREQ=DAILY;INTERVAL=3 @2026-09-01 05:00-24:00, zonder feestdagen");
  EXPECT_EQ(Told("FREQ=DAILY;COUNT=3 10:00-12:00"), "FREQ=DAILY;COUNT=3 10:00-12:00");  // A start may stand elsewhere.
  for (const char* text : {"FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU 12:00-10:00", "FREQ=HOURLY 10:00-12:00",
                           "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 10:00-12:00", "FREQ=DAILY vanaf gisteren 10:00-12:00",
                           "FREQ=DAILY 10:00-12:00 | niet in juli", "FREQ=DAILY 10:00-12:00 | dinsdag",
                           "FREQ=DAILY 2 tot 4", "FREQ=DAILY 10:00-12:00 | wisselend"}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
}

TEST(ScheduleTextTest, MonthsAndHolidaysLeftOut) {
  EXPECT_EQ(Told("laatste vrijdag v/d maand 20-22 uur, niet in juli en augustus"),
            "FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=1,2,3,4,5,6,9,10,11,12 20:00-22:00");
  EXPECT_EQ(Told("di 10-12 (m.u.v. juli t/m september)"),
            "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,10,11,12 10:00-12:00");
  EXPECT_EQ(Told("di en do 10-12, oktober t/m maart"), "FREQ=WEEKLY;BYDAY=TU,TH;BYMONTH=1,2,3,10,11,12 10:00-12:00");
  EXPECT_EQ(Told("ma 9-11, behalve feestdagen"), "ma 09:00-11:00, zonder feestdagen");
  for (const char* text : {"ma 9-11, niet in de schoolvakanties", "ma 9-11 (behalve schoolvakanties)",
                           "ma 9-11 niet tijdens schoolvakanties"}) {
    EXPECT_EQ(Told(text), "ma 09:00-11:00, zonder schoolvakanties") << text;
  }
  for (const char* text :
       {"ma 9-11, niet op feestdagen en in de schoolvakanties", "ma 9-11 m.u.v. schoolvakanties en feestdagen",
        "ma 9-11 uitgezonderd feestdagen en schoolvakanties"}) {
    EXPECT_EQ(Told(text), "ma 09:00-11:00, zonder feestdagen, zonder schoolvakanties") << text;
  }
  EXPECT_EQ(Told("ma 9-11, ook in de schoolvakanties"), "ma 09:00-11:00, ook schoolvakanties");
  EXPECT_EQ(Told("ma 9-11, ook op feestdagen, niet in schoolvakanties"),
            "ma 09:00-11:00, ook feestdagen, zonder schoolvakanties");
  // Whose holidays, and when, is not said.
  EXPECT_EQ(Told("ma 9-11, niet in de vakanties"), "ma 09:00-11:00, en meer");
  EXPECT_EQ(Told("ma 9-11, niet in de zomervakantie"), "ma 09:00-11:00, en meer");
  EXPECT_EQ(Told("ma 9-11, niet op 28 december 2026"), "ma 09:00-11:00, zonder 2026-12-28");
  for (const char* text :
       {"ma 9-11 in de schoolvakanties", "ma 9-11 niet", "ma t/m vr 9-11 niet op woensdag", "ma 9-11 in mei",
        "ma 9-11, niet in overleg", "ma 9-11, niet op feestdagen, ook op feestdagen", "ma 9-11 juli"}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
}

TEST(ScheduleTextTest, AppointmentsAndDates) {
  EXPECT_EQ(Told("in overleg"), "afspraak");
  EXPECT_EQ(Told("Op afspraak."), "afspraak");
  EXPECT_EQ(Told("di 10-12 of op afspraak"), "di 10:00-12:00, afspraak");
  EXPECT_EQ(Told("za 5 december 2026 13.00-16.00"), "2026-12-05 13:00-16:00");
  EXPECT_EQ(Told("12-11-2026 en 19-11-2026 10-12 uur"), "2026-11-12 10:00-12:00, 2026-11-19 10:00-12:00");
  EXPECT_EQ(Told("elke dinsdag 10-12, 1 september 2026 t/m 30 juni 2027"),
            "di 10:00-12:00, vanaf 2026-09-01, t/m 2027-06-30");
  EXPECT_EQ(Told("di 10-12 t/m eind juni 2027"), "di 10:00-12:00, t/m 2027-06-30");
  EXPECT_THAT(Told("zo 5 december 2026 13-16"), HasSubstr("! a date is not on the day"));
  EXPECT_THAT(Told("di 10-12, 1 september 2027 t/m 30 juni 2027"), HasSubstr("! it ends before it begins"));
  for (const char* text : {"5 december 13-16", "t/m eind juni di 10-12", "vanaf september di 10-12"}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
}

// Found by fuzzing: it cost the row.
TEST(ScheduleTextTest, MoreTimesThanAnActivityCanHave) {
  const absl::StatusOr<ScheduleText> most = ParseScheduleText("dagelijks 9-10, 11-12 en 13-14 uur");
  ASSERT_OK(most);
  EXPECT_EQ(most->schedule.weekly_slots_size(), kMaxWeeklySlots);
  EXPECT_THAT(Told("dagelijks 9-10, 11-12, 13-14 en 15-16 uur"), HasSubstr("! it names more times"));
}

TEST(ScheduleTextTest, WhatIsNotUnderstoodIsNotHalfUnderstood) {
  for (const char* text : {"om de week op donderdag",
                           "dinsdag",
                           "10-12",
                           "dinsdag 10.00 uur",
                           "wisselend",
                           "dinsdag 10-12, wisselende locatie",
                           "dinsdag half 8 tot 9",
                           "di of do 10-12",
                           "di 10-12 of do 10-12, op afspraak",
                           "vr t/m ma 10-12",
                           "ma 12-10",
                           "ma 25-26",
                           "ma 10.75-12",
                           "zie website",
                           "",
                           "elke dag behalve zondag 9-11",
                           "ma 10-12 vanaf 9.45",
                           "24/7",
                           "'s middags",
                           "ma 10-12 (alleen leden)"}) {
    EXPECT_THAT(ParseScheduleText(text), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("")))
        << text << " -> " << Told(text);
  }
}

// What the parser makes is valid, and falls on the dates that the words mean.
TEST(ScheduleTextTest, RulesWithMonthsFallWhereTheySay) {
  for (const auto& [text, expected] :
       {std::pair("laatste vrijdag v/d maand 20-22 uur, niet in juli en augustus", 10u),
        std::pair("di 10-12, niet in juli en augustus", 44u), std::pair("1e en 3e ma 10-12, september t/m mei", 18u)}) {
    const absl::StatusOr<ScheduleText> parsed = ParseScheduleText(text);
    ASSERT_OK(parsed) << text;
    v1::Activity activity;
    *activity.mutable_schedule() = parsed->schedule;
    for (const v1::Recurrence& rule : parsed->schedule.recurrences()) EXPECT_OK(CheckRule(rule)) << rule.rrule();
    const auto sessions = ExpandSchedule(activity, absl::CivilDay(2026, 1, 1), absl::CivilDay(2026, 12, 31));
    ASSERT_OK(sessions);
    EXPECT_EQ(sessions->size(), expected) << text;
  }
}

}  // namespace
}  // namespace meedoen::indexer
