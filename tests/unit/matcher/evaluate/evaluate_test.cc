#include "matcher/evaluate/evaluate.h"

#include "absl/strings/str_cat.h"
#include "matcher/evaluate/naive_check.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::PlainRequest;
using ::meedoen::testing::VenueAt;
using ::testing::ElementsAre;

class EvaluateTest : public ::testing::Test {
 protected:
  const Measures& MeasuresOf(const Evaluation& evaluation, const std::string& ranking, const std::string& clients) {
    for (const EvaluationRow& row : evaluation.rows) {
      if (row.ranking == ranking && row.clients == clients) return row.measures;
    }
    ADD_FAILURE() << "no row for " << ranking << ", " << clients;
    static const Measures kNone;
    return kNone;
  }

  meedoen::testing::SampleWorld world_;
  FixedClock clock_{meedoen::testing::WorldNow()};
  GreatCircleTravel travel_;
  Weights weights_;
  SuggestEngine engine_{EngineParts{world_.embedder(), clock_, travel_, weights_, BestKernel()}};
};

TEST_F(EvaluateTest, MeasuresEachRankingOnTheFeasibleOnes) {
  std::vector<v1::Activity> activities;
  for (const char* title : {"Samen koken", "Schaken", "Wandelen", "Zingen", "Tuinieren", "Naaien"}) {
    activities.push_back(VenueAt(absl::StrCat("a", activities.size()), kDeventer, title));
  }
  activities.push_back(VenueAt("far", {53.0, 6.0}, "Samen koken"));
  const ViewPtr view = world_.ViewOf(activities);
  JudgedClient dutch{"01", PlainRequest(), true, {{activities[0].name(), 3}, {activities[6].name(), 3}}};
  dutch.request.mutable_client()->add_wishes("samen koken");
  JudgedClient other{"02", PlainRequest(), false, {{activities[3].name(), 2}}};
  other.request.mutable_client()->add_wishes("zingen");
  const auto evaluation = Evaluate(engine_, *view, BestKernel(), clock_.Now(), {dutch, other});
  ASSERT_OK(evaluation);
  EXPECT_EQ(evaluation->infeasible, 0);
  EXPECT_EQ(evaluation->suggestions, 10);
  EXPECT_EQ(evaluation->feasible_mean, 6);
  for (const char* ranking : {"meedoen", "score only", "cosine", "bm25"}) {
    EXPECT_NEAR(MeasuresOf(*evaluation, ranking, "all").ndcg10, 1, 1e-9) << ranking;
  }
  EXPECT_LT(MeasuresOf(*evaluation, "random", "all").ndcg10, 1);
  EXPECT_EQ(MeasuresOf(*evaluation, "meedoen", "all").clients, 2);
  EXPECT_EQ(MeasuresOf(*evaluation, "meedoen", "dutch").clients, 1);
  EXPECT_EQ(MeasuresOf(*evaluation, "meedoen", "other").clients, 1);
  EXPECT_NEAR(MeasuresOf(*evaluation, "meedoen", "all").precision5, 0.2, 1e-9);
}

TEST_F(EvaluateTest, TheNaiveCheckNamesWhatIsBroken) {
  v1::Activity activity = VenueAt("a", {53.0, 6.0});
  activity.set_status(v1::PAUSED);
  activity.set_gender_group(v1::MEN_ONLY);
  activity.mutable_cost()->set_cents_per_course(1001);
  activity.mutable_commitment()->set_sessions(10);
  v1::SuggestRequest request = PlainRequest();
  request.mutable_client()->set_gender(v1::FEMALE);
  request.mutable_client()->set_maximum_cents_per_visit(100);
  request.add_excluded_categories("coffee_morning");
  const NaiveClient client{request, kDeventer, {"7411", "GM0150", "NL"}};
  const auto broken = BrokenLimits(activity, client, clock_.Now());
  ASSERT_OK(broken);
  EXPECT_THAT(*broken, ElementsAre("out of reach", "not active", "men only", "too dear", "category"));
}

}  // namespace
}  // namespace meedoen::matcher
