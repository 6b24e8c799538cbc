#include "indexer/build/gates.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::RandomSegment;
using ::meedoen::testing::ViewWith;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr auto kRefused = absl::StatusCode::kFailedPrecondition;

std::optional<Manifest> Previous(uint32_t activities) {
  Manifest manifest;
  manifest.id = "0000000041-20261121T031500Z";
  manifest.activities = activities;
  return manifest;
}

TEST(CountsGate, AFifthFewerPassesAndOneMoreFewerDoesNot) {
  EXPECT_OK(CheckCounts(80, Previous(100), false));
  EXPECT_THAT(CheckCounts(79, Previous(100), false),
              FailsWith(kRefused, AllOf(HasSubstr("gate \"counts\""), HasSubstr("79 activities"), HasSubstr("has 100"),
                                        HasSubstr("0000000041"), HasSubstr("--force"))));
  EXPECT_OK(CheckCounts(81, Previous(101), false));
  EXPECT_FALSE(CheckCounts(80, Previous(101), false).ok()) << "80 of 101 is less than 80 %";
}

TEST(CountsGate, ForceLetsItPass) { EXPECT_OK(CheckCounts(0, Previous(100), true)); }

TEST(CountsGate, AFewAreNotCompared) {
  EXPECT_OK(CheckCounts(0, Previous(kTooFewToCompare), false));
  EXPECT_FALSE(CheckCounts(0, Previous(kTooFewToCompare + 1), false).ok());
}

TEST(CountsGate, TheFirstSnapshotHasNothingToCompareWith) { EXPECT_OK(CheckCounts(0, std::nullopt, false)); }

class SegmentGates : public ::testing::Test {
 protected:
  // The segment with one number of a row's vector replaced.
  SegmentView WithNumber(uint32_t row, size_t index, float value) {
    changed_ = segment_->bytes["vectors"];
    std::memcpy(changed_.data() + (row * segment_->view.stride + index) * sizeof(float), &value, sizeof(value));
    return Taken("vectors");
  }

  template <typename T>
  SegmentView Swapped(const std::string& section, size_t a, size_t b) {
    changed_ = segment_->bytes[section];
    T* values = reinterpret_cast<T*>(changed_.data());
    std::swap(values[a], values[b]);
    return Taken(section);
  }

  SegmentView Taken(const std::string& section) {
    const auto view = ViewWith(*segment_, section, changed_);
    EXPECT_OK(view);
    return view.ok() ? *view : SegmentView();
  }

  absl::Status All(const SegmentView& view) {
    for (const auto check : {CheckVectors, CheckSelfQueries, CheckExactSearch}) {
      if (absl::Status status = check(view); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const std::unique_ptr<OwnedSegment> segment_ = RandomSegment(51, 90);
  std::string changed_;
};

TEST_F(SegmentGates, AGoodBuildPasses) {
  EXPECT_OK(All(segment_->view));
  EXPECT_OK(All(RandomSegment(52, 1500)->view));
}

TEST_F(SegmentGates, SoDoSmallAndEmptyOnes) {
  EXPECT_OK(All(RandomSegment(53, 0)->view));
  EXPECT_OK(All(RandomSegment(54, 1)->view));
}

TEST_F(SegmentGates, ActivitiesWithTheSameTextPass) {
  SegmentBuilder builder(16);
  const std::vector<float> vector(16, 0.25f);
  for (int i = 0; i < 40; ++i) {
    ASSERT_OK(builder.Add(meedoen::testing::ActivityAt("a" + std::to_string(i), {52.2, 6.1}), vector,
                          meedoen::testing::kSegmentDay));
  }
  EXPECT_OK(All((*builder.Build())->view));
}

TEST_F(SegmentGates, NumbersThatAreNoneAreRefused) {
  for (const float value :
       {std::nanf(""), std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()}) {
    EXPECT_THAT(
        CheckVectors(WithNumber(89, 3, value)),
        FailsWith(kRefused, AllOf(HasSubstr("gate \"vectors\""), HasSubstr("row 89"), HasSubstr("activities/a"))));
  }
}

TEST_F(SegmentGates, VectorsOfAnotherLengthAreRefused) {
  changed_ = segment_->bytes["vectors"];
  float* vector = reinterpret_cast<float*>(changed_.data()) + 17 * segment_->view.stride;
  for (int i = 0; i < meedoen::testing::kSegmentDimension; ++i) vector[i] *= 0.5f;
  EXPECT_THAT(CheckVectors(Taken("vectors")), FailsWith(kRefused, AllOf(HasSubstr("row 17"), HasSubstr("length 0.5"))));
}

TEST_F(SegmentGates, TheLengthMayBeOffByAThousandth) {
  const auto scaled = [this](double length) {
    changed_ = segment_->bytes["vectors"];
    float* vector = reinterpret_cast<float*>(changed_.data());
    for (int i = 0; i < meedoen::testing::kSegmentDimension; ++i) vector[i] = static_cast<float>(vector[i] * length);
    return CheckVectors(Taken("vectors"));
  };
  EXPECT_OK(scaled(1 + 0.99 * kMostLengthError));
  EXPECT_OK(scaled(1 - 0.99 * kMostLengthError));
  EXPECT_FALSE(scaled(1 + 1.01 * kMostLengthError).ok());
  EXPECT_FALSE(scaled(1 - 1.01 * kMostLengthError).ok());
}

TEST_F(SegmentGates, NumbersInThePaddingAreRefused) {
  EXPECT_THAT(CheckVectors(WithNumber(5, segment_->view.stride - 1, 1e-6f)),
              FailsWith(kRefused, AllOf(HasSubstr("row 5"), HasSubstr("padding"))));
}

TEST_F(SegmentGates, ARowInTheWrongCellIsRefused) {
  // The first cell's rows in the second one: the offsets fit, the places do not.
  changed_ = segment_->bytes["cell_offsets"];
  uint32_t* offsets = reinterpret_cast<uint32_t*>(changed_.data());
  offsets[1] = 0;
  const SegmentView view = Taken("cell_offsets");
  EXPECT_THAT(CheckSelfQueries(view), FailsWith(kRefused, AllOf(HasSubstr("gate \"self-queries\""), HasSubstr("row 0"),
                                                                HasSubstr("its cell"))));
}

TEST_F(SegmentGates, ARecordOfAnotherRowIsRefused) {
  changed_ = segment_->bytes["record_offsets"];
  uint64_t* offsets = reinterpret_cast<uint64_t*>(changed_.data());
  offsets[40] = offsets[39];  // Row 39 has no record, row 40 that of both.
  EXPECT_THAT(CheckSelfQueries(Taken("record_offsets")), FailsWith(kRefused, HasSubstr("gate \"self-queries\"")));
}

TEST_F(SegmentGates, ANameThatLeadsNowhereIsRefused) {
  changed_ = segment_->bytes["name_hash"];
  changed_[8 * 10] = static_cast<char>(changed_[8 * 10] ^ 1);  // The lowest byte: the order stays.
  EXPECT_THAT(CheckSelfQueries(Taken("name_hash")),
              FailsWith(kRefused, AllOf(HasSubstr("row 10"), HasSubstr("found by its name"))));
}

TEST_F(SegmentGates, ANameThatIsThereTwiceIsRefused) {
  SegmentBuilder builder(16);
  for (int i = 0; i < 2; ++i) {
    ASSERT_OK(builder.Add(meedoen::testing::ActivityAt("twin", {52.2, 6.1}), std::vector<float>(16, 0.25f),
                          meedoen::testing::kSegmentDay));
  }
  EXPECT_THAT(CheckSelfQueries((*builder.Build())->view), FailsWith(kRefused, HasSubstr("found by its name")));
}

TEST_F(SegmentGates, ANeighbourThatIsNearerThanTheRowItselfIsRefused) {
  // Twice its neighbour's vector: only a vector that is too long can win.
  const auto in_one_cell = [] {
    SegmentBuilder builder(16);
    EXPECT_OK(builder.Add(meedoen::testing::ActivityAt("a", {52.2, 6.1}), std::vector<float>(16, 0.25f),
                          meedoen::testing::kSegmentDay));
    EXPECT_OK(builder.Add(meedoen::testing::ActivityAt("b", {52.2, 6.1}), std::vector<float>(16, 0.5f),
                          meedoen::testing::kSegmentDay));
    return *builder.Build();
  }();
  EXPECT_THAT(CheckSelfQueries(in_one_cell->view),
              FailsWith(kRefused, AllOf(HasSubstr("activities/a"), HasSubstr("scores"), HasSubstr("activities/b"))));
}

TEST_F(SegmentGates, ARowThatLiesWhereItsCellIsNotIsMissedByASearch) {
  // The coordinates of two rows far from each other, exchanged.
  const SegmentView& view = segment_->view;
  const uint32_t last = view.cell_offsets.back() - 1;
  EXPECT_THAT(CheckExactSearch(Swapped<float>("latitude", 0, last)),
              FailsWith(kRefused, AllOf(HasSubstr("gate \"exact search\""), HasSubstr("not in the cells"))));
}

TEST_F(SegmentGates, AScanThatFaissDoesNotAgreeWithIsRefused) {
  // A number that is none makes sorting by score meaningless, in our scan and in Faiss each in its own way.
  changed_ = segment_->bytes["vectors"];
  float* vectors = reinterpret_cast<float*>(changed_.data());
  vectors[0] = std::nanf("");
  EXPECT_THAT(CheckExactSearch(Taken("vectors")), FailsWith(kRefused, HasSubstr("gate \"exact search\"")));
}

}  // namespace
}  // namespace meedoen::indexer
