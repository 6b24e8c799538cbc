// The watch feed: every revision after one, in order, then new ones as they come, and a heartbeat while none comes.
//
// Threads: one Run a caller, any number at once (kMaxWatchers). Ownership: store and stop flag outlive it.
// Errors: INVALID_ARGUMENT (a negative revision), OUT_OF_RANGE (trimmed, or of another catalogue), RESOURCE_EXHAUSTED
// (too many watchers, or too slow), UNAVAILABLE (the indexer stops: connect again), CANCELLED (the caller went away).
// Cost: one thread; a change reaches the caller some milliseconds after its commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/rpc/signals.h"
#include "indexer/store/catalog_log.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

struct ChangeFeedOptions {
  std::string model_id;
  absl::Duration heartbeat = absl::Seconds(5);
};

class ChangeFeed {
 public:
  ChangeFeed(CatalogLog& log, const StopFlag& stop, ChangeFeedOptions options)
      : log_(log), stop_(stop), options_(std::move(options)) {}

  // Calls `send` for each message until it returns false, the caller is gone or the indexer stops. The first heartbeat
  // comes as soon as the caller has everything, so that it knows that it has.
  absl::Status Run(int64_t after_revision, const std::function<bool()>& is_cancelled,
                   const std::function<bool(const v1::WatchChangesResponse&)>& send);

 private:
  v1::WatchChangesResponse ToMessage(ChangeSet set) const;

  CatalogLog& log_;
  const StopFlag& stop_;
  const ChangeFeedOptions options_;
};

}  // namespace meedoen::indexer
