// Keeps the view up to date: loads each snapshot that is published and follows the indexer's changes.
//
// Two threads, from Start to Stop: one looks for a new CURRENT every `snapshot_interval`, the other reads WatchChanges.
// If the indexer is away the view stays as it is, and `connected` says so. A damaged snapshot is reported once and not
// loaded. Threads: safe. Ownership: env, clock and holder must outlive it. Errors: those of Snapshot::Open from
// LoadFirst; later ones are logged.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "matcher/view/overlay.h"
#include "matcher/view/view.h"

namespace grpc {
class ClientContext;
}

namespace meedoen::matcher {

struct FollowerOptions {
  std::string snapshots_folder;
  std::string indexer_address;                                 // Empty: only snapshots are followed.
  std::string model_id;                                        // Snapshots of another model are refused.
  absl::Duration snapshot_interval = absl::Milliseconds(500);  // Between two looks at CURRENT.
};

class Follower {
 public:
  Follower(FollowerOptions options, Env& env, const Clock& clock, ViewHolder* holder);
  ~Follower();

  // Loads the current snapshot if there is one. OK also without one: it is loaded as soon as it is published.
  absl::Status LoadFirst();
  void Start();
  void Stop();
  bool connected() const { return connected_; }

 private:
  absl::Status LoadCurrent();
  absl::Status Publish() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status FollowOnce();
  void WatchSnapshots();
  void WatchChanges();
  bool StopAfter(absl::Duration wait);  // Waits; true if it is time to stop.

  const FollowerOptions options_;
  Env& env_;
  const Clock& clock_;
  ViewHolder* const holder_;
  std::atomic<bool> connected_{false};

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::unique_ptr<Overlay> overlay_ ABSL_GUARDED_BY(mutex_);
  std::string last_refused_ ABSL_GUARDED_BY(mutex_);  // The snapshot that could not be loaded, so as to say it once.
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;  // The stream being read.
  std::thread snapshots_thread_;
  std::thread changes_thread_;
};

}  // namespace meedoen::matcher
