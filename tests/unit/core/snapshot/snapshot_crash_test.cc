// Whatever the moment of death, the folder serves the snapshot from before or the new one, whole; what was reported as
// published is what serves; and the next build works.
#include "tests/testing/fault_env.h"
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using namespace testing;  // NOLINT: the helpers of this test.

constexpr int kKeep = 1;

// What a rebuild does to the folder. Returns the id if all of it was reported as done.
absl::StatusOr<std::string> BuildAndPublish(Env& env, const std::string& folder, int64_t revision) {
  const auto written = WriteSmallSnapshot(env, folder, revision, 6);
  if (!written.ok()) return written.status();
  if (absl::Status published = PublishSnapshot(env, folder, written->id); !published.ok()) return published;
  return written->id;
}

// The revision that a reader gets, after it verified every byte; 0: nothing was published.
int64_t ServedRevision(const std::string& folder) {
  const auto id = CurrentSnapshotId(*PosixEnv(), folder);
  if (absl::IsNotFound(id.status())) return 0;
  EXPECT_OK(id);
  if (!id.ok()) return -1;
  const auto snapshot = Snapshot::Open(*PosixEnv(), folder + "/" + *id);
  EXPECT_OK(snapshot);
  if (!snapshot.ok()) return -1;
  const auto record = (*snapshot)->segment().Record(0);
  EXPECT_OK(record);
  return (*snapshot)->manifest().catalog_revision;
}

enum class Machine { kKeepsUnsynced, kForgetsUnsynced };

// Dies after every possible number of operations of: build and publish revision 2 over 1 (or over nothing), then prune.
void DieEverywhere(bool first_ever, FaultEnv::Death death, Machine machine) {
  int operations = 0;
  for (bool died = true; died; ++operations) {
    const TempDir dir;
    const std::string folder = dir.File("snapshots");
    if (!first_ever) {
      ASSERT_OK(BuildAndPublish(*PosixEnv(), folder, 1));
    }
    FaultEnv env(*PosixEnv(), operations, death);
    const auto published = BuildAndPublish(env, folder, 2);
    if (published.ok()) PruneSnapshots(env, folder, kKeep).IgnoreError();
    died = env.dead();
    if (machine == Machine::kForgetsUnsynced) env.PowerCut();
    const int64_t served = ServedRevision(folder);
    SCOPED_TRACE("died after " + std::to_string(operations) + " operations");
    if (published.ok()) {
      EXPECT_EQ(served, 2) << "what was reported as published must serve";
    } else {
      EXPECT_TRUE(served == 2 || served == (first_ever ? 0 : 1)) << served;
    }
    ASSERT_OK(BuildAndPublish(*PosixEnv(), folder, 3)) << "after the restart";
    ASSERT_OK(PruneSnapshots(*PosixEnv(), folder, kKeep));
    EXPECT_EQ(ServedRevision(folder), 3);
    EXPECT_EQ(NamesIn(folder).size(), 2u) << "one snapshot and CURRENT";
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(operations, 100) << "the whole sequence was tried";
}

TEST(SnapshotCrash, DeathOfTheProcess) {
  DieEverywhere(false, FaultEnv::Death::kClean, Machine::kKeepsUnsynced);
  DieEverywhere(true, FaultEnv::Death::kClean, Machine::kKeepsUnsynced);
}

TEST(SnapshotCrash, DeathInTheMiddleOfAWrite) { DieEverywhere(false, FaultEnv::Death::kTorn, Machine::kKeepsUnsynced); }

TEST(SnapshotCrash, PowerCut) {
  DieEverywhere(false, FaultEnv::Death::kClean, Machine::kForgetsUnsynced);
  DieEverywhere(true, FaultEnv::Death::kTorn, Machine::kForgetsUnsynced);
}

}  // namespace
}  // namespace meedoen
