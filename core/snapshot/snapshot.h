// A snapshot: one immutable picture of the catalogue as files in a folder, verified, published and mapped.
// Format, byte by byte: docs/formats/snapshot.md.
//
// A folder of snapshots holds `<revision>-<build time>/` each with a MANIFEST and one file a section, and CURRENT,
// which names the one to serve. A folder being written ends in ".tmp" and is never read.
//
// Threads: a Snapshot is constant, any number may read it. Ownership: it holds its files mapped until destroyed; a
// snapshot in use may be deleted from disk without harm. Env must outlive it.
// Errors: NOT_FOUND (no snapshot published, file missing), DATA_LOSS (a checksum or size differs, by file),
// FAILED_PRECONDITION (newer format, other model than asked for).
// Cost: opening reads every byte once for the checksums, some 1 GB/s.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/base/env.h"
#include "core/geo/place_table.h"
#include "core/index/calibration.h"
#include "core/index/segment.h"

namespace meedoen {

inline constexpr char kCurrentFile[] = "CURRENT";

struct Manifest {
  int format_version = 1;
  std::string id;  // The folder's name.
  int64_t catalog_revision = 0;
  std::string model_id;
  int dimension = 0;
  std::string calibration_id;
  uint32_t activities = 0;
  absl::Time build_time;
  struct File {
    uint64_t bytes = 0;
    std::string sha256;  // Hexadecimal.
  };
  std::map<std::string, File> files;
};

class Snapshot {
 public:
  // Maps and verifies every file.
  static absl::StatusOr<std::unique_ptr<Snapshot>> Open(Env& env, const std::string& folder);

  const Manifest& manifest() const { return manifest_; }
  const SegmentView& segment() const { return segment_; }
  const PlaceTable& places() const { return places_; }
  const Calibration& calibration() const { return *calibration_; }

 private:
  Snapshot() = default;
  Manifest manifest_;
  std::vector<std::unique_ptr<MappedFile>> files_;
  SegmentView segment_;
  PlaceTable places_;
  std::unique_ptr<Calibration> calibration_;
};

// Reads a MANIFEST without the other files. Cost: some 50 microseconds.
absl::StatusOr<Manifest> ReadManifest(Env& env, const std::string& folder);

// FAILED_PRECONDITION if the snapshot was made with another model.
absl::Status CheckModel(const Manifest& manifest, const std::string& model_id, int dimension);

// The id that CURRENT names. NOT_FOUND: nothing was published yet ("run meedoen-indexer rebuild").
absl::StatusOr<std::string> CurrentSnapshotId(Env& env, const std::string& snapshots_folder);

}  // namespace meedoen
