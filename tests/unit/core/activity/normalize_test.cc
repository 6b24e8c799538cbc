#include "core/activity/validate.h"
#include "gmock/gmock.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using ::testing::ElementsAre;
using testing::Parsed;
using testing::ValidActivity;

v1::Activity Normalized(v1::Activity activity) {
  NormalizeActivity(&activity);
  return activity;
}

TEST(NormalizeTest, FillsInDefaults) {
  const v1::Activity activity = Normalized({});
  EXPECT_EQ(activity.role(), v1::PARTICIPANT);
  EXPECT_EQ(activity.status(), v1::ACTIVE);
  EXPECT_EQ(activity.place().kind(), v1::VENUE);
  const v1::Activity other = Normalized(Parsed("role: BUDDY status: FULL place { kind: ONLINE }"));
  EXPECT_EQ(other.role(), v1::BUDDY);
  EXPECT_EQ(other.status(), v1::FULL);
  EXPECT_EQ(other.place().kind(), v1::ONLINE);
}

TEST(NormalizeTest, CleansEveryText) {
  const v1::Activity activity = Normalized(Parsed(R"(
    title: "  Koor \t De\302\240IJssel " description: "een\r\ntwee" contact { how_to_join: " bel  even " }
    schedule { exception_dates: " 2026-12-25 " })"));
  EXPECT_EQ(activity.title(), "Koor De IJssel");
  EXPECT_EQ(activity.description(), "een\ntwee");
  EXPECT_EQ(activity.contact().how_to_join(), "bel even");
  EXPECT_EQ(activity.schedule().exception_dates(0), "2026-12-25");
}

TEST(NormalizeTest, BringsCodesIntoOneForm) {
  const v1::Activity activity = Normalized(Parsed(R"(
    provider { kvk_number: "1234 5678" } categories: " Walking " languages: "NL"
    place { postcode: " 7411 ab" service_area_codes: "gm0150" } transport { pick_up_area_codes: "wk 015001" }
    schedule { recurrences { rrule: "rrule:freq=weekly; byday=mo;" } })"));
  EXPECT_EQ(activity.provider().kvk_number(), "12345678");
  EXPECT_EQ(activity.categories(0), "walking");
  EXPECT_EQ(activity.languages(0), "nl");
  EXPECT_EQ(activity.place().postcode(), "7411AB");
  EXPECT_EQ(activity.place().service_area_codes(0), "GM0150");
  EXPECT_EQ(activity.transport().pick_up_area_codes(0), "WK015001");
  EXPECT_EQ(activity.schedule().recurrences(0).rrule(), "FREQ=WEEKLY;BYDAY=MO");
}

TEST(NormalizeTest, SortsListsWhoseOrderSaysNothing) {
  const v1::Activity activity = Normalized(Parsed(R"(
    categories: "walking" categories: "nature" categories: "walking" goals: MOVE goals: MEET_PEOPLE goals: MOVE
    languages: "tr" languages: "nl" languages: "NL"
    schedule { exception_dates: "2026-12-27" exception_dates: "2026-12-25" })"));
  EXPECT_THAT(activity.categories(), ElementsAre("walking", "nature"));
  EXPECT_THAT(activity.goals(), ElementsAre(v1::MEET_PEOPLE, v1::MOVE));
  EXPECT_THAT(activity.languages(), ElementsAre("nl", "tr"));
  EXPECT_THAT(activity.schedule().exception_dates(), ElementsAre("2026-12-25", "2026-12-27"));
}

TEST(NormalizeTest, ClearsWhatTheServiceSets) {
  const v1::Activity activity = Normalized(ValidActivity(R"(
    etag: "abc" revision: 7 update_time { seconds: 5 }
    place { doubt_metres: 9 resolved_coordinates { latitude: 52 longitude: 6 } })"));
  EXPECT_EQ(activity.etag(), "abc");
  EXPECT_EQ(activity.revision(), 0);
  EXPECT_FALSE(activity.has_update_time());
  EXPECT_EQ(activity.place().doubt_metres(), 0u);
  EXPECT_FALSE(activity.place().has_resolved_coordinates());
}

TEST(NormalizeTest, LeavesBrokenUtf8ForValidation) {
  v1::Activity activity = ValidActivity();
  activity.set_title("Koor \xff");
  EXPECT_EQ(Normalized(activity).title(), "Koor \xff");
}

TEST(NormalizeTest, TwiceIsOnce) {
  const v1::Activity once = Normalized(ValidActivity(R"(title: " a  b " languages: "TR" goals: RELAX goals: MOVE)"));
  EXPECT_EQ(Normalized(once).SerializeAsString(), once.SerializeAsString());
}

}  // namespace
}  // namespace meedoen
