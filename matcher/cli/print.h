// An answer as a coach would want to read it.
//
// Threads: safe. Errors: none.
#pragma once

#include <string>

#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

std::string PrintExplanation(const v1::ExplainActivityRequest& request, const v1::ExplainActivityResponse& response);
std::string PrintAnswer(const v1::SuggestRequest& request, const v1::SuggestResponse& response);

}  // namespace meedoen::matcher
