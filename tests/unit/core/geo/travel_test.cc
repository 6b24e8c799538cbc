#include "core/geo/travel.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr v1::Means kAllMeans[] = {
    v1::FOOT, v1::ROLLATOR, v1::WHEELCHAIR, v1::BICYCLE, v1::MOBILITY_SCOOTER, v1::PUBLIC_TRANSPORT, v1::CAR, v1::TAXI};

v1::Mobility MobilityOf(std::initializer_list<v1::Means> means, uint32_t minutes = 0) {
  v1::Mobility mobility;
  for (const v1::Means one : means) mobility.add_means(one);
  mobility.set_maximum_minutes(minutes);
  return mobility;
}

TEST(TravelTest, MinutesAreThoseOfTheDesign) {
  const GreatCircleTravel travel;
  const double one_kilometre_of_way = 1000 / 1.3;
  EXPECT_NEAR(travel.Minutes(v1::FOOT, one_kilometre_of_way), 60 / 4.5, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::ROLLATOR, one_kilometre_of_way), 60 / 2.5, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::WHEELCHAIR, one_kilometre_of_way), 15, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::BICYCLE, one_kilometre_of_way), 4, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::MOBILITY_SCOOTER, one_kilometre_of_way), 5, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::PUBLIC_TRANSPORT, one_kilometre_of_way), 8 + 60 / 18.0, 1e-9);
  EXPECT_NEAR(travel.Minutes(v1::CAR, one_kilometre_of_way), 7, 1e-9);
  EXPECT_NEAR(travel.WayMetres(1000), 1300, 1e-9);
}

TEST(TravelTest, ReachIsTheInverseOfMinutes) {
  const GreatCircleTravel travel;
  for (const v1::Means means : kAllMeans) {
    for (const double minutes : {10.0, 30.0, 180.0}) {
      EXPECT_NEAR(travel.Minutes(means, travel.ReachMetres(means, minutes, {})), minutes, 1e-9) << means;
    }
  }
  EXPECT_EQ(travel.ReachMetres(v1::CAR, 4, {}), 0);
}

TEST(TravelTest, NothingStatedIsHalfAnHourOnFoot) {
  const GreatCircleTravel travel;
  EXPECT_THAT(ReachesOf(travel, {}), ElementsAre(Field(&Reach::means, v1::FOOT)));
  EXPECT_NEAR(ReachesOf(travel, {})[0].metres, 2250 / 1.3, 1e-6);
  EXPECT_EQ(TravelMinutesLimit(MobilityOf({}, 45)), 45);
}

TEST(TravelTest, ATaxiGoesAsFarAsItsBudget) {
  const GreatCircleTravel travel;
  v1::Mobility mobility = MobilityOf({v1::TAXI}, 60);
  mobility.set_taxi_budget_cents(1000);
  const std::vector<Reach> reaches = ReachesOf(travel, mobility);
  ASSERT_EQ(reaches.size(), 1u);
  EXPECT_NEAR(travel.TaxiCents(reaches[0].metres), 1000, 1e-6);
  mobility.set_taxi_budget_cents(1'000'000);
  EXPECT_NEAR(ReachesOf(travel, mobility)[0].metres, travel.ReachMetres(v1::TAXI, 60, {}), 1e-6);
  mobility.clear_taxi_budget_cents();
  EXPECT_NEAR(ReachesOf(travel, mobility)[0].metres, travel.ReachMetres(v1::TAXI, 60, {}), 1e-6);
}

// A place that can be next door must not be "reached" by a car that needs five minutes to start.
TEST(TravelTest, WhatCannotStartReachesNothing) {
  const GreatCircleTravel travel;
  EXPECT_THAT(ReachesOf(travel, MobilityOf({v1::CAR, v1::PUBLIC_TRANSPORT}, 4)), IsEmpty());
  EXPECT_THAT(ReachesOf(travel, MobilityOf({v1::CAR, v1::FOOT}, 4)), ElementsAre(Field(&Reach::means, v1::FOOT)));
  v1::Mobility mobility = MobilityOf({v1::TAXI}, 60);
  mobility.set_taxi_budget_cents(399);
  EXPECT_THAT(ReachesOf(travel, mobility), IsEmpty());
  mobility.set_taxi_budget_cents(400);
  EXPECT_THAT(ReachesOf(travel, mobility), ElementsAre(Field(&Reach::metres, 0)));
}

TEST(TravelTest, TheFastestMeansWithinItsReachWins) {
  const GreatCircleTravel travel;
  const std::vector<Reach> reaches = ReachesOf(travel, MobilityOf({v1::FOOT, v1::CAR}, 30));
  EXPECT_EQ(FastestTravel(travel, reaches, 100).means, v1::FOOT);  // The car has not left yet.
  EXPECT_EQ(FastestTravel(travel, reaches, 1000).means, v1::CAR);
  const double furthest = travel.ReachMetres(v1::CAR, 30, {});
  EXPECT_EQ(FastestTravel(travel, reaches, furthest).means, v1::CAR);
  EXPECT_EQ(FastestTravel(travel, reaches, furthest + 1).means, v1::MEANS_UNSPECIFIED);
}

TEST(TravelTest, AMeansCanHaveALimitOfItsOwn) {
  const GreatCircleTravel travel;
  v1::Mobility mobility = MobilityOf({v1::CAR, v1::FOOT}, 40);
  v1::MeansLimit* limit = mobility.add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(25);
  *mobility.add_limits() = *limit;
  mobility.mutable_limits(1)->set_maximum_minutes(10);
  const std::vector<Reach> reaches = ReachesOf(travel, mobility);
  ASSERT_EQ(reaches.size(), 2u);
  EXPECT_EQ(reaches[0].means, v1::FOOT) << "by number, in whichever order they are given";
  EXPECT_EQ(reaches[0].minutes, 10) << "of two the last counts";
  EXPECT_NEAR(reaches[0].metres, 750 / 1.3, 1e-6);
  EXPECT_EQ(reaches[1].minutes, 40);
}

TEST(TravelTest, OnlyWhatIsAllowedIsChosen) {
  const GreatCircleTravel travel;
  const std::vector<Reach> reaches = ReachesOf(travel, MobilityOf({v1::FOOT, v1::CAR}, 30));
  EXPECT_EQ(FastestTravel(travel, reaches, 1000, MaskOf(v1::FOOT)).means, v1::FOOT);
  EXPECT_EQ(FastestTravel(travel, reaches, 1000, 0).means, v1::MEANS_UNSPECIFIED);
}

TEST(TravelTest, OnlyPublicTransportStopsAtNight) {
  const GreatCircleTravel travel;
  for (const v1::Means means : kAllMeans) EXPECT_EQ(travel.Hours(means).AllDay(), means != v1::PUBLIC_TRANSPORT);
  EXPECT_EQ(travel.Hours(v1::PUBLIC_TRANSPORT).first_departure, 6 * 60);
}

}  // namespace
}  // namespace meedoen
