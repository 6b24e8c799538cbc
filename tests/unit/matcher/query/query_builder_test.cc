#include "matcher/query/query_builder.h"

#include "core/base/limits.h"
#include "tests/testing/match_setting.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::PlainRequest;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class QueryBuilderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    setting_ = new meedoen::testing::MatchSetting;
    view_ = setting_->world.ViewOf({meedoen::testing::VenueAt("koffie", meedoen::testing::kDeventer)});
  }
  static void TearDownTestSuite() {
    view_.reset();
    delete setting_;
  }

  absl::StatusOr<ClientQuery> Try() { return setting_->QueryOf(request_, *view_); }
  ClientQuery Build() {
    absl::StatusOr<ClientQuery> query = Try();
    EXPECT_OK(query);
    return query.ok() ? *std::move(query) : ClientQuery();
  }

  v1::SuggestRequest request_ = PlainRequest();
  v1::ClientProfile& client_ = *request_.mutable_client();
  static inline meedoen::testing::MatchSetting* setting_ = nullptr;
  static inline ViewPtr view_;
};

TEST_F(QueryBuilderTest, AHomeByPostcode) {
  const ClientQuery query = Build();
  EXPECT_NEAR(query.home.latitude, 52.251, 1e-9);
  EXPECT_THAT(query.areas, ElementsAre("7411", "GM0150", "NL"));
  EXPECT_EQ(query.own_postcode4, 7411);
}

TEST_F(QueryBuilderTest, APc6ThatIsNotInTheTableIsItsPc4) {
  client_.mutable_home()->set_postcode("7415 zz");
  const ClientQuery query = Build();
  EXPECT_NEAR(query.home.longitude, 6.190, 1e-9);
  EXPECT_THAT(query.areas, ElementsAre("7415ZZ", "7415", "GM0150", "NL"));
  EXPECT_EQ(query.own_postcode4, 7415);
}

TEST_F(QueryBuilderTest, AHomeByNeighbourhood) {
  client_.mutable_home()->set_area_code("bu01500101");
  const ClientQuery query = Build();
  EXPECT_THAT(query.areas, ElementsAre("BU01500101", "WK015001", "GM0150", "NL"));
  EXPECT_EQ(query.own_neighbourhood_metres, 400);
  EXPECT_EQ(query.own_postcode4, 0);
}

TEST_F(QueryBuilderTest, CoordinatesAreRoundedToAHundredMetres) {
  client_.mutable_home()->mutable_coordinates()->set_latitude(52.2568431);
  client_.mutable_home()->mutable_coordinates()->set_longitude(6.1614499);
  client_.mutable_home()->set_municipality_code("GM0150");
  const ClientQuery query = Build();
  EXPECT_NEAR(query.home.latitude, 52.257, 1e-9);
  EXPECT_NEAR(query.home.longitude, 6.161, 1e-9);
  EXPECT_THAT(query.areas, ElementsAre("GM0150", "NL"));
}

TEST_F(QueryBuilderTest, AnUnknownPlaceSaysWhichFieldAndWhatToDoButNotWhere) {
  client_.mutable_home()->set_postcode("9999XY");
  EXPECT_THAT(Try(),
              FailsWith(absl::StatusCode::kInvalidArgument,
                        AllOf(HasSubstr("client.home.postcode"), HasSubstr("places import"), Not(HasSubstr("9999")))));
  client_.mutable_home()->set_area_code("WK999901");
  EXPECT_THAT(Try(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("client.home.area_code")));
}

TEST_F(QueryBuilderTest, WhatIsNotStatedHasItsDefault) {
  const ClientQuery query = Build();
  EXPECT_EQ(query.k, 5u);
  ASSERT_EQ(query.reaches.size(), 1u);
  EXPECT_EQ(query.reaches[0].minutes, 30);
  EXPECT_EQ(query.least_session_percent, 60);
  EXPECT_EQ(query.horizon_day - query.today, 28);
  EXPECT_EQ(query.most_cents, -1);
  EXPECT_FALSE(query.age_known);
  EXPECT_TRUE(query.support_apart);
  EXPECT_FALSE(query.has_windows);
  EXPECT_FALSE(query.confirmed_only);
}

TEST_F(QueryBuilderTest, TheHorizonEndsAtLocalMidnight) {
  request_.set_horizon_days(1);
  const ClientQuery query = Build();
  const absl::Time end = absl::FromUnixSeconds(int64_t{query.horizon_minute} * 60);
  EXPECT_EQ(end, FromLocal(meedoen::testing::kWorldDay + 2, 0));
}

TEST_F(QueryBuilderTest, WindowsAreSortedAndMerged) {
  for (const auto& [start, end] : std::vector<std::pair<std::string, std::string>>{
           {"14:00", "16:00"}, {"09:00", "10:00"}, {"09:30", "11:00"}, {"11:00", "12:00"}}) {
    v1::AvailabilityWindow* window = client_.add_availability();
    window->set_day(v1::SUNDAY);
    window->set_start_time(start);
    window->set_end_time(end);
  }
  const ClientQuery query = Build();
  ASSERT_EQ(query.windows[6].size(), 2u);
  EXPECT_EQ(query.windows[6][0].start_minute, 540);
  EXPECT_EQ(query.windows[6][0].end_minute, 720);
  EXPECT_EQ(query.windows[6][1].start_minute, 840);
  EXPECT_TRUE(query.windows[0].empty());
}

TEST_F(QueryBuilderTest, WishesAreUnitVectorsPaddedToTheStride) {
  client_.add_wishes("samen koken");
  client_.add_dislikes("drukte");
  const ClientQuery query = Build();
  ASSERT_EQ(query.wishes.size(), 1u);
  ASSERT_EQ(query.dislikes.size(), 1u);
  EXPECT_EQ(query.wishes[0].vector.size(), view_->snapshot->segment().stride);
  EXPECT_GE(query.wishes[0].expected.spread, Calibration::kLeastSpread);
  double squares = 0;
  for (const float value : query.wishes[0].vector) squares += double{value} * value;
  EXPECT_NEAR(squares, 1, 1e-4);
}

TEST_F(QueryBuilderTest, AnEmbedderThatIsLateEndsTheCall) {
  client_.add_wishes("koken");
  const WishContext context{.calibration = view_->snapshot->calibration(),
                            .embedder = setting_->world.embedder(),
                            .stride = view_->snapshot->segment().stride,
                            .deadline = absl::InfinitePast()};
  ClientQuery query;
  EXPECT_EQ(AddWishes(client_, context, &query).code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace meedoen::matcher
