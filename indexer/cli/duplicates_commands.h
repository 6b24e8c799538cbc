// The commands about activities that seem to be one: find, list, confirm, reject, undo. docs/duplicates.md.
//
// Threads: one. Returns the exit code of the program: 0 fine, 1 refused or failed. Results go to standard output, what
// went wrong to standard error.
#pragma once

#include <string>

#include "indexer/cli/connection.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

struct DuplicatesArguments {
  std::string municipality;  // Empty: all.
  bool dry_run = false;
  std::string state;  // "suspected", "confirmed", "rejected"; empty: all.
  std::string first_id, second_id;
  std::string by;
};

int RunDuplicatesFind(const GlobalOptions& options, const DuplicatesArguments& arguments);
int RunDuplicatesList(const GlobalOptions& options, const DuplicatesArguments& arguments);
int RunDuplicatesDecide(const GlobalOptions& options, const DuplicatesArguments& arguments,
                        v1::DuplicateLink::State state);

}  // namespace meedoen::indexer
