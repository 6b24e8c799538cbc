// Publishing, listing and pruning.
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using namespace testing;  // NOLINT: the helpers of this test.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SnapshotFolder : public ::testing::Test {
 protected:
  std::string Write(int64_t revision) {
    const auto written = WriteSmallSnapshot(env_, folder_, revision, 5);
    EXPECT_OK(written);
    return written.ok() ? written->id : "";
  }

  std::vector<std::string> Listed() {
    const auto listed = ListSnapshots(env_, folder_);
    EXPECT_OK(listed);
    std::vector<std::string> ids;
    for (const Manifest& manifest : *listed) ids.push_back(manifest.id);
    return ids;
  }

  Env& env_ = *PosixEnv();
  const TempDir dir_;
  const std::string folder_ = dir_.File("data/snapshots");
};

TEST_F(SnapshotFolder, NothingPublishedSaysWhatToDo) {
  EXPECT_THAT(CurrentSnapshotId(env_, folder_), FailsWith(absl::StatusCode::kNotFound, HasSubstr("rebuild")));
  EXPECT_THAT(Listed(), IsEmpty());
  const auto removed = PruneSnapshots(env_, folder_, 0);
  ASSERT_OK(removed);
  EXPECT_THAT(*removed, IsEmpty());
}

TEST_F(SnapshotFolder, WritingDoesNotPublish) {
  const std::string id = Write(1);
  EXPECT_THAT(CurrentSnapshotId(env_, folder_), FailsWith(absl::StatusCode::kNotFound, HasSubstr("published")));
  ASSERT_OK(PublishSnapshot(env_, folder_, id));
  EXPECT_EQ(*CurrentSnapshotId(env_, folder_), id);
  EXPECT_EQ(ReadAll(folder_ + "/CURRENT"), id + "\n");
}

TEST_F(SnapshotFolder, PublishingGoesForwardAndBack) {
  const std::string first = Write(1), second = Write(2);
  for (const std::string& id : {first, second, first}) {
    ASSERT_OK(PublishSnapshot(env_, folder_, id));
    EXPECT_EQ(*CurrentSnapshotId(env_, folder_), id);
  }
}

TEST_F(SnapshotFolder, OnlyWhatIsThereIsPublished) {
  const std::string id = Write(1);
  ASSERT_OK(PublishSnapshot(env_, folder_, id));
  EXPECT_THAT(PublishSnapshot(env_, folder_, "0000000009-20261122T031500Z"),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("0000000009")));
  EXPECT_THAT(PublishSnapshot(env_, folder_, "../" + id),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("id")));
  const std::string damaged = Write(2);
  WriteAll(folder_ + "/" + damaged + "/MANIFEST", "{}");
  EXPECT_THAT(PublishSnapshot(env_, folder_, damaged), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("MANIFEST")));
  EXPECT_EQ(*CurrentSnapshotId(env_, folder_), id);
}

TEST_F(SnapshotFolder, ADamagedCurrentIsSaid) {
  const std::string id = Write(1);
  for (const std::string& bytes : {std::string(), id, id + "\n\n", std::string("../\n"), std::string("CURRENT\n")}) {
    WriteAll(folder_ + "/CURRENT", bytes);
    EXPECT_THAT(CurrentSnapshotId(env_, folder_), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("CURRENT")))
        << bytes;
    EXPECT_THAT(PruneSnapshots(env_, folder_, 0), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("CURRENT")))
        << "nothing is removed while nobody knows which one serves";
    EXPECT_THAT(Listed(), ElementsAre(id));
  }
}

TEST_F(SnapshotFolder, TheListIsNewestFirstAndOnlyOfWholeSnapshots) {
  const std::string second = Write(2), tenth = Write(10), first = Write(1), damaged = Write(5);
  WriteAll(folder_ + "/" + damaged + "/MANIFEST", "{}");
  ASSERT_OK(env_.CreateDir(folder_ + "/0000000011-20261122T031500Z.tmp"));
  ASSERT_OK(env_.CreateDir(folder_ + "/0000000012-20261122T031500Z"));
  ASSERT_OK(env_.CreateDir(folder_ + "/lost+found"));
  EXPECT_THAT(Listed(), ElementsAre(tenth, second, first));
}

TEST_F(SnapshotFolder, PruneKeepsTheNewestAndTheCurrentOne) {
  std::vector<std::string> ids;
  for (int revision = 1; revision <= 6; ++revision) ids.push_back(Write(revision));
  ASSERT_OK(PublishSnapshot(env_, folder_, ids[1]));
  const auto removed = PruneSnapshots(env_, folder_, 2);
  ASSERT_OK(removed);
  EXPECT_THAT(*removed, ElementsAre(ids[3], ids[2], ids[0]));
  EXPECT_THAT(Listed(), ElementsAre(ids[5], ids[4], ids[1]));
  EXPECT_THAT(NamesIn(folder_), ElementsAre(ids[1], ids[4], ids[5], "CURRENT"));
  for (const std::string& id : Listed()) EXPECT_OK(Snapshot::Open(env_, folder_ + "/" + id));
}

TEST_F(SnapshotFolder, PruneRemovesWhatACrashLeftBehind) {
  const std::string id = Write(1), damaged = Write(2);
  ASSERT_OK(PublishSnapshot(env_, folder_, id));
  WriteAll(folder_ + "/" + damaged + "/MANIFEST", "{}");
  ASSERT_OK(env_.CreateDir(folder_ + "/0000000003-20261122T031500Z.tmp"));
  WriteAll(folder_ + "/0000000003-20261122T031500Z.tmp/vectors", "half");
  WriteAll(folder_ + "/CURRENT.tmp", "000000");
  const auto removed = PruneSnapshots(env_, folder_, 5);
  ASSERT_OK(removed);
  EXPECT_THAT(*removed, IsEmpty());
  EXPECT_THAT(NamesIn(folder_), ElementsAre(id, damaged, "CURRENT")) << "a damaged snapshot stays as evidence";
}

TEST_F(SnapshotFolder, RemovingOneSparesTheCurrentOne) {
  const std::string first = Write(1), second = Write(2);
  ASSERT_OK(PublishSnapshot(env_, folder_, first));
  EXPECT_THAT(RemoveSnapshot(env_, folder_, first), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr(first)));
  ASSERT_OK(RemoveSnapshot(env_, folder_, second));
  EXPECT_THAT(Listed(), ElementsAre(first));
  EXPECT_THAT(RemoveSnapshot(env_, folder_, second), FailsWith(absl::StatusCode::kNotFound, HasSubstr(second)));
  EXPECT_THAT(RemoveSnapshot(env_, folder_, "../snapshots"),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("id")));
}

TEST_F(SnapshotFolder, AHalfWrittenFolderOfTheSameNameIsReplaced) {
  const std::string stale = folder_ + "/0000000001-20261122T031500Z.tmp";
  ASSERT_OK(env_.CreateDir(stale));
  WriteAll(stale + "/stale", "left by a crash");
  const std::string id = Write(1);
  EXPECT_OK(Snapshot::Open(env_, folder_ + "/" + id));
  EXPECT_FALSE(env_.Exists(folder_ + "/" + id + "/stale"));
}

}  // namespace
}  // namespace meedoen
