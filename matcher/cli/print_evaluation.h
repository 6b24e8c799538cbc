// How good the ranking is, as tables in Markdown or as JSON.
//
// Threads: safe. Errors: none.
#pragma once

#include <string>
#include <vector>

#include "matcher/evaluate/ablation.h"
#include "matcher/evaluate/evaluate.h"

namespace meedoen::matcher {

// Everybody: a line for each ranking, and for how much better Meedoen is than each. `groups`: the rankings for each
// group of clients too. `per_client`: a line for each client.
std::string PrintEvaluation(const Evaluation& evaluation, bool groups, bool per_client);

// Every row of every group, with its differences.
std::string EvaluationJson(const Evaluation& evaluation);

std::string PrintAblation(const std::vector<AblationPart>& parts, const std::vector<JudgedClient>& clients);

}  // namespace meedoen::matcher
