// The bytes of a MANIFEST: JSON whose last member is the SHA-256 of everything before it, so that no byte can change
// unseen. Format: docs/formats/snapshot.md.
//
// Threads: safe. Errors: DATA_LOSS (damaged), FAILED_PRECONDITION (a newer format), each names `path`.
// Cost: some 20 microseconds.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/snapshot/snapshot.h"

namespace meedoen {

inline constexpr char kManifestFile[] = "MANIFEST";
inline constexpr char kPlacesFile[] = "places";
inline constexpr char kCalibrationFile[] = "calibration";

std::string EncodeManifest(const Manifest& manifest);
absl::StatusOr<Manifest> DecodeManifest(std::string_view bytes, const std::string& path);

// Every file that a snapshot has beside its MANIFEST.
std::vector<std::string> SnapshotFileNames();

// DATA_LOSS that names the file and what to do.
absl::Status DamagedSnapshot(const std::string& path, const std::string& what);

}  // namespace meedoen
