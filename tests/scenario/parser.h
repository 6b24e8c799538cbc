// Reads the text of a scenario. Strict: a line that is not understood is an error, so that nothing a scenario says is
// passed over.
//
// Threads: safe. Errors: INVALID_ARGUMENT with every problem, a line each, "FILE:LINE: what is wrong" in Dutch.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tests/scenario/scenario.h"

namespace meedoen::scenario {

// `file` is only named in errors.
absl::StatusOr<Scenario> ParseScenario(const std::string& file, const std::string& text);

// A line "key: value" of a section; what it says goes into `into`.
absl::Status ReadActivityLine(const std::string& key, const std::string& value, v1::Activity* into);
absl::Status ReadClientLine(const std::string& key, const std::string& value, Case* into);
absl::Status ReadQuestionLine(const std::string& key, const std::string& value, v1::SuggestRequest* into);
absl::Status ReadMunicipalityLine(const std::string& key, const std::string& value, v1::MunicipalitySettings* into);
absl::StatusOr<Expectation> ReadExpectation(const std::string& key, const std::string& value);

}  // namespace meedoen::scenario
