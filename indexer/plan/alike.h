// Which is which, among rows and activities that have provider, title and place in common: two yoga groups in one
// building.
//
// Threads: one at a time. Errors: those of the lookup. Cost: a lookup for each activity, unless there is one of each.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/import/import.h"
#include "indexer/plan/identify.h"
#include "indexer/plan/known_activities.h"

namespace meedoen::indexer {

struct Pair {
  size_t row = 0;
  KnownActivity* known = nullptr;
  bool by_order = false;  // Nothing else tells.
};

// `group`: indices of rows that were taken, in their order. Pairs those first that have most in common.
absl::StatusOr<std::vector<Pair>> PairAlike(const std::vector<ImportedRow>& rows, const std::vector<size_t>& group,
                                            const std::vector<KnownActivity*>& alike, const ActivityLookup& lookup);

}  // namespace meedoen::indexer
