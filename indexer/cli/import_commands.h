// The commands that bring files in: import, places import.
//
// Threads: one. Returns the exit code of the program: 0 if every row was taken, 1 if any was refused (the others are
// kept) or the file could not be read.
#pragma once

#include <string>
#include <vector>

#include "indexer/cli/connection.h"

namespace meedoen::indexer {

struct ImportArguments {
  std::vector<std::string> files;
  std::string municipality;
  std::string source;
  std::string mapping;  // A file; column_mapping.h. Empty: none.
  std::string sheet;
  std::string format;    // "csv", "xlsx", "jsonl", or empty: by the file's extension.
  std::string token;     // Of a dry run; empty: a dry run is made first, and what it showed is applied.
  std::string language;  // Of the summary: "nl" or "en".
  uint32_t most_withdrawn_percent = 20;
  bool dry_run = false;
  bool partial = false;
  bool force = false;
  bool json = false;
};

int RunImport(const GlobalOptions& options, const ImportArguments& arguments);
int RunPlacesImport(const GlobalOptions& options, const std::string& file);

}  // namespace meedoen::indexer
