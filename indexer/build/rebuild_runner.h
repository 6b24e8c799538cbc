// One nightly run as a whole: rebuilds, and leaves a report of it, whether it succeeded or not.
//
// Reports are REPORTS/<start in UTC>.json (v1.RunReport) and .txt (Dutch); the newest kMostReports stay. A run that
// could not begin because another was under way leaves none.
//
// Threads: safe. Ownership: builder, env and clock outlive it. Errors: in the result, those of SnapshotBuilder::Rebuild.
// A report that cannot be written is logged: the run is what it is. Cost: besides the run, some milliseconds.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "indexer/build/snapshot_builder.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

v1::Snapshot ToMessage(const Manifest& manifest, bool current);

class RebuildRunner {
 public:
  static constexpr size_t kMostReports = 400;  // A year of nights, and some.

  RebuildRunner(SnapshotBuilder& builder, Env& env, const Clock& clock, std::string reports_folder)
      : builder_(builder), env_(env), clock_(clock), reports_folder_(std::move(reports_folder)) {}

  struct Result {
    absl::Status status;
    v1::RunReport report;
  };
  Result Run(bool force, const RebuildProgress& progress);

 private:
  absl::Status Keep(const v1::RunReport& report) const;

  SnapshotBuilder& builder_;
  Env& env_;
  const Clock& clock_;
  const std::string reports_folder_;
};

}  // namespace meedoen::indexer
