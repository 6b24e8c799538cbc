#include "core/index/calibration.h"

#include <cmath>
#include <random>

#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::RandomSegment;
using ::testing::HasSubstr;

TEST(Calibration, ExpectsWhatTheCatalogueScores) {
  const auto segment = RandomSegment(11, 500);
  const Calibration calibration = Calibration::Of(segment->view);
  std::mt19937 random(12);
  for (int round = 0; round < 20; ++round) {
    const std::vector<float> wish = testing::RandomUnitVector(random, testing::kSegmentDimension);
    double sum = 0, squares = 0;
    for (uint32_t row = 0; row < segment->view.rows; ++row) {
      double score = 0;
      for (size_t i = 0; i < wish.size(); ++i) score += double{wish[i]} * segment->view.Vector(row)[i];
      sum += score;
      squares += score * score;
    }
    const double mean = sum / segment->view.rows;
    const Expected expected = calibration.Expect(wish);
    EXPECT_NEAR(expected.mean, mean, 1e-5);
    EXPECT_NEAR(expected.spread, std::sqrt(squares / segment->view.rows - mean * mean), 1e-4);
  }
}

TEST(Calibration, SurvivesItsBytes) {
  const Calibration made = Calibration::Of(RandomSegment(13, 100)->view);
  const std::string bytes = made.ToBytes();
  EXPECT_EQ(bytes.size(),
            4u * (1 + testing::kSegmentDimension + testing::kSegmentDimension * testing::kSegmentDimension));
  const auto read = Calibration::FromBytes(bytes, testing::kSegmentDimension);
  ASSERT_OK(read);
  EXPECT_EQ(read->id(), made.id());
  EXPECT_EQ(read->ToBytes(), bytes);
  EXPECT_EQ(made.id().size(), 12u);
}

TEST(Calibration, AnotherCatalogueHasAnotherId) {
  EXPECT_NE(Calibration::Of(RandomSegment(13, 100)->view).id(), Calibration::Of(RandomSegment(14, 100)->view).id());
}

TEST(Calibration, OfNothingIsNothing) {
  const Calibration calibration = Calibration::Of(RandomSegment(15, 0)->view);
  const Expected expected = calibration.Expect(std::vector<float>(testing::kSegmentDimension, 0.2f));
  EXPECT_EQ(expected.mean, 0);
  EXPECT_EQ(expected.spread, Calibration::kLeastSpread);
}

TEST(Calibration, RefusesOtherBytes) {
  const std::string bytes = Calibration::Of(RandomSegment(16, 10)->view).ToBytes();
  const auto code = absl::StatusCode::kDataLoss;
  const auto what = HasSubstr("rebuild");
  EXPECT_THAT(Calibration::FromBytes("", testing::kSegmentDimension), FailsWith(code, what));
  EXPECT_THAT(Calibration::FromBytes(bytes.substr(0, bytes.size() - 1), testing::kSegmentDimension),
              FailsWith(code, what));
  EXPECT_THAT(Calibration::FromBytes(bytes + "x", testing::kSegmentDimension), FailsWith(code, what));
  EXPECT_THAT(Calibration::FromBytes(bytes, testing::kSegmentDimension + 1), FailsWith(code, what));
}

}  // namespace
}  // namespace meedoen
