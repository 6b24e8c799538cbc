// The view that is served and what it is made from: a snapshot with its overlay, and at times a second pair that is not
// shown yet.
//
// A view never goes back. So a snapshot that lies behind what is shown (a rollback) or that is of another model than
// the changes at hand does not take over at once: it gets an overlay of its own, which reads the changes from its
// revision on, and is shown when it has come as far as the view. Until then the old view stays as it is.
//
// Threads: one at a time. Ownership: the holder must outlive it.
// Errors: those of Overlay. Cost: those of Overlay.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "matcher/view/overlay.h"
#include "matcher/view/view.h"

namespace meedoen::matcher {

class LiveView {
 public:
  explicit LiveView(ViewHolder* holder) : holder_(holder) {}

  bool empty() const { return shown_ == nullptr; }
  // The id of the snapshot in use: of the one that catches up, if there is one. Empty: none.
  std::string snapshot_id() const { return empty() ? "" : Reading().snapshot().manifest().id; }
  bool catching_up() const { return next_ != nullptr; }

  // Takes a snapshot into use. Changes are to be read anew from `revision()` on.
  void Install(std::shared_ptr<const Snapshot> snapshot);

  // Goes back to the snapshot of what is shown; true if that is `id` and another one was catching up.
  bool Return(const std::string& id);
  void GiveUpCatchingUp() { next_.reset(); }

  // The revision after which changes are to be read, and where they go. Not while empty.
  int64_t revision() const { return Reading().revision(); }
  absl::Status Apply(const v1::WatchChangesResponse& changes);

  // Whether there is something that was not published yet.
  bool changed() const { return changed_; }
  // Makes the view and shows it. After an error it stays as it was until the next change.
  absl::Status Publish(absl::Time now);

  int64_t shown_revision() const { return empty() ? 0 : shown_->revision(); }

 private:
  const Overlay& Reading() const { return next_ != nullptr ? *next_ : *shown_; }

  ViewHolder* const holder_;
  std::unique_ptr<Overlay> shown_;
  std::unique_ptr<Overlay> next_;
  bool changed_ = false;
};

}  // namespace meedoen::matcher
