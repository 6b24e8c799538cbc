#include "indexer/plan/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(GuardTest, StopsAboveTheShare) {
  EXPECT_THAT(GuardAgainst(20, 100, 20), IsEmpty());
  EXPECT_THAT(GuardAgainst(21, 100, 20), AllOf(HasSubstr("21 of the 100"), HasSubstr("--force")));
  EXPECT_THAT(GuardAgainst(2'001, 10'000, 20), Not(IsEmpty()));
}

TEST(GuardTest, OfAShortListAFewMayGo) {
  EXPECT_THAT(GuardAgainst(1, 2, 20), IsEmpty());
  EXPECT_THAT(GuardAgainst(2, 3, 20), IsEmpty());
  EXPECT_THAT(GuardAgainst(3, 10, 20), Not(IsEmpty()));
  EXPECT_THAT(GuardAgainst(3, 15, 20), IsEmpty());
}

TEST(GuardTest, NeverAllOfThemBySmallNumbers) {
  EXPECT_THAT(GuardAgainst(1, 1, 20), Not(IsEmpty()));
  EXPECT_THAT(GuardAgainst(2, 2, 20), Not(IsEmpty()));
  EXPECT_THAT(GuardAgainst(2, 2, 100), IsEmpty());
}

TEST(GuardTest, EachMunicipalityCountsByItself) {
  ImportPlan plan;
  plan.of_source = {{"GM0150", 100}, {"GM1966", 5}};
  for (const char* key : {"GM1966/a", "GM1966/b", "GM1966/c"}) {
    plan.changes.push_back({v1::ImportChange::GONE, key, "", 0, "", {}, {}});
  }
  EXPECT_THAT(GuardPlan(plan, 20), AllOf(HasSubstr("GM1966"), HasSubstr("3 of the 5")));
  plan.changes.pop_back();
  EXPECT_THAT(GuardPlan(plan, 20), IsEmpty());
}

TEST(GuardTest, AShareOfNothingAllowsNothing) {
  EXPECT_THAT(GuardAgainst(1, 100, 0), Not(IsEmpty()));
  EXPECT_THAT(GuardAgainst(0, 100, 0), IsEmpty());
  EXPECT_THAT(GuardAgainst(0, 0, 20), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer
