#include "matcher/cli/print_evaluation.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Evaluation TwoClients() {
  Evaluation evaluation(2);
  for (size_t i = 0; i < 2; ++i) {
    evaluation[i].id = i == 0 ? "01-anna" : "02-ayse";
    evaluation[i].groups = {"all", i == 0 ? "language nl" : "language tr"};
    evaluation[i].measures[kMeedoen].fill(i == 0 ? 0.5 : 0.75);
    evaluation[i].feasible = 30;
    evaluation[i].suggestions = 10;
  }
  return evaluation;
}

TEST(PrintEvaluationTest, EverybodyAndWhatIsBetter) {
  const std::string text = PrintEvaluation(TwoClients(), false, false);
  EXPECT_THAT(text, AllOf(HasSubstr("2000 resamples, seed 20261123"), HasSubstr("all: 2 clients, too few to tell"),
                          HasSubstr("0.625 [0.500, 0.750]"), HasSubstr("meedoen - bm25"),
                          HasSubstr("+0.625 [+0.500, +0.750]"), HasSubstr("infeasible suggestions: 0 of 20 (0.0 %)"),
                          HasSubstr("feasible activities a client: 30.0")));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("language")), Not(HasSubstr("01-anna"))));
}

TEST(PrintEvaluationTest, GroupsAndClientsWhereAskedFor) {
  EXPECT_THAT(PrintEvaluation(TwoClients(), true, false),
              AllOf(HasSubstr("language nl: 1 client,"), HasSubstr("language tr"), Not(HasSubstr("01-anna"))));
  EXPECT_THAT(PrintEvaluation(TwoClients(), false, true),
              AllOf(HasSubstr("01-anna"), HasSubstr("nDCG@10 0.75  feasible 30"), Not(HasSubstr("language"))));
}

TEST(PrintEvaluationTest, ABrokenLimitIsAlwaysNamed) {
  Evaluation evaluation = TwoClients();
  evaluation[1].infeasible = {"municipalities/GM0150/activities/koor: out of reach"};
  EXPECT_THAT(PrintEvaluation(evaluation, false, false),
              AllOf(HasSubstr("infeasible suggestions: 1 of 20 (5.0 %)"),
                    HasSubstr("02-ayse INFEASIBLE municipalities/GM0150/activities/koor: out of reach")));
}

TEST(PrintEvaluationTest, JsonHoldsEveryGroup) {
  google::protobuf::Value all;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(EvaluationJson(TwoClients()), &all).ok());
  const int rows = kRankings + (kRankings - 1);
  ASSERT_EQ(all.list_value().values_size(), 3 * rows);
  const auto& first = all.list_value().values(0).struct_value().fields();
  EXPECT_EQ(first.at("ranking").string_value(), "meedoen");
  EXPECT_EQ(first.at("clients").number_value(), 2);
  EXPECT_EQ(first.at("nDCG@10").struct_value().fields().at("mean").number_value(), 0.625);
}

TEST(PrintEvaluationTest, TheAblationOfBothHalves) {
  std::vector<JudgedClient> clients(2);
  clients[1].odd = false;
  Measures half, whole;
  half.fill(0.5);
  whole.fill(0.75);
  const std::string text = PrintAblation({{"goals", {whole, whole}, {whole, half}}}, clients);
  EXPECT_THAT(text, AllOf(HasSubstr("even: 1 client"), HasSubstr("all: 2 clients"),
                          HasSubstr("-0.250 [-0.250, -0.250]"), HasSubstr("-0.125 [-0.250, +0.000]")));
}

}  // namespace
}  // namespace meedoen::matcher
