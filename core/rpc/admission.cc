#include "core/rpc/admission.h"

#include "absl/strings/str_cat.h"

namespace meedoen {

Admission::Admission(int most_running, int most_waiting) : most_running_(most_running), most_waiting_(most_waiting) {}

Admission::Ticket::~Ticket() {
  if (admission_ != nullptr) admission_->Leave();
}

bool Admission::MyTurn(int64_t number) const { return running_ < most_running_ && *queue_.begin() == number; }

absl::StatusOr<Admission::Ticket> Admission::Enter(absl::Time deadline) {
  absl::MutexLock lock(&mutex_);
  if (queue_.empty() && running_ < most_running_) {
    ++running_;
    return Ticket(this);
  }
  if (static_cast<int>(queue_.size()) >= most_waiting_) {
    return absl::ResourceExhaustedError(absl::StrCat("too many calls at once: ", most_running_, " at work and ",
                                                     most_waiting_, " waiting; try again in a moment"));
  }
  const int64_t number = next_number_++;
  queue_.insert(number);
  const auto my_turn = [this, number]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return MyTurn(number); };
  const bool let_in = mutex_.AwaitWithDeadline(absl::Condition(&my_turn), deadline);
  queue_.erase(number);
  if (!let_in) return absl::DeadlineExceededError("the deadline passed while the call waited for its turn");
  ++running_;
  return Ticket(this);
}

void Admission::Leave() {
  absl::MutexLock lock(&mutex_);
  --running_;
}

int Admission::running() const {
  absl::MutexLock lock(&mutex_);
  return running_;
}

int Admission::waiting() const {
  absl::MutexLock lock(&mutex_);
  return static_cast<int>(queue_.size());
}

}  // namespace meedoen
