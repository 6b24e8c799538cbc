// One batch of the texts that wait for a vector: takes them from the store, embeds them, commits the vectors. Remembers
// which texts failed and leaves them alone for a while, so that one bad text neither stops the others nor keeps the
// machine busy.
//
// Threads: safe; batches run one at a time, so no text is embedded twice. Ownership: store, embedder and clock outlive
// it. Errors: those of the store; UNAVAILABLE if the embedder itself fails, not just a text of the batch. Cost: up to
// kBatchTexts embeddings and one commit, some 0.2 s.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/base/clock.h"
#include "core/embedding/embedder.h"
#include "indexer/store/catalog_store.h"

namespace meedoen::indexer {

// An activity's key and the hash of its text: a changed text is another one and has a new chance.
using TextId = std::pair<std::string, std::string>;

struct BatchResult {
  int taken = 0;  // Texts that were tried; 0: none waits but those left alone.
  int embedded = 0;
  std::vector<TextId> failed;
};

class EmbeddingBatches {
 public:
  // Small, because a text that somebody waits for comes after the batch at hand: more a batch is hardly faster.
  static constexpr int kBatchTexts = 16;
  static constexpr absl::Duration kFirstPause = absl::Seconds(1);     // Of a failed text; doubles each time ...
  static constexpr absl::Duration kLongestPause = absl::Minutes(10);  // ... up to this.

  EmbeddingBatches(CatalogStore& store, Embedder& embedder, const Clock& clock);

  // The oldest texts, without those that failed lately.
  absl::StatusOr<BatchResult> RunNext();

  // The oldest texts of up to this revision, failed lately or not, without those of `skip`. For a caller that tries
  // each text once and wants to come to an end.
  absl::StatusOr<BatchResult> RunNextUntil(int64_t revision, const std::set<TextId>& skip);

  struct Counts {
    int64_t embedded = 0;
    int64_t failures = 0;
  };
  Counts counts() const;

  int64_t PendingCount() const { return store_.PendingCount(); }
  int64_t revision() const { return store_.revision(); }

 private:
  struct Failure {
    int times = 0;
    absl::Time next_try;
  };

  absl::StatusOr<BatchResult> RunWithout(int64_t revision, const std::set<TextId>& skip)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(batch_mutex_);
  absl::StatusOr<BatchResult> Run(const std::vector<PendingText>& texts);
  absl::StatusOr<std::vector<std::vector<float>>> Embed(const std::vector<std::string>& texts);
  absl::Status EmbedEach(const std::vector<PendingText>& texts, Transaction* transaction, BatchResult* result);
  void NoteFailure(const PendingText& text, const absl::Status& status);

  CatalogStore& store_;
  Embedder& embedder_;
  const Clock& clock_;
  absl::Mutex batch_mutex_;  // Held for a whole batch.
  mutable absl::Mutex mutex_;
  std::map<TextId, Failure> failures_ ABSL_GUARDED_BY(mutex_);
  Counts counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen::indexer
