#include "matcher/evaluate/evaluate.h"

#include "tests/unit/matcher/evaluate/evaluate_fixture.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class EvaluateTest : public EvaluateFixture {
 protected:
  const SummaryRow& RowOf(const std::vector<SummaryRow>& rows, const std::string& ranking) {
    for (const SummaryRow& row : rows) {
      if (row.ranking == ranking) return row;
    }
    ADD_FAILURE() << "no row for " << ranking;
    static const SummaryRow kNone;
    return kNone;
  }
};

TEST_F(EvaluateTest, MeasuresEachRankingOnTheFeasibleOnes) {
  JudgedClient dutch = Client("01", "samen koken", {{0, 3}, {6, 3}});
  JudgedClient turkish = Client("02", "zingen", {{3, 2}});
  turkish.language = "tr";
  turkish.odd = false;
  const auto evaluation = Evaluate(Setting(), {dutch, turkish});
  ASSERT_OK(evaluation);
  ASSERT_EQ(evaluation->size(), 2u);
  for (const ClientResult& client : *evaluation) {
    EXPECT_EQ(client.feasible, 6) << "not the one far away";
    EXPECT_EQ(client.suggestions, 5);
    EXPECT_THAT(client.infeasible, IsEmpty());
  }
  const std::vector<SummaryRow> all = Summarize(*evaluation, "all");
  for (const char* ranking : {"meedoen", "score only", "cosine", "bm25"}) {
    EXPECT_NEAR(RowOf(all, ranking).measures[kNdcg10].mean, 1, 1e-9) << ranking;
  }
  EXPECT_EQ(RowOf(all, "meedoen").clients, 2);
  EXPECT_NEAR(RowOf(all, "meedoen").measures[kPrecision5].mean, 0.2, 1e-9);
  const Estimate random = RowOf(all, "random").measures[kNdcg10];
  EXPECT_LT(random.mean, 1);
  EXPECT_LT(random.low, random.mean) << "of two clients who differ";
  const Estimate better = RowOf(Differences(*evaluation, "all"), "meedoen - random").measures[kNdcg10];
  EXPECT_NEAR(better.mean, 1 - random.mean, 1e-9);
  EXPECT_NEAR(better.low, 1 - random.high, 1e-9) << "where meedoen is always 1, the difference is as sure as random is";
  EXPECT_THAT(GroupNames(*evaluation), ElementsAre("all", "age not stated", "half even", "half odd", "language nl",
                                                   "language tr", "means bicycle", "municipality GM0150"));
  EXPECT_EQ(RowOf(Summarize(*evaluation, "language tr"), "meedoen").clients, 1);
}

TEST_F(EvaluateTest, DifferencesArePaired) {
  Evaluation evaluation(4);
  for (size_t i = 0; i < evaluation.size(); ++i) {
    evaluation[i].groups = {"all"};
    evaluation[i].measures[kMeedoen].fill(0.2 * static_cast<double>(i) + 0.1);
    evaluation[i].measures[kBm25].fill(0.2 * static_cast<double>(i));
  }
  const SummaryRow row = RowOf(Differences(evaluation, "all"), "meedoen - bm25");
  for (const Estimate& estimate : row.measures) {
    EXPECT_NEAR(estimate.low, 0.1, 1e-9) << "always 0.1 better, however much clients differ";
    EXPECT_NEAR(estimate.high, 0.1, 1e-9);
  }
  const Estimate meedoen = RowOf(Summarize(evaluation, "all"), "meedoen").measures[kNdcg5];
  EXPECT_GT(meedoen.high - meedoen.low, 0.2);
}

TEST_F(EvaluateTest, TheNaiveCheckKnowsTheMunicipalitysMeansAndBorders) {
  // Two kilometres of way: 27 minutes on foot, 13 for who runs.
  activities_ = {meedoen::testing::VenueAt("near", {52.2669, 6.158})};
  activities_[0].set_name("municipalities/GM0177/activities/near");
  JudgedClient client = Client("01", "koken", {});
  client.request.mutable_client()->mutable_mobility()->clear_means();
  client.request.mutable_client()->mutable_mobility()->set_maximum_minutes(20);
  Rules rules;
  rules.means[v1::FOOT].kilometres_an_hour = 9;
  rules.across_border_with = {"GM0150", "GM0177"};
  SetTravel(nullptr, &rules);
  settings_.Set(Settings::Of(rules));
  const auto evaluation = Evaluate(Setting(), {client});
  ASSERT_OK(evaluation);
  EXPECT_EQ(evaluation->front().suggestions, 1);
  EXPECT_THAT(evaluation->front().infeasible, IsEmpty());
}

}  // namespace
}  // namespace meedoen::matcher
