// Limits of each means, hours of transport, who comes along, borders of municipalities, a table of travel times.
#include <fstream>

#include "matcher/settings/settings.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/matcher/filter/filter_fixture.h"

namespace meedoen::matcher {
namespace {

class FilterMobilityTest : public FilterTest {
 protected:
  void Lies(double metres) {
    activity_.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.251 + metres / 111'195.0);
    activity_.mutable_place()->mutable_resolved_coordinates()->set_longitude(6.158);
  }
  void Goes(std::initializer_list<v1::Means> means, uint32_t minutes) {
    client_.mutable_mobility()->Clear();
    for (const v1::Means one : means) client_.mutable_mobility()->add_means(one);
    client_.mutable_mobility()->set_maximum_minutes(minutes);
  }
  void Limit(v1::Means means, uint32_t minutes) {
    v1::MeansLimit* limit = client_.mutable_mobility()->add_limits();
    limit->set_means(means);
    limit->set_maximum_minutes(minutes);
  }
  void Meets(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(day, start, end);
  }
};

TEST_F(FilterMobilityTest, EachMeansHasItsOwnLimit) {
  Goes({v1::FOOT, v1::CAR}, 30);
  Limit(v1::FOOT, 10);
  Lies(1000);  // 17 minutes on foot.
  EXPECT_EQ(Way(activity_, request_).means, v1::CAR);
  client_.mutable_mobility()->clear_means();
  client_.mutable_mobility()->add_means(v1::FOOT);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
  Limit(v1::FOOT, 20);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_NEAR(Way(activity_, request_).least_share, 17.33 / 20, 0.01);
}

// 3 km are 13 minutes of way and 8 to begin with: 21.
TEST_F(FilterMobilityTest, ThereAndBackWithinTheHoursOfTheBus) {
  Goes({v1::PUBLIC_TRANSPORT}, 30);
  Lies(3000);
  Meets(v1::TUESDAY, "20:00", "23:30");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "home at 23:51";
  activity_.mutable_schedule()->mutable_weekly_slots(0)->set_end_time("23:40");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_WAY_BACK));
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "on Wednesday there is a bus";
  client_.mutable_mobility()->add_means(v1::CAR);
  activity_.mutable_schedule()->mutable_weekly_slots()->DeleteSubrange(1, 1);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).means, v1::CAR) << "the bus is no way, though it goes there by day";
  activity_.mutable_schedule()->mutable_weekly_slots(0)->set_start_time("06:15");
  activity_.mutable_schedule()->mutable_weekly_slots(0)->set_end_time("07:00");
  Goes({v1::PUBLIC_TRANSPORT}, 30);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_WAY_BACK)) << "one would leave before six";
}

TEST_F(FilterMobilityTest, WithoutTimesOrWithAPickUpTheHoursSayNothing) {
  Goes({v1::PUBLIC_TRANSPORT}, 30);
  Lies(3000);
  activity_.mutable_schedule()->set_by_appointment(true);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  activity_.clear_schedule();
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  Meets(v1::TUESDAY, "22:00", "24:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_WAY_BACK));
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).kind, v1::Travel::PICK_UP);
}

TEST_F(FilterMobilityTest, OutOfReachIsNotCalledNoWayBack) {
  Goes({v1::PUBLIC_TRANSPORT}, 10);
  Lies(9000);
  Meets(v1::TUESDAY, "22:00", "24:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
}

TEST_F(FilterMobilityTest, WindowsAndHoursMustFitInOneSession) {
  Goes({v1::PUBLIC_TRANSPORT}, 30);
  Lies(3000);
  Meets(v1::TUESDAY, "22:00", "24:00");  // No bus back.
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  v1::AvailabilityWindow* window = client_.add_availability();
  window->set_day(v1::TUESDAY);
  window->set_start_time("00:00");
  window->set_end_time("24:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_WAY_BACK));
}

TEST_F(FilterMobilityTest, WhoHasACompanionNeedsNotBeFetched) {
  client_.mutable_needs()->set_pick_up(true);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NO_PICK_UP));
  client_.mutable_mobility()->set_companion(true);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).means, v1::BICYCLE);
}

class BorderTest : public FilterMobilityTest {
 protected:
  void Agree(const std::string& code, const std::string& with) {
    std::ofstream(folder_.File(code + ".json")) << "{\"across_border_with\": [\"" << with << "\"]}";
    const auto settings = Settings::Load(*PosixEnv(), folder_.path(), nullptr);
    ASSERT_OK(settings);
    UseSettings(*settings);
  }
  const meedoen::testing::TempDir folder_;
};

TEST_F(BorderTest, ANeighbouringMunicipalityIsShownIfBothAgree) {
  activity_.set_name("municipalities/GM0177/activities/koffie");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::OTHER_MUNICIPALITY));
  Agree("GM0150", "GM0177");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::OTHER_MUNICIPALITY));
  Agree("GM0177", "GM0150");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
}

TEST_F(BorderTest, WhatStatesThatItServesTheAreaNeedsNoAgreement) {
  activity_.set_name("municipalities/GM0177/activities/koffie");
  activity_.mutable_transport()->set_pick_up_offered(v1::TRISTATE_YES);
  activity_.mutable_transport()->add_pick_up_area_codes("7411");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
}

TEST_F(FilterMobilityTest, ATableOfTravelTimesDecides) {
  const auto times = TravelTimes::Parse("from;to;means;minutes\n7411;7412;PUBLIC_TRANSPORT;40\n", "times.csv");
  ASSERT_OK(times);
  Goes({v1::PUBLIC_TRANSPORT}, 30);
  Lies(1200);
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  SetTravel(*times, &rules());
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TOO_FAR));
  client_.mutable_mobility()->set_maximum_minutes(45);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_EQ(Way(activity_, request_).minutes, 40);
}

}  // namespace
}  // namespace meedoen::matcher
