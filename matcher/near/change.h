// What would have to change for one activity that falls out of one limit.
//
// Threads: safe. Errors: none; a limit that nobody can do anything about has no change. Cost: some microseconds.
#pragma once

#include <vector>

#include "matcher/near/question.h"

namespace meedoen::matcher {

// The changes that may help, the smallest first. None is tried yet: another limit may stand in the way. Reasons outside
// kChangeable have none. `activity` is the candidate's.
std::vector<Change> ChangesFor(v1::ExclusionReason reason, const Candidate& candidate, const v1::Activity& activity,
                               const Question& question);

}  // namespace meedoen::matcher
