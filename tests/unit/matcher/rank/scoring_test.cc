#include "matcher/rank/scoring.h"

#include <algorithm>

#include "matcher/filter/filter.h"
#include "tests/testing/match_setting.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::kWorldDay;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;

class ScoringTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    setting_ = new meedoen::testing::MatchSetting;
    std::vector<v1::Activity> background;
    for (const char* title : {"Samen koken", "Schaken", "Wandelen door het bos", "Zingen in een koor", "Fietsen maken",
                              "Rouw en verlies", "Taalcafé", "Tuinieren"}) {
      background.push_back(VenueAt("b" + std::to_string(background.size()), meedoen::testing::kDeventer, title));
    }
    view_ = setting_->world.ViewOf(background);
  }
  static void TearDownTestSuite() {
    view_.reset();
    delete setting_;
  }

  void SetUp() override { setting_->rules = {}; }

  Score ScoreOf(const WayThere& way = {.kind = v1::Travel::OWN, .means = v1::BICYCLE, .least_share = 0.3}) {
    absl::StatusOr<ClientQuery> query = setting_->QueryOf(request_, *view_);
    EXPECT_OK(query);
    SegmentBuilder builder(meedoen::testing::kHashingDimension);
    EXPECT_OK(builder.Add(activity_, setting_->world.VectorOf(activity_), kWorldDay));
    const auto segment = *builder.Build();
    const Filter filter(*query, segment->view);
    const Scorer scorer(*query, segment->view, filter, BestKernel());
    weights_ = WeightsFor(*query);
    const Score score = scorer.ScoreOf(0, meedoen::testing::InArea(activity_, *query), way);
    EXPECT_GE(score.total, 0);
    EXPECT_LE(score.total, 10'000);
    for (const float part : score.parts) {
      EXPECT_GE(part, 0);
      EXPECT_LE(part, 1);
    }
    return score;
  }
  float PartOf(Part part) { return ScoreOf().parts[part]; }

  v1::Activity activity_ = VenueAt("koken", meedoen::testing::kDeventer, "Samen koken");
  v1::SuggestRequest request_ = PlainRequest();
  v1::ClientProfile& client_ = *request_.mutable_client();
  std::array<float, kParts> weights_{};
  static inline meedoen::testing::MatchSetting* setting_ = nullptr;
  static inline ViewPtr view_;
};

TEST_F(ScoringTest, WhatSaysNothingOfTheClientHasNoWeight) {
  ScoreOf();
  for (const auto part : {kWishes, kGoals, kSchedule, kLanguage}) EXPECT_EQ(weights_[part], 0) << kPartNames[part];
  for (const auto part : {kTravel, kThreshold, kFreshness, kCapacity, kGroup}) EXPECT_GT(weights_[part], 0);
  const float calm = weights_[kThreshold], any_size = weights_[kGroup];
  client_.add_wishes("koken");
  client_.add_goals(v1::MOVE);
  client_.add_languages("tr");
  client_.set_nervous_about_first_visit(true);
  client_.set_prefers_small_group(true);
  ScoreOf();
  for (const auto part : {kWishes, kGoals, kLanguage}) EXPECT_GT(weights_[part], 0) << kPartNames[part];
  EXPECT_GT(weights_[kThreshold], calm);
  EXPECT_GT(weights_[kGroup], any_size);
}

TEST_F(ScoringTest, AWishIsMetByWhatSaysTheSameAndNotByWhatDoesNot) {
  client_.add_wishes("samen koken");
  client_.add_wishes("zweefvliegen");
  const Score score = ScoreOf();
  EXPECT_EQ(score.best_wish, 0);
  EXPECT_GE(score.wishes[0], kMetWish);
  EXPECT_LT(score.wishes[1], kMetWish);
  EXPECT_LT(score.parts[kWishes], score.wishes[0]);
  EXPECT_GT(score.parts[kWishes], 0.8f * score.wishes[0]) << "the others only add";
}

TEST_F(ScoringTest, WhatIsNotWantedCosts) {
  client_.add_wishes("wandelen");
  const int before = ScoreOf().total;
  client_.add_dislikes("samen koken");
  const Score score = ScoreOf();
  EXPECT_GT(score.penalty, 0);
  EXPECT_LT(score.total, before);
  client_.add_wishes("samen koken");
  EXPECT_GT(ScoreOf().penalty, 0) << "a wish does not make it welcome";
  EXPECT_FALSE(ScoreOf().unwanted) << "but wanted as much as not wanted, it may be shown";
}

TEST_F(ScoringTest, Travel) {
  const auto part = [this](WayThere way) { return ScoreOf(way).parts[kTravel]; };
  EXPECT_EQ(part({.kind = v1::Travel::OWN, .least_share = 0}), 1);
  EXPECT_NEAR(part({.kind = v1::Travel::OWN, .least_share = 0.5}), 0.5, 1e-6);
  EXPECT_EQ(part({.kind = v1::Travel::OWN, .least_share = 1}), 0);
  EXPECT_EQ(part({.kind = v1::Travel::OWN, .least_share = 1.5}), 0) << "a place of doubt can lie beyond the limit";
  EXPECT_EQ(part({.kind = v1::Travel::COMES_TO_CLIENT}), 1);
  EXPECT_EQ(part({.kind = v1::Travel::OWN, .least_share = 0.9, .fetched_too = true}),
            part({.kind = v1::Travel::PICK_UP}))
      << "nearer is never worse";
  for (const auto kind : {v1::Travel::PICK_UP, v1::Travel::NONE}) {
    EXPECT_GT(part({.kind = kind}), 0);
    EXPECT_LT(part({.kind = kind}), 1);
  }
}

TEST_F(ScoringTest, Goals) {
  client_.add_goals(v1::MOVE);
  client_.add_goals(v1::LEARN);
  EXPECT_EQ(PartOf(kGoals), 0);
  activity_.add_goals(v1::MOVE);
  activity_.add_goals(v1::RELAX);
  EXPECT_EQ(PartOf(kGoals), 0.5f);
  activity_.add_goals(v1::LEARN);
  EXPECT_EQ(PartOf(kGoals), 1);
}

TEST_F(ScoringTest, Threshold) {
  EXPECT_EQ(PartOf(kThreshold), 0);
  activity_.mutable_welcome()->set_met_by_somebody(v1::TRISTATE_YES);
  const float met = PartOf(kThreshold);
  EXPECT_GT(met, 0);
  activity_.mutable_welcome()->set_trial_visit(v1::TRISTATE_YES);
  activity_.mutable_welcome()->set_companion_welcome(v1::TRISTATE_YES);
  activity_.set_attendance(v1::DROP_IN);
  EXPECT_EQ(PartOf(kThreshold), 1) << "never above 1";
}

TEST_F(ScoringTest, Freshness) {
  const float never = PartOf(kFreshness);
  EXPECT_GT(never, 0);
  EXPECT_LT(never, 1);
  const auto verified = [this](int days_ago) {
    activity_.mutable_verification()->set_verified_on(FormatDate(kWorldDay - days_ago));
    return PartOf(kFreshness);
  };
  EXPECT_EQ(verified(0), 1);
  EXPECT_EQ(verified(180), 1);
  EXPECT_LT(verified(181), 1);
  EXPECT_NEAR(verified(455), 0.5, 1e-6);
  EXPECT_EQ(verified(730), 0);
  EXPECT_EQ(verified(3000), 0);
  setting_->rules.ageing.ask_after_days = 30;
  EXPECT_EQ(verified(30), 1);
  EXPECT_NEAR(verified(30 + 275), 0.5, 1e-6);
  EXPECT_EQ(verified(30 + 550), 0);
}

TEST_F(ScoringTest, Capacity) {
  const float unknown = PartOf(kCapacity);
  EXPECT_GT(unknown, 0);
  EXPECT_LT(unknown, 1);
  activity_.mutable_capacity()->set_free_places(1);
  EXPECT_EQ(PartOf(kCapacity), 1);
  activity_.mutable_capacity()->set_free_places(0);
  EXPECT_EQ(PartOf(kCapacity), 0);
  activity_.mutable_capacity()->set_free_places(9);
  activity_.set_status(v1::FULL);
  EXPECT_EQ(PartOf(kCapacity), 0) << "full is full, whatever the figures say";
}

TEST_F(ScoringTest, GroupSize) {
  const float unknown = PartOf(kGroup);
  const auto most = [this](uint32_t people) {
    activity_.mutable_group_size()->set_maximum_people(people);
    return PartOf(kGroup);
  };
  EXPECT_EQ(most(8), 1);
  EXPECT_LT(most(9), 1);
  EXPECT_GT(most(15), most(16));
  EXPECT_EQ(most(16), 0);
  EXPECT_GT(unknown, most(16));
  EXPECT_LT(unknown, most(8));
}

TEST_F(ScoringTest, Language) {
  client_.add_languages("tr");
  client_.add_languages("nl");
  client_.set_dutch_level(v1::DUTCH_A2);
  const float unknown = PartOf(kLanguage);
  activity_.add_languages("nl");
  const float dutch = PartOf(kLanguage);
  EXPECT_GT(dutch, unknown);
  activity_.set_lowest_dutch_level(v1::DUTCH_A2);
  EXPECT_EQ(PartOf(kLanguage), dutch) << "exactly what is needed";
  activity_.set_lowest_dutch_level(v1::DUTCH_B1);
  EXPECT_EQ(PartOf(kLanguage), 0) << "above the client's Dutch";
  activity_.add_languages("tr");
  EXPECT_EQ(PartOf(kLanguage), 1) << "the own language is spoken";
}

TEST_F(ScoringTest, TheRoleCountsAsTheMixSays) {
  activity_.set_role(v1::VOLUNTEER);
  EXPECT_EQ(PartOf(kRole), 0) << "nothing asks for it";
  client_.add_goals(v1::MEAN_SOMETHING_TO_OTHERS);
  EXPECT_EQ(PartOf(kRole), 1);
  client_.clear_goals();
  client_.add_roles(v1::VOLUNTEER);
  EXPECT_EQ(PartOf(kRole), 1);
  client_.clear_roles();
  v1::RoleShare* share = client_.add_role_mix();
  share->set_role(v1::VOLUNTEER);
  share->set_share(0.25);
  EXPECT_EQ(PartOf(kRole), 0.25f);
  activity_.set_role(v1::BUDDY);
  EXPECT_EQ(PartOf(kRole), 1);
  setting_->rules.role_shares[v1::BUDDY] = 0.5;
  EXPECT_EQ(PartOf(kRole), 0.5f) << "the municipality's mix";
  share->set_role(v1::BUDDY);
  EXPECT_EQ(PartOf(kRole), 0.25f) << "the request's comes first";
}

TEST_F(ScoringTest, TheOwnNeighbourhoodForWhoPrefersIt) {
  EXPECT_EQ(ScoreOf().parts[kNeighbourhood], 1);
  EXPECT_EQ(weights_[kNeighbourhood], 0) << "nobody asked";
  client_.set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
  const int32_t inside = ScoreOf().total;
  EXPECT_GT(weights_[kNeighbourhood], 0);
  activity_.mutable_place()->set_postcode("7412");
  EXPECT_EQ(PartOf(kNeighbourhood), 0);
  EXPECT_LT(ScoreOf().total, inside);
}

TEST_F(ScoringTest, WhatIsThePointOfItAndNotWantedIsNoSuggestion) {
  activity_.set_title("Samen koken samen koken");
  activity_.set_description("Samen koken.");
  client_.add_dislikes("zwemmen");
  EXPECT_FALSE(ScoreOf().unwanted);
  client_.add_dislikes("samen koken");
  EXPECT_TRUE(ScoreOf().unwanted);
  EXPECT_EQ(ScoreOf().unwanted_dislike, 1);
  client_.add_wishes("samen koken");
  EXPECT_FALSE(ScoreOf().unwanted) << "wanted as much";
}

TEST_F(ScoringTest, TheOrderOfWishesChangesNothing) {
  for (const char* wish : {"koken", "zingen in een koor", "samen wandelen", "iets met taal", "rouw"}) {
    client_.add_wishes(wish);
  }
  const Score first = ScoreOf();
  std::reverse(client_.mutable_wishes()->begin(), client_.mutable_wishes()->end());
  EXPECT_EQ(ScoreOf().parts, first.parts);
  EXPECT_EQ(ScoreOf().total, first.total);
}

TEST_F(ScoringTest, Schedule) {
  v1::AvailabilityWindow* window = client_.add_availability();
  window->set_day(v1::TUESDAY);
  window->set_start_time("09:00");
  window->set_end_time("13:00");
  EXPECT_EQ(PartOf(kSchedule), 1) << "times not known";
  *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::TUESDAY, "10:00", "12:00");
  EXPECT_EQ(PartOf(kSchedule), 1);
  *activity_.mutable_schedule()->add_weekly_slots() = meedoen::testing::WeeklySlot(v1::FRIDAY, "10:00", "12:00");
  EXPECT_NEAR(PartOf(kSchedule), 0.5, 0.01);
}

}  // namespace
}  // namespace meedoen::matcher
