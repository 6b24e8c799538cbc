// In words: why an activity falls out for this client. For the coach who asks "why not that one?".
//
// Threads: safe. Errors: none. Cost: some microseconds a reason.
#pragma once

#include <string>

#include "matcher/near/question.h"

namespace meedoen::matcher {

// One or two sentences. `candidate` fails the limit; `activity` is its record.
std::string SayFailure(v1::ExclusionReason reason, const Candidate& candidate, const v1::Activity& activity,
                       const Question& question);

}  // namespace meedoen::matcher
