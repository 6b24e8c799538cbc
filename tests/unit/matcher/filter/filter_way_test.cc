// The limits that are about getting there: reach, doubt, pick-up, what comes to the client.
#include "tests/unit/matcher/filter/filter_fixture.h"

namespace meedoen::matcher {
namespace {

class FilterWayTest : public FilterTest {
 protected:
  // `metres` to the north of the client's home, 7411.
  void Lies(double metres) {
    activity_.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.251 + metres / 111'195.0);
    activity_.mutable_place()->mutable_resolved_coordinates()->set_longitude(6.158);
  }
  void Walks(uint32_t minutes) {
    client_.mutable_mobility()->clear_means();
    client_.mutable_mobility()->add_means(v1::FOOT);
    client_.mutable_mobility()->set_maximum_minutes(minutes);
  }
  void PicksUp(const std::vector<std::string>& areas) {
    activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
    for (const std::string& area : areas) activity_.mutable_transport()->add_pick_up_area_codes(area);
  }
  void HasNoPlace(v1::PlaceKind kind) {
    activity_.mutable_place()->set_kind(kind);
    activity_.mutable_place()->clear_resolved_coordinates();
  }
};

// 26 minutes on foot are 1,950 metres along the way, 1,500 as the crow flies.
TEST_F(FilterWayTest, TooFar) {
  Walks(26);
  Lies(1480);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::OWN);
  Lies(1520);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
  client_.mutable_mobility()->add_means(v1::BICYCLE);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "the fastest means counts";
  EXPECT_EQ(Way(activity_, request_).means, v1::BICYCLE);
}

TEST_F(FilterWayTest, APlaceKnownByPostcodeIsOutOnlyIfNoPointOfItIsWithinReach) {
  Walks(26);
  activity_.mutable_place()->set_doubt_metres(600);
  Lies(2080);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  const WayThere way = Way(activity_, request_);
  EXPECT_FALSE(way.certain) << "ask first";
  EXPECT_LT(way.minutes_least, 26);
  EXPECT_GT(way.minutes_most, 45);
  Lies(2120);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
  Lies(850);
  EXPECT_TRUE(Way(activity_, request_).certain) << "the furthest point is within reach too";
}

TEST_F(FilterWayTest, WhoGetsNowhereDoesNotReachAPlaceNextDoor) {
  client_.mutable_mobility()->clear_means();
  client_.mutable_mobility()->add_means(v1::CAR);
  client_.mutable_mobility()->set_maximum_minutes(4);  // A car takes 5 to start.
  activity_.mutable_place()->set_doubt_metres(600);
  Lies(100);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
}

TEST_F(FilterWayTest, PickUpReachesWhoLivesInItsArea) {
  Walks(10);
  Lies(9000);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
  PicksUp({"9951", "7411"});
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::PICK_UP);
  activity_.mutable_transport()->clear_pick_up_area_codes();
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "no area stated: the whole municipality";
  client_.mutable_home()->set_postcode("9951");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR, v1::OTHER_MUNICIPALITY));
}

TEST_F(FilterWayTest, WhoNeedsToBeFetchedIsNotSentByBicycle) {
  client_.mutable_needs()->set_pick_up(true);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_PICK_UP));
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_UNKNOWN);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_PICK_UP)) << "unknown is not yes";
  PicksUp({"7411"});
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::PICK_UP);
}

TEST_F(FilterWayTest, WhatComesToTheClientOrIsOnline) {
  client_.mutable_needs()->set_pick_up(true);
  HasNoPlace(v1::AT_HOME);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "no area stated: the whole municipality";
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::COMES_TO_CLIENT);
  activity_.mutable_place()->add_service_area_codes("7415");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_PICK_UP));
  client_.mutable_home()->set_postcode("7415AB");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "a PC6 lies in its PC4";
  HasNoPlace(v1::ONLINE);
  client_.mutable_home()->set_postcode("9951");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::NONE);
}

TEST_F(FilterWayTest, APickUpDoesNotWidenAServiceArea) {
  HasNoPlace(v1::SERVICE_AREA);
  activity_.mutable_place()->add_service_area_codes("7415");
  PicksUp({"7411"});
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
}

TEST_F(FilterWayTest, ANeighbourhoodLiesInItsDistrictAndMunicipality) {
  client_.mutable_home()->set_area_code("BU01500101");
  HasNoPlace(v1::SERVICE_AREA);
  for (const char* code : {"BU01500101", "WK015001", "GM0150"}) {
    activity_.mutable_place()->clear_service_area_codes();
    activity_.mutable_place()->add_service_area_codes(code);
    EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << code;
  }
  activity_.mutable_place()->set_service_area_codes(0, "BU01500102");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
}

}  // namespace
}  // namespace meedoen::matcher
