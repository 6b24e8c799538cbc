#include "indexer/import/schedule_print.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "google/protobuf/text_format.h"
#include "indexer/import/schedule_text.h"
#include "tests/testing/random_schedules.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using meedoen::testing::RandomSchedules;
using ::testing::HasSubstr;

v1::Schedule Read(const std::string& text) {
  const absl::StatusOr<ScheduleText> parsed = ParseScheduleText(text);
  EXPECT_OK(parsed) << text;
  return parsed.ok() ? parsed->schedule : v1::Schedule();
}

// What people read: texts come back in one form.
TEST(SchedulePrintTest, InWords) {
  const struct {
    const char* text;
    const char* printed;
  } cases[] = {
      {"dinsdag 10-12", "di 10.00-12.00 uur"},
      {"ma/wo/vr 9.30 - 11.30", "ma, wo en vr 09.30-11.30 uur"},
      {"werkdagen 9-17", "ma t/m vr 09.00-17.00 uur"},
      {"ma 10-12; do 14-16", "ma 10.00-12.00 uur; do 14.00-16.00 uur"},
      {"2e en laatste di van de maand 10-12", "2e di en laatste di van de maand 10.00-12.00 uur"},
      {"om de week op donderdag 14-16", "om de week op do 14.00-16.00 uur"},
      {"elke drie weken op ma en di 10-12", "om de 3 weken op ma en di 10.00-12.00 uur"},
      {"even weken op dinsdag 10-12", "in de even weken op di 10.00-12.00 uur"},
      {"di 10-12 in de oneven weken", "in de oneven weken op di 10.00-12.00 uur"},
      {"laatste vrijdag v/d maand 20-22 uur, niet in juli en augustus",
       "laatste vr van de maand 20.00-22.00 uur; niet in juli en augustus"},
      {"di en do 10-12, oktober t/m maart", "di en do 10.00-12.00 uur; oktober t/m maart"},
      {"za 5 december 2026 13-16", "5 december 2026 13.00-16.00 uur"},
      {"di 10-12 of op afspraak", "di 10.00-12.00 uur; op afspraak"},
      {"in overleg", "op afspraak"},
      {"ma 9-11 m.u.v. schoolvakanties, feestdagen en 1-12-2026",
       "ma 09.00-11.00 uur; niet op feestdagen, in de schoolvakanties en op 1 december 2026"},
      {"ma 9-11, ook op feestdagen en in de schoolvakanties",
       "ma 09.00-11.00 uur; ook op feestdagen en in de schoolvakanties"},
      {"vrijdagavond 20.00 tot 0.00 uur", "vr 20.00-24.00 uur"},
      {"zo 's nachts 5-7", "zo 's nachts 05.00-07.00 uur"},
      {"FREQ=MONTHLY;BYMONTHDAY=-1 10:00-12:00", "FREQ=MONTHLY;BYMONTHDAY=-1 10:00-12:00"},
      {"ma 9-11 | FREQ=DAILY;INTERVAL=3 vanaf 1-9-2026 10:00-12:00",
       "ma 09.00-11.00 uur | FREQ=DAILY;INTERVAL=3 vanaf 2026-09-01 10:00-12:00"},
  };
  for (const auto& c : cases) {
    const absl::StatusOr<std::string> printed = PrintSchedule(Read(c.text));
    ASSERT_OK(printed) << c.text;
    EXPECT_EQ(*printed, c.printed);
  }
}

TEST(SchedulePrintTest, WhatNoTextSays) {
  v1::Schedule schedule;
  EXPECT_THAT(PrintSchedule(schedule), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("no times")));
  schedule.add_exception_dates("2026-12-01");
  EXPECT_THAT(PrintSchedule(schedule), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("no times")));
  schedule.set_by_appointment(true);
  EXPECT_OK(PrintSchedule(schedule));
  v1::WeeklySlot* slot = schedule.add_weekly_slots();
  slot->set_day(v1::MONDAY);
  slot->set_start_time("12:00");
  slot->set_end_time("10:00");
  EXPECT_THAT(PrintSchedule(schedule), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("not valid")));
}

TEST(SchedulePrintTest, ANoteStandsBesideIt) {
  v1::Schedule schedule = Read("di 10-12");
  schedule.set_note("Bel eerst.");
  const absl::StatusOr<std::string> printed = PrintSchedule(schedule);
  ASSERT_OK(printed);
  EXPECT_EQ(*printed, "di 10.00-12.00 uur");
}

// parse(print(schedule)) is the schedule, of everything that validation takes and that says any time at all.
TEST(SchedulePrintTest, RandomSchedulesAreReadBackAsTheyAre) {
  constexpr uint32_t kSeed = 20261122;
  RandomSchedules random(kSeed);
  int in_words = 0, written = 0;
  for (int i = 0; i < 4'000; ++i) {
    v1::Activity activity = random.Next();
    NormalizeActivity(&activity);
    const v1::Schedule& schedule = activity.schedule();
    if (!HasTimes(schedule) && !schedule.by_appointment()) continue;
    const absl::StatusOr<std::string> printed = PrintSchedule(schedule);
    ASSERT_OK(printed) << "seed " << kSeed << ", number " << i << ": " << schedule.ShortDebugString();
    const absl::StatusOr<ScheduleText> read = ParseScheduleText(*printed);
    ASSERT_OK(read) << *printed;
    ASSERT_EQ(read->schedule.ShortDebugString(), schedule.ShortDebugString()) << *printed;
    ASSERT_EQ(read->from + read->until, "") << *printed;
    (printed->find("FREQ=") == std::string::npos ? in_words : written) += 1;
  }
  EXPECT_GT(in_words, 600);
  EXPECT_GT(written, 1'000);
}

}  // namespace
}  // namespace meedoen::indexer
