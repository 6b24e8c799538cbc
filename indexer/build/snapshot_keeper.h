// The folder of snapshots as operators handle it: taking an earlier one back, removing old ones. Whoever changes the
// folder does so in a turn, so that a prune never takes the files of a rebuild that is under way.
//
// Threads: safe. Ownership: env outlives it, and it outlives its turns.
// Errors: ABORTED (a rebuild or another change is under way), NOT_FOUND, INVALID_ARGUMENT (not an id),
// FAILED_PRECONDITION (another model's, or of before the changes that are kept), DATA_LOSS (damaged), those of Env. Cost: Rollback reads every byte once.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/snapshot/snapshot.h"

namespace meedoen::indexer {

// Whether the changes after it are still there.
bool CanBeFollowed(const Manifest& snapshot, int64_t changes_kept_from);

class SnapshotKeeper {
 public:
  SnapshotKeeper(Env& env, std::string folder) : env_(env), folder_(std::move(folder)) {}

  const std::string& folder() const { return folder_; }
  std::string PathOf(const std::string& id) const { return folder_ + "/" + id; }

  // Ends when the turn is destroyed.
  class Turn {
   public:
    explicit Turn(std::atomic<bool>& taken) : taken_(taken) {}
    ~Turn() { taken_ = false; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    std::atomic<bool>& taken_;
  };
  absl::StatusOr<std::unique_ptr<Turn>> TakeTurn();

  // Publishes an earlier snapshot after reading all of it; empty: the newest one that was built before the current one.
  // It must be of this model, and of a revision from which changes are still kept: matchers go on from there.
  absl::StatusOr<Manifest> Rollback(const std::string& id, const std::string& model_id, int64_t changes_kept_from);

  // Ids of those removed: all but the newest `keep` and the current one.
  absl::StatusOr<std::vector<std::string>> Prune(int keep);

 private:
  absl::StatusOr<std::string> EarlierThanCurrent() const;

  Env& env_;
  const std::string folder_;
  std::atomic<bool> taken_{false};
};

}  // namespace meedoen::indexer
