// The command that writes the catalogue out: export.
//
// Threads: one. Returns the exit code of the program: 0 if everything was written, also where the format cannot hold
// some of it, which standard error tells then; 1 if it failed, and a file of that name is as it was.
#pragma once

#include <string>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

struct ExportArguments {
  std::string municipality;  // Empty: all.
  std::string format;        // "csv" or "jsonl".
  std::string output;        // Empty: standard output.
  bool with_etags = false;   // jsonl: an import refuses what was changed since.
};

int RunExport(const GlobalOptions& options, const ExportArguments& arguments);

}  // namespace meedoen::indexer
