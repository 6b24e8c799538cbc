// Collects the changes since the snapshot and makes views of both.
//
// The changes lie in two layers: a large settled one that is made anew only now and then, and a small one of what came
// since. So one more change costs the same on top of 20,000 as on top of none. What is worked out of an activity is
// kept: its sessions reach kMaxHorizonDays beyond the day on which it was first shown.
//
// An activity that cannot be laid out (a rule that cannot be read, a broken vector) is left out, hidden in the snapshot
// and logged once by name; the others are shown.
//
// Threads: one thread at a time. Ownership: keeps the snapshot and the changes above its revision; a view keeps what it
// shows.
// Errors: RESOURCE_EXHAUSTED (more than kMaxOverlayRows: a new snapshot is due), INVALID_ARGUMENT (vectors of another
// model). After an error the state is as before.
// Cost: Apply some 2 microseconds a change; MakeView: working out each changed activity once, some 20 microseconds,
// and 3 microseconds for each of the latest changes, at most kMostRecent of them; every kMostRecent changes once 3
// microseconds for all (bench/live).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "matcher/view/view.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::matcher {

class Overlay {
 public:
  static constexpr size_t kMostRecent = 500;  // Changes in the small layer.

  // `most_recent` is for tests.
  explicit Overlay(std::shared_ptr<const Snapshot> snapshot, size_t most_recent = kMostRecent);

  // Takes another snapshot as the base; changes above its revision are kept. False, and nothing happens, if it does not
  // fit them: it is of a lower revision than the base, or of another model without having all the changes.
  bool Rebase(std::shared_ptr<const Snapshot> snapshot);

  // Applies one revision. One that is not above the current revision is ignored, if it is of the same model.
  absl::Status Apply(const v1::WatchChangesResponse& changes);

  int64_t revision() const { return revision_; }
  const Snapshot& snapshot() const { return *snapshot_; }

  absl::StatusOr<ViewPtr> MakeView(absl::Time now);

 private:
  struct Entry {
    int64_t revision = 0;
    SegmentRowPtr row;                     // Null: deleted, not embedded yet, not laid out yet, or it cannot be.
    std::unique_ptr<v1::Change> to_place;  // Not laid out yet.
    bool reported = false;                 // That it cannot be laid out.
  };

  void Hide(const std::string& name);
  void LayOut(const std::string& name, Entry* entry, absl::CivilDay today) const;
  absl::Status Settle();

  const size_t most_recent_;
  std::shared_ptr<const Snapshot> snapshot_;
  int64_t revision_;
  absl::node_hash_map<std::string, Entry> entries_;  // By resource name.
  absl::flat_hash_set<std::string> recent_;          // Names changed since the settled layer was made.
  std::vector<bool> hidden_;                         // By snapshot row.
  OverlayLayer settled_;                             // Without a segment: none was made.
};

}  // namespace meedoen::matcher
