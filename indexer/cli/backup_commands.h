// The commands for backups: backup create, list and verify, and restore.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused, failed, or a backup is damaged. Only create
// needs the catalogue; restore works without any indexer, on a folder that nobody has open.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

struct RestoreArguments {
  std::string folder;
  uint32_t backup = 0;  // 0: the newest.
  bool replace = false;
};

int RunBackupCreate(const GlobalOptions& options, const std::string& folder, uint32_t keep);
int RunBackupList(const GlobalOptions& options, const std::string& folder);
int RunBackupVerify(const std::string& folder);
int RunRestore(const GlobalOptions& options, const RestoreArguments& arguments);

}  // namespace meedoen::indexer
