// Reads the change log: revisions in order, each with its activities and vectors as they are now.
//
// Threads: safe. Errors: OUT_OF_RANGE (trimmed, or after the last revision: load a snapshot), DATA_LOSS naming the
// record. Cost: some 10 microseconds an activity.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/store/catalog_log.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

absl::StatusOr<std::vector<ChangeSet>> ReadChanges(const StoreState& state, int64_t after_revision, int most);

// A watcher at `after_revision`. RESOURCE_EXHAUSTED: kMaxWatchers are there already.
absl::StatusOr<std::unique_ptr<Watcher>> StartWatcher(std::shared_ptr<StoreState> state, int64_t after_revision);

}  // namespace meedoen::indexer
