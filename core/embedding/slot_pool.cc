#include "core/embedding/slot_pool.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace meedoen {

SlotPool::SlotPool(int slots, int most_waiting) : most_waiting_(most_waiting) {
  for (int slot = slots - 1; slot >= 0; --slot) free_.push_back(slot);
}

absl::StatusOr<SlotPool::Lease> SlotPool::Take(absl::Time deadline) {
  const absl::Status late =
      absl::DeadlineExceededError("no time left to embed the text; allow more, or try again later");
  if (deadline <= absl::Now()) return late;
  absl::MutexLock lock(&mutex_);
  if (free_.empty()) {
    if (waiting_ >= most_waiting_) {
      return absl::ResourceExhaustedError(
          absl::StrCat("too busy: ", most_waiting_, " texts wait to be embedded already; try again in a second"));
    }
    ++waiting_;
    const bool found = mutex_.AwaitWithDeadline(absl::Condition(this, &SlotPool::HasFree), deadline);
    --waiting_;
    if (!found) return late;
  }
  const int slot = free_.back();
  free_.pop_back();
  return Lease(this, slot);
}

int SlotPool::waiting() const {
  absl::MutexLock lock(&mutex_);
  return waiting_;
}

void SlotPool::GiveBack(int slot) {
  absl::MutexLock lock(&mutex_);
  free_.push_back(slot);
}

}  // namespace meedoen
