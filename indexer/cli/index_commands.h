// The commands for the nightly job and for operators: rebuild, verify, status.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused, failed, or something is damaged.
#pragma once

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

int RunRebuild(const GlobalOptions& options, bool force);
int RunVerify(const GlobalOptions& options, bool repair);
int RunStatus(const GlobalOptions& options);

}  // namespace meedoen::indexer
