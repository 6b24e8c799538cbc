// How many calls may work at once, and how many may wait for their turn.
//
// gRPC's own limit (ResourceQuota::SetMaxThreads) refuses instead of letting wait, hence this one.
// Threads: safe. Ownership: an Admission outlives its tickets.
// Errors: RESOURCE_EXHAUSTED (the queue is full, try again), DEADLINE_EXCEEDED (waited in vain).
// Cost: one uncontended lock, some 50 ns.
#pragma once

#include <cstdint>
#include <set>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace meedoen {

class Admission {
 public:
  Admission(int most_running, int most_waiting);

  // The right to work, given back when it is destroyed.
  class Ticket {
   public:
    Ticket(Ticket&& other) noexcept : admission_(other.admission_) { other.admission_ = nullptr; }
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket();

   private:
    friend class Admission;
    explicit Ticket(Admission* admission) : admission_(admission) {}
    Admission* admission_;
  };

  // Those who wait are let in in the order of their coming.
  absl::StatusOr<Ticket> Enter(absl::Time deadline);

  int running() const;
  int waiting() const;

 private:
  void Leave();
  bool MyTurn(int64_t number) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int most_running_;
  const int most_waiting_;
  mutable absl::Mutex mutex_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t next_number_ ABSL_GUARDED_BY(mutex_) = 0;
  std::set<int64_t> queue_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen
