// Being asked to stop: by the system (SIGTERM, SIGINT), and telling everybody in the program.
//
// Threads: safe, but BlockStopSignals must come before the first other thread, which inherits the mask: otherwise a
// signal can end the program in the middle of a write.
#pragma once

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace meedoen {

// First thing in main.
void BlockStopSignals();

// Blocks until a stop signal comes; its name.
std::string WaitForStopSignal();

// Set once. Long calls (streams) look at it and end.
class StopFlag {
 public:
  void Set() {
    absl::MutexLock lock(&mutex_);
    set_ = true;
  }
  bool IsSet() const {
    absl::MutexLock lock(&mutex_);
    return set_;
  }
  // True if it was set within `timeout`.
  bool WaitFor(absl::Duration timeout) const {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&set_), timeout);
  }

 private:
  mutable absl::Mutex mutex_;
  bool set_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace meedoen
