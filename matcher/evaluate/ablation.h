// What each part of the ranking is worth: the ranking with that part left out, next to the whole, on the same clients.
//
// Threads: one at a time. Errors: those of the engine. Cost: a search for each client and part.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/evaluate/evaluate.h"

namespace meedoen::matcher {

// Measures of each client, in the order of the clients.
struct AblationPart {
  std::string name;  // "goals"
  std::vector<Measures> whole;
  std::vector<Measures> without;
};

// The rows of the table, in a fixed order. Grades of everything that fits with the part or without it make the ideal.
absl::StatusOr<std::vector<AblationPart>> Ablate(const EvaluateSetting& setting,
                                                 const std::vector<JudgedClient>& clients);

struct AblationRow {
  std::string part;
  int clients = 0;
  int changed = 0;  // Clients of whom a measure changes.
  std::array<Estimate, kMeasures> without{};
  std::array<Estimate, kMeasures> difference{};  // Without it less with it: below 0, the part helps.
};

// Over all clients, or only the even ones: those that the weights were not tuned on.
std::vector<AblationRow> AblationRows(const std::vector<AblationPart>& parts, const std::vector<JudgedClient>& clients,
                                      bool only_even);

}  // namespace meedoen::matcher
