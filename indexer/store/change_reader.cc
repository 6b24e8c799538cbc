#include "indexer/store/change_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

using storage::v1::ChangeRecord;

// One answer ends after the revision that brings it over this; the caller asks on from there.
constexpr size_t kMostAnswerBytes = size_t{64} << 20;

absl::Status Trimmed(int64_t after_revision, int64_t trimmed) {
  return absl::OutOfRangeError(absl::StrCat("Changes after revision ", after_revision,
                                            " are gone: the log begins at revision ", trimmed,
                                            ". Load a snapshot and go on from its revision"));
}

absl::StatusOr<ChangedActivity> NowOf(const Records& records, const ModelKey& model, const std::string& key) {
  ChangedActivity changed;
  changed.key = key;
  MEEDOEN_ASSIGN_OR_RETURN(auto stored, GetStored(records, key));
  changed.deleted = !stored.has_value() || stored->deleted();
  if (changed.deleted) return changed;
  changed.activity = std::move(*stored->mutable_activity());
  MEEDOEN_ASSIGN_OR_RETURN(changed.vector, GetVector(records, model, stored->text_hash()));
  return changed;
}

size_t BytesOf(const ChangedActivity& changed) {
  return changed.activity.ByteSizeLong() + changed.vector.size() * sizeof(float);
}

// `after_revision` is within the log.
absl::StatusOr<std::vector<ChangeSet>> ReadWithin(const StoreState& state, int64_t after_revision, int64_t last) {
  const std::unique_ptr<Records> view = state.database->View();
  std::vector<ChangeSet> sets;
  size_t bytes = 0;
  for (int64_t revision = after_revision + 1; revision <= last && bytes < kMostAnswerBytes; ++revision) {
    const std::string key = NumberBytes(revision);
    MEEDOEN_ASSIGN_OR_RETURN(const auto value, view->Get(Column::kChanges, key));
    if (!value.has_value()) {
      absl::MutexLock lock(&state.mutex);
      if (revision < state.trimmed) return Trimmed(revision - 1, state.trimmed);  // Just now.
      return DamagedRecord(Column::kChanges, key, "is missing");
    }
    MEEDOEN_ASSIGN_OR_RETURN(const auto record, ParseStored<ChangeRecord>(Column::kChanges, key, *value));
    ChangeSet set;
    set.revision = revision;
    set.commit_time = ToTime(record.commit_time());
    for (const ChangeRecord::Entry& entry : record.entries()) {
      MEEDOEN_ASSIGN_OR_RETURN(ChangedActivity changed, NowOf(*view, state.model, entry.key()));
      bytes += BytesOf(changed);
      set.changes.push_back(std::move(changed));
    }
    sets.push_back(std::move(set));
  }
  return sets;
}

// The log itself is the queue: a watcher is a position in it, so it can neither miss nor repeat a revision, and a slow
// one costs no memory. One that was at the end once and falls kMaxWatcherLag behind is cut off all the same: it would
// serve old news.
class LogWatcher final : public Watcher {
 public:
  LogWatcher(std::shared_ptr<StoreState> state, int64_t after_revision)
      : state_(std::move(state)), position_(after_revision) {}

  ~LogWatcher() override {
    absl::MutexLock lock(&state_->mutex);
    --state_->watchers;
  }

  absl::StatusOr<ChangeSet> Next(absl::Time deadline) override {
    if (!ended_.ok()) return ended_;
    {
      StoreState& state = *state_;
      const auto woken = [&state, this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(state.mutex) {
        return state.closing || state.revision > position_;
      };
      absl::MutexLock lock(&state.mutex);
      const bool came = state.mutex.AwaitWithDeadline(absl::Condition(&woken), deadline);
      if (state.closing) return absl::UnavailableError("The catalogue is being closed; watch again when it is back");
      if (!came) return absl::DeadlineExceededError(absl::StrCat("No change after revision ", position_, " yet"));
      ended_ = CheckLag(state);
    }
    if (!ended_.ok()) return ended_;
    MEEDOEN_ASSIGN_OR_RETURN(auto sets, ReadWithin(*state_, position_, position_ + 1));
    position_ = sets.front().revision;
    absl::MutexLock lock(&state_->mutex);
    if (position_ == state_->revision) live_ = true;
    return std::move(sets.front());
  }

 private:
  absl::Status CheckLag(const StoreState& state) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(state.mutex) {
    if (position_ + 1 < state.trimmed) return Trimmed(position_, state.trimmed);
    if (!live_ || state.revision - position_ <= kMaxWatcherLag) return absl::OkStatus();
    return absl::ResourceExhaustedError(absl::StrCat("The watcher is at revision ", position_, ", ",
                                                     state.revision - position_, " behind; at most ", kMaxWatcherLag,
                                                     ". Load a snapshot and watch from its revision"));
  }

  const std::shared_ptr<StoreState> state_;
  int64_t position_;
  bool live_ = false;  // Has been at the end of the log.
  absl::Status ended_;
};

absl::Status CheckPosition(const StoreState& state, int64_t after_revision) ABSL_EXCLUSIVE_LOCKS_REQUIRED(state.mutex) {
  if (after_revision + 1 < state.trimmed) return Trimmed(after_revision, state.trimmed);
  if (after_revision <= state.revision) return absl::OkStatus();
  // Who reads the database itself, as a rebuild does, can see a revision just before it is acknowledged.
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t written, GetMetaNumber(*state.database, kMetaRevision, 0));
  if (after_revision <= written) return absl::OkStatus();
  return absl::OutOfRangeError(absl::StrCat("The catalogue is at revision ", state.revision, ", before revision ",
                                            after_revision, ": it is another one, or was restored. Load a snapshot"));
}

}  // namespace

absl::StatusOr<std::vector<ChangeSet>> ReadChanges(const StoreState& state, int64_t after_revision, int most) {
  int64_t last = 0;
  {
    absl::MutexLock lock(&state.mutex);
    MEEDOEN_RETURN_IF_ERROR(CheckPosition(state, after_revision));
    last = std::min<int64_t>(state.revision, after_revision + std::max(most, 0));
  }
  return ReadWithin(state, after_revision, last);
}

absl::StatusOr<std::unique_ptr<Watcher>> StartWatcher(std::shared_ptr<StoreState> state, int64_t after_revision) {
  {
    absl::MutexLock lock(&state->mutex);
    MEEDOEN_RETURN_IF_ERROR(CheckPosition(*state, after_revision));
    if (state->watchers >= kMaxWatchers) {
      return absl::ResourceExhaustedError(
          absl::StrCat("There are ", kMaxWatchers, " watchers already; close one first"));
    }
    ++state->watchers;
  }
  return std::make_unique<LogWatcher>(std::move(state), after_revision);
}

}  // namespace meedoen::indexer
