// The commands that are no client of an indexer: serve, which is the indexer, and model check.
//
// Threads: one. Returns the exit code of the program.
#pragma once

#include <string>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

// Until SIGTERM or SIGINT, which it must be the first to see: no other thread may run yet.
int RunServe(const GlobalOptions& options, const std::string& listen);

int RunModelCheck(const std::string& folder);

}  // namespace meedoen::indexer
