// IndexService as operators see it.
#include <filesystem>
#include <fstream>
#include <map>

#include "core/base/limits.h"
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
  absl::StatusOr<v1::DiffSnapshotsResponse> Diff(const std::string& from, const std::string& to, uint32_t most = 0) {
    grpc::ClientContext context;
    v1::DiffSnapshotsRequest request;
    v1::DiffSnapshotsResponse response;
    request.set_from(from);
    request.set_to(to);
    request.set_most_activities(most);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(index_->DiffSnapshots(&context, request, &response)));
    return response;
  }
  absl::StatusOr<v1::Snapshot> Rollback(const std::string& id) {
    grpc::ClientContext context;
    v1::RollbackRequest request;
    v1::Snapshot response;
    request.set_snapshot_id(id);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(index_->Rollback(&context, request, &response)));
    return response;
  }
  absl::StatusOr<v1::PruneSnapshotsResponse> Prune(uint32_t keep) {
    grpc::ClientContext context;
    v1::PruneSnapshotsRequest request;
    v1::PruneSnapshotsResponse response;
    request.set_keep(keep);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(index_->PruneSnapshots(&context, request, &response)));
    return response;
  }
  v1::IndexStatus Status() {
    grpc::ClientContext context;
    v1::IndexStatus response;
    EXPECT_OK(FromGrpcStatus(index_->GetStatus(&context, {}, &response)));
    return response;
  }
  std::string ReportsFolder() const { return options_.data_folder + "/reports"; }
  std::string Report(const std::string& name) const {
    return PosixEnv()->ReadFile(ReportsFolder() + "/" + name, 1 << 20).value();
  }
  std::string SnapshotsFolder() const { return options_.data_folder + "/snapshots"; }
};

TEST_F(IndexServiceTest, RebuildEmbedsPublishesAndTellsHowFarItIs) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  std::vector<std::string> stages;
  const auto last = Rebuild(&stages);
  ASSERT_OK(last);
  EXPECT_THAT(stages, ElementsAre("embed", "duplicates", "build", "verify", "publish"));
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

TEST_F(IndexServiceTest, DiffTellsWhatChangedBetweenTwoSnapshots) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  const std::string from = Rebuild()->snapshot().id();
  v1::Activity changed = GoodActivity("b");
  changed.set_title("Anders wandelen");
  changed.mutable_schedule()->set_note("niet in juli");
  ASSERT_OK(Upsert(changed));
  ASSERT_OK(Upsert(GoodActivity("d")));
  ASSERT_OK(Delete(NameOf("a")));
  clock_.Set(clock_.Now() + absl::Seconds(1));
  const auto last = Rebuild();
  ASSERT_OK(last);
  const auto diff = Diff(from, last->snapshot().id());
  ASSERT_OK(diff);
  const v1::SnapshotDiff& counts = last->report().difference();
  EXPECT_EQ(diff->counts().SerializeAsString(), counts.SerializeAsString());
  EXPECT_EQ(counts.added() * 1000 + counts.changed() * 100 + counts.removed() * 10 + counts.unchanged(), 1111u);
  ASSERT_EQ(diff->entries_size(), 3);
  EXPECT_EQ(diff->entries(0).name(), NameOf("a"));
  EXPECT_EQ(diff->entries(0).kind(), v1::DiffSnapshotsResponse::Entry::REMOVED);
  EXPECT_EQ(diff->entries(1).title(), "Anders wandelen");
  EXPECT_THAT(diff->entries(1).changed_fields(), ElementsAre("schedule.note", "title"));
  EXPECT_EQ(diff->entries(2).kind(), v1::DiffSnapshotsResponse::Entry::ADDED);

  const auto first_only = Diff(from, last->snapshot().id(), 1);
  ASSERT_OK(first_only);
  EXPECT_EQ(first_only->entries_size(), 1);
  EXPECT_EQ(first_only->entries(0).name(), NameOf("a"));
  EXPECT_OK(Diff(from, from, kMaxDiffEntries));
  EXPECT_THAT(testing::FieldsOf(Diff("../x", "", kMaxDiffEntries + 1).status()),
              ElementsAre("from", "to", "most_activities"));
  EXPECT_THAT(Diff(from, "0000000099-20261122T031500Z"), FailsWith(absl::StatusCode::kNotFound, HasSubstr("list")));
}

TEST_F(IndexServiceTest, RollbackMakesAnEarlierOneCurrentAndNoWriteIsUndone) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  EXPECT_THAT(Rollback(""), FailsWith(absl::StatusCode::kNotFound, HasSubstr("rebuild")));
  const std::string first = Rebuild()->snapshot().id();
  EXPECT_THAT(Rollback(""), FailsWith(absl::StatusCode::kNotFound, HasSubstr("none to go back to")));
  ASSERT_OK(Upsert(GoodActivity("b")));
  ASSERT_OK(Rebuild());
  const auto back = Rollback("");
  ASSERT_OK(back);
  EXPECT_EQ(back->id(), first);
  EXPECT_TRUE(back->current());
  EXPECT_EQ(*CurrentSnapshotId(*PosixEnv(), SnapshotsFolder()), first);
  EXPECT_OK(Get(NameOf("b")));
  EXPECT_THAT(testing::FieldsOf(Rollback("../../etc").status()), ElementsAre("snapshot_id"));
  EXPECT_THAT(Rollback("0000000099-20261122T031500Z"), FailsWith(absl::StatusCode::kNotFound, HasSubstr("list")));
}

// After a restore the changes between an old snapshot and the catalogue are gone.
TEST_F(IndexServiceTest, ASnapshotThatNobodyCanGoOnFromIsNeverPublished) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  const std::string old = Rebuild()->snapshot().id();
  for (const char* id : {"b", "c"}) ASSERT_OK(Upsert(GoodActivity(id)));
  ASSERT_OK(indexer_->store().TrimBelow(indexer_->store().revision()));
  v1::VerifyResponse verified = Verify();
  ASSERT_EQ(verified.problems_size(), 1);
  EXPECT_THAT(verified.problems(0),
              ::testing::AllOf(HasSubstr(old), HasSubstr("no matcher follows"), HasSubstr("rebuild")));
  ASSERT_OK(Rebuild());
  EXPECT_THAT(Verify().problems(), IsEmpty());
  EXPECT_THAT(Rollback(""), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("rebuild")));
  EXPECT_THAT(Rollback(old), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("rebuild")));
}

TEST_F(IndexServiceTest, RollbackRefusesADamagedSnapshot) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  const std::string first = Rebuild()->snapshot().id();
  ASSERT_OK(Upsert(GoodActivity("b")));
  const std::string second = Rebuild()->snapshot().id();
  std::filesystem::resize_file(SnapshotsFolder() + "/" + first + "/vectors", 8);
  EXPECT_THAT(Rollback(first), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("vectors")));
  EXPECT_EQ(*CurrentSnapshotId(*PosixEnv(), SnapshotsFolder()), second);
}

TEST_F(IndexServiceTest, PruneKeepsTheNewestAndTheCurrentOne) {
  std::vector<std::string> ids;
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_OK(Upsert(GoodActivity(id)));
    ids.push_back(Rebuild()->snapshot().id());
  }
  ASSERT_OK(Rollback(ids[0]));
  const auto pruned = Prune(1);
  ASSERT_OK(pruned);
  EXPECT_THAT(pruned->removed(), ElementsAre(ids[1]));
  EXPECT_EQ(Snapshots().snapshots_size(), 2);
  EXPECT_OK(Prune(kMaxSnapshotsKept));
  EXPECT_THAT(testing::FieldsOf(Prune(0).status()), ElementsAre("keep"));
  EXPECT_THAT(testing::FieldsOf(Prune(kMaxSnapshotsKept + 1).status()), ElementsAre("keep"));
}

TEST_F(IndexServiceTest, FetchSendsEveryFileAndTheManifestLast) {
  for (const char* id : {"a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  const std::string id = Rebuild()->snapshot().id();
  for (const std::string& asked : {std::string(), id}) {
    grpc::ClientContext context;
    v1::FetchSnapshotRequest request;
    request.set_snapshot_id(asked);
    auto reader = index_->FetchSnapshot(&context, request);
    std::map<std::string, std::string> files;
    v1::FetchSnapshotResponse part;
    while (reader->Read(&part)) {
      EXPECT_EQ(part.offset(), files[part.file_name()].size());
      files[part.file_name()] += part.data();
    }
    ASSERT_OK(FromGrpcStatus(reader->Finish()));
    EXPECT_EQ(part.file_name(), "MANIFEST");
    for (const auto& entry : std::filesystem::directory_iterator(SnapshotsFolder() + "/" + id)) {
      const std::string name = entry.path().filename();
      EXPECT_EQ(files[name], *PosixEnv()->ReadFile(entry.path(), 1 << 20)) << name;
      files.erase(name);
    }
    EXPECT_THAT(files, IsEmpty());
  }
  grpc::ClientContext context;
  v1::FetchSnapshotRequest request;
  request.set_snapshot_id("../catalog");
  EXPECT_THAT(testing::FieldsOf(FromGrpcStatus(index_->FetchSnapshot(&context, request)->Finish())),
              ElementsAre("snapshot_id"));
}

TEST_F(IndexServiceTest, EveryRunLeavesAReportAlsoOneThatFailed) {
  for (int i = 0; i < 30; ++i) ASSERT_OK(Upsert(GoodActivity("a" + std::to_string(i))));
  v1::Activity over = GoodActivity("over");
  over.set_valid_until("2020-01-01");
  ASSERT_OK(Upsert(over));
  const auto last = Rebuild();
  ASSERT_OK(last);
  const v1::RunReport& report = last->report();
  EXPECT_EQ(report.outcome(), v1::RunReport::PUBLISHED);
  EXPECT_EQ(report.over(), 1u);
  ASSERT_EQ(report.municipalities_size(), 1);
  EXPECT_EQ(report.municipalities(0).code(), "GM0150");
  EXPECT_EQ(report.municipalities(0).activities(), 30u);
  EXPECT_EQ(report.municipalities(0).stale(), 30u) << "nobody verified them";
  EXPECT_EQ(report.stages_size(), 5);
  EXPECT_THAT(Report(report.id() + ".txt"), HasSubstr("Gelukt. De nieuwe index is in gebruik."));
  EXPECT_THAT(Report(report.id() + ".json"), HasSubstr("\"outcome\": \"PUBLISHED\""));

  clock_.Set(clock_.Now() + absl::Seconds(1));
  for (int i = 0; i < 29; ++i) ASSERT_OK(Delete(NameOf("a" + std::to_string(i))));
  EXPECT_THAT(Rebuild(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("counts")));
  const auto names = PosixEnv()->ListDir(ReportsFolder());
  ASSERT_OK(names);
  ASSERT_EQ(names->size(), 4u);
  EXPECT_THAT(Report(names->back()), HasSubstr("Afgekeurd. De vorige index blijft in gebruik."));
  EXPECT_THAT(Report(names->back()), HasSubstr("Reden: "));
}

TEST_F(IndexServiceTest, StatusTellsWhatTheIndexerIsAt) {
  ASSERT_OK(Upsert(GoodActivity("a")));
  v1::IndexStatus status = Status();
  EXPECT_EQ(status.catalog_revision(), indexer_->store().revision());
  EXPECT_EQ(status.model_id(), meedoen::testing::kHashingModelId);
  EXPECT_EQ(status.pending_texts(), 1u);
  EXPECT_EQ(status.snapshot_id(), "");
  EXPECT_EQ(status.next_model_id(), "");
  const auto last = Rebuild();
  ASSERT_OK(last);
  status = Status();
  EXPECT_EQ(status.pending_texts(), 0u);
  EXPECT_EQ(status.snapshot_id(), last->snapshot().id());
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
