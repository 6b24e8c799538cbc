// Names of snapshots: the revision of the catalogue and the time of the build, "0000000042-20261122T031500Z"; a second
// build within that second gets "-2" behind it, and so on.
//
// Threads: safe. Errors: none. Units: UTC. Cost: some microseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace meedoen {

inline constexpr int kMostBuildsASecond = 99;

// `build` counts from 1.
std::string SnapshotId(int64_t catalog_revision, absl::Time build_time, int build);

// Whether it has this form. Only such names are ever joined to a path.
bool IsSnapshotId(std::string_view id);

// Whether `a` was built before `b`; both are ids.
bool OlderSnapshot(std::string_view a, std::string_view b);

}  // namespace meedoen
