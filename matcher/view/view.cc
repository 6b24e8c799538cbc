#include "matcher/view/view.h"

#include <utility>

namespace meedoen::matcher {

ViewPtr ViewHolder::Get() const {
  absl::MutexLock lock(&mutex_);
  return view_;
}

bool ViewHolder::Set(ViewPtr view) {
  absl::MutexLock lock(&mutex_);
  if (view_ != nullptr && view->revision < view_->revision) return false;
  view_ = std::move(view);
  return true;
}

ViewPtr ViewHolder::WaitFor(int64_t revision, absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto there = [this, revision]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return view_ != nullptr && view_->revision >= revision;
  };
  mutex_.AwaitWithDeadline(absl::Condition(&there), deadline);
  return view_;
}

}  // namespace meedoen::matcher
