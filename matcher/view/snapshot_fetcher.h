// Copies the indexer's current snapshot into a folder of this machine, for a matcher that cannot read the indexer's.
//
// The folder is one of snapshots like the indexer's own: a snapshot comes in through <id>.tmp, is synced and renamed,
// then every checksum is compared, then CURRENT names it; the Follower reads it from there. What breaks on the way is
// removed, and CURRENT stays as it is. Nobody else writes the folder.
//
// Threads: one of its own from Start to Stop; FetchOnce by one thread at a time. Ownership: env must outlive it.
// Errors: those of the call (UNAVAILABLE: the indexer is away), DATA_LOSS (what came is not a snapshot, by file),
// RESOURCE_EXHAUSTED (a file or a part is too large), those of Env. Start's thread logs them and tries again, ever more
// seldom.
// Cost: without a new snapshot one small call; else what the files take, and one reading of them.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::matcher {

struct FetcherOptions {
  std::string folder;  // Made if it is not there.
  std::string indexer_address;
  int keep = 2;  // Snapshots that stay in the folder, the current one among them.
  absl::Duration interval = absl::Seconds(3);
  absl::Duration longest_pause = absl::Minutes(1);   // After failures.
  uint64_t most_file_bytes = kMaxSnapshotFileBytes;  // For tests.
};

class SnapshotFetcher {
 public:
  SnapshotFetcher(FetcherOptions options, Env& env) : options_(std::move(options)), env_(env) {}
  ~SnapshotFetcher() { Stop(); }

  // Makes the folder's CURRENT name what the indexer's does, if that is another; true if so.
  absl::StatusOr<bool> FetchOnce();

  void Start();
  void Stop();

 private:
  absl::StatusOr<v1::Snapshot> CurrentOfIndexer(v1::IndexService::Stub& stub);
  absl::Status Fetch(v1::IndexService::Stub& stub, const v1::Snapshot& snapshot);
  absl::Status Receive(v1::IndexService::Stub& stub, const v1::Snapshot& snapshot, const std::string& folder);
  absl::Status Verify(const std::string& id);
  void Run();

  const FetcherOptions options_;
  Env& env_;
  std::string verified_;  // Was compared with its checksums by this object.
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace meedoen::matcher
