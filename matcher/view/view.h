// What the matcher answers from: a snapshot and, over it, the changes since.
//
// A View never changes; a new one takes its place. A call holds the view it began with, so an answer never mixes two
// revisions. Threads: a View is constant; ViewHolder is safe. Ownership: shared; the last user frees a view and unmaps
// its files. Cost: taking a view is a lock and a count.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/index/segment.h"
#include "core/snapshot/snapshot.h"

namespace meedoen::matcher {

// Changed activities, laid out.
struct OverlayLayer {
  std::shared_ptr<const OwnedSegment> segment;  // Never null in a view.
  std::vector<bool> hidden;                     // By row: replaced or deleted since. Empty: none.

  bool Hidden(uint32_t row) const { return !hidden.empty() && hidden[row]; }
};

struct View {
  std::shared_ptr<const Snapshot> snapshot;  // Never null.
  std::vector<OverlayLayer> overlay;         // The changes since; empty: none that can be suggested.
  std::vector<bool> hidden;                  // By snapshot row: replaced or deleted since. Empty: none.
  int64_t revision = 0;                      // The catalogue revision this is a picture of.
  uint32_t overlay_changes = 0;              // Activities changed or deleted since the snapshot.
  absl::Time made;

  bool Hidden(uint32_t snapshot_row) const { return !hidden.empty() && hidden[snapshot_row]; }
};

using ViewPtr = std::shared_ptr<const View>;

// The current view. It never goes back to a lower revision.
class ViewHolder {
 public:
  ViewPtr Get() const;  // Null until the first one.

  // False, and nothing happens, if the revision is lower than the current view's.
  bool Set(ViewPtr view);

  // Waits for a view of at least `revision`; the current one when the deadline passes.
  ViewPtr WaitFor(int64_t revision, absl::Time deadline) const;

 private:
  mutable absl::Mutex mutex_;
  ViewPtr view_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen::matcher
