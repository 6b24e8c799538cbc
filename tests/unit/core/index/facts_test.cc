#include "core/index/facts.h"

#include <cmath>

#include "core/activity/taxonomy.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::ActivityAt;
using ::meedoen::testing::ActivityWithoutPlace;
using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kSegmentDay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

RowFacts Facts(const v1::Activity& activity) {
  auto facts = FactsOf(activity, kSegmentDay);
  EXPECT_OK(facts);
  return facts.ok() ? *facts : RowFacts();
}

v1::Activity Plain() { return ActivityAt("plain", {52.25, 6.16}); }

void AddDate(v1::Activity* activity, const std::string& date, const std::string& start, const std::string& end) {
  v1::SingleDate* single = activity->mutable_schedule()->add_single_dates();
  single->set_date(date);
  single->set_start_time(start);
  single->set_end_time(end);
}

void AddWeekly(v1::Activity* activity, v1::DayOfWeek day, const std::string& start, const std::string& end) {
  v1::WeeklySlot* slot = activity->mutable_schedule()->add_weekly_slots();
  slot->set_day(day);
  slot->set_start_time(start);
  slot->set_end_time(end);
}

int32_t MinuteOf(absl::CivilDay day, int minutes) {
  return static_cast<int32_t>(absl::ToUnixSeconds(FromLocal(day, minutes)) / 60);
}

TEST(Facts, WhatIsNotStatedIsUnknown) {
  const RowFacts facts = Facts(Plain());
  EXPECT_EQ(facts.age_minimum, 0);
  EXPECT_EQ(facts.age_maximum, 255);
  EXPECT_EQ(facts.visit_cents, kUnknownCents);
  EXPECT_EQ(facts.free_places, kUnknownPlaces);
  EXPECT_EQ(facts.group_maximum, 0);
  EXPECT_EQ(facts.categories, 0u);
  EXPECT_EQ(facts.goals, 0);
  EXPECT_EQ(facts.languages, 0u);
  EXPECT_EQ(facts.valid_from_day, kNoDay);
  EXPECT_EQ(facts.verified_day, kNoDay);
  EXPECT_EQ(facts.last_day, kNever);
  EXPECT_EQ(facts.sign_up_day, kNever);
  EXPECT_EQ(facts.ends_minute, kNever);
  EXPECT_THAT(facts.areas, IsEmpty());
  EXPECT_THAT(facts.sessions, IsEmpty());
}

TEST(Facts, NumbersAreThoseOfTheActivity) {
  v1::Activity a = Plain();
  a.mutable_place()->set_doubt_metres(640);
  a.mutable_age_range()->set_minimum_years(18);
  a.mutable_age_range()->set_maximum_years(65);
  a.mutable_group_size()->set_maximum_people(12);
  a.mutable_capacity()->set_free_places(3);
  a.set_valid_from("2026-09-01");
  a.set_valid_until("2027-06-30");
  a.set_sign_up_deadline("2026-12-01");
  a.mutable_verification()->set_verified_on("2026-11-01");
  const RowFacts facts = Facts(a);
  EXPECT_FLOAT_EQ(facts.latitude, 52.25f);
  EXPECT_FLOAT_EQ(facts.longitude, 6.16f);
  EXPECT_EQ(facts.doubt_metres, 640);
  EXPECT_EQ(facts.age_minimum, 18);
  EXPECT_EQ(facts.age_maximum, 65);
  EXPECT_EQ(facts.group_maximum, 12);
  EXPECT_EQ(facts.free_places, 3);
  EXPECT_EQ(facts.valid_from_day, DayNumber(absl::CivilDay(2026, 9, 1)));
  EXPECT_EQ(facts.last_day, DayNumber(absl::CivilDay(2027, 6, 30)));
  EXPECT_EQ(facts.sign_up_day, DayNumber(absl::CivilDay(2026, 12, 1)));
  EXPECT_EQ(facts.verified_day, DayNumber(absl::CivilDay(2026, 11, 1)));
  EXPECT_EQ(facts.municipality, 150u);
  EXPECT_EQ(facts.name_hash, NameHash(a.name()));
}

TEST(Facts, NumbersTooLargeForTheirColumnStayAtItsEnd) {
  v1::Activity a = Plain();
  a.mutable_place()->set_doubt_metres(1'000'000);
  a.mutable_age_range()->set_minimum_years(1000);
  a.mutable_group_size()->set_maximum_people(1'000'000);
  a.mutable_capacity()->set_free_places(1'000'000);
  const RowFacts facts = Facts(a);
  EXPECT_EQ(facts.doubt_metres, 0xFFFF);
  EXPECT_EQ(facts.age_minimum, 255);
  EXPECT_EQ(facts.group_maximum, 0xFFFF);
  EXPECT_EQ(facts.free_places, 0xFFFE) << "not the value that means unknown";
}

TEST(Facts, WithoutAPlaceThereAreNoCoordinates) {
  const RowFacts facts = Facts(ActivityWithoutPlace("bel", v1::ONLINE, {}));
  EXPECT_TRUE(std::isnan(facts.latitude));
  EXPECT_TRUE(std::isnan(facts.longitude));
}

TEST(Facts, PriceOfAVisit) {
  v1::Activity a = Plain();
  a.mutable_cost()->set_cents_per_month(2'000);
  EXPECT_EQ(Facts(a).visit_cents, kNotFreeCents) << "a month says nothing certain about a visit";
  a.mutable_cost()->set_voluntary_donation(true);
  EXPECT_EQ(Facts(a).visit_cents, kNotFreeCents);
  a.mutable_cost()->clear_cents_per_month();
  EXPECT_EQ(Facts(a).visit_cents, 0) << "a donation only";
  a.mutable_cost()->set_cents_per_course(1'001);
  EXPECT_EQ(Facts(a).visit_cents, kNotFreeCents) << "how many times is not known";
  a.mutable_commitment()->set_sessions(10);
  EXPECT_EQ(Facts(a).visit_cents, 101) << "rounded up";
  a.mutable_cost()->set_cents_per_visit(0);
  EXPECT_EQ(Facts(a).visit_cents, 0) << "a stated price goes first, and 0 is free";
  a.mutable_cost()->set_cents_per_visit(kMaxCents);
  EXPECT_EQ(Facts(a).visit_cents, static_cast<int32_t>(kMaxCents));
}

TEST(Facts, MasksOfCategoriesGoalsAndLanguages) {
  v1::Activity a = Plain();
  const Category& first = AllCategories().front();
  const Category& last = AllCategories().back();
  a.add_categories(std::string(first.id));
  a.add_categories(std::string(last.id));
  a.add_categories("no such thing");
  a.add_goals(v1::MEET_PEOPLE);
  a.add_goals(v1::BE_OUTDOORS);
  a.add_languages("nl");
  a.add_languages("tr");
  a.add_languages("fy");
  const RowFacts facts = Facts(a);
  EXPECT_EQ(facts.categories, (1ull << first.number) | (1ull << last.number));
  EXPECT_EQ(facts.goals, (1 << v1::MEET_PEOPLE) | (1 << v1::BE_OUTDOORS));
  EXPECT_EQ(facts.languages, 1u | 1u << 2 | 1u << 23);
  a.add_languages("xx");
  EXPECT_EQ(Facts(a).languages, facts.languages | 1u << 31) << "all others share the last bit";
}

TEST(Facts, TheSameProviderHasTheSameNumber) {
  v1::Activity a = Plain(), b = Plain(), c = Plain();
  a.mutable_provider()->set_name("Stichting Raster");
  b.mutable_provider()->set_name("stichting raster");
  c.mutable_provider()->set_name("Stichting Roster");
  EXPECT_EQ(Facts(a).provider, Facts(b).provider);
  EXPECT_NE(Facts(a).provider, Facts(c).provider);
}

TEST(Facts, AreasThatNeedNoTravel) {
  EXPECT_THAT(Facts(ActivityWithoutPlace("a", v1::ONLINE, {})).areas, ElementsAre("NL"));
  EXPECT_THAT(Facts(ActivityWithoutPlace("a", v1::AT_HOME, {})).areas, ElementsAre("GM0150"));
  EXPECT_THAT(Facts(ActivityWithoutPlace("a", v1::AT_HOME, {"WK015001", "7415", "7415"})).areas,
              ElementsAre("7415", "WK015001"));
  EXPECT_THAT(Facts(ActivityWithoutPlace("a", v1::SERVICE_AREA, {"BU01500101"})).areas, ElementsAre("BU01500101"));
  v1::Activity pick_up = Plain();
  pick_up.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  EXPECT_THAT(Facts(pick_up).areas, ElementsAre("GM0150"));
  pick_up.mutable_transport()->add_pick_up_area_codes("7411");
  EXPECT_THAT(Facts(pick_up).areas, ElementsAre("7411"));
  pick_up.mutable_transport()->set_pick_up_offered(v1::TRISTATE_UNKNOWN);
  EXPECT_THAT(Facts(pick_up).areas, IsEmpty());
}

TEST(Facts, SessionsAreThoseOfTheSchedule) {
  v1::Activity a = Plain();
  AddWeekly(&a, v1::TUESDAY, "10:00", "11:30");
  const RowFacts facts = Facts(a);
  ASSERT_EQ(facts.sessions.size(), 17u) << "Tuesdays within 120 days of 22 November 2026";
  EXPECT_EQ(facts.sessions[0], (Session{MinuteOf(absl::CivilDay(2026, 11, 24), 600), 90}));
  EXPECT_EQ(facts.sessions[16], (Session{MinuteOf(absl::CivilDay(2027, 3, 16), 600), 90}));
  EXPECT_EQ(facts.ends_minute, kNever);
}

TEST(Facts, SessionsReachFromYesterdayToTheHorizonAndNoFurther) {
  v1::Activity a = Plain();
  for (const int offset : {-2, -1, 0, kMaxHorizonDays, kMaxHorizonDays + 1}) {
    AddDate(&a, FormatDate(kSegmentDay + offset), "10:00", "11:00");
  }
  const RowFacts facts = Facts(a);
  ASSERT_EQ(facts.sessions.size(), 3u);
  EXPECT_EQ(facts.sessions.front().start_minute, MinuteOf(kSegmentDay - 1, 600));
  EXPECT_EQ(facts.sessions.back().start_minute, MinuteOf(kSegmentDay + kMaxHorizonDays, 600));
}

TEST(Facts, NoMoreSessionsThanTheLimit) {
  v1::Activity a = Plain();
  for (int day = 1; day <= 7; ++day) {
    for (const char* hour : {"08", "12", "16", "20"}) {
      AddWeekly(&a, static_cast<v1::DayOfWeek>(day), std::string(hour) + ":00", std::string(hour) + ":30");
    }
  }
  EXPECT_EQ(Facts(a).sessions.size(), static_cast<size_t>(std::min(kMaxOccurrences, 4 * (kMaxHorizonDays + 2))));
  for (int day = 1; day <= 7; ++day) AddWeekly(&a, static_cast<v1::DayOfWeek>(day), "21:00", "22:00");
  EXPECT_EQ(Facts(a).sessions.size(), static_cast<size_t>(kMaxOccurrences));
}

TEST(Facts, OnlyDatesEndWithTheLastOfThem) {
  v1::Activity a = Plain();
  AddDate(&a, "2026-12-24", "14:00", "16:00");
  AddDate(&a, "2026-12-05", "19:00", "21:00");
  EXPECT_EQ(Facts(a).ends_minute, MinuteOf(absl::CivilDay(2026, 12, 24), 960));
  a.mutable_schedule()->set_by_appointment(true);
  EXPECT_EQ(Facts(a).ends_minute, kNever);
  a.mutable_schedule()->set_by_appointment(false);
  AddWeekly(&a, v1::MONDAY, "10:00", "11:00");
  EXPECT_EQ(Facts(a).ends_minute, kNever);
}

TEST(Facts, WhatCannotBeReadIsSaid) {
  v1::Activity a = Plain();
  a.set_valid_from("1 september");
  EXPECT_THAT(FactsOf(a, kSegmentDay), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("1 september")));
  v1::Activity b = Plain();
  b.set_name("plain");
  EXPECT_THAT(FactsOf(b, kSegmentDay), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("municipalities/")));
  v1::Activity c = Plain();
  v1::Recurrence* rule = c.mutable_schedule()->add_recurrences();
  rule->set_rrule("FREQ=SOMETIMES");
  rule->set_start_time("10:00");
  rule->set_end_time("11:00");
  EXPECT_THAT(FactsOf(c, kSegmentDay), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("FREQ")));
}

}  // namespace
}  // namespace meedoen
