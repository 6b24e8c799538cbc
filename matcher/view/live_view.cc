#include "matcher/view/live_view.h"

#include <utility>

#include "core/base/status.h"

namespace meedoen::matcher {

void LiveView::Install(std::shared_ptr<const Snapshot> snapshot) {
  if (shown_ != nullptr && shown_->Rebase(snapshot)) {
    next_.reset();
  } else {
    next_ = std::make_unique<Overlay>(std::move(snapshot));
    if (shown_ != nullptr && next_->revision() < shown_->revision()) return;
    shown_ = std::move(next_);
  }
  changed_ = true;
}

bool LiveView::Return(const std::string& id) {
  if (next_ == nullptr || shown_->snapshot().manifest().id != id) return false;
  next_.reset();
  return true;
}

absl::Status LiveView::Apply(const v1::WatchChangesResponse& changes) {
  if (next_ == nullptr) {
    const int64_t before = shown_->revision();
    const absl::Status applied = shown_->Apply(changes);
    changed_ |= shown_->revision() > before;
    return applied;
  }
  MEEDOEN_RETURN_IF_ERROR(next_->Apply(changes));
  if (next_->revision() < shown_->revision()) return absl::OkStatus();
  shown_ = std::move(next_);
  changed_ = true;
  return absl::OkStatus();
}

absl::Status LiveView::Publish(absl::Time now) {
  changed_ = false;
  MEEDOEN_ASSIGN_OR_RETURN(ViewPtr view, shown_->MakeView(now));
  holder_->Set(std::move(view));
  return absl::OkStatus();
}

}  // namespace meedoen::matcher
