#include "indexer/store/change_reader.h"

#include "absl/strings/str_cat.h"
#include "indexer/store/keys.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::_;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A log whose database is ahead of what was acknowledged, as it is for a moment at each commit.
class BeforeAcknowledgement : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = Database::Open(dir_.File("rocksdb"), /*acknowledged_revision=*/0, /*accept_lost_writes=*/false);
    ASSERT_OK(database);
    state_->database = *std::move(database);
    Write(1);
    Write(2);
    Acknowledge(1);
  }

  void Write(int64_t revision) {
    const auto batch = state_->database->NewBatch();
    ASSERT_OK(batch->Put(Column::kChanges, NumberBytes(revision), storage::v1::ChangeRecord().SerializeAsString()));
    ASSERT_OK(batch->Put(Column::kMeta, kMetaRevision, NumberBytes(revision)));
    ASSERT_OK(state_->database->Write(*batch));
  }

  void Acknowledge(int64_t revision) {
    absl::MutexLock lock(&state_->mutex);
    state_->revision = revision;
  }

  const meedoen::testing::TempDir dir_;
  const FixedClock clock_{absl::FromUnixSeconds(1'760'000'000)};
  const std::shared_ptr<StoreState> state_ = std::make_shared<StoreState>(clock_, ModelKey{"model-a", 4});
};

TEST_F(BeforeAcknowledgement, WhoeverReadTheDatabaseCanWatchFromThere) {
  auto watcher = StartWatcher(state_, 2);
  ASSERT_OK(watcher);
  EXPECT_THAT((*watcher)->Next(absl::Now()), FailsWith(absl::StatusCode::kDeadlineExceeded, _));
  Write(3);
  Acknowledge(2);
  EXPECT_THAT((*watcher)->Next(absl::Now()), FailsWith(absl::StatusCode::kDeadlineExceeded, _));
  Acknowledge(3);
  const auto next = (*watcher)->Next(absl::Now());
  ASSERT_OK(next);
  EXPECT_EQ(next->revision, 3);
}

TEST_F(BeforeAcknowledgement, NobodyIsToldOfItYet) {
  EXPECT_THAT(*ReadChanges(*state_, 0, 10), SizeIs(1));
  EXPECT_THAT(*ReadChanges(*state_, 2, 10), IsEmpty());
}

TEST_F(BeforeAcknowledgement, WhatIsNotWrittenIsRefused) {
  EXPECT_THAT(StartWatcher(state_, 3), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("another one")));
  EXPECT_THAT(ReadChanges(*state_, 3, 10), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("another one")));
}

}  // namespace
}  // namespace meedoen::indexer
