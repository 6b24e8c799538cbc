// A catalogue log in memory: the plainest thing that keeps the contract of CatalogLog. What the real store is compared
// with.
//
// Every transaction works on a copy of what there is and replaces it when it succeeds. Threads: safe. Nothing survives
// it.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/activity/embedding_text.h"
#include "core/activity/field_paths.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/store/authorship.h"
#include "indexer/store/catalog_log.h"

namespace meedoen::indexer::testing {

class MemoryCatalogLog : public CatalogLog {
 public:
  // What there is now.
  struct Living {
    std::map<std::string, v1::Activity> activities;     // By key.
    std::map<std::string, std::vector<float>> vectors;  // By text hash.
    std::map<std::string, Place> places;
    std::map<std::string, std::string> principals;  // Who wrote each activity.
  };
  struct Answer {
    std::string hash;
    Committed committed;
    absl::Time time;
  };
  // And how it came to be: only ever added to.
  struct State {
    Living living;
    int64_t revision = 0;
    int64_t trimmed = 1;
    std::map<int64_t, std::vector<std::string>> changes;  // Keys of each revision.
    std::map<int64_t, absl::Time> times;
    std::map<std::string, std::vector<int64_t>> versions;      // Revisions that wrote a key, deletions too.
    std::map<std::string, std::vector<v1::Activity>> earlier;  // Versions that were replaced or deleted.
    std::map<std::pair<std::string, std::string>, Answer> requests;
  };

  explicit MemoryCatalogLog(const Clock& clock) : clock_(clock) {}

  absl::StatusOr<Committed> Commit(Transaction transaction) override {
    absl::MutexLock lock(&mutex_);
    return Apply(transaction);
  }

  absl::StatusOr<std::vector<ChangeSet>> ReadFrom(int64_t after_revision, int most) override {
    absl::MutexLock lock(&mutex_);
    return Read(after_revision, most);
  }

  absl::StatusOr<std::unique_ptr<Watcher>> Watch(int64_t after_revision) override {
    absl::MutexLock lock(&mutex_);
    MEEDOEN_RETURN_IF_ERROR(Read(after_revision, 0).status());
    if (watchers_ >= kMaxWatchers) return absl::ResourceExhaustedError("too many watchers");
    ++watchers_;
    return std::make_unique<MemoryWatcher>(*this, after_revision);
  }

  absl::Status TrimBelow(int64_t revision) override {
    absl::MutexLock lock(&mutex_);
    state_.trimmed = std::clamp(revision, state_.trimmed, state_.revision + 1);
    return absl::OkStatus();
  }

  int64_t revision() const override {
    absl::MutexLock lock(&mutex_);
    return state_.revision;
  }

  // With its etag of this log; nullopt: not there.
  std::optional<v1::Activity> Find(const std::string& key) const {
    absl::MutexLock lock(&mutex_);
    const auto found = state_.living.activities.find(key);
    if (found == state_.living.activities.end()) return std::nullopt;
    return found->second;
  }

  State state() const {
    absl::MutexLock lock(&mutex_);
    return state_;
  }

  // What `reader` makes of the state, without copying it.
  template <typename Reader>
  auto Look(const Reader& reader) const {
    absl::MutexLock lock(&mutex_);
    return reader(state_);
  }

 private:
  class MemoryWatcher final : public Watcher {
   public:
    MemoryWatcher(MemoryCatalogLog& log, int64_t position) : log_(log), position_(position) {}
    ~MemoryWatcher() override {
      absl::MutexLock lock(&log_.mutex_);
      --log_.watchers_;
    }
    absl::StatusOr<ChangeSet> Next(absl::Time deadline) override {
      const auto woken = [this] { return log_.state_.revision > position_; };
      absl::MutexLock lock(&log_.mutex_);
      if (!log_.mutex_.AwaitWithDeadline(absl::Condition(&woken), deadline)) {
        return absl::DeadlineExceededError("no change yet");
      }
      MEEDOEN_ASSIGN_OR_RETURN(auto sets, log_.Read(position_, 1));
      ++position_;
      return sets.front();
    }

   private:
    MemoryCatalogLog& log_;
    int64_t position_;
  };

  // What one transaction does, until it is known to succeed.
  struct Work {
    Living living;  // Of the vectors, the new ones only.
    Committed committed;
    std::vector<std::string> changed;  // Keys whose activity or vector is another.
    std::vector<std::string> written;  // Of those, the ones with a new version.
    std::vector<std::pair<std::string, v1::Activity>> replaced;
    std::vector<const Mutation*> redactions;
  };

  absl::StatusOr<Committed> Apply(const Transaction& transaction) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::set<std::string> keys;
    for (const Mutation& mutation : transaction.mutations) {
      if (mutation.kind == Mutation::Kind::kAttachVector || keys.insert(mutation.key).second) continue;
      return absl::InvalidArgumentError(mutation.key + " is written twice");
    }
    const auto request = std::make_pair(transaction.principal, transaction.request_id);
    const auto answered = state_.requests.find(request);
    const absl::Time now = clock_.Now();
    if (answered != state_.requests.end() && answered->second.time + absl::Hours(24) > now) {
      if (answered->second.hash == transaction.request_hash) return answered->second.committed;
      return absl::InvalidArgumentError("request_id was used for another request");
    }
    // Vectors are only ever added: a copy of all of them would be most of the work.
    Work work = {{state_.living.activities, {}, state_.living.places, state_.living.principals}, {}, {}, {}, {}, {}};
    for (const Mutation& mutation : transaction.mutations) {
      MEEDOEN_RETURN_IF_ERROR(ApplyOne(transaction, mutation, work));
    }
    for (auto& [key, activity] : work.replaced) state_.earlier[key].push_back(std::move(activity));
    for (const Mutation* mutation : work.redactions) RedactEarlier(*mutation, work);
    bool any = !work.changed.empty() || work.committed.redacted_versions > 0;
    for (const Place& place : transaction.places) {
      const auto [found, added] = work.living.places.emplace(place.code, place);
      any = any || added || !(found->second == place);
      found->second = place;
    }
    state_.living.vectors.merge(work.living.vectors);
    work.living.vectors = std::move(state_.living.vectors);
    state_.living = std::move(work.living);
    if (any) {
      ++state_.revision;
      state_.changes[state_.revision] = work.changed;
      state_.times[state_.revision] = now;
    }
    for (const std::string& key : work.written) state_.versions[key].push_back(state_.revision);
    work.committed.revision = state_.revision;
    if (!transaction.request_id.empty()) state_.requests[request] = {transaction.request_hash, work.committed, now};
    return work.committed;
  }

  absl::Status ApplyOne(const Transaction& transaction, const Mutation& mutation, Work& work) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Living& living = work.living;
    const auto note = [&](const std::string& key) {
      auto& changed = work.changed;
      if (std::find(changed.begin(), changed.end(), key) == changed.end()) changed.push_back(key);
    };
    if (mutation.kind == Mutation::Kind::kAttachVector) {
      const std::string& hash = mutation.text_hash;
      if (living.vectors.count(hash) + state_.living.vectors.count(hash) > 0) return absl::OkStatus();
      for (const auto& [key, activity] : living.activities) {
        if (EmbeddingTextHash(activity) != mutation.text_hash) continue;
        living.vectors[mutation.text_hash] = mutation.vector;
        note(key);
      }
      return absl::OkStatus();
    }
    if (mutation.kind == Mutation::Kind::kRedact) return Redact(mutation, work);
    const auto found = living.activities.find(mutation.key);
    const bool there = found != living.activities.end();
    const bool remove = mutation.kind == Mutation::Kind::kDelete;
    if (!there && (remove || !mutation.etag.empty())) return absl::NotFoundError(mutation.key + " is not there");
    if (!mutation.etag.empty() && mutation.etag != found->second.etag()) {
      return absl::AbortedError(mutation.key + ": the etag is not current");
    }
    if (there && mutation.must_be_new) return absl::AbortedError(mutation.key + " is there");
    if (remove) {
      work.replaced.emplace_back(mutation.key, found->second);
      living.activities.erase(found);
    } else {
      work.committed.created.push_back(!there);
      Mutation next = mutation;
      if (there) {
        const bool imported = IsImported(found->second, living.principals.at(mutation.key));
        KeepStored(mutation.author, found->second, imported, &next.activity);
      }
      const bool same = there && transaction.skip_unchanged && SameButOutput(found->second, next);
      work.committed.changed.push_back(!same);
      if (!same && there) work.replaced.emplace_back(mutation.key, found->second);
      if (!same) Store(living, next, state_.revision + 1);
      if (!same) living.principals[mutation.key] = transaction.principal;
      work.committed.activities.push_back(living.activities[mutation.key]);
      if (same) return absl::OkStatus();
    }
    note(mutation.key);
    work.written.push_back(mutation.key);
    return absl::OkStatus();
  }

  absl::Status Redact(const Mutation& mutation, Work& work) const {
    for (const std::string& field : mutation.redacted_fields) MEEDOEN_RETURN_IF_ERROR(CheckFieldPath(field));
    if (state_.versions.count(mutation.key) == 0) return absl::NotFoundError(mutation.key + " is not there");
    work.redactions.push_back(&mutation);
    const auto found = work.living.activities.find(mutation.key);
    if (found == work.living.activities.end()) return absl::OkStatus();
    if (!mutation.etag.empty() && mutation.etag != found->second.etag()) {
      return absl::AbortedError(mutation.key + ": the etag is not current");
    }
    Mutation next = mutation;
    next.activity = found->second;
    if (mutation.earlier_versions_only || !Clear(mutation, &next.activity)) return absl::OkStatus();
    work.replaced.emplace_back(mutation.key, found->second);  // And redacted with the others.
    Store(work.living, next, state_.revision + 1);
    work.changed.push_back(mutation.key);
    work.written.push_back(mutation.key);
    return absl::OkStatus();
  }

  static bool Clear(const Mutation& mutation, v1::Activity* activity) {
    bool any = false;
    for (const std::string& field : mutation.redacted_fields) any = ClearField(field, activity) || any;
    return any;
  }

  void RedactEarlier(const Mutation& mutation, Work& work) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    for (v1::Activity& version : state_.earlier[mutation.key]) {
      work.committed.redacted_versions += Clear(mutation, &version);
    }
    const auto now = work.living.activities.find(mutation.key);
    for (auto& [request, answer] : state_.requests) {
      for (v1::Activity& activity : answer.committed.activities) {
        if (activity.name() != ActivityName{mutation.key.substr(0, 6), mutation.key.substr(7)}.ToString()) continue;
        const bool current = now != work.living.activities.end() && now->second.revision() == activity.revision();
        if (!current || !mutation.earlier_versions_only) Clear(mutation, &activity);
      }
    }
  }

  void Store(Living& living, const Mutation& mutation, int64_t revision) const {
    v1::Activity activity = mutation.activity;
    activity.set_revision(revision);
    activity.set_etag(mutation.key + "@" + std::to_string(revision));
    const int64_t micros = absl::ToUnixMicros(clock_.Now());
    activity.mutable_update_time()->set_seconds(micros / 1'000'000);
    activity.mutable_update_time()->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
    living.activities[mutation.key] = activity;
  }

  static bool SameButOutput(v1::Activity a, const Mutation& mutation) {
    v1::Activity b = mutation.activity;
    if (mutation.author == Mutation::Author::kService && !SameRecordKeeping(a, b)) return false;
    for (v1::Activity* activity : {&a, &b}) {
      activity->clear_etag();
      activity->clear_revision();
      activity->clear_update_time();
      activity->clear_edited_fields();
      activity->clear_duplicates();
    }
    return a.SerializeAsString() == b.SerializeAsString();
  }

  absl::StatusOr<std::vector<ChangeSet>> Read(int64_t after_revision, int most) const {
    if (after_revision + 1 < state_.trimmed) return absl::OutOfRangeError("trimmed");
    if (after_revision > state_.revision) return absl::OutOfRangeError("not there yet");
    std::vector<ChangeSet> sets;
    for (int64_t revision = after_revision + 1; revision <= state_.revision && most > 0; ++revision, --most) {
      ChangeSet set;
      set.revision = revision;
      set.commit_time = state_.times.at(revision);
      for (const std::string& key : state_.changes.at(revision)) {
        ChangedActivity changed;
        changed.key = key;
        const auto found = state_.living.activities.find(key);
        changed.deleted = found == state_.living.activities.end();
        if (!changed.deleted) {
          changed.activity = found->second;
          const auto vector = state_.living.vectors.find(EmbeddingTextHash(found->second));
          if (vector != state_.living.vectors.end()) changed.vector = vector->second;
        }
        set.changes.push_back(std::move(changed));
      }
      sets.push_back(std::move(set));
    }
    return sets;
  }

  const Clock& clock_;
  mutable absl::Mutex mutex_;
  State state_;
  int watchers_ = 0;
};

}  // namespace meedoen::indexer::testing
