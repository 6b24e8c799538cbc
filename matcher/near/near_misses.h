// Activities that fail one limit only, with exactly what would have to change. Each change is tried: the activity is
// judged once more for the changed request, and is shown only if it then fits.
//
// Threads: safe. Errors: DATA_LOSS (a record that cannot be read). Cost: some 20 microseconds a row, kMaxNearRows rows.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "matcher/near/change.h"
#include "matcher/rank/twins.h"

namespace meedoen::matcher {

// At most `most`: first those that meet a wish of `unmet` (indexes), then the others, by the score they would have.
// Twins of what is shown already stay out; of two near-misses that are twins the second does.
absl::StatusOr<std::vector<v1::NearMiss>> FindNearMisses(const std::vector<Candidate>& near, const Question& question,
                                                         const std::vector<uint32_t>& unmet, Twins shown,
                                                         uint32_t most);

}  // namespace meedoen::matcher
