#include "core/snapshot/snapshot_id.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace meedoen {
namespace {

const absl::Time kTime = absl::FromCivil(absl::CivilSecond(2026, 11, 22, 3, 15, 0), absl::UTCTimeZone());

TEST(SnapshotIds, SayRevisionAndTime) {
  EXPECT_EQ(SnapshotId(42, kTime, 1), "0000000042-20261122T031500Z");
  EXPECT_EQ(SnapshotId(42, kTime, 2), "0000000042-20261122T031500Z-2");
  EXPECT_EQ(SnapshotId(12'345'678'901, kTime, 1), "12345678901-20261122T031500Z");
}

TEST(SnapshotIds, AreRecognised) {
  for (const int64_t revision : {int64_t{0}, int64_t{42}, std::numeric_limits<int64_t>::max()}) {
    for (const int build : {1, 2, kMostBuildsASecond}) EXPECT_TRUE(IsSnapshotId(SnapshotId(revision, kTime, build)));
  }
}

TEST(SnapshotIds, NothingElseIs) {
  for (const char* id :
       {"", "..", "../etc", "42-20261122T031500Z", "0000000042", "0000000042-", "0000000042-20261122T031500",
        "0000000042-20261122T031500Z.tmp", "0000000042-20261122T031500Z-", "0000000042-20261122T031500Z-0",
        "0000000042-20261122T031500Z-100", "0000000042-20261122T031500Z/..", "0000000042-20261122 031500Z", "CURRENT",
        "-20261122T031500Z", "0000000042-20261122T031500Z-2-3", "00000000000000000042-20261122T031500Z",
        "0000000042-20261122T031500Z\n", "000000004x-20261122T031500Z"}) {
    EXPECT_FALSE(IsSnapshotId(id)) << id;
  }
}

TEST(SnapshotIds, OlderComesFirst) {
  const std::vector<std::string> in_order = {SnapshotId(9, kTime, 1),
                                             SnapshotId(42, kTime, 1),
                                             SnapshotId(42, kTime, 2),
                                             SnapshotId(42, kTime, 10),
                                             SnapshotId(42, kTime + absl::Seconds(1), 1),
                                             SnapshotId(9'999'999'999, kTime, 1),
                                             SnapshotId(10'000'000'000, kTime, 1)};
  for (size_t a = 0; a < in_order.size(); ++a) {
    for (size_t b = 0; b < in_order.size(); ++b) {
      EXPECT_EQ(OlderSnapshot(in_order[a], in_order[b]), a < b) << in_order[a] << " " << in_order[b];
    }
  }
}

}  // namespace
}  // namespace meedoen
