// Hands out a fixed number of places to many threads; who finds none waits in a bounded queue until a deadline.
//
// Threads: safe. Ownership: the pool outlives its leases. Cost: one lock.
#pragma once

#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace meedoen {

class SlotPool {
 public:
  // A place, given back when this goes.
  class Lease {
   public:
    Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), slot_(other.slot_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_ != nullptr) pool_->GiveBack(slot_);
    }
    int slot() const { return slot_; }  // 0 to slots - 1, nobody else's meanwhile.

   private:
    friend class SlotPool;
    Lease(SlotPool* pool, int slot) : pool_(pool), slot_(slot) {}
    SlotPool* pool_;
    int slot_;
  };

  SlotPool(int slots, int most_waiting);

  // Errors: DEADLINE_EXCEEDED (also if it is over on arrival), RESOURCE_EXHAUSTED (`most_waiting` wait already).
  absl::StatusOr<Lease> Take(absl::Time deadline);

  int waiting() const;

 private:
  void GiveBack(int slot);
  bool HasFree() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !free_.empty(); }

  const int most_waiting_;
  mutable absl::Mutex mutex_;
  std::vector<int> free_ ABSL_GUARDED_BY(mutex_);
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace meedoen
