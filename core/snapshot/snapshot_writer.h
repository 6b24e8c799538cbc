// Writes a snapshot so that a crash at any moment leaves the folder of snapshots as it was.
//
// Threads: one writer a folder at a time. Errors: those of Env; ALREADY_EXISTS for a hundredth build in one
// second.
// Cost: writes every byte once and syncs each file.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/snapshot/snapshot.h"

namespace meedoen {

struct SnapshotContent {
  int64_t catalog_revision = 0;
  std::string model_id;
  int dimension = 0;
  absl::Time build_time;
  const SegmentBuilder* segment = nullptr;  // Finished.
  std::vector<Place> places;
  const Calibration* calibration = nullptr;
};

// Writes `<snapshots_folder>/<id>/` completely (through <id>.tmp, synced, renamed); does not publish it.
absl::StatusOr<Manifest> WriteSnapshot(Env& env, const std::string& snapshots_folder, const SnapshotContent& content);

// Makes CURRENT name this snapshot. Atomic. INVALID_ARGUMENT: not an id; NOT_FOUND, DATA_LOSS: there is no such
// MANIFEST.
absl::Status PublishSnapshot(Env& env, const std::string& snapshots_folder, const std::string& id);

// Complete snapshots, newest first. One whose MANIFEST cannot be read is logged and left out.
absl::StatusOr<std::vector<Manifest>> ListSnapshots(Env& env, const std::string& snapshots_folder);

// Removes one snapshot. FAILED_PRECONDITION: it is the current one; INVALID_ARGUMENT: not an id; NOT_FOUND.
absl::Status RemoveSnapshot(Env& env, const std::string& snapshots_folder, const std::string& id);

// Removes all but the newest `keep` and the current one, and every left-over ".tmp". Returns the ids removed. Damaged
// snapshots stay, as evidence.
absl::StatusOr<std::vector<std::string>> PruneSnapshots(Env& env, const std::string& snapshots_folder, int keep);

}  // namespace meedoen
