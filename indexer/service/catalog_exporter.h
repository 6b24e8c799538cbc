// The whole catalogue, or one municipality's part of it, as a stream of messages: all of one revision, however many
// writes come meanwhile.
//
// Threads: safe. Ownership: the store outlives it. Errors: INVALID_ARGUMENT with field problems, CANCELLED (the caller
// went away), UNAVAILABLE (the indexer is stopping), those of the store. Cost: one reading of the activities; the view
// that it reads holds on to what is overwritten meanwhile, so callers are admitted by kMaxConcurrentExports.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "core/rpc/signals.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogExporter {
 public:
  CatalogExporter(const CatalogStore& store, const StopFlag& stop) : store_(store), stop_(stop) {}

  // `send` gets at least one message, which tells the revision, and returns false when nobody takes it.
  absl::Status Run(const v1::ExportActivitiesRequest& request, const std::function<bool()>& is_cancelled,
                   const std::function<bool(const v1::ExportActivitiesResponse&)>& send) const;

 private:
  const CatalogStore& store_;
  const StopFlag& stop_;
};

}  // namespace meedoen::indexer
