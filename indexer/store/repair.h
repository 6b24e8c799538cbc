// Mends what can be made anew from the rest of the catalogue: vectors, the list of texts that wait for one, remembered
// requests, the change log from a revision on.
//
// Nothing of an activity or of its history is touched, but for the hash of a text that is not the stored one. Vectors
// that were dropped are embedded again by the indexer, or by the next rebuild.
//
// Threads: nobody else may write meanwhile (Committer::Alone). Errors: those of Database. Cost: one reading of
// everything, and again after each kMaxReportedProblems that were mended.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

inline constexpr size_t kMaxRepairLines = 1000;

// One line for each record that was mended; after kMaxRepairLines their number.
absl::StatusOr<std::vector<std::string>> RepairStore(StoreState& state);

}  // namespace meedoen::indexer
