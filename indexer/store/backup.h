// Backups of the catalogue: a folder that holds any number of them and shares what they have in common.
//
// A backup is the catalogue at one revision, taken while writes go on; only files that no earlier backup has are
// copied. Snapshots are no part of it: a rebuild makes them anew without embedding anything. Format: docs/formats/
// backup.md. Restoring: restore.h.
//
// Threads: safe. One call at a time writes to a folder, any number read it; who comes in between is refused.
// Ownership: the database outlives the call. Errors: FAILED_PRECONDITION (the folder is in use; holds something else,
// or another catalogue's backups; lies within the catalogue), NOT_FOUND (no such folder or backup), DATA_LOSS naming
// the file (CreateBackup: a damaged backup is there already, and nothing is written beside it), RESOURCE_EXHAUSTED (no
// space; what is there stays whole), else INTERNAL.
// Cost: a flush and a copy of what is new; a list some 0.5 ms a backup.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "indexer/store/database.h"

namespace meedoen::indexer {

struct BackupInfo {
  uint32_t id = 0;  // Counts from 1 in its folder.
  absl::Time create_time;
  int64_t revision = 0;       // Of the catalogue in it. 0 in a list: it cannot be read.
  uint64_t bytes = 0;         // Of all it consists of, also what it shares with others.
  uint64_t copied_bytes = 0;  // By the run that made it; 0 in a list.
  uint32_t files = 0;
  std::vector<uint32_t> removed;  // Older ones removed by the run that made it.
};

// `keep`: older backups are removed until so many are left; 0: all stay. Nothing is removed if this one fails.
absl::StatusOr<BackupInfo> CreateBackup(Database& database, const std::string& folder, uint32_t keep);

// Oldest first. One with a missing file is left out: VerifyBackups names it. `damaged`: how many; may be null.
absl::StatusOr<std::vector<BackupInfo>> ListBackups(const std::string& folder, size_t* damaged = nullptr);

struct BackupCheck {
  uint32_t backups = 0;               // Looked at, damaged ones too.
  std::vector<std::string> problems;  // One line a damaged backup: the file, and what to do.
};

// Reads every file of every backup and compares its checksum, and opens each one.
absl::StatusOr<BackupCheck> VerifyBackups(const std::string& folder);

}  // namespace meedoen::indexer
