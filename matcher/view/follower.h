// Keeps the view up to date: loads each snapshot that is published and follows the indexer's changes.
//
// Three threads, from Start to Stop: one looks for a new CURRENT every `snapshot_interval`, one reads WatchChanges, one
// makes views: at once after a pause without changes, and every `view_pause` while they keep coming.
// If the indexer is away the view stays as it is, `connected` says so, and it is called again every `reconnect_pause`.
// If its changes cannot be used (the log was trimmed, the overlay is full, another model) the view stays too; the next
// snapshot is waited for, and meanwhile it is asked again ever more seldom, down to every `longest_pause`. A damaged
// snapshot is reported once and not loaded.
// Threads: safe. Ownership: env, clock and holder must outlive it. Errors: those of Snapshot::Open, and
// FAILED_PRECONDITION (a snapshot of another model), from LoadFirst; later ones are logged.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/embedding/embedder.h"
#include "matcher/view/live_view.h"

namespace grpc {
class ClientContext;
}

namespace meedoen::matcher {

struct FollowerOptions {
  std::string snapshots_folder;
  std::string indexer_address;                                 // Empty: only snapshots are followed.
  std::vector<ModelInfo> models;                               // Snapshots of others are refused.
  absl::Duration snapshot_interval = absl::Milliseconds(500);  // Between two looks at CURRENT.
  absl::Duration view_pause = absl::Milliseconds(50);
  absl::Duration reconnect_pause = absl::Seconds(1);
  absl::Duration longest_pause = absl::Seconds(30);
  absl::Duration most_silence = absl::Seconds(20);  // Then the indexer is taken for gone; it sends every 5 seconds.
};

class Follower {
 public:
  Follower(FollowerOptions options, Env& env, const Clock& clock, ViewHolder* holder);
  ~Follower();

  // Loads the current snapshot if there is one. OK also without one: it is loaded as soon as it is published.
  absl::Status LoadFirst();
  void Start();
  void Stop();

  // Whether what is served follows the indexer's changes now.
  bool connected() const { return connected_; }

 private:
  // How one stream of changes ended.
  struct Ended {
    absl::Status status;
    bool unusable = false;   // What came cannot be used; else the indexer or the way to it failed.
    bool followed = false;   // Something came that could be used.
    bool restarted = false;  // Another snapshot was taken into use: read on from its revision.
  };

  absl::Status LoadCurrent();
  absl::StatusOr<std::shared_ptr<const Snapshot>> Open(const std::string& id) const;
  absl::Status Publish() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void RestartStream() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void WatchSnapshots();
  void EndSilentStream();
  void WatchChanges();
  Ended FollowOnce();
  absl::Status Take(const v1::WatchChangesResponse& changes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool GiveUpCatchingUp(const Ended& ended);
  void MakeViews();
  bool StopAfter(absl::Duration wait);  // Waits; true if it is time to stop.

  const FollowerOptions options_;
  Env& env_;
  const Clock& clock_;
  std::atomic<bool> connected_{false};

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  LiveView live_ ABSL_GUARDED_BY(mutex_);
  std::string refused_ ABSL_GUARDED_BY(mutex_);       // A snapshot that could not be used, so as to say it once ...
  absl::Time refused_until_ ABSL_GUARDED_BY(mutex_);  // ... and to try again then.
  int64_t restarts_ ABSL_GUARDED_BY(mutex_) = 0;      // How often the place to read on from has changed.
  bool said_behind_ ABSL_GUARDED_BY(mutex_) = false;  // That the catalogue is behind the view.
  absl::Time last_heard_ ABSL_GUARDED_BY(mutex_);     // From the indexer.
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;  // The stream being read.
  std::vector<std::thread> threads_;
};

}  // namespace meedoen::matcher
