#include "core/index/kernels.h"

#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/segments.h"

namespace meedoen {
namespace {

double Reference(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * b[i];
  return sum;
}

TEST(Kernels, PortableRunsEverywhereAndComesLast) {
  ASSERT_FALSE(SupportedKernels().empty());
  EXPECT_EQ(SupportedKernels().back().name, "portable");
  EXPECT_EQ(BestKernel().name, SupportedKernels().front().name);
}

TEST(Kernels, EachEqualsTheProductInDoubles) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 500; ++round) {
    const int length = 16 * static_cast<int>(1 + random() % 64);
    const std::vector<float> a = testing::RandomUnitVector(random, length);
    const std::vector<float> b = round % 5 == 0 ? a : testing::RandomUnitVector(random, length);
    for (const Kernel& kernel : SupportedKernels()) {
      EXPECT_NEAR(kernel.inner_product(a.data(), b.data(), a.size()), Reference(a, b), 1e-5)
          << kernel.name << ", length " << length;
    }
  }
}

// A kernel that skipped or doubled a lane could still come close on random numbers.
TEST(Kernels, EachReadsEveryNumberOnce) {
  for (const size_t length : {16u, 32u, 48u, 384u}) {
    for (size_t at = 0; at < length; ++at) {
      std::vector<float> a(length, 0.0f), b(length, 1.0f);
      a[at] = 3.0f;
      for (const Kernel& kernel : SupportedKernels()) {
        EXPECT_EQ(kernel.inner_product(a.data(), b.data(), length), 3.0f) << kernel.name << ", number " << at;
      }
    }
  }
}

TEST(Kernels, AnyAlignmentWill) {
  std::mt19937 random(7);
  const std::vector<float> a = testing::RandomUnitVector(random, 64 + 1);
  for (const Kernel& kernel : SupportedKernels()) {
    const std::vector<float> moved(a.begin() + 1, a.end());
    EXPECT_NEAR(kernel.inner_product(a.data() + 1, a.data() + 1, 64), Reference(moved, moved), 1e-5) << kernel.name;
  }
}

TEST(Kernels, NothingIsZero) {
  for (const Kernel& kernel : SupportedKernels()) EXPECT_EQ(kernel.inner_product(nullptr, nullptr, 0), 0.0f);
}

}  // namespace
}  // namespace meedoen
