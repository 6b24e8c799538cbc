// Plays a scenario: builds its town, asks what its client would ask, and holds the answer against what was expected.
//
// Threads: safe. Errors: none; whatever goes wrong is a failure of the scenario.
#pragma once

#include <string>
#include <vector>

#include "tests/scenario/scenario.h"

namespace meedoen::scenario {

// A line for each expectation that the answer does not meet: "FILE:LINE: Volgorde: verwacht "K, V", gevonden "V, K"".
std::vector<std::string> PlayScenario(const Scenario& scenario);

}  // namespace meedoen::scenario
