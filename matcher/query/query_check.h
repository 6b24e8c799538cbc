// The rules for a request: what is refused.
//
// Threads: safe. Errors: INVALID_ARGUMENT with every problem by field path.
// No message repeats what the client wrote.
#pragma once

#include "absl/status/status.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

absl::Status CheckRequest(const v1::SuggestRequest& request);

}  // namespace meedoen::matcher
