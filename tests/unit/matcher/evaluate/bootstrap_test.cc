#include "matcher/evaluate/bootstrap.h"

#include <cmath>

#include "gtest/gtest.h"

namespace meedoen::matcher {
namespace {

void ExpectEstimate(const std::vector<double>& values, double mean, double low, double high) {
  const Estimate estimate = BootstrapMean(values);
  EXPECT_NEAR(estimate.mean, mean, 1e-12);
  EXPECT_NEAR(estimate.low, low, 1e-12);
  EXPECT_NEAR(estimate.high, high, 1e-12);
}

// Worked out by a separate program of the same definition; on every machine they are the same.
TEST(BootstrapTest, TheSameOnEveryMachine) {
  ExpectEstimate({0, 1}, 0.5, 0, 1);
  ExpectEstimate({0, 0.25, 0.5, 1, 1}, 0.55, 0.2, 0.9);
  std::vector<double> steps;
  for (int i = 0; i <= 10; ++i) steps.push_back(i / 10.0);
  ExpectEstimate(steps, 0.5, 3.5 / 11, 7.6 / 11);
}

TEST(BootstrapTest, NothingOneAndTheSame) {
  ExpectEstimate({}, 0, 0, 0);
  ExpectEstimate({0.3}, 0.3, 0.3, 0.3);
  ExpectEstimate({0.5, 0.5, 0.5, 0.5}, 0.5, 0.5, 0.5);
}

// A mean of n coin flips lies within 1.96 x 0.5 / sqrt(n).
TEST(BootstrapTest, AsWideAsTheoryWouldHaveIt) {
  for (const int count : {100, 400}) {
    std::vector<double> flips;
    for (int i = 0; i < count; ++i) flips.push_back(i % 2);
    const Estimate estimate = BootstrapMean(flips);
    const double half = 1.96 * 0.5 / std::sqrt(count);
    EXPECT_NEAR(estimate.low, 0.5 - half, half / 8);
    EXPECT_NEAR(estimate.high, 0.5 + half, half / 8);
  }
}

}  // namespace
}  // namespace meedoen::matcher
