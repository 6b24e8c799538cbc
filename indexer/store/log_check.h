// Reads the write-ahead log before the database may touch it, and says whether acknowledged writes are missing.
//
// RocksDB reports most damage, but takes an unreadable length near a file's end for a write that was cut short, drops
// it and goes on with the next file. So this also checks that records follow each other without a gap, within and
// across files, that the first one follows what is in the table files, and that the last acknowledged revision is
// there. Nothing is written.
//
// Threads: one; nobody else may have the database open. Errors: DATA_LOSS naming the file and what to do;
// FAILED_PRECONDITION for a newer format. Cost: one reading of the log.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace meedoen::indexer {

// `folder` holds a RocksDB database.
absl::Status CheckLog(const std::string& folder, int64_t acknowledged_revision);

// Copies the database beside itself, to `<folder>.damaged-<n>`, before it is opened in a way that can lose something.
// Table files are linked, which costs nothing. Returns the copy's path.
absl::StatusOr<std::string> KeepAside(const std::string& folder);

}  // namespace meedoen::indexer
