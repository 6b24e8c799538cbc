// The hard limits once more, read from the activity itself, one plain rule after the other and without any of the
// matcher's columns, masks or cells: what `evaluate` and the tests hold every suggestion against.
//
// Threads: safe. Errors: those of ExpandSchedule. Cost: some 100 microseconds an activity.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/geo/distance.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

struct NaiveClient {
  const v1::SuggestRequest& request;
  Point home;                      // As the place table has it, rounded to 0.001 degree.
  std::vector<std::string> areas;  // Every code that the home lies in.
};

// The limits that the activity breaks, in words; empty: it may be suggested.
absl::StatusOr<std::vector<std::string>> BrokenLimits(const v1::Activity& activity, const NaiveClient& client,
                                                      absl::Time now);

}  // namespace meedoen::matcher
