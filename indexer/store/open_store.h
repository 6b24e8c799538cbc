// The steps of opening a catalogue: lock, acknowledged revision, log, format, model.
//
// Threads: one. Errors: those of CatalogStore::Open.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "indexer/store/acknowledged.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/folder_lock.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

struct OpenedStore {
  std::unique_ptr<FolderLock> lock;
  std::unique_ptr<Acknowledged> mark;
  std::shared_ptr<StoreState> state;
};

// The next commit comes after `revision`, and the change log begins there: whoever saw an earlier one has to load a
// snapshot. Before the committer starts.
absl::Status SkipToRevision(Database& database, int64_t revision);

absl::StatusOr<OpenedStore> OpenStore(const StoreOptions& options, const Clock& clock);

}  // namespace meedoen::indexer
