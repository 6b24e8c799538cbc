// Explanations for people to review, as one Markdown text: what the coach reads and what the client is handed, with how
// hard it is to read. docs/examples/explanations.md is made by it.
//
// Threads: safe. Errors: those of the engine.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/evaluate/evaluate.h"

namespace meedoen::matcher {

// `count` of them from clients spread over the list: of each the first, second or third suggestion in turn.
absl::StatusOr<std::string> ExampleExplanations(const EvaluateSetting& setting,
                                                const std::vector<JudgedClient>& clients, int count);

}  // namespace meedoen::matcher
