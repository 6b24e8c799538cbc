// The commands that keep entries fresh: list --stale, confirm, replies (docs/freshness.md).
//
// Threads: one. Returns the exit code of the program: 0 fine; 1 refused or failed, some of several too. Results go to
// standard output, what went wrong to standard error.
#pragma once

#include <string>
#include <vector>

#include "indexer/cli/catalog_commands.h"
#include "indexer/cli/connection.h"

namespace meedoen::indexer {

// Where the questions go; both empty: to standard output. A file that is there already is never written over: it may
// hold answers.
struct QuestionArguments {
  std::string output;         // A CSV file.
  std::string output_folder;  // A CSV file for each provider.
};

int RunListStale(const GlobalOptions& options, const ListArguments& list, const QuestionArguments& arguments);
int RunConfirm(const GlobalOptions& options, const std::vector<std::string>& ids, const std::string& by);
int RunReplies(const GlobalOptions& options, const std::string& file, bool dry_run);

}  // namespace meedoen::indexer
