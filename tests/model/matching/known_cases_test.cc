// What the random worlds found, each as small as it gets.
#include <set>
#include <string>

#include "tests/model/matching/random_world.h"
#include "tests/testing/status.h"

namespace meedoen::testing {
namespace {

// Built-in settings, Monday 08:07, no changes.
constexpr uint32_t kPlainWorld = 0;

Point East(double metres) { return {kDeventer.latitude, kDeventer.longitude + metres / 68'060}; }

v1::SuggestRequest AtHome() {
  v1::SuggestRequest request = PlainRequest();
  v1::Home* home = request.mutable_client()->mutable_home();
  home->mutable_coordinates()->set_latitude(kDeventer.latitude);
  home->mutable_coordinates()->set_longitude(kDeventer.longitude);
  home->set_municipality_code("GM0150");
  return request;
}

// A morning inside a long day at the same place: at 08:07 the day still goes on, but the early hour is over.
v1::Activity LongDayWithAnEarlyHour() {
  v1::Activity activity = VenueAt("huis-van-de-wijk", kDeventer);
  *activity.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::MONDAY, "06:00", "17:00");
  *activity.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::MONDAY, "07:00", "08:00");
  return activity;
}

TEST(KnownCasesTest, AnHourThatIsOverFitsNobodyThoughTheDayGoesOn) {
  RandomWorld world(kPlainWorld);
  ASSERT_OK(world.Build(0, {LongDayWithAnEarlyHour()}));
  v1::SuggestRequest request = AtHome();
  request.set_horizon_days(1);
  v1::AvailabilityWindow* window = request.mutable_client()->add_availability();
  window->set_day(v1::MONDAY);
  window->set_start_time("07:00");
  window->set_end_time("08:00");
  const auto scan = world.Scan(request, 10);
  ASSERT_OK(scan);
  EXPECT_EQ(scan->feasible, 0u) << "the only session that fits has ended";
}

TEST(KnownCasesTest, AnHourThatIsOverIsNoNextDate) {
  RandomWorld world(kPlainWorld);
  ASSERT_OK(world.Build(0, {LongDayWithAnEarlyHour()}));
  v1::SuggestRequest request = AtHome();
  request.set_horizon_days(1);  // No other session comes.
  const auto answer = world.Suggest(request);
  ASSERT_OK(answer);
  ASSERT_EQ(answer->suggestions_size(), 1);
  for (const v1::NextDate& date : answer->suggestions(0).next_dates()) {
    EXPECT_GT(date.end_time().seconds(), absl::ToUnixSeconds(world.Now()));
  }
}

// The totals of the nearer and the farther of two that are otherwise one.
std::pair<int, int> NearAndFar(v1::Activity activity, const v1::SuggestRequest& request, Point near, Point far) {
  const auto at = [&activity](const char* id, Point point) {
    activity.set_name(std::string("municipalities/GM0150/activities/") + id);
    activity.mutable_place()->mutable_resolved_coordinates()->set_latitude(point.latitude);
    activity.mutable_place()->mutable_resolved_coordinates()->set_longitude(point.longitude);
    return activity;
  };
  RandomWorld world(kPlainWorld);
  EXPECT_OK(world.Build(0, {at("near", near), at("far", far)}));
  const auto scan = world.Scan(request, 10);
  EXPECT_OK(scan);
  std::map<std::string, int> totals;
  for (const matcher::Candidate& one : scan->pool) {
    totals[one.segment->Record(one.row)->name().substr(33)] = one.score.total;
  }
  EXPECT_EQ(totals.size(), 2u);
  return {totals["near"], totals["far"]};
}

// 25 minutes by bicycle counted for less than being fetched from further away.
TEST(KnownCasesTest, WhatIsFarEnoughToBeFetchedDoesNotComeBeforeWhatIsNear) {
  v1::Activity activity = VenueAt("koor", kDeventer);
  activity.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  const auto [near, far] = NearAndFar(activity, AtHome(), East(4800), East(9000));
  EXPECT_GE(near, far);
}

// 9 of 10 minutes by bicycle counted for less than 34 of 60 on foot.
TEST(KnownCasesTest, AFasterMeansWithATighterLimitDoesNotMakeWhatIsNearerWorse) {
  v1::SuggestRequest request = AtHome();
  v1::Mobility* mobility = request.mutable_client()->mutable_mobility();
  mobility->add_means(v1::FOOT);
  mobility->set_maximum_minutes(60);
  mobility->add_limits()->set_means(v1::BICYCLE);
  mobility->mutable_limits(0)->set_maximum_minutes(10);
  const auto [near, far] = NearAndFar(VenueAt("koor", kDeventer), request, East(1850), East(1980));
  EXPECT_GE(near, far);
}

}  // namespace
}  // namespace meedoen::testing
