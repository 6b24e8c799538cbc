// Embeds new texts in the background, as they come; and, for a rebuild, everything that waits, while the caller waits.
// Both share one EmbeddingBatches, so no text is embedded twice.
//
// Threads: the methods of a worker are called by one thread at a time; it runs one of its own.
// Ownership: store and batches outlive the worker. Errors: the worker logs and goes on, resting ever longer (to 30 s)
// while the store or the embedder fails.
// Cost: idle, one look at the store every kLookEvery.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "indexer/build/embedding_batch.h"

namespace meedoen::indexer {

class EmbeddingWorker {
 public:
  static constexpr absl::Duration kLookEvery = absl::Milliseconds(200);

  EmbeddingWorker(const CatalogStore& store, EmbeddingBatches& batches) : store_(store), batches_(batches) {}
  ~EmbeddingWorker() { Stop(); }
  EmbeddingWorker(const EmbeddingWorker&) = delete;
  EmbeddingWorker& operator=(const EmbeddingWorker&) = delete;

  void Start();  // Running already: nothing happens.
  void Stop();   // Returns after the batch at hand. May be called again.

 private:
  void Run();
  absl::Duration Step(absl::Duration rest);
  bool RestOrStop(absl::Duration rest);

  const CatalogStore& store_;
  EmbeddingBatches& batches_;
  std::thread thread_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

struct EmbedReport {
  int64_t embedded = 0;     // Since the call began, by whomever.
  std::set<TextId> failed;  // Texts that were tried once and have no vector.
};

inline constexpr int kEmbedPasses = 3;

// Returns false to stop.
using EmbedProgress = std::function<bool(int64_t done, int64_t total)>;

// Embeds all that waits, also texts that failed before, then what came meanwhile, kEmbedPasses times in all. The rest is
// left to the worker: else this would not end while texts come as fast as they are embedded.
// CANCELLED: `progress` said so; UNAVAILABLE: the embedder fails; and the errors of the store.
absl::StatusOr<EmbedReport> EmbedPending(EmbeddingBatches& batches, const EmbedProgress& progress);

}  // namespace meedoen::indexer
