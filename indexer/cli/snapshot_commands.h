// The commands about snapshots: list, diff, rollback, prune.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused or failed.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

int RunSnapshotsList(const GlobalOptions& options);
int RunSnapshotsDiff(const GlobalOptions& options, const std::string& from, const std::string& to);
int RunSnapshotsRollback(const GlobalOptions& options, const std::string& id);  // Empty: the one before.
int RunSnapshotsPrune(const GlobalOptions& options, uint32_t keep);

}  // namespace meedoen::indexer
