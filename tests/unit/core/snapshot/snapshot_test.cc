#include "core/snapshot/snapshot.h"

#include "core/base/checksum.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using namespace testing;  // NOLINT: the helpers of this test.
using ::testing::HasSubstr;

TEST(SnapshotRoundTrip, EverythingComesBack) {
  const TempDir dir;
  const std::string folder = dir.File("snapshots");
  const auto written = WriteSmallSnapshot(*PosixEnv(), folder, 42, 300);
  ASSERT_OK(written);
  EXPECT_EQ(written->id, "0000000042-20261122T031500Z");
  const auto opened = Snapshot::Open(*PosixEnv(), folder + "/" + written->id);
  ASSERT_OK(opened);
  const Snapshot& snapshot = **opened;
  EXPECT_EQ(EncodeManifest(snapshot.manifest()), EncodeManifest(*written));
  EXPECT_EQ(snapshot.manifest().activities, 300u);
  EXPECT_EQ(snapshot.manifest().model_id, "test-model");
  EXPECT_EQ(snapshot.manifest().build_time, kBuildTime);

  const auto original = RandomSegment(42, 300);
  EXPECT_EQ(snapshot.calibration().id(), Calibration::Of(original->view).id());
  for (const auto& [name, bytes] : original->bytes) {
    EXPECT_EQ(ReadAll(folder + "/" + written->id + "/" + name), bytes) << name;
    EXPECT_EQ(written->files.at(name).bytes, bytes.size()) << name;
    EXPECT_EQ(written->files.at(name).sha256, Sha256HexOf(bytes)) << name;
  }
  EXPECT_EQ(snapshot.segment().rows, 300u);
  EXPECT_EQ(snapshot.segment().Record(7)->name(), original->view.Record(7)->name());
  EXPECT_EQ(snapshot.segment().largest_doubt_metres, original->view.largest_doubt_metres);
  EXPECT_EQ(snapshot.places().size(), 2u);
  const auto place = snapshot.places().Find("7411AB");
  ASSERT_OK(place);
  EXPECT_EQ(place->doubt_metres, 650u);
}

TEST(SnapshotRoundTrip, RowsOfVectorsStartAt64Bytes) {
  const TempDir dir;
  const auto written = WriteSmallSnapshot(*PosixEnv(), dir.path(), 1);
  ASSERT_OK(written);
  const auto snapshot = Snapshot::Open(*PosixEnv(), dir.File(written->id));
  ASSERT_OK(snapshot);
  for (uint32_t row = 0; row < 40; ++row) {
    EXPECT_EQ(reinterpret_cast<uintptr_t>((*snapshot)->segment().Vector(row)) % 64, 0u);
  }
}

TEST(SnapshotRoundTrip, AnEmptyCatalogueIsASnapshot) {
  const TempDir dir;
  const auto written = WriteSmallSnapshot(*PosixEnv(), dir.path(), 0, 0);
  ASSERT_OK(written);
  const auto snapshot = Snapshot::Open(*PosixEnv(), dir.File(written->id));
  ASSERT_OK(snapshot);
  EXPECT_EQ((*snapshot)->segment().rows, 0u);
}

TEST(SnapshotRoundTrip, ASecondBuildInTheSameSecondHasAnIdOfItsOwn) {
  const TempDir dir;
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    const auto written = WriteSmallSnapshot(*PosixEnv(), dir.path(), 42, 5, kBuildTime + absl::Milliseconds(i));
    ASSERT_OK(written);
    ids.push_back(written->id);
    EXPECT_OK(Snapshot::Open(*PosixEnv(), dir.File(written->id)));
  }
  EXPECT_THAT(ids, ::testing::ElementsAre("0000000042-20261122T031500Z", "0000000042-20261122T031500Z-2",
                                          "0000000042-20261122T031500Z-3"));
}

TEST(SnapshotRoundTrip, TheHundredthBuildInASecondIsRefused) {
  const TempDir dir;
  for (int build = 1; build <= kMostBuildsASecond; ++build) {
    ASSERT_OK(PosixEnv()->CreateDir(dir.File(SnapshotId(42, kBuildTime, build))));
  }
  EXPECT_THAT(WriteSmallSnapshot(*PosixEnv(), dir.path(), 42, 5),
              FailsWith(absl::StatusCode::kAlreadyExists, HasSubstr("0000000042-20261122T031500Z")));
}

TEST(SnapshotRoundTrip, AnOpenOneOutlivesItsFiles) {
  const TempDir dir;
  const auto written = WriteSmallSnapshot(*PosixEnv(), dir.path(), 1);
  ASSERT_OK(written);
  const auto snapshot = Snapshot::Open(*PosixEnv(), dir.File(written->id));
  ASSERT_OK(snapshot);
  ASSERT_OK(PosixEnv()->RemoveTree(dir.File(written->id)));
  for (uint32_t row = 0; row < 40; ++row) EXPECT_OK((*snapshot)->segment().Record(row));
  EXPECT_OK((*snapshot)->places().Find("7415"));
}

TEST(SnapshotRoundTrip, AnotherModelIsRefused) {
  Manifest manifest;
  manifest.id = "0000000042-20261122T031500Z";
  manifest.model_id = "a";
  manifest.dimension = 4;
  EXPECT_OK(CheckModel(manifest, "a", 4));
  EXPECT_THAT(CheckModel(manifest, "b", 4), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("rebuild")));
  EXPECT_THAT(CheckModel(manifest, "a", 8), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("rebuild")));
}

}  // namespace
}  // namespace meedoen
