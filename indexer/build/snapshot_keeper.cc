#include "indexer/build/snapshot_keeper.h"

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot_id.h"
#include "core/snapshot/snapshot_writer.h"

namespace meedoen::indexer {

bool CanBeFollowed(const Manifest& snapshot, int64_t changes_kept_from) {
  return snapshot.catalog_revision + 1 >= changes_kept_from;
}

absl::StatusOr<std::unique_ptr<SnapshotKeeper::Turn>> SnapshotKeeper::TakeTurn() {
  if (taken_.exchange(true)) {
    return absl::AbortedError(
        "another rebuild, or another change of the snapshots, is running; wait for its end and try again");
  }
  return std::make_unique<Turn>(taken_);
}

absl::StatusOr<std::string> SnapshotKeeper::EarlierThanCurrent() const {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string current, CurrentSnapshotId(env_, folder_));
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Manifest> snapshots, ListSnapshots(env_, folder_));
  for (const Manifest& snapshot : snapshots) {
    if (OlderSnapshot(snapshot.id, current)) return snapshot.id;
  }
  return absl::NotFoundError(
      absl::StrCat("no snapshot was built before ", current, ", so there is none to go back to"));
}

absl::StatusOr<Manifest> SnapshotKeeper::Rollback(const std::string& id, const std::string& model_id,
                                                  int64_t changes_kept_from) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Turn> turn, TakeTurn());
  std::string to = id;
  if (to.empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(to, EarlierThanCurrent());
  }
  if (!IsSnapshotId(to)) return absl::InvalidArgumentError(absl::StrCat("\"", to, "\" is not the id of a snapshot"));
  if (!env_.Exists(PathOf(to))) {
    return absl::NotFoundError(absl::StrCat("there is no snapshot ", to, "; list them (snapshots list)"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, Snapshot::Open(env_, PathOf(to)));
  if (snapshot->manifest().model_id != model_id) {
    return absl::FailedPreconditionError(absl::StrCat("snapshot ", to, " was made with model ",
                                                      snapshot->manifest().model_id, ", the catalogue is kept with ",
                                                      model_id, "; start the indexer with that model first"));
  }
  if (!CanBeFollowed(snapshot->manifest(), changes_kept_from)) {
    return absl::FailedPreconditionError(
        absl::StrCat("snapshot ", to, " shows revision ", snapshot->manifest().catalog_revision,
                     ", and changes are kept from revision ", changes_kept_from,
                     " on: those in between are gone (trimmed, or the catalogue was restored), so no matcher could go "
                     "on from it. Make a new one with meedoen-indexer rebuild"));
  }
  MEEDOEN_RETURN_IF_ERROR(PublishSnapshot(env_, folder_, to));
  LogInfo("rolled back to snapshot {}", to);
  return snapshot->manifest();
}

absl::StatusOr<std::vector<std::string>> SnapshotKeeper::Prune(int keep) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Turn> turn, TakeTurn());
  return PruneSnapshots(env_, folder_, keep);
}

}  // namespace meedoen::indexer
