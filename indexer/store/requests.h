// Requests that were answered before: a retry gets the same answer, for a day.
//
// Threads: the committer's. Errors: INVALID_ARGUMENT (the id belongs to another body), DATA_LOSS.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "indexer/store/catalog_log.h"
#include "indexer/store/database.h"

namespace meedoen::indexer {

// The answer given the first time; nullopt: never asked, or too long ago.
absl::StatusOr<std::optional<Committed>> FindAnswered(const Records& records, const Transaction& transaction,
                                                      absl::Time now);

absl::Status RememberAnswer(Batch& batch, const Transaction& transaction, const Committed& committed, absl::Time now);

// Forgets up to `most` requests that are more than a day old.
absl::Status ForgetOldRequests(Batch& batch, absl::Time now, int most);

}  // namespace meedoen::indexer
