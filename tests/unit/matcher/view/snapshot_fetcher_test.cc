#include "matcher/view/snapshot_fetcher.h"

#include <filesystem>
#include <functional>
#include <optional>

#include "core/rpc/server.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"
#include "core/snapshot/snapshot_writer.h"
#include "tests/testing/fake_index.h"
#include "tests/testing/fault_env.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::FakeIndex;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::VenueAt;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

// A folder as it was, to go back to.
class FolderCopy {
 public:
  explicit FolderCopy(const std::string& folder) : folder_(folder) {
    std::filesystem::copy(folder, copy_.File("copy"), std::filesystem::copy_options::recursive);
  }
  void Restore() const {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(copy_.File("copy"), folder_, std::filesystem::copy_options::recursive);
  }

 private:
  const std::string folder_;
  const meedoen::testing::TempDir copy_;
};

class SnapshotFetcherTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto server = RpcServer::Start({"127.0.0.1:0", {&index_}, &stop_});
    ASSERT_OK(server);
    server_ = *std::move(server);
    options_ = {.folder = here_.File("snapshots"),
                .indexer_address = server_->address().ToString(),
                .interval = absl::Milliseconds(5)};
  }
  void Publish(int64_t revision) {
    ASSERT_OK(world_.Publish({VenueAt("a", kDeventer), VenueAt("b", kDeventer)}, revision));
  }
  absl::StatusOr<bool> Fetch() { return SnapshotFetcher(options_, env_).FetchOnce(); }
  std::string CurrentThere() { return *CurrentSnapshotId(*PosixEnv(), world_.folder()); }
  absl::StatusOr<std::string> CurrentHere() { return CurrentSnapshotId(*PosixEnv(), options_.folder); }
  std::vector<std::string> Names() {
    return PosixEnv()->Exists(options_.folder) ? *PosixEnv()->ListDir(options_.folder) : std::vector<std::string>();
  }
  // That a fetch fails so and leaves nothing of it.
  void ExpectRefused(absl::StatusCode code, const std::string& text) {
    EXPECT_THAT(Fetch(), FailsWith(code, HasSubstr(text)));
    EXPECT_THAT(Names(), ElementsAre());
  }

  meedoen::testing::SampleWorld world_;
  meedoen::testing::TempDir here_;
  meedoen::testing::UnsyncedEnv env_;
  FakeIndex index_{world_.folder()};
  StopFlag stop_;
  std::unique_ptr<RpcServer> server_;
  FetcherOptions options_;
};

TEST_F(SnapshotFetcherTest, FetchesWhatIsCurrentOnce) {
  Publish(3);
  SnapshotFetcher fetcher(options_, *PosixEnv());
  EXPECT_EQ(*fetcher.FetchOnce(), true);
  ASSERT_OK(CurrentHere());
  EXPECT_EQ(*CurrentHere(), CurrentThere());
  EXPECT_OK(Snapshot::Open(*PosixEnv(), options_.folder + "/" + CurrentThere()));
  EXPECT_EQ(*fetcher.FetchOnce(), false);
  EXPECT_EQ(index_.fetches, 1);
}

TEST_F(SnapshotFetcherTest, KeepsTwoAndGoesBackWithoutFetchingAgain) {
  std::vector<std::string> ids;
  for (int64_t revision = 1; revision <= 3; ++revision) {
    Publish(revision);
    ids.push_back(CurrentThere());
    EXPECT_EQ(*Fetch(), true);
  }
  EXPECT_THAT(Names(), UnorderedElementsAre("CURRENT", ids[1], ids[2]));
  ASSERT_OK(PublishSnapshot(*PosixEnv(), world_.folder(), ids[1]));
  EXPECT_EQ(*Fetch(), true);
  EXPECT_EQ(*CurrentHere(), ids[1]);
  EXPECT_EQ(index_.fetches, 3);
}

TEST_F(SnapshotFetcherTest, OneThatIsDamagedOnThisDiskIsFetchedAnew) {
  Publish(1);
  ASSERT_OK(Fetch());
  const std::string folder = options_.folder + "/" + CurrentThere();
  std::filesystem::resize_file(folder + "/records", 3);
  ASSERT_OK(Fetch()) << "as after a start of the program";
  EXPECT_EQ(index_.fetches, 2);
  EXPECT_OK(Snapshot::Open(*PosixEnv(), folder));
}

TEST_F(SnapshotFetcherTest, ATransferThatBreaksLeavesNothingWhereverItBreaks) {
  Publish(1);
  int parts = 0;
  index_.tamper = [&parts](int number, v1::FetchSnapshotResponse*) { return (parts = number + 1) > 0; };
  ASSERT_OK(Fetch());
  std::filesystem::remove_all(options_.folder);
  ASSERT_GT(parts, 30);
  for (int last = 0; last < parts; last += 3) {
    index_.tamper = [last](int number, v1::FetchSnapshotResponse*) { return number < last; };
    ExpectRefused(absl::StatusCode::kUnavailable, "the line broke");
  }
  index_.tamper = nullptr;
  EXPECT_OK(Fetch());
}

TEST_F(SnapshotFetcherTest, ABrokenTransferLeavesTheSnapshotBeforeIt) {
  Publish(1);
  const std::string first = CurrentThere();
  ASSERT_OK(Fetch());
  Publish(2);
  index_.tamper = [](int number, v1::FetchSnapshotResponse* part) {
    if (number == 20) part->mutable_data()->at(0) ^= 1;
    return true;
  };
  EXPECT_THAT(Fetch(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("SHA-256")));
  EXPECT_EQ(*CurrentHere(), first);
  EXPECT_THAT(Names(), UnorderedElementsAre("CURRENT", first));
}

TEST_F(SnapshotFetcherTest, WhatIsNotASnapshotIsRefused) {
  Publish(1);
  const auto change_part = [this](int which, const std::function<void(v1::FetchSnapshotResponse*)>& change) {
    index_.tamper = [which, change](int number, v1::FetchSnapshotResponse* part) {
      if (number == which) change(part);
      return true;
    };
  };
  change_part(0, [](auto* part) { part->set_file_name("../evil"); });
  ExpectRefused(absl::StatusCode::kDataLoss, "none of a snapshot's");
  EXPECT_FALSE(std::filesystem::exists(here_.File("evil")));
  EXPECT_FALSE(std::filesystem::exists(options_.folder + "/evil"));
  change_part(1, [](auto* part) { part->set_offset(part->offset() + 1); });
  ExpectRefused(absl::StatusCode::kDataLoss, "is next");
  change_part(9, [](auto* part) { part->set_file_name("places"); });
  ExpectRefused(absl::StatusCode::kDataLoss, "");
  index_.tamper = nullptr;
  index_.afterwards.emplace().set_file_name("vectors");
  ExpectRefused(absl::StatusCode::kDataLoss, "after the end");
  index_.afterwards.reset();
  index_.name_as = "../../etc";
  EXPECT_THAT(Fetch(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("a name that is none")));
  index_.name_as = SnapshotId(99, absl::UnixEpoch(), 1);
  ExpectRefused(absl::StatusCode::kDataLoss, "belongs to snapshot");
}

TEST_F(SnapshotFetcherTest, FilesAndPartsAreBounded) {
  Publish(1);
  const std::string folder = world_.folder() + "/" + CurrentThere();
  uint64_t largest = 0;
  for (const std::string& name : SnapshotFileNames()) {
    largest = std::max<uint64_t>(largest, std::filesystem::file_size(folder + "/" + name));
  }
  largest = std::max<uint64_t>(largest, std::filesystem::file_size(folder + "/MANIFEST"));
  EXPECT_LT(largest, kMaxSnapshotFileBytes);
  options_.most_file_bytes = largest - 1;
  ExpectRefused(absl::StatusCode::kResourceExhausted, "is larger than");
  options_.most_file_bytes = largest;
  EXPECT_OK(Fetch());
}

TEST_F(SnapshotFetcherTest, APartIsAtMostAMebibyte) {
  Publish(1);
  const auto lengthen = [this](size_t bytes) {
    index_.tamper = [bytes](int number, v1::FetchSnapshotResponse* part) {
      if (number == 0) part->set_data(std::string(bytes, 'x'));
      return number == 0;
    };
  };
  lengthen(kMaxSnapshotPartBytes);
  ExpectRefused(absl::StatusCode::kUnavailable, "the line broke");
  lengthen(kMaxSnapshotPartBytes + 1);
  ExpectRefused(absl::StatusCode::kResourceExhausted, "a part of 1048577 bytes");
}

// The machine of the matcher stops at any moment: what CURRENT names is whole, and the next try succeeds.
TEST_F(SnapshotFetcherTest, ACrashAtAnyMomentLeavesNothingHalfServed) {
  Publish(1);
  ASSERT_OK(Fetch());
  const std::string first = CurrentThere();
  const FolderCopy kept(options_.folder);
  Publish(2);
  int operations = 0;
  for (int left = 0;; left += 7) {
    kept.Restore();
    meedoen::testing::FaultEnv env(*PosixEnv(), left, meedoen::testing::FaultEnv::Death::kTorn);
    const bool done = SnapshotFetcher(options_, env).FetchOnce().ok();
    operations = env.operations();
    env.PowerCut();
    ASSERT_OK(CurrentHere());
    EXPECT_OK(Snapshot::Open(*PosixEnv(), options_.folder + "/" + *CurrentHere())) << left;
    if (done) break;
    ASSERT_OK(Fetch());
    EXPECT_EQ(*CurrentHere(), CurrentThere());
    EXPECT_OK(Snapshot::Open(*PosixEnv(), options_.folder + "/" + *CurrentHere())) << left;
  }
  EXPECT_NE(*CurrentHere(), first);
  EXPECT_GT(operations, 100);
}

TEST_F(SnapshotFetcherTest, GoesOnByItselfAndStopsAtOnce) {
  SnapshotFetcher fetcher(options_, *PosixEnv());
  fetcher.Start();
  absl::SleepFor(absl::Milliseconds(50));  // There is none yet.
  Publish(1);
  for (int i = 0; i < 4000 && !CurrentHere().ok(); ++i) absl::SleepFor(absl::Milliseconds(5));
  ASSERT_OK(CurrentHere());
  const absl::Time before = absl::Now();
  fetcher.Stop();
  EXPECT_LT(absl::Now() - before, absl::Seconds(5));
}

}  // namespace
}  // namespace meedoen::matcher
