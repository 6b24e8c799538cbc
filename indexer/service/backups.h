// Backups for the API: where they may go, and what is told about them.
//
// Threads: safe; one backup at a time goes into a folder, another is refused. Ownership: the store outlives it.
// Errors: INVALID_ARGUMENT by field, and those of indexer/store/backup.h. Cost: a backup reads what is new.
#pragma once

#include "absl/status/statusor.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

v1::Backup ToMessage(const BackupInfo& info);

class Backups {
 public:
  explicit Backups(CatalogStore& store) : store_(store) {}

  absl::StatusOr<v1::Backup> Create(const v1::CreateBackupRequest& request);
  absl::StatusOr<v1::ListBackupsResponse> List(const v1::ListBackupsRequest& request) const;

 private:
  CatalogStore& store_;
};

}  // namespace meedoen::indexer
