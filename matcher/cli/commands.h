// The commands of meedoen-matcher. Each returns what went wrong, for main to print.
#pragma once

#include "absl/status/status.h"
#include "matcher/cli/options.h"

namespace meedoen::matcher {

// Serves until SIGTERM or SIGINT.
absl::Status RunServe(const CliOptions& options);

// Asks the running matcher, or, if none answers, one in this process. `most`: how many suggestions, 0: as
// the file says. `json`: the answer as it came.
absl::Status RunSuggest(const CliOptions& options, const std::string& client_file, uint32_t most, bool json);

absl::Status RunStatus(const CliOptions& options);

// Prints how good the ranking is on judged clients.
absl::Status RunEvaluate(const CliOptions& options, const std::string& samples_folder, bool per_client);

}  // namespace meedoen::matcher
