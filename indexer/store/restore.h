// Puts a backup in the place of a catalogue, while no indexer runs on it.
//
// All of it or nothing: the backup is read and checked, copied beside the catalogue, made ready, and then swapped in by
// one rename. The catalogue that was there is moved aside, never deleted. Revisions go on far above every one that was
// given out before, and the change log begins anew, so that no revision and no etag ever means two things and every
// watcher loads a snapshot.
//
// Threads: one. Errors: FAILED_PRECONDITION (the catalogue is in use or there already; the backup is of a newer
// format; the file system cannot swap folders), NOT_FOUND (no such backup), DATA_LOSS (damaged backup, naming the
// file), RESOURCE_EXHAUSTED, INTERNAL; with each the catalogue is as it was. Cost: reads the backup twice, writes it
// once.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace meedoen::indexer {

// How far a restored catalogue's revision lies above the highest one known to have been given out. More than any
// catalogue writes between two backups.
inline constexpr int64_t kRestoreJump = 1'000'000'000;

struct RestoreRequest {
  std::string backups_folder;
  uint32_t backup = 0;  // 0: the newest.
  std::string catalogue_folder;
  bool replace = false;  // Else the catalogue's folder must be empty or not there.
};

struct RestoreReport {
  uint32_t backup = 0;
  int64_t backup_revision = 0;
  int64_t revision = 0;         // Of the restored catalogue.
  std::string replaced_folder;  // Where the catalogue that was there is now. Empty: there was none.
};

absl::StatusOr<RestoreReport> RestoreBackup(const RestoreRequest& request, absl::Time now);

}  // namespace meedoen::indexer
