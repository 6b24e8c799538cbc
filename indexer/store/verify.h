// Looks at every file and every record of the catalogue, and whether they agree with each other.
//
// Threads: safe beside writes. Errors: only what keeps it from looking; what it finds is a line that names the record
// and what to do. Cost: one reading of everything; some 10 microseconds a record.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

absl::StatusOr<std::vector<std::string>> VerifyStore(const StoreState& state);

}  // namespace meedoen::indexer
