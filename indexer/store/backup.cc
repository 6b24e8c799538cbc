#include "indexer/store/backup.h"

#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/status.h"
#include "indexer/store/backup_engine.h"
#include "indexer/store/keys.h"
#include "rocksdb/utilities/backup_engine.h"

namespace meedoen::indexer {
namespace {

BackupInfo ToInfo(const rocksdb::BackupInfo& from) {
  BackupInfo info;
  info.id = from.backup_id;
  info.create_time = absl::FromUnixSeconds(from.timestamp);
  info.bytes = from.size;
  info.files = from.number_files;
  return info;
}

// What tells this catalogue from others, made at its first backup.
absl::StatusOr<std::string> CatalogueId(Database& database) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto there, database.Get(Column::kMeta, kMetaCatalogue));
  if (there.has_value()) return *there;
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) absl::StrAppendFormat(&id, "%08x", static_cast<uint32_t>(random()));
  const std::unique_ptr<Batch> batch = database.NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaCatalogue, id));
  MEEDOEN_RETURN_IF_ERROR(database.Write(*batch));
  return id;
}

constexpr char kDamagedAdvice[] =
    ". It cannot be restored: use another one, and make a new one with meedoen-indexer backup create in another folder";

}  // namespace

absl::StatusOr<BackupInfo> CreateBackup(Database& database, const std::string& folder, uint32_t keep) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string catalogue, CatalogueId(database));
  MEEDOEN_ASSIGN_OR_RETURN(const NewBackup made, database.BackUp(folder, catalogue));
  BackupInfo info;
  {
    MEEDOEN_ASSIGN_OR_RETURN(const auto opened, BackupFolder::Open(folder));
    MEEDOEN_ASSIGN_OR_RETURN(const rocksdb::BackupInfo found, opened->Find(made.id));
    info = ToInfo(found);
    MEEDOEN_ASSIGN_OR_RETURN(const BackupContents contents, ReadBackupContents(found));
    info.revision = contents.revision;
  }
  info.copied_bytes = made.copied_bytes;
  if (keep == 0) return info;
  MEEDOEN_ASSIGN_OR_RETURN(info.removed, RemoveOldBackups(folder, keep));
  return info;
}

absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& folder, size_t* damaged) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto opened, BackupFolder::Open(folder));
  std::vector<BackupInfo> list;
  if (damaged != nullptr) *damaged = opened->All().size() - opened->Whole().size();
  for (const rocksdb::BackupInfo& whole : opened->Whole()) {
    BackupInfo info = ToInfo(whole);
    const auto contents = ReadBackupContents(whole);
    if (contents.ok()) info.revision = contents->revision;
    list.push_back(std::move(info));
  }
  return list;
}

absl::StatusOr<BackupCheck> VerifyBackups(const std::string& folder) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto opened, BackupFolder::Open(folder));
  BackupCheck check;
  for (const uint32_t id : opened->All()) {
    ++check.backups;
    absl::Status status = opened->Verify(id);
    if (status.ok()) {
      const auto found = opened->Find(id);
      status = found.ok() ? ReadBackupContents(*found).status() : found.status();
    }
    if (!status.ok()) check.problems.push_back(absl::StrCat(std::string(status.message()), kDamagedAdvice));
  }
  return check;
}

}  // namespace meedoen::indexer
