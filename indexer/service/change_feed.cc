#include "indexer/service/change_feed.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

static_assert(std::endian::native == std::endian::little, "vectors are sent as they lie in memory");

// How often a waiting feed looks whether it should end.
constexpr absl::Duration kPoll = absl::Milliseconds(200);

}  // namespace

v1::WatchChangesResponse ChangeFeed::ToMessage(ChangeSet set) const {
  v1::WatchChangesResponse message;
  message.set_revision(set.revision);
  message.set_model_id(options_.model_id);
  *message.mutable_commit_time() = ToTimestamp(set.commit_time);
  for (ChangedActivity& changed : set.changes) {
    v1::Change* change = message.add_changes();
    const absl::StatusOr<ActivityName> name = ParseActivityKey(changed.key);
    change->set_name(name.ok() ? name->ToString() : changed.key);
    change->set_deleted(changed.deleted);
    if (changed.deleted) continue;
    *change->mutable_activity() = std::move(changed.activity);
    change->set_vector(reinterpret_cast<const char*>(changed.vector.data()), changed.vector.size() * sizeof(float));
  }
  return message;
}

absl::Status ChangeFeed::Run(int64_t after_revision, const std::function<bool()>& is_cancelled,
                             const std::function<bool(const v1::WatchChangesResponse&)>& send) {
  Problems problems;
  if (after_revision < 0)
    problems.Add("after_revision", "is negative; the first revision is 1, so ask for those after 0");
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Watcher> watcher, log_.Watch(after_revision));
  const absl::Status gone = absl::CancelledError("the caller went away");
  int64_t sent = after_revision;
  absl::Time next_heartbeat = absl::InfinitePast();
  while (!is_cancelled()) {
    if (stop_.IsSet()) return absl::UnavailableError("the indexer is stopping; connect again");
    absl::StatusOr<ChangeSet> set = watcher->Next(std::min(next_heartbeat, absl::Now() + kPoll));
    if (set.ok()) {
      sent = set->revision;
      if (!send(ToMessage(*std::move(set)))) return gone;
      continue;
    }
    if (!absl::IsDeadlineExceeded(set.status())) return set.status();
    if (absl::Now() < next_heartbeat) continue;
    v1::WatchChangesResponse heartbeat;
    heartbeat.set_revision(sent);
    heartbeat.set_model_id(options_.model_id);
    if (!send(heartbeat)) return gone;
    next_heartbeat = absl::Now() + options_.heartbeat;
  }
  return gone;
}

}  // namespace meedoen::indexer
