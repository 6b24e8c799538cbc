#include "matcher/evaluate/naive_check.h"

#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::meedoen::testing::WeeklySlot;
using ::meedoen::testing::WorldNow;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NaiveCheckTest : public ::testing::Test {
 protected:
  std::vector<std::string> Broken() {
    const auto broken = BrokenLimits(activity_, client_, WorldNow());
    EXPECT_OK(broken);
    return *broken;
  }
  v1::Place* place() { return activity_.mutable_place(); }

  v1::SuggestRequest request_ = PlainRequest();
  v1::ClientProfile& profile_ = *request_.mutable_client();
  v1::Mobility& mobility_ = *profile_.mutable_mobility();
  v1::Activity activity_ = VenueAt("a", {52.2669, 6.16});  // 1.3 km off, 1.7 km of way: 23 minutes on foot.
  NaiveClient client_{request_, kDeventer, {"7411", "GM0150", "NL"}};
};

TEST_F(NaiveCheckTest, NamesWhatIsBroken) {
  activity_ = VenueAt("a", {53.0, 6.0});
  activity_.set_status(v1::PAUSED);
  activity_.set_gender_group(v1::MEN_ONLY);
  activity_.mutable_cost()->set_cents_per_course(1001);
  activity_.mutable_commitment()->set_sessions(10);
  profile_.set_gender(v1::FEMALE);
  profile_.set_maximum_cents_per_visit(100);
  request_.add_excluded_categories("coffee_morning");
  EXPECT_THAT(Broken(), ElementsAre("out of reach", "not active", "men only", "too dear", "category"));
}

TEST_F(NaiveCheckTest, AMeansHasItsOwnLimitAndTheLastCounts) {
  mobility_.clear_means();
  EXPECT_THAT(Broken(), IsEmpty()) << "23 of 30 minutes";
  v1::MeansLimit* limit = mobility_.add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(20);
  EXPECT_THAT(Broken(), ElementsAre("out of reach"));
  limit = mobility_.add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(25);
  mobility_.set_maximum_minutes(5);
  EXPECT_THAT(Broken(), IsEmpty());
  mobility_.add_means(v1::ROLLATOR);
  EXPECT_THAT(Broken(), ElementsAre("out of reach")) << "40 minutes with the rollator, whatever the limit on foot";
}

TEST_F(NaiveCheckTest, TheBusGoesFromSixToMidnight) {
  mobility_.clear_means();
  mobility_.add_means(v1::PUBLIC_TRANSPORT);  // 13.7 minutes.
  const auto at = [this](const char* start, const char* end) {
    activity_.clear_schedule();
    *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::TUESDAY, start, end);
    return Broken();
  };
  EXPECT_THAT(at("06:14", "08:00"), IsEmpty());
  EXPECT_THAT(at("06:13", "08:00"), ElementsAre("no way there and back"));
  EXPECT_THAT(at("22:00", "23:46"), IsEmpty());
  EXPECT_THAT(at("22:00", "23:47"), ElementsAre("no way there and back"));
  mobility_.add_means(v1::FOOT);
  EXPECT_THAT(at("22:00", "23:47"), IsEmpty()) << "home on foot";
  mobility_.mutable_means()->RemoveLast();
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  EXPECT_THAT(at("22:00", "23:47"), IsEmpty()) << "brought home";
  activity_.clear_transport();
  activity_.mutable_schedule()->set_by_appointment(true);
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(NaiveCheckTest, ASessionThatFitsMustBeTheOneWithAWayBack) {
  mobility_.clear_means();
  mobility_.add_means(v1::PUBLIC_TRANSPORT);
  *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::TUESDAY, "10:00", "12:00");
  *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::FRIDAY, "22:00", "24:00");
  v1::AvailabilityWindow* free = profile_.add_availability();
  free->set_day(v1::FRIDAY);
  free->set_start_time("12:00");
  free->set_end_time("24:00");
  EXPECT_THAT(Broken(), ElementsAre("no way there and back"));
  free->set_day(v1::MONDAY);
  EXPECT_THAT(Broken(), ElementsAre("no session when the client is free"));
  free->set_day(v1::TUESDAY);
  free->set_start_time("09:00");
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(NaiveCheckTest, WhoMustBeFetchedCanTravelWithACompanion) {
  profile_.mutable_needs()->set_pick_up(true);
  EXPECT_THAT(Broken(), ElementsAre("out of reach"));
  mobility_.set_companion(true);
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(NaiveCheckTest, AnotherMunicipality) {
  activity_.set_name("municipalities/GM0177/activities/a");
  EXPECT_THAT(Broken(), ElementsAre("another municipality"));
  client_.shared_municipalities = {"GM0177"};
  EXPECT_THAT(Broken(), IsEmpty());
  client_.shared_municipalities.clear();
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  EXPECT_THAT(Broken(), ElementsAre("another municipality")) << "fetches in its own municipality";
  activity_.mutable_transport()->add_pick_up_area_codes("7411");
  EXPECT_THAT(Broken(), IsEmpty()) << "fetches here too";
  place()->set_kind(v1::ONLINE);
  activity_.clear_transport();
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(NaiveCheckTest, TheOwnNeighbourhoodByPostcodeOrByArea) {
  profile_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  EXPECT_THAT(Broken(), IsEmpty()) << "7411, as the home";
  place()->set_postcode("7415AB");
  EXPECT_THAT(Broken(), ElementsAre("outside the neighbourhood"));
  profile_.mutable_home()->set_area_code("BU01500101");
  client_.own_radius_metres = 1000;
  EXPECT_THAT(Broken(), ElementsAre("outside the neighbourhood"));
  client_.own_radius_metres = 1400;
  EXPECT_THAT(Broken(), IsEmpty());
  place()->set_kind(v1::AT_HOME);
  client_.own_radius_metres = 0;
  EXPECT_THAT(Broken(), IsEmpty()) << "comes to the client";
}

TEST_F(NaiveCheckTest, NotConfirmedForTooLong) {
  activity_.mutable_verification()->set_verified_on("2025-11-22");
  EXPECT_THAT(Broken(), IsEmpty());
  client_.too_old_after = [](const std::string& municipality) { return municipality == "GM0150" ? 366 : 10; };
  EXPECT_THAT(Broken(), IsEmpty());
  client_.too_old_after = [](const std::string&) { return 365; };
  EXPECT_THAT(Broken(), ElementsAre("not confirmed for too long"));
  activity_.clear_verification();
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(NaiveCheckTest, WhereAClientLives) {
  const auto table = PlaceTable::Encode(meedoen::testing::WorldPlaces());
  const auto places = PlaceTable::FromBytes(table);
  ASSERT_OK(places);
  const auto areas = [&] { return NaiveClientOf(request_, *places)->areas; };
  EXPECT_THAT(areas(), ::testing::IsSupersetOf({"7411", "GM0150", "NL"}));
  profile_.mutable_home()->set_postcode("7415 ab");
  EXPECT_THAT(areas(), ::testing::IsSupersetOf({"7415AB", "7415", "GM0150", "NL"}));
  profile_.mutable_home()->set_area_code("BU01500101");
  EXPECT_THAT(areas(), ::testing::IsSupersetOf({"BU01500101", "WK015001", "GM0150", "NL"}));
  EXPECT_EQ(NaiveClientOf(request_, *places)->own_radius_metres, 400);
  profile_.mutable_home()->mutable_coordinates()->set_latitude(52.25549);
  profile_.mutable_home()->mutable_coordinates()->set_longitude(6.16);
  profile_.mutable_home()->set_municipality_code("GM0150");
  EXPECT_NEAR(NaiveClientOf(request_, *places)->home.latitude, 52.255, 1e-9);
  EXPECT_THAT(areas(), ElementsAre("GM0150", "NL"));
  profile_.mutable_home()->set_postcode("1011");
  EXPECT_FALSE(NaiveClientOf(request_, *places).ok());
}

}  // namespace
}  // namespace meedoen::matcher
