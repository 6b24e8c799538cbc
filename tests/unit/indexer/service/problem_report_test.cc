#include "indexer/service/problem_report.h"

#include <gtest/gtest.h>

#include <string>

namespace meedoen::indexer {
namespace {

TEST(ProblemReportTest, KeepsAsManyAsAreBoundedAndCountsTheRest) {
  v1::ImportActivitiesResponse response;
  ProblemReport report(response.mutable_problems());
  for (size_t i = 0; i < kMaxReportedProblems; ++i) report.Add(v1::RowProblem());
  EXPECT_EQ(report.left_out(), 0u);
  report.Add(v1::RowProblem());
  EXPECT_EQ(report.left_out(), 1u);
  EXPECT_EQ(response.problems_size(), static_cast<int>(kMaxReportedProblems));
}

TEST(ProblemReportTest, StaysBelowOneMessage) {
  v1::ImportActivitiesResponse response;
  ProblemReport report(response.mutable_problems());
  v1::RowProblem problem;
  problem.set_message(std::string(1'000, 'x'));
  for (size_t i = 0; i < 9'000; ++i) report.Add(problem);
  EXPECT_GT(report.left_out(), 0u);
  EXPECT_LT(response.ByteSizeLong(), kMaxMessageBytes);
  EXPECT_EQ(static_cast<size_t>(response.problems_size()) + report.left_out(), 9'000u);
}

}  // namespace
}  // namespace meedoen::indexer
