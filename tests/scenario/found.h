// What an answer says, in the words of a scenario, so that it can be laid beside what was expected.
//
// Threads: safe. Errors: those of the engine.
#pragma once

#include <string>

#include "tests/scenario/scenario.h"
#include "tests/scenario/town.h"

namespace meedoen::scenario {

class Found {
 public:
  Found(const Scenario& scenario, const Case& asked, const Town& town, v1::SuggestResponse response)
      : scenario_(scenario), asked_(asked), town_(town), response_(std::move(response)) {}

  std::string Letters() const;  // "K, V"; "niets".
  std::string LettersOf(v1::SuggestionGroup group) const;
  std::string NearLetters() const;
  const v1::Suggestion* SuggestionOf(char letter) const;  // Null: it is not in the list.
  const v1::NearMiss* NearMissOf(char letter) const;
  std::string AlsoListed(const v1::Suggestion& suggestion) const;  // "D"; "niets".
  std::string Counts() const;                                      // "2 te ver, 1 te duur"
  std::string UnmetWishes() const;                                 // "schaken"; "niets".
  std::string Contacts() const;
  absl::StatusOr<v1::ExplainActivityResponse> Explained(char letter) const;
  const v1::SuggestResponse& response() const { return response_; }

 private:
  std::string LetterOf(const std::string& name) const;

  const Scenario& scenario_;
  const Case& asked_;
  const Town& town_;
  const v1::SuggestResponse response_;
};

std::string TravelText(const v1::Travel& travel);                       // "8 minuten met de rollator"
std::string DatesText(const v1::Suggestion& suggestion);                // "dinsdag 24 november 10:00-12:00"
std::string WhyText(const v1::ExplainActivityResponse& explained);      // "valt uit"
std::string ReasonsText(const v1::ExplainActivityResponse& explained);  // "te ver, te duur"; "er betere zijn"

}  // namespace meedoen::scenario
