// The rebuild: embeds what waits, lays the catalogue of one revision out as a snapshot, verifies what was written,
// passes it through the gates, publishes it, and removes old ones.
//
// Threads: safe; one rebuild at a time. It blocks neither writes nor reads of the catalogue.
// Ownership: store, batches, env and clock outlive it.
// Errors: ABORTED (another rebuild is running), CANCELLED (`progress` said so), FAILED_PRECONDITION (a gate refused:
// its folder is removed, CURRENT is as it was), UNAVAILABLE (the embedder fails), and those of store and Env. Cost:
// 1,000,000 activities need some 4 GB; embedding takes 15 ms a new text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/build/embedding_batch.h"
#include "indexer/store/catalog_store.h"

namespace meedoen::indexer {

struct SnapshotBuilderOptions {
  std::string snapshots_folder;
  int keep = 5;  // Snapshots that stay beside the current one, the current one counted.
};

struct RebuildReport {
  Manifest snapshot;
  uint32_t embedded = 0;             // Texts embedded while this ran.
  uint32_t reused = 0;               // Activities whose vector was there already.
  uint32_t without_vector = 0;       // Left out: their text cannot be embedded. Logged by name.
  uint32_t over = 0;                 // Left out: their last day has passed.
  uint32_t faulty = 0;               // Left out: a record that the rules of today refuse. Logged by name.
  std::vector<std::string> removed;  // Ids of old snapshots.
};

// `stage` is "embed", "build", "verify" or "publish"; `total` 0: not known. Returns false to stop.
using RebuildProgress = std::function<bool(const std::string& stage, uint32_t done, uint32_t total)>;

class SnapshotBuilder {
 public:
  SnapshotBuilder(const CatalogStore& store, EmbeddingBatches& batches, Env& env, const Clock& clock,
                  SnapshotBuilderOptions options);

  // With `force` the gate on counts lets everything pass.
  absl::StatusOr<RebuildReport> Rebuild(bool force, const RebuildProgress& progress);

 private:
  absl::StatusOr<Manifest> Build(const RebuildProgress& progress, RebuildReport* report) const;
  absl::StatusOr<int64_t> Collect(const RebuildProgress& progress, SegmentBuilder* segment,
                                  RebuildReport* report) const;
  absl::Status VerifyAndPublish(const Manifest& built, bool force, const RebuildProgress& progress) const;
  absl::Status Verify(const Manifest& built, bool force) const;

  const CatalogStore& store_;
  EmbeddingBatches& batches_;
  Env& env_;
  const Clock& clock_;
  const SnapshotBuilderOptions options_;
  absl::Mutex running_;  // Held while a rebuild runs.
};

// Whether an activity is over for good on `today`: its last valid day or the last of its dates has passed.
bool IsOver(const v1::Activity& activity, absl::CivilDay today);

}  // namespace meedoen::indexer
