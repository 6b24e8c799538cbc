#include "indexer/plan/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;

ImportPlan PlanOf(const std::string& etag) {
  ImportPlan plan;
  plan.changes.push_back({v1::ImportChange::GONE, "GM0150/koor", "Koor", 0, etag, {}, {}});
  return plan;
}

TEST(TokenTest, IsOfThisFileTheseOptionsAndThisPlan) {
  v1::ImportActivitiesRequest request;
  request.set_source("csv:a");
  const std::string token = MakeToken(request, "rows", PlanOf("1"), 5);
  EXPECT_OK(CheckToken(token, MakeToken(request, "rows", PlanOf("1"), 5)));
  EXPECT_OK(CheckToken(token, MakeToken(request, "rows", PlanOf("1"), 9))) << "other activities changed";
  EXPECT_THAT(CheckToken(token, MakeToken(request, "other rows", PlanOf("1"), 5)),
              FailsWith(absl::StatusCode::kAborted, HasSubstr("the file or its options")));
  EXPECT_THAT(CheckToken(token, MakeToken(request, "rows", PlanOf("2"), 6)),
              FailsWith(absl::StatusCode::kAborted, HasSubstr("revision 5, now 6")));
  request.set_source("csv:b");
  EXPECT_THAT(CheckToken(token, MakeToken(request, "rows", PlanOf("1"), 5)),
              FailsWith(absl::StatusCode::kAborted, HasSubstr("options")));
}

TEST(TokenTest, WhatSaysOnlyHowFarToGoIsNoOtherOption) {
  v1::ImportActivitiesRequest request;
  const std::string token = MakeToken(request, "rows", PlanOf("1"), 5);
  request.set_dry_run(true);
  request.set_force(true);
  request.set_most_withdrawn_percent(50);
  request.set_language("en");
  request.set_token("x");
  EXPECT_OK(CheckToken(token, MakeToken(request, "rows", PlanOf("1"), 5)));
}

TEST(TokenTest, NoTokenAndNonsenseAreAborted) {
  const std::string current = MakeToken({}, "rows", PlanOf("1"), 5);
  EXPECT_THAT(CheckToken("", current), FailsWith(absl::StatusCode::kAborted, HasSubstr("needs the token")));
  for (const char* nonsense : {"x", "1-2", "1-2-3-4", "--"}) {
    EXPECT_THAT(CheckToken(nonsense, current), FailsWith(absl::StatusCode::kAborted, HasSubstr("dry run")));
  }
}

}  // namespace
}  // namespace meedoen::indexer
