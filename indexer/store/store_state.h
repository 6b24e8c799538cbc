// What the committer, the readers and the watchers of one store share.
//
// Threads: `mutex` guards what says so; the rest is constant or safe by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "core/base/clock.h"
#include "indexer/store/database.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {

struct StoreState {
  StoreState(const Clock& with_clock, ModelKey with_model) : clock(with_clock), model(std::move(with_model)) {}

  const Clock& clock;
  const ModelKey model;
  std::string folder;  // The catalogue's; set before others see this.
  std::unique_ptr<Database> database;

  mutable absl::Mutex mutex;
  int64_t revision ABSL_GUARDED_BY(mutex) = 0;  // The last one acknowledged.
  int64_t trimmed ABSL_GUARDED_BY(mutex) = 1;   // The lowest one the change log still has.
  int64_t pending ABSL_GUARDED_BY(mutex) = 0;   // Texts without a vector.
  int watchers ABSL_GUARDED_BY(mutex) = 0;
  int64_t places_version ABSL_GUARDED_BY(mutex) = 0;  // Goes up with every transaction that has places.
  bool closing ABSL_GUARDED_BY(mutex) = false;
};

}  // namespace meedoen::indexer
