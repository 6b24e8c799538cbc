#include "indexer/build/embedding_worker.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "core/base/log.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

constexpr absl::Duration kFirstRest = absl::Seconds(1), kLongestRest = absl::Seconds(30);

}  // namespace

void EmbeddingWorker::Start() {
  if (thread_.joinable()) return;
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = false;
  }
  thread_ = std::thread([this] { Run(); });
}

void EmbeddingWorker::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void EmbeddingWorker::Run() {
  absl::Duration rest = absl::ZeroDuration();
  while (!RestOrStop(rest)) rest = Step(rest);
}

// One batch, if there is one. Returns how long to rest after it.
absl::Duration EmbeddingWorker::Step(absl::Duration rest) {
  const absl::Time deadline = absl::Now() + kLookEvery;
  // A store that is closing answers at once: rest all the same.
  if (!store_.WaitForPending(deadline)) return std::max(absl::ZeroDuration(), deadline - absl::Now());
  const auto result = batches_.RunNext();
  if (!result.ok()) {
    const absl::Duration next = rest < kFirstRest ? kFirstRest : std::min(kLongestRest, 2 * rest);
    LogWarning("embedding rests for {}: {}", absl::FormatDuration(next), result.status().ToString());
    return next;
  }
  // What waits failed lately and is left alone; new texts must not wait for it.
  return result->taken == 0 ? kLookEvery : absl::ZeroDuration();
}

bool EmbeddingWorker::RestOrStop(absl::Duration rest) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), rest);
}

absl::StatusOr<EmbedReport> EmbedPending(EmbeddingBatches& batches, const EmbedProgress& progress) {
  const int64_t before = batches.counts().embedded;
  EmbedReport report;
  for (int pass = 0; pass < kEmbedPasses; ++pass) {
    const int64_t until = batches.revision();
    BatchResult result;
    do {
      report.embedded = batches.counts().embedded - before;
      const int64_t left = std::max<int64_t>(0, batches.PendingCount() - static_cast<int64_t>(report.failed.size()));
      if (!progress(report.embedded, report.embedded + left)) {
        return absl::CancelledError("the rebuild was stopped while it was embedding");
      }
      MEEDOEN_ASSIGN_OR_RETURN(result, batches.RunNextUntil(until, report.failed));
      report.failed.insert(result.failed.begin(), result.failed.end());
    } while (result.taken > 0);
    if (batches.PendingCount() <= static_cast<int64_t>(report.failed.size())) break;  // Nothing came meanwhile.
  }
  return report;
}

}  // namespace meedoen::indexer
