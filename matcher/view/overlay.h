// Collects the changes since the snapshot and makes views of both.
//
// Threads: one thread at a time (the follower's). Ownership: keeps the snapshot and the changes above its revision.
// Errors: RESOURCE_EXHAUSTED (more than kMaxOverlayRows: a new snapshot is due), INVALID_ARGUMENT (vectors of
// another model or dimension). After an error the state is as before.
// Cost: MakeView lays out all changed activities anew, some 5 microseconds each; so changes are applied in groups.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "matcher/view/view.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::matcher {

class Overlay {
 public:
  explicit Overlay(std::shared_ptr<const Snapshot> snapshot);

  // Takes a later snapshot as the base; changes above its revision are kept. An earlier one is refused (false): a view
  // never goes back.
  bool Rebase(std::shared_ptr<const Snapshot> snapshot);

  // Applies one revision. One that is not above the current revision is ignored.
  absl::Status Apply(const v1::WatchChangesResponse& changes);

  int64_t revision() const { return revision_; }
  const Snapshot& snapshot() const { return *snapshot_; }

  absl::StatusOr<ViewPtr> MakeView(absl::Time now) const;

 private:
  struct Entry {
    int64_t revision;
    bool suggestible;  // False: deleted, or its text is not embedded yet.
    v1::Activity activity;
    std::vector<float> vector;
  };

  std::shared_ptr<const Snapshot> snapshot_;
  std::map<std::string, Entry> entries_;  // By resource name.
  int64_t revision_;
};

}  // namespace meedoen::matcher
