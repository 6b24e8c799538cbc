#include "indexer/store/committer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"
#include "indexer/store/requests.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMostGroupTransactions = 256;
constexpr size_t kMostGroupBytes = size_t{8} << 20;  // A larger transaction is a group of its own.
constexpr absl::Duration kMarkSyncDelay = absl::Milliseconds(200);
constexpr absl::Duration kForgetEvery = absl::Minutes(1);
constexpr int kMostForgotten = 1000;

absl::Status Closing() { return absl::UnavailableError("The catalogue is being closed; try again when it is back"); }

}  // namespace

Committer::Committer(StoreState& state, Acknowledged& mark) : state_(state), mark_(mark), thread_([this] { Loop(); }) {}

Committer::~Committer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

absl::StatusOr<Committed> Committer::Commit(Transaction transaction) {
  Job job;
  MEEDOEN_ASSIGN_OR_RETURN(job.prepared, PrepareTransaction(std::move(transaction), state_.model));
  return Run(job);
}

absl::Status Committer::Trim(int64_t revision) {
  Job job;
  job.trim_below = std::max<int64_t>(revision, 1);
  return Run(job).status();
}

absl::Status Committer::Alone(const std::function<absl::Status()>& work) {
  Job job;
  job.work = &work;
  return Run(job).status();
}

absl::StatusOr<Committed> Committer::Run(Job& job) {
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return Closing();
    waiting_.push_back(&job);
  }
  job.done.WaitForNotification();
  return std::move(job.result);
}

void Committer::Loop() {
  bool mark_synced = true;
  while (true) {
    std::vector<Job*> group;
    {
      const auto woken = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || !waiting_.empty(); };
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&woken), mark_synced ? absl::InfiniteDuration() : kMarkSyncDelay);
      if (stopping_) {
        for (Job* job : waiting_) {
          job->result = Closing();
          job->done.Notify();
        }
        waiting_.clear();
        break;
      }
      group = TakeGroup();
    }
    if (!group.empty()) {
      DoGroup(group);
      mark_synced = false;
    } else {
      mark_synced = true;  // A failure is not tried again before the next write: this is a second line of defence.
      if (const absl::Status synced = mark_.Sync(); !synced.ok()) LogWarning("{}", synced.ToString());
    }
  }
  if (const absl::Status synced = mark_.Sync(); !synced.ok()) LogWarning("{}", synced.ToString());
}

std::vector<Committer::Job*> Committer::TakeGroup() {
  std::vector<Job*> group;
  size_t bytes = 0;
  while (!waiting_.empty() && group.size() < kMostGroupTransactions) {
    Job* job = waiting_.front();
    const bool apart = job->trim_below != 0 || job->work != nullptr || bytes + job->prepared.bytes > kMostGroupBytes;
    if (apart && !group.empty()) break;
    bytes += job->prepared.bytes;
    group.push_back(job);
    waiting_.pop_front();
    if (apart) break;
  }
  return group;
}

void Committer::DoGroup(const std::vector<Job*>& group) {
  absl::Status status = broken_;
  if (Job* job = group.front(); job->work != nullptr) {
    if (status.ok()) status = (*job->work)();
    job->result = status.ok() ? absl::StatusOr<Committed>(Committed()) : status;
    job->done.Notify();
    return;
  }
  const bool trim = group.front()->trim_below != 0;
  if (status.ok()) {
    status = trim ? TrimNow(group.front()->trim_below) : CommitGroup(group);
    if (!status.ok()) {
      LogError("writing to the catalogue failed: {}", status.ToString());
      broken_ = absl::UnavailableError(absl::StrCat("The catalogue takes no writes since one failed (",
                                                    std::string(status.message()),
                                                    "); mend the cause and restart the indexer"));
    }
  }
  for (Job* job : group) {
    if (!status.ok()) {
      job->result = status;
    } else if (trim) {
      job->result = Committed();
    }
    job->done.Notify();
  }
}

absl::Status Committer::CommitGroup(const std::vector<Job*>& group) {
  int64_t before = 0;
  {
    absl::MutexLock lock(&state_.mutex);
    before = state_.revision;
  }
  const std::unique_ptr<Batch> batch = state_.database->NewBatch();
  TransactionWriter writer(*batch, state_.model, state_.clock.Now());
  int64_t revision = before;
  int64_t pending = 0, places = 0;
  for (Job* job : group) {
    places += job->prepared.transaction.places.empty() ? 0 : 1;
    auto applied = writer.Apply(job->prepared, revision + 1);
    if (!applied.ok()) {
      job->result = applied.status();
      continue;
    }
    if (applied->changed) ++revision;
    pending += applied->pending;
    job->result = std::move(applied->committed);
  }
  ForgetRequests(*batch);
  if (revision > before) MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaRevision, NumberBytes(revision)));
  if (!batch->empty()) MEEDOEN_RETURN_IF_ERROR(state_.database->Write(*batch));
  MEEDOEN_RETURN_IF_ERROR(mark_.Set(revision));
  absl::MutexLock lock(&state_.mutex);
  state_.revision = revision;
  state_.pending += pending;
  state_.places_version += places;
  return absl::OkStatus();
}

absl::Status Committer::TrimNow(int64_t below) {
  {
    absl::MutexLock lock(&state_.mutex);
    below = std::min(below, state_.revision + 1);
    if (below <= state_.trimmed) return absl::OkStatus();
    // Before the records go, so that no reader takes a missing one for damage.
    state_.trimmed = below;
  }
  const std::unique_ptr<Batch> batch = state_.database->NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaTrimmed, NumberBytes(below)));
  return state_.database->DeleteBelow(Column::kChanges, NumberBytes(below), *batch);
}

void Committer::ForgetRequests(Batch& batch) {
  const absl::Time now = state_.clock.Now();
  if (now - last_forgetting_ < kForgetEvery && now >= last_forgetting_) return;
  last_forgetting_ = now;
  // Housekeeping must not fail the writes it travels with.
  const absl::Status forgotten = ForgetOldRequests(batch, now, kMostForgotten);
  if (!forgotten.ok()) LogWarning("old requests are not forgotten: {}", forgotten.ToString());
}

}  // namespace meedoen::indexer
