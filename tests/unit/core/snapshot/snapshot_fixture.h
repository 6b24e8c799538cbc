// Writes small snapshots into a folder of a test's own.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/snapshot/snapshot_writer.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::testing {

inline const absl::Time kBuildTime = absl::FromCivil(absl::CivilSecond(2026, 11, 22, 3, 15, 0), absl::UTCTimeZone());

inline absl::StatusOr<Manifest> WriteSmallSnapshot(Env& env, const std::string& folder, int64_t revision, int rows = 40,
                                                   absl::Time build_time = kBuildTime) {
  const auto builder = RandomBuilder(static_cast<int>(revision), rows);
  builder->Finish();
  const Calibration calibration = Calibration::Of(RandomSegment(static_cast<int>(revision), rows)->view);
  SnapshotContent content;
  content.catalog_revision = revision;
  content.model_id = "test-model";
  content.dimension = kSegmentDimension;
  content.build_time = build_time;
  content.segment = builder.get();
  content.places = {{"7415", 52.26, 6.17, 700, "GM0150", "Deventer"}, {"7411", 52.25, 6.16, 650, "GM0150", "Deventer"}};
  content.calibration = &calibration;
  return WriteSnapshot(env, folder, content);
}

inline std::string ReadAll(const std::string& path) {
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

inline void WriteAll(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline std::vector<std::string> NamesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace meedoen::testing
