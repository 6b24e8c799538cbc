#include "indexer/service/rebuild_progress.h"

#include "gtest/gtest.h"

namespace meedoen::indexer {
namespace {

TEST(RebuildProgressMeterTest, SaysTheFirstOfAStageAndThenNotTooOften) {
  RebuildProgressMeter meter;
  absl::Time now = absl::FromUnixSeconds(1'000);
  EXPECT_TRUE(meter.Note("embed", 0, 100, now));
  EXPECT_FALSE(meter.Note("embed", 1, 100, now + RebuildProgressMeter::kPause - absl::Milliseconds(1)));
  EXPECT_TRUE(meter.Note("embed", 2, 100, now + RebuildProgressMeter::kPause));
  EXPECT_TRUE(meter.Note("build", 0, 0, now + RebuildProgressMeter::kPause));
}

TEST(RebuildProgressMeterTest, EstimatesTheTimeLeftFromWhatThisRunDid) {
  RebuildProgressMeter meter;
  const absl::Time now = absl::FromUnixSeconds(1'000);
  EXPECT_EQ(meter.Note("embed", 50, 100, now)->seconds_left(), 0u) << "nothing known yet";
  EXPECT_EQ(meter.Note("embed", 60, 100, now + absl::Seconds(5))->seconds_left(), 20u);
  EXPECT_EQ(meter.Note("embed", 100, 100, now + absl::Seconds(20))->seconds_left(), 0u);
  EXPECT_EQ(meter.Note("build", 10, 0, now + absl::Seconds(21))->seconds_left(), 0u) << "the total is not known";
}

}  // namespace
}  // namespace meedoen::indexer
