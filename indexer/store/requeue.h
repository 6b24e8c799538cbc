// The list of texts without a vector, made anew for another model.
//
// Threads: before the committer starts. Errors: DATA_LOSS, RESOURCE_EXHAUSTED. Cost: one reading of all activities; a
// crash on the way is taken up again by the next opening.
#pragma once

#include "absl/status/status.h"
#include "indexer/store/database.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {

// Makes `model` the catalogue's: every activity without a vector of it becomes pending, and no other one.
absl::Status RequeueFor(Database& database, const ModelKey& model);

}  // namespace meedoen::indexer
