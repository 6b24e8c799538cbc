#include "indexer/cli/snapshot_commands.h"

#include <iostream>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::indexer {

int RunSnapshotsList(const GlobalOptions& options) {
  const auto response = Call(options, &v1::IndexService::Stub::ListSnapshots, v1::ListSnapshotsRequest());
  if (!response.ok()) return Failed(response.status());
  std::cout << absl::StreamFormat("%-32s %-16s %10s %10s  %s\n", "SNAPSHOT", "BUILT", "REVISION", "ACTIVITIES",
                                  "MODEL");
  for (const v1::Snapshot& snapshot : response->snapshots()) {
    const absl::Time built = absl::FromUnixSeconds(snapshot.build_time().seconds());
    std::cout << absl::StreamFormat("%-32s %-16s %10d %10d  %s%s\n", snapshot.id(),
                                    absl::FormatTime("%Y-%m-%d %H:%M", built, Amsterdam()), snapshot.catalog_revision(),
                                    snapshot.activities(), snapshot.model_id(),
                                    snapshot.current() ? "  (current)" : "");
  }
  return 0;
}

int RunSnapshotsDiff(const GlobalOptions& options, const std::string& from, const std::string& to) {
  v1::DiffSnapshotsRequest request;
  request.set_from(from);
  request.set_to(to);
  request.set_most_activities(kMaxDiffEntries);
  const auto response = Call(options, &v1::IndexService::Stub::DiffSnapshots, request);
  if (!response.ok()) return Failed(response.status());
  for (const auto& entry : response->entries()) {
    const std::string fields = absl::StrJoin(entry.changed_fields(), ", ");
    std::cout << absl::StreamFormat("%-8s %s  \"%s\"%s%s\n", v1::DiffSnapshotsResponse::Entry::Kind_Name(entry.kind()),
                                    entry.name(), entry.title(), fields.empty() ? "" : ": ", fields);
  }
  const v1::SnapshotDiff& counts = response->counts();
  const uint32_t differ = counts.added() + counts.changed() + counts.removed();
  if (differ > static_cast<uint32_t>(response->entries_size())) {
    std::cout << "and " << differ - static_cast<uint32_t>(response->entries_size()) << " more\n";
  }
  std::cout << counts.added() << " added, " << counts.changed() << " changed, " << counts.removed() << " removed, "
            << counts.unchanged() << " as they were\n";
  return 0;
}

int RunSnapshotsRollback(const GlobalOptions& options, const std::string& id) {
  v1::RollbackRequest request;
  request.set_snapshot_id(id);
  const auto snapshot = Call(options, &v1::IndexService::Stub::Rollback, request);
  if (!snapshot.ok()) return Failed(snapshot.status());
  std::cout << "snapshot " << snapshot->id() << " is the current one now; later changes of the catalogue stay\n";
  return 0;
}

int RunSnapshotsPrune(const GlobalOptions& options, uint32_t keep) {
  v1::PruneSnapshotsRequest request;
  request.set_keep(keep);
  const auto response = Call(options, &v1::IndexService::Stub::PruneSnapshots, request);
  if (!response.ok()) return Failed(response.status());
  for (const std::string& id : response->removed()) std::cout << id << " removed\n";
  std::cout << response->removed_size() << " snapshots removed\n";
  return 0;
}

}  // namespace meedoen::indexer
