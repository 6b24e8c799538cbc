// The one thread that writes: takes the transactions that wait, writes them as one synced batch, then answers all of
// them.
//
// Revisions follow each other without a hole, because only this thread gives them out and a batch is on disk as a whole
// or not at all. After a failed write it takes no more: whether that batch is on disk is known only after the next
// opening.
//
// Threads: Commit and Trim from any thread, they wait. Ownership: state and mark outlive it.
// Errors: those of CatalogLog; UNAVAILABLE once it is being destroyed or a write failed.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "indexer/store/acknowledged.h"
#include "indexer/store/store_state.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {

class Committer {
 public:
  Committer(StoreState& state, Acknowledged& mark);
  ~Committer();  // Those that still wait get UNAVAILABLE.

  absl::StatusOr<Committed> Commit(Transaction transaction);
  absl::Status Trim(int64_t revision);
  // Does `work` between two groups of transactions: nobody else writes meanwhile.
  absl::Status Alone(const std::function<absl::Status()>& work);

 private:
  struct Job {
    PreparedTransaction prepared;
    int64_t trim_below = 0;                               // Not 0: a trim, and no transaction.
    const std::function<absl::Status()>* work = nullptr;  // Likewise.
    absl::StatusOr<Committed> result = absl::UnknownError("not done");
    absl::Notification done;
  };

  absl::StatusOr<Committed> Run(Job& job);
  void Loop();
  std::vector<Job*> TakeGroup() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DoGroup(const std::vector<Job*>& group);
  absl::Status CommitGroup(const std::vector<Job*>& group);
  absl::Status TrimNow(int64_t below);
  void ForgetRequests(Batch& batch);

  StoreState& state_;
  Acknowledged& mark_;
  absl::Status broken_;                                // The committer's thread only.
  absl::Time last_forgetting_ = absl::InfinitePast();  // Likewise.

  absl::Mutex mutex_;
  std::deque<Job*> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // Last: it uses the others.
};

}  // namespace meedoen::indexer
