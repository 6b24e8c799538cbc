// What backup.cc, restore.cc and database.cc share of RocksDB's BackupEngine. For these three only.
//
// Threads: as backup.h. Ownership: a BackupFolder holds the folder's lock until destroyed.
// Errors: those of backup.h. Format: docs/formats/backup.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "indexer/store/database.h"

namespace rocksdb {
class BackupEngineReadOnly;
class DB;
struct BackupInfo;
}  // namespace rocksdb

namespace meedoen::indexer {

// Copies the table files of `db`, so what was written out of memory, into `folder` as a new backup. `catalogue` names
// the catalogue: backups of two never share a folder.
absl::StatusOr<NewBackup> WriteBackup(rocksdb::DB& db, const std::string& folder, const std::string& catalogue);

// Removes the oldest until `keep` are left. Their ids.
absl::StatusOr<std::vector<uint32_t>> RemoveOldBackups(const std::string& folder, uint32_t keep);

// The numbers in `meta` of one backup, read from the backup itself.
struct BackupContents {
  int64_t format = 0;
  int64_t revision = 0;
};
absl::StatusOr<BackupContents> ReadBackupContents(const rocksdb::BackupInfo& info);

// A folder of backups, open for reading.
class BackupFolder {
 public:
  static absl::StatusOr<std::unique_ptr<BackupFolder>> Open(const std::string& any_folder);
  ~BackupFolder();

  std::vector<rocksdb::BackupInfo> Whole() const;  // Oldest first: no file of it is missing or of another size.
  std::vector<uint32_t> All() const;               // Ids, rising; damaged ones too.
  absl::Status Verify(uint32_t id) const;          // Reads every file. NOT_FOUND, DATA_LOSS naming the file.
  absl::StatusOr<rocksdb::BackupInfo> Find(uint32_t id) const;
  absl::Status CopyTo(uint32_t id, const std::string& database_folder) const;

 private:
  BackupFolder(std::string folder, int lock);
  const std::string folder_;
  const int lock_;  // -1: nobody ever wrote here.
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine_;
};

}  // namespace meedoen::indexer
