// The commands about earlier versions of one activity: history, revert, redact.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused or failed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

int RunHistory(const GlobalOptions& options, const std::string& id);
int RunRevert(const GlobalOptions& options, const std::string& id, int64_t revision);

struct RedactArguments {
  std::string id;
  std::vector<std::string> fields;
  bool earlier_versions_only = false;
};
int RunRedact(const GlobalOptions& options, const RedactArguments& arguments);

}  // namespace meedoen::indexer
