#include "matcher/near/widening.h"

#include "tests/unit/matcher/near/near_fixture.h"

namespace meedoen::matcher {
namespace {

class WideningTest : public NearTest {
 protected:
  void SetUp() override {
    request_.set_widen(true);
    request_.set_k(2);
  }
  // What the wider search shows, after checking that it says so.
  const v1::SuggestResponse& Widened() {
    response_ = Ask({VenueAt("past", {52.252, 6.158})});
    EXPECT_FALSE(response_.widened().empty());
    EXPECT_THAT(response_.suggestions(), SizeIs(2));
    if (response_.suggestions_size() < 2) return response_;
    EXPECT_EQ(response_.suggestions(0).group(), v1::CONFIRMED);
    EXPECT_EQ(response_.suggestions(1).group(), v1::WIDENED);
    EXPECT_EQ(response_.suggestions(1).activity().name(), activity_.name());
    EXPECT_THAT(response_.suggestions(1).cautions().rbegin()->text(), HasSubstr("Dit valt buiten wat u zocht."));
    return response_;
  }
  v1::SuggestResponse response_;
};

TEST_F(WideningTest, LaterFirst) {
  Lies(500);
  activity_.set_valid_from("2027-01-01");
  EXPECT_EQ(Widened().widened(),
            "Er is maar 1 activiteit die past. Daarom is er verder gezocht. Tot 56 dagen vooruit.");
  EXPECT_EQ(response_.widening().horizon_days(), 56u);
  EXPECT_EQ(response_.suggestions(1).cautions().rbegin()->text(),
            "Dit valt buiten wat u zocht. Het begint pas op 1 januari 2027.");
}

TEST_F(WideningTest, ThenFurther) {
  Goes(v1::FOOT, 20);
  Lies(1500);
  EXPECT_THAT(Widened().widened(), HasSubstr("Tot 30 minuten lopen."));
  EXPECT_EQ(response_.suggestions(1).cautions().rbegin()->text(),
            "Dit valt buiten wat u zocht. Het is te ver: 26 minuten lopen. U reist hooguit 20 minuten.");
}

TEST_F(WideningTest, ThenOutsideTheNeighbourhoodAndAtAnyTime) {
  Lies(500);
  client_.set_neighbourhood(v1::ONLY_OWN_NEIGHBOURHOOD);
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_THAT(Widened().widened(), HasSubstr("Ook buiten de eigen buurt."));
  client_.clear_neighbourhood();
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  IsFree(v1::TUESDAY, "09:00", "13:00");
  EXPECT_THAT(Widened().widened(), HasSubstr("Op alle dagen en tijden."));
}

TEST_F(WideningTest, AtLastTwiceAsFar) {
  Goes(v1::FOOT, 20);
  Lies(2200);  // 38 minutes.
  EXPECT_THAT(Widened().widened(), HasSubstr("Tot 40 minuten lopen."));
  EXPECT_EQ(response_.widening().horizon_days(), static_cast<uint32_t>(kMaxHorizonDays));
}

TEST_F(WideningTest, WhatIsAboutThePersonIsNeverWidened) {
  Lies(500);
  client_.set_age_years(40);
  activity_.mutable_age_range()->set_minimum_years(60);
  const v1::SuggestResponse response = Ask();
  EXPECT_THAT(response.suggestions(), IsEmpty());
  EXPECT_THAT(response.widened(), HasSubstr("Er is geen activiteit die past."));
  EXPECT_THAT(response.widened(), HasSubstr("Ook zo is er niet meer gevonden."));
}

TEST_F(WideningTest, NotWidenedIfEnoughFitOrNotAsked) {
  Goes(v1::FOOT, 20);
  Lies(1500);
  const v1::Activity one = VenueAt("een", {52.252, 6.158}), two = VenueAt("twee", {52.2525, 6.158});
  EXPECT_EQ(Ask({one, two}).widened(), "");
  request_.set_widen(false);
  const v1::SuggestResponse response = Ask({one});
  EXPECT_EQ(response.widened(), "");
  EXPECT_THAT(response.suggestions(), SizeIs(1));
}

TEST_F(WideningTest, EachMeansIsToldWithItsOwnMinutes) {
  Goes(v1::FOOT, 60);
  client_.mutable_mobility()->add_means(v1::MOBILITY_SCOOTER);
  v1::MeansLimit* limit = client_.mutable_mobility()->add_limits();
  limit->set_means(v1::FOOT);
  limit->set_maximum_minutes(5);
  Lies(13000);  // 84 minutes by mobility scooter.
  EXPECT_THAT(Widened().widened(), HasSubstr("Tot 8 minuten lopen en 90 minuten met de scootmobiel."));
}

// What is shown already is no near-miss, and "why not?" says the same as the list.
TEST_F(WideningTest, TheOtherAnswersKnowOfIt) {
  Goes(v1::FOOT, 20);
  Lies(1500);
  request_.set_near_misses(5);
  EXPECT_THAT(Widened().near_misses(), IsEmpty());
  v1::ExplainActivityRequest ask;
  *ask.mutable_request() = request_;
  ask.set_name(activity_.name());
  const auto why = engine_.ExplainActivity(*world_.ViewOf({activity_}, ++revision_), ask, absl::InfiniteFuture());
  ASSERT_OK(why);
  EXPECT_EQ(why->verdict(), v1::ExplainActivityResponse::WIDENED);
  EXPECT_EQ(why->place(), 1u);
  EXPECT_THAT(why->text(), HasSubstr("past pas als u verder zoekt"));
}

}  // namespace
}  // namespace meedoen::matcher
