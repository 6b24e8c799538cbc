// Turns transactions into records of one batch, in order, each seeing those before it.
//
// Threads: PrepareTransaction is safe; a TransactionWriter is for the committer's thread.
// Ownership: batch and model outlive the writer. Errors: those of CatalogLog::Commit; after one, the batch is as it was
// before.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "indexer/store/catalog_log.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {

// How long a request_id is remembered.
inline constexpr absl::Duration kRequestMemory = absl::Hours(24);

// A transaction with what can be worked out before its turn, in the caller's thread.
struct PreparedTransaction {
  Transaction transaction;
  std::vector<std::string> comparable;   // For each mutation: what an upsert is compared by.
  std::vector<std::string> text_hashes;  // For each mutation: of the new text.
  size_t bytes = 0;
};

// INVALID_ARGUMENT: over kMaxTransactionMutations or kMaxTransactionBytes, or a mutation that makes no sense, by its
// key.
absl::StatusOr<PreparedTransaction> PrepareTransaction(Transaction transaction, const ModelKey& model);

// What an upsert is compared by: the activity without what the store itself sets (etag, revision, update_time) or keeps
// (edited_fields, duplicates). Where it lies counts, so a better table of places changes an activity.
std::string ComparableBytes(v1::Activity activity);

struct Applied {
  Committed committed;
  bool changed = false;  // Took the revision.
  int64_t pending = 0;   // Texts that became pending, less those that no longer are.
};

class TransactionWriter {
 public:
  TransactionWriter(Batch& batch, const ModelKey& model, absl::Time now) : batch_(batch), model_(model), now_(now) {}

  // Writes it as `revision`, which is the next one; `changed` says whether it was needed.
  absl::StatusOr<Applied> Apply(PreparedTransaction& prepared, int64_t revision);

 private:
  struct Work;  // One transaction being applied.

  absl::StatusOr<Applied> ApplyAll(PreparedTransaction& prepared, int64_t revision);
  absl::Status Upsert(Work& work, size_t index);
  absl::Status Delete(Work& work, const Mutation& mutation);
  absl::Status Attach(Work& work, const Mutation& mutation);
  absl::Status Redact(Work& work, const Mutation& mutation);
  absl::Status ReplaceRedacted(Work& work, const std::string& key, storage::v1::StoredActivity redacted);
  void Stamp(const Work& work, const std::string& key, storage::v1::StoredActivity* next) const;
  absl::Status PutPlaces(Work& work);
  absl::Status Replace(Work& work, const std::string& key, storage::v1::StoredActivity next);
  absl::Status UpdatePending(Work& work, const std::string& key, const std::string& old_hash,
                             const std::string& new_hash);
  absl::Status RemovePending(Work& work, const std::string& key, const std::string& text_hash);
  absl::Status PutChanges(Work& work);

  Batch& batch_;
  const ModelKey& model_;
  const absl::Time now_;
};

}  // namespace meedoen::indexer
