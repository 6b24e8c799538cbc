#include <cstdio>

#include "core/base/env.h"
#include "core/base/status.h"
#include "matcher/cli/commands.h"
#include "matcher/evaluate/crisis_measure.h"

namespace meedoen::matcher {

absl::Status RunEvaluateCrisis(const std::string& examples_file, bool misses) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<CrisisExample> examples, LoadCrisisExamples(*PosixEnv(), examples_file));
  const CrisisMeasures measures = MeasureCrisis(examples);
  std::fputs(PrintCrisisMeasures(measures).c_str(), stdout);
  if (!misses) return absl::OkStatus();
  for (const std::string& miss : measures.misses) std::printf("%s\n", miss.c_str());
  return absl::OkStatus();
}

}  // namespace meedoen::matcher
