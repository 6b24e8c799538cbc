// The rebuild: embeds what waits, finds duplicates, lays the catalogue of one revision out as a snapshot, verifies what was written,
// passes it through the gates, publishes it, removes old ones, and trims the change log to what the snapshots that are
// kept, and matchers that were away for a while, can still ask for.
//
// Threads: safe; one rebuild at a time. It blocks neither writes nor reads of the catalogue.
// Ownership: its parts outlive it.
// Errors: ABORTED (another rebuild is running), CANCELLED (`progress` said so), FAILED_PRECONDITION (a gate refused:
// its folder is removed, CURRENT is as it was), UNAVAILABLE (the embedder fails), and those of store and Env. Cost:
// 1,000,000 activities need some 4 GB; embedding takes 15 ms a new text.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/build/embedding_batch.h"
#include "indexer/build/snapshot_keeper.h"
#include "indexer/duplicates/duplicate_finder.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

struct SnapshotBuilderOptions {
  int keep = 5;                           // Snapshots that stay, the current one counted.
  int64_t changes_kept = kMaxWatcherLag;  // Revisions that stay in the change log at least.
};

struct MunicipalityCounts {
  uint32_t activities = 0;
  uint32_t stale = 0;  // Last verified more than a year ago, or never.
};

struct RebuildReport {
  Manifest snapshot;
  std::string previous_id;           // The snapshot before; empty: none, or damaged.
  uint32_t embedded = 0;             // Texts embedded while this ran.
  uint32_t reused = 0;               // Activities whose vector was there already.
  uint32_t without_vector = 0;       // Left out: their text cannot be embedded. Logged by name.
  uint32_t waiting = 0;              // Left out: their text came meanwhile and has no vector yet.
  uint32_t over = 0;                 // Left out: their last day has passed.
  uint32_t faulty = 0;               // Left out: a record that the rules of today refuse. Logged by name.
  std::vector<std::string> removed;  // Ids of old snapshots.
  std::vector<std::pair<std::string, std::string>> left_out;  // Name and reason, the first kMostLeftOutNamed.
  std::map<std::string, MunicipalityCounts> municipalities;   // By code.
  std::optional<v1::SnapshotDiff> difference;                 // From the snapshot before, if that could be read.
  int64_t changes_kept_from = 1;                              // The lowest revision that watchers can still ask for.
  std::optional<v1::RunReport::Duplicates> duplicates;        // Absent: the run did not come to it.
};

// `stage` is "embed", "duplicates", "build", "verify" or "publish"; `total` 0: not known. Returns false to stop.
using RebuildProgress = std::function<bool(const std::string& stage, uint32_t done, uint32_t total)>;

class SnapshotBuilder {
 public:
  static constexpr size_t kMostLeftOutNamed = 1000;

  struct Parts {
    CatalogStore& store;
    EmbeddingBatches& batches;
    SnapshotKeeper& keeper;
    Env& env;
    const Clock& clock;
    DuplicateFinder* duplicates = nullptr;  // Null: they are not looked for.
  };
  explicit SnapshotBuilder(const Parts& parts, SnapshotBuilderOptions options = {})
      : parts_(parts), options_(options) {}

  // With `force` the gate on counts lets everything pass. `report` tells also how far a run came that failed.
  absl::Status Rebuild(bool force, const RebuildProgress& progress, RebuildReport* report);

 private:
  absl::Status BuildAndPublish(bool force, const RebuildProgress& progress, RebuildReport* report);
  absl::Status FindDuplicates(const RebuildProgress& progress, RebuildReport* report) const;
  absl::StatusOr<Manifest> Build(const std::set<TextId>& failed, const RebuildProgress& progress,
                                 RebuildReport* report) const;
  absl::StatusOr<int64_t> Collect(const std::set<TextId>& failed, const RebuildProgress& progress,
                                  SegmentBuilder* segment, RebuildReport* report) const;
  absl::Status VerifyAndPublish(bool force, const RebuildProgress& progress, RebuildReport* report) const;
  absl::Status Verify(bool force, RebuildReport* report) const;
  void TidyUp(RebuildReport* report) const;

  const Parts parts_;
  const SnapshotBuilderOptions options_;
};

// Whether an activity is over for good on `today`: its last valid day or the last of its dates has passed.
bool IsOver(const v1::Activity& activity, absl::CivilDay today);

}  // namespace meedoen::indexer
