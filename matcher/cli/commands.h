// The commands of meedoen-matcher. Each returns what went wrong, for main to print.
#pragma once

#include "absl/status/status.h"
#include "matcher/cli/options.h"

namespace meedoen::matcher {

// Serves until SIGTERM or SIGINT.
absl::Status RunServe(const CliOptions& options);

struct AskOptions {
  std::string client_file;
  std::string activity;      // Of RunExplain.
  uint32_t most = 0;         // How many suggestions; 0: as the file says.
  uint32_t near_misses = 0;  // 0: as the file says.
  bool widen = false;
  bool json = false;  // The answer as it came.
};

// These ask the running matcher, or, if none answers, one in this process.
absl::Status RunSuggest(const CliOptions& options, const AskOptions& ask);
absl::Status RunExplain(const CliOptions& options, const AskOptions& ask);

// Says what is wrong with the settings folder, or that nothing is.
absl::Status RunSettings(const CliOptions& options);

absl::Status RunStatus(const CliOptions& options);

struct EvaluateOptions {
  std::string samples_folder = "catalog-samples";  // With clients/ and judgements.tsv.
  bool groups = false;                             // Also by age, language, means, municipality and half.
  bool per_client = false;
  bool ablation = false;  // The parts of the ranking left out one at a time, instead.
  int explanations = 0;   // Above 0: that many explanations in Markdown, instead.
  bool json = false;
};

// Prints how good the ranking is on judged clients. INTERNAL if a suggestion breaks a limit.
absl::Status RunEvaluate(const CliOptions& options, const EvaluateOptions& evaluate);

// Prints how well words that point to a crisis are found; `misses`: also the examples that are not judged right.
absl::Status RunEvaluateCrisis(const std::string& examples_file, bool misses);

}  // namespace meedoen::matcher
