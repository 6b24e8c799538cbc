#include "matcher/view/follower.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::matcher {
namespace {

// While the indexer changes its model, its snapshot can be here before its changes.
constexpr absl::Duration kModelChangePause = absl::Seconds(10);
// Between two tries to open a snapshot that cannot be: somebody may have mended it.
constexpr absl::Duration kRefusedPause = absl::Minutes(1);

// Whether calling again soon may help.
bool MayPass(const absl::Status& status) {
  return status.ok() || absl::IsUnavailable(status) || absl::IsCancelled(status) || absl::IsDeadlineExceeded(status);
}

}  // namespace

Follower::Follower(FollowerOptions options, Env& env, const Clock& clock, ViewHolder* holder)
    : options_(std::move(options)), env_(env), clock_(clock), live_(holder) {}

Follower::~Follower() { Stop(); }

absl::Status Follower::LoadFirst() {
  const absl::Status status = LoadCurrent();
  return absl::IsNotFound(status) && !env_.Exists(options_.snapshots_folder + "/CURRENT") ? absl::OkStatus() : status;
}

void Follower::Start() {
  threads_.emplace_back([this] { WatchSnapshots(); });
  if (options_.indexer_address.empty()) return;
  threads_.emplace_back([this] { WatchChanges(); });
  threads_.emplace_back([this] { MakeViews(); });
}

void Follower::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool Follower::StopAfter(absl::Duration wait) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), wait);
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Follower::Open(const std::string& id) const {
  const std::string folder = absl::StrCat(options_.snapshots_folder, "/", id);
  MEEDOEN_ASSIGN_OR_RETURN(const Manifest manifest, ReadManifest(env_, folder));
  const bool has_model = std::any_of(options_.models.begin(), options_.models.end(), [&](const ModelInfo& model) {
    return CheckModel(manifest, model.id, model.dimension).ok();
  });
  if (has_model) return Snapshot::Open(env_, folder);
  const auto name = [](std::string* out, const ModelInfo& model) { absl::StrAppend(out, model.id); };
  return absl::FailedPreconditionError(absl::StrCat(
      "snapshot ", id, " was made with the model ", manifest.model_id, " (", manifest.dimension,
      " dimensions), this matcher has ", absl::StrJoin(options_.models, " and ", name),
      "; build one with \"meedoen-indexer rebuild\", or start the matcher with that model as --model or --next-model"));
}

absl::Status Follower::LoadCurrent() {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string id, CurrentSnapshotId(env_, options_.snapshots_folder));
  {
    absl::MutexLock lock(&mutex_);
    if (live_.snapshot_id() == id || (refused_ == id && absl::Now() < refused_until_)) return absl::OkStatus();
    if (live_.Return(id)) {
      RestartStream();
      return absl::OkStatus();
    }
  }
  // Opened without the lock: it reads every byte, and changes go on being applied meanwhile.
  absl::StatusOr<std::shared_ptr<const Snapshot>> opened = Open(id);
  absl::MutexLock lock(&mutex_);
  if (!opened.ok()) {
    refused_ = id;
    refused_until_ = absl::Now() + kRefusedPause;
    return opened.status();
  }
  live_.Install(*std::move(opened));
  said_behind_ = false;
  RestartStream();
  if (live_.catching_up()) {
    LogInfo("snapshot {} loaded; it is shown when its changes are read up to revision {}", id, live_.shown_revision());
    connected_ = false;
    return absl::OkStatus();
  }
  MEEDOEN_RETURN_IF_ERROR(Publish());
  LogInfo("snapshot {} loaded", id);
  return absl::OkStatus();
}

absl::Status Follower::Publish() { return live_.Publish(clock_.Now()); }

void Follower::RestartStream() {
  ++restarts_;
  if (call_ != nullptr) call_->TryCancel();
}

void Follower::WatchSnapshots() {
  absl::Status said;
  while (!StopAfter(options_.snapshot_interval)) {
    EndSilentStream();
    const absl::Status status = LoadCurrent();
    if (status.ok() || absl::IsNotFound(status) || status == said) continue;
    LogError("the view stays as it is: {}", status.ToString());
    said = status;
  }
}

void Follower::EndSilentStream() {
  absl::MutexLock lock(&mutex_);
  if (call_ == nullptr || absl::Now() - last_heard_ < options_.most_silence) return;
  LogWarning("{} has said nothing for {}", options_.indexer_address, absl::FormatDuration(options_.most_silence));
  call_->TryCancel();
}

absl::Status Follower::Take(const v1::WatchChangesResponse& changes) {
  last_heard_ = absl::Now();
  const bool was_catching_up = live_.catching_up();
  const bool heartbeat = changes.changes().empty() && changes.revision() <= live_.revision();
  MEEDOEN_RETURN_IF_ERROR(live_.Apply(changes));
  connected_ = !live_.catching_up();
  if (was_catching_up && !live_.catching_up()) LogInfo("snapshot {} is shown now", live_.snapshot_id());
  if (heartbeat && live_.catching_up() && !said_behind_) {
    said_behind_ = true;
    LogWarning(
        "the catalogue is at revision {}, before the view's {}: it was restored, or is another one. The view "
        "stays until the catalogue has passed it; to serve what there is now, start this matcher anew",
        changes.revision(), live_.shown_revision());
  }
  return absl::OkStatus();
}

Follower::Ended Follower::FollowOnce() {
  const auto stub = v1::CatalogService::NewStub(NewChannel(options_.indexer_address));
  grpc::ClientContext context;
  v1::WatchChangesRequest request;
  int64_t restarts = 0;
  {
    absl::MutexLock lock(&mutex_);
    request.set_after_revision(live_.revision());
    restarts = restarts_;
    last_heard_ = absl::Now();
    call_ = &context;
    if (stopping_) context.TryCancel();
  }
  const auto reader = stub->WatchChanges(&context, request);
  v1::WatchChangesResponse changes;
  Ended ended;
  while (!ended.unusable && !ended.restarted && reader->Read(&changes)) {
    absl::MutexLock lock(&mutex_);
    ended.restarted = restarts_ != restarts;
    if (ended.restarted) break;
    ended.status = Take(changes);
    ended.unusable = !ended.status.ok();
    ended.followed |= ended.status.ok();
  }
  {
    absl::MutexLock lock(&mutex_);
    call_ = nullptr;
    ended.restarted = restarts_ != restarts;
  }
  connected_ = false;
  if (ended.unusable || ended.restarted) context.TryCancel();  // Else it would hide why the stream ended.
  const grpc::Status status = reader->Finish();
  if (ended.status.ok()) ended.status = FromGrpcStatus(status);
  return ended;
}

// Whether a snapshot was catching up and cannot: then what is shown is kept up to date again.
bool Follower::GiveUpCatchingUp(const Ended& ended) {
  absl::MutexLock lock(&mutex_);
  const bool busy = absl::IsResourceExhausted(ended.status) && !ended.unusable;
  if (!live_.catching_up() || ended.restarted || MayPass(ended.status) || busy) return false;
  refused_ = live_.snapshot_id();
  refused_until_ = absl::IsInvalidArgument(ended.status) ? absl::Now() + kModelChangePause : absl::InfiniteFuture();
  LogError("snapshot {} is not shown, it cannot catch up with revision {}: {}", refused_, live_.shown_revision(),
           ended.status.ToString());
  live_.GiveUpCatchingUp();
  ++restarts_;
  return true;
}

void Follower::WatchChanges() {
  absl::Duration pause = options_.reconnect_pause;
  absl::Status said;
  int64_t restarts = 0;
  const auto called_for = [this, &restarts]()
                              ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || restarts_ != restarts; };
  absl::Duration wait = absl::InfiniteDuration();  // The first snapshot is waited for.
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&called_for), wait);
      if (stopping_) return;
      restarts = restarts_;
    }
    const Ended ended = FollowOnce();
    if (ended.followed) {
      pause = options_.reconnect_pause;
      said = absl::OkStatus();
    }
    wait = pause;
    if (ended.restarted || GiveUpCatchingUp(ended) || StopAfter(absl::ZeroDuration())) continue;
    if (ended.status != said) {
      LogWarning("changes of {} are not followed: {}", options_.indexer_address, ended.status.ToString());
    }
    said = ended.status;
    if (!MayPass(ended.status)) pause = std::min(2 * pause, options_.longest_pause);
  }
}

void Follower::MakeViews() {
  const auto called_for = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || live_.changed(); };
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&called_for));
      if (stopping_) return;
      if (const absl::Status made = Publish(); !made.ok()) LogError("the view stays as it is: {}", made.ToString());
    }
    if (StopAfter(options_.view_pause)) return;
  }
}

}  // namespace meedoen::matcher
