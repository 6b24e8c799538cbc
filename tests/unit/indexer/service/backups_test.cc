// Backups as callers of the API see them.
#include <filesystem>
#include <fstream>

#include "core/base/limits.h"
#include "indexer/store/restore.h"
#include "tests/unit/indexer/service/indexer_fixture.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BackupsTest : public testing::IndexerFixture {
 protected:
  absl::StatusOr<v1::Backup> Create(const std::string& folder, uint32_t keep = 0) {
    grpc::ClientContext context;
    v1::CreateBackupRequest request;
    v1::Backup response;
    request.set_folder(folder);
    request.set_keep(keep);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(index_->CreateBackup(&context, request, &response)));
    return response;
  }
  absl::StatusOr<v1::ListBackupsResponse> List(const std::string& folder) {
    grpc::ClientContext context;
    v1::ListBackupsRequest request;
    v1::ListBackupsResponse response;
    request.set_folder(folder);
    MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(index_->ListBackups(&context, request, &response)));
    return response;
  }
};

TEST_F(BackupsTest, TellsWhatWasMadeAndListsIt) {
  const std::string folder = folder_.File("backups");
  ASSERT_OK(Upsert(GoodActivity("a")));
  const auto first = Create(folder);
  ASSERT_OK(first);
  EXPECT_EQ(first->id(), 1u);
  EXPECT_EQ(first->catalog_revision(), indexer_->store().revision());
  EXPECT_EQ(first->bytes(), first->copied_bytes());
  ASSERT_OK(Upsert(GoodActivity("b")));
  const auto second = Create(folder);
  ASSERT_OK(second);
  EXPECT_GT(second->bytes(), second->copied_bytes());
  const auto list = List(folder);
  ASSERT_OK(list);
  ASSERT_EQ(list->backups_size(), 2);
  EXPECT_EQ(list->backups(0).catalog_revision(), first->catalog_revision());
  EXPECT_EQ(list->backups(1).bytes(), second->bytes());
  EXPECT_EQ(list->backups(1).copied_bytes(), 0u);
  const auto third = Create(folder, 1);
  ASSERT_OK(third);
  EXPECT_THAT(third->removed(), ElementsAre(1, 2));
}

TEST_F(BackupsTest, RefusesWhatMakesNoSense) {
  const std::string folder = folder_.File("backups");
  ASSERT_OK(Create(folder, kMaxKeptBackups));
  EXPECT_THAT(testing::FieldsOf(Create("var/backups", kMaxKeptBackups + 1).status()), ElementsAre("folder", "keep"));
  EXPECT_THAT(testing::FieldsOf(List("").status()), ElementsAre("folder"));
  EXPECT_THAT(List(folder_.File("none")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("no folder of backups")));
  EXPECT_THAT(Create(options_.data_folder + "/catalog/backups"),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("within the catalogue")));
  EXPECT_OK(Create(options_.data_folder + "/backups")) << "beside the catalogue is fine";
}

// What matters of a restore to those who go on working with it.
TEST_F(BackupsTest, ARestoredCatalogueIsRebuiltWithoutEmbedding) {
  for (const char* id : {"a", "b"}) ASSERT_OK(Upsert(GoodActivity(id)));
  ASSERT_OK(Rebuild());
  const std::string etag = Get(NameOf("a"))->etag();
  ASSERT_OK(Create(folder_.File("backups")));
  ASSERT_OK(Upsert(GoodActivity("lost")));
  const int64_t lost = indexer_->store().revision();
  indexer_.reset();
  const auto restored =
      RestoreBackup({folder_.File("backups"), 0, options_.data_folder + "/catalog", true}, absl::UnixEpoch());
  ASSERT_OK(restored);
  Open();
  EXPECT_EQ(indexer_->store().revision(), lost + kRestoreJump);
  EXPECT_THAT(Get(NameOf("lost")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("lost")));
  const auto last = Rebuild();
  ASSERT_OK(last);
  EXPECT_EQ(last->embedded(), 0u);
  EXPECT_EQ(last->reused(), 2u);
  EXPECT_EQ(last->snapshot().catalog_revision(), lost + kRestoreJump);
  EXPECT_TRUE(last->snapshot().current());
  v1::Activity changed = GoodActivity("a");
  changed.set_etag(etag);  // Read before the restore, of a version that is there again.
  EXPECT_OK(Upsert(changed));
}

}  // namespace
}  // namespace meedoen::indexer
