#include "core/geo/travel_times.h"

#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/geo/place_table.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHeader[] = "from;to;means;minutes\n";

std::shared_ptr<const TravelTimes> Times(const std::string& lines) {
  const auto times = TravelTimes::Parse(kHeader + lines, "times.csv");
  EXPECT_OK(times);
  return times.ok() ? *times : nullptr;
}

TEST(TravelTimesTest, FindsWhatItHasInThatDirectionOnly) {
  const auto times = Times("7411;7415;PUBLIC_TRANSPORT;12\r\n7411;7412;PUBLIC_TRANSPORT;9\n\n7411;7415;BICYCLE;20\n");
  EXPECT_EQ(times->size(), 3u);
  EXPECT_EQ(times->Find(v1::PUBLIC_TRANSPORT, 7411, 7415), 12);
  EXPECT_EQ(times->Find(v1::BICYCLE, 7411, 7415), 20);
  EXPECT_EQ(times->Find(v1::PUBLIC_TRANSPORT, 7415, 7411), std::nullopt);
  EXPECT_EQ(times->Find(v1::FOOT, 7411, 7415), std::nullopt);
  EXPECT_THAT(times->Within(v1::PUBLIC_TRANSPORT, 7411, 12), ElementsAre(7412, 7415));
  EXPECT_THAT(times->Within(v1::PUBLIC_TRANSPORT, 7411, 11), ElementsAre(7412));
}

// As spreadsheet programs write it.
TEST(TravelTimesTest, AByteOrderMarkIsNoPartOfTheHeader) {
  const auto times = TravelTimes::Parse(absl::StrCat("\xEF\xBB\xBF", kHeader, "7411;7415;CAR;5\r\n"), "times.csv");
  ASSERT_OK(times);
  EXPECT_EQ((*times)->size(), 1u);
  EXPECT_FALSE(TravelTimes::Parse("", "times.csv").ok());
  EXPECT_THAT(TravelTimes::Parse(absl::StrCat(kHeader, "7411;7415;CAR;5\xFF\n"), "times.csv"),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("times.csv:2")));
}

TEST(TravelTimesTest, EveryBadLineIsNamedAtOnce) {
  const auto times = TravelTimes::Parse(
      absl::StrCat(kHeader, "7411;7415;BUS;12\n7411;7415;CAR\n74;7415;CAR;1\n7411;7411;CAR;1\n7411;7415;CAR;601\n"),
      "times.csv");
  EXPECT_THAT(times, FailsWith(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("times.csv:2"), HasSubstr("times.csv:3"), HasSubstr("times.csv:4"),
                                     HasSubstr("times.csv:5"), HasSubstr("times.csv:6"))));
  EXPECT_THAT(TravelTimes::Parse("a;b\n", "times.csv"),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("times.csv:1: the header must be")));
  EXPECT_THAT(TravelTimes::Parse(absl::StrCat(kHeader, "7411;7415;CAR;5\n7411;7415;CAR;6\n"), "times.csv"),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("two lines from 7411 to 7415")));
}

TEST(TravelTimesTest, SoManyLinesMinutesAndBytesAndNoMore) {
  const std::string two = absl::StrCat(kHeader, "7411;7415;CAR;", kMaxTravelTimeMinutes, "\n7411;7412;CAR;1\n");
  EXPECT_OK(TravelTimes::Parse(two, "times.csv", 2));
  EXPECT_THAT(TravelTimes::Parse(two, "times.csv", 1),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("more than 1 travel times")));
  EXPECT_GT(kMaxTravelTimes, 1'000'000u) << "the default of the last argument";
  const meedoen::testing::TempDir folder;
  const std::string path = folder.File("times.csv");
  std::ofstream(path) << "no header\n";
  ASSERT_EQ(::truncate(path.c_str(), kMaxTravelTimesBytes), 0);
  EXPECT_THAT(TravelTimes::Read(*PosixEnv(), path), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("header")));
  ASSERT_EQ(::truncate(path.c_str(), kMaxTravelTimesBytes + 1), 0);
  EXPECT_FALSE(TravelTimes::Read(*PosixEnv(), path).ok());
  EXPECT_THAT(TravelTimes::Read(*PosixEnv(), path).status().message(), ::testing::Not(HasSubstr("header")));
}

class TableTravelTest : public ::testing::Test {
 protected:
  const TableTravel travel_{Times("7411;7415;PUBLIC_TRANSPORT;12\n7411;9951;PUBLIC_TRANSPORT;25\n"), DefaultMeans()};
  const GreatCircleTravel estimate_;
};

TEST_F(TableTravelTest, WhatTheTableHasTakesThePlaceOfTheEstimate) {
  EXPECT_EQ(travel_.Minutes(v1::PUBLIC_TRANSPORT, Leg(9000, 7411, 7415)), 12);
  for (const Leg& leg : {Leg(9000), Leg(9000, 7411, 0), Leg(9000, 7411, 7412), Leg(9000, 7415, 7411)}) {
    EXPECT_EQ(travel_.Minutes(v1::PUBLIC_TRANSPORT, leg), estimate_.Minutes(v1::PUBLIC_TRANSPORT, leg));
  }
  EXPECT_EQ(travel_.Minutes(v1::CAR, Leg(9000, 7411, 7415)), estimate_.Minutes(v1::CAR, 9000));
}

// A fast train: 120 km in 25 minutes.
TEST_F(TableTravelTest, ReachGoesAsFarAsTheTableDoes) {
  const std::string bytes =
      PlaceTable::Encode({{"7411", 52.251, 6.158, 600, "GM0150", ""}, {"9951", 53.332, 6.516, 900, "GM1966", ""}});
  const PlaceTable places = *PlaceTable::FromBytes(bytes);
  const Origin origin{{52.251, 6.158}, 7411, &places};
  EXPECT_GT(travel_.ReachMetres(v1::PUBLIC_TRANSPORT, 30, origin), 120'000);
  EXPECT_EQ(travel_.ReachMetres(v1::PUBLIC_TRANSPORT, 24, origin),
            estimate_.ReachMetres(v1::PUBLIC_TRANSPORT, 24, origin));
  v1::Mobility mobility;
  mobility.add_means(v1::PUBLIC_TRANSPORT);
  const std::vector<Reach> reaches = ReachesOf(travel_, mobility, origin);
  EXPECT_EQ(FastestTravel(travel_, reaches, Leg(121'000, 7411, 9951)).minutes, 25);
  EXPECT_EQ(FastestTravel(travel_, reaches, Leg(60'000, 7411, 8000)).means, v1::MEANS_UNSPECIFIED)
      << "within the distance, but the estimate takes too long";
}

}  // namespace
}  // namespace meedoen
