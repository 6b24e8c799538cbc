// Rebuild, ListSnapshots and Verify as operators see them.
#include <filesystem>
#include <fstream>

#include "core/snapshot/snapshot.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class IndexServiceTest : public testing::IndexerFixture {
 protected:
  absl::StatusOr<v1::RebuildProgress> Rebuild(std::vector<std::string>* stages = nullptr) {
    grpc::ClientContext context;
    auto reader = index_->Rebuild(&context, {});
    v1::RebuildProgress progress;
    while (reader->Read(&progress)) {
      if (stages != nullptr && (stages->empty() || stages->back() != progress.stage())) {
        stages->push_back(progress.stage());
      }
    }
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(reader->Finish()));
    return progress;
  }
  v1::ListSnapshotsResponse Snapshots() {
    grpc::ClientContext context;
    v1::ListSnapshotsResponse response;
    EXPECT_OK(FromGrpcStatus(index_->ListSnapshots(&context, {}, &response)));
    return response;
  }
  v1::VerifyResponse Verify() {
    grpc::ClientContext context;
    v1::VerifyResponse response;
    EXPECT_OK(FromGrpcStatus(index_->Verify(&context, {}, &response)));
    return response;
  }
  std::string SnapshotsFolder() const { return options_.data_folder + "/snapshots"; }
};

TEST_F(IndexServiceTest, RebuildEmbedsPublishesAndTellsHowFarItIs) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  std::vector<std::string> stages;
  const auto last = Rebuild(&stages);
  ASSERT_OK(last);
  EXPECT_THAT(stages, ElementsAre("embed", "build", "verify", "publish"));
  EXPECT_EQ(last->embedded(), 3u);
  EXPECT_EQ(last->reused(), 0u);
  EXPECT_EQ(last->snapshot().activities(), 3u);
  EXPECT_EQ(last->snapshot().model_id(), meedoen::testing::kHashingModelId);
  EXPECT_TRUE(last->snapshot().current());
  EXPECT_EQ(*CurrentSnapshotId(*PosixEnv(), SnapshotsFolder()), last->snapshot().id());

  v1::Activity moved = GoodActivity("a");
  moved.mutable_place()->set_postcode("7411");
  ASSERT_OK(Upsert(moved));
  const auto again = Rebuild();
  ASSERT_OK(again);
  EXPECT_EQ(again->embedded(), 0u) << "a text that did not change is never embedded again";
  EXPECT_EQ(again->reused(), 3u);

  const v1::ListSnapshotsResponse snapshots = Snapshots();
  ASSERT_EQ(snapshots.snapshots_size(), 2);
  EXPECT_EQ(snapshots.snapshots(0).id(), again->snapshot().id());
  EXPECT_TRUE(snapshots.snapshots(0).current());
  EXPECT_FALSE(snapshots.snapshots(1).current());
}

TEST_F(IndexServiceTest, SaysWhatDoesNotWorkYet) {
  grpc::ClientContext rollback, fetch;
  v1::Snapshot snapshot;
  EXPECT_THAT(FromGrpcStatus(index_->Rollback(&rollback, {}, &snapshot)),
              FailsWith(absl::StatusCode::kUnimplemented, HasSubstr("Rollback")));
  auto reader = index_->FetchSnapshot(&fetch, {});
  v1::FetchSnapshotResponse part;
  EXPECT_FALSE(reader->Read(&part));
  EXPECT_THAT(FromGrpcStatus(reader->Finish()),
              FailsWith(absl::StatusCode::kUnimplemented, HasSubstr("FetchSnapshot")));
}

TEST_F(IndexServiceTest, VerifyCountsAndFindsNothingWhereNothingIsWrong) {
  EXPECT_THAT(Verify().problems(), IsEmpty()) << "before the first snapshot too";
  for (const char* id : {"a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  ASSERT_OK(Rebuild());
  const v1::VerifyResponse verified = Verify();
  EXPECT_THAT(verified.problems(), IsEmpty());
  EXPECT_EQ(verified.activities(), 2u);
  EXPECT_EQ(verified.vectors(), 2u);
  EXPECT_EQ(verified.snapshots(), 1u);
  EXPECT_EQ(verified.catalog_revision(), indexer_->store().revision());
}

TEST_F(IndexServiceTest, VerifyNamesADamagedSnapshotAndAMissingOne) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  const auto last = Rebuild();
  ASSERT_OK(last);
  const std::string snapshot = SnapshotsFolder() + "/" + last->snapshot().id();
  for (const auto& entry : std::filesystem::directory_iterator(snapshot)) {
    if (entry.path().filename() == "MANIFEST" || entry.file_size() == 0) continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(0);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(0);
    file.put(byte);
  }
  const v1::VerifyResponse damaged = Verify();
  ASSERT_EQ(damaged.problems_size(), 1);
  EXPECT_THAT(damaged.problems(0), ::testing::AllOf(HasSubstr(last->snapshot().id()), HasSubstr("rebuild")));

  std::filesystem::remove_all(snapshot);
  const v1::VerifyResponse missing = Verify();
  ASSERT_EQ(missing.problems_size(), 1);
  EXPECT_THAT(missing.problems(0), ::testing::AllOf(HasSubstr("CURRENT"), HasSubstr("rebuild")));
}

}  // namespace
}  // namespace meedoen::indexer
