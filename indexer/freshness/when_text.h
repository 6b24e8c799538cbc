// When an activity takes place, in plain Dutch for its provider: "elke dinsdag 10.00-12.00".
//
// Threads: safe. Errors: none; a rule that has no plain words is "volgens een rooster", nothing known is "".
// Cost: some microseconds.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// Of single dates those from `today` on, the first three.
std::string WhenText(const v1::Schedule& schedule, absl::CivilDay today);

std::string DutchDate(absl::CivilDay day);  // "12-03-2025"

}  // namespace meedoen::indexer
