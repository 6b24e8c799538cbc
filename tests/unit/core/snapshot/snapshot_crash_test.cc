// Whatever the moment of death, the folder serves the snapshot from before or the new one, whole; what was reported as
// published is what serves; and the next build works.
#include <random>

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

enum class Machine { kKeepsUnsynced, kForgetsUnsynced, kForgetsSome };

// How many operations it takes to build and publish a snapshot and to prune the one before.
int OperationsOfARebuild() {
  const TempDir dir;
  FaultEnv env(*PosixEnv());
  EXPECT_OK(BuildAndPublish(env, dir.path(), 1));
  const int before = env.operations();
  EXPECT_OK(BuildAndPublish(env, dir.path(), 2));
  EXPECT_OK(PruneSnapshots(env, dir.path(), kKeep));
  return env.operations() - before;
}

// Every moment of death at the start and from the last files on; between them, where one section after the other is
// written, every ninth: with four operations a file, another one of every other file.
int NextMoment(int operations, int all) {
  return operations < 12 || operations > all - 24 ? operations + 1 : operations + 9;
}

// Dies at each moment of: build and publish revision 2 over 1 (or over nothing), then prune.
void DieEverywhere(bool first_ever, FaultEnv::Death death, Machine machine) {
  const int all = OperationsOfARebuild();
  EXPECT_GT(all, 100);
  int operations = 0;
  for (bool died = true; died; operations = NextMoment(operations, all)) {
    const TempDir dir;
    const std::string folder = dir.File("snapshots");
    FaultEnv healthy(*PosixEnv());
    if (!first_ever) {
      ASSERT_OK(BuildAndPublish(healthy, folder, 1));
    }
    FaultEnv env(*PosixEnv(), operations, death);
    const auto published = BuildAndPublish(env, folder, 2);
    if (published.ok()) PruneSnapshots(env, folder, kKeep).IgnoreError();
    died = env.dead();
    std::mt19937 coin(static_cast<uint32_t>(operations));
    if (machine != Machine::kKeepsUnsynced) env.PowerCut(machine == Machine::kForgetsSome ? &coin : nullptr);
    const int64_t served = ServedRevision(folder);
    SCOPED_TRACE("died after " + std::to_string(operations) + " operations");
    if (published.ok()) {
      EXPECT_EQ(served, 2) << "what was reported as published must serve";
    } else {
      EXPECT_TRUE(served == 2 || served == (first_ever ? 0 : 1)) << served;
    }
    ASSERT_OK(BuildAndPublish(healthy, folder, 3)) << "after the restart";
    ASSERT_OK(PruneSnapshots(healthy, folder, kKeep));
    EXPECT_EQ(ServedRevision(folder), 3);
    EXPECT_EQ(NamesIn(folder).size(), 2u) << "one snapshot and CURRENT";
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(operations, all - 5) << "the whole sequence was tried";
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

TEST(SnapshotCrash, PowerCutOfADiskThatWritesInAnyOrder) {
  DieEverywhere(false, FaultEnv::Death::kClean, Machine::kForgetsSome);
  DieEverywhere(true, FaultEnv::Death::kClean, Machine::kForgetsSome);
}

}  // namespace
}  // namespace meedoen
