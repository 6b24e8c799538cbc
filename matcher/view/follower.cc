#include "matcher/view/follower.h"

#include <grpcpp/grpcpp.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::matcher {
namespace {

constexpr absl::Duration kReconnectInterval = absl::Seconds(1);

}  // namespace

Follower::Follower(FollowerOptions options, Env& env, const Clock& clock, ViewHolder* holder)
    : options_(std::move(options)), env_(env), clock_(clock), holder_(holder) {}

Follower::~Follower() { Stop(); }

absl::Status Follower::LoadFirst() {
  const absl::Status status = LoadCurrent();
  return absl::IsNotFound(status) && !env_.Exists(options_.snapshots_folder + "/CURRENT") ? absl::OkStatus() : status;
}

void Follower::Start() {
  snapshots_thread_ = std::thread([this] { WatchSnapshots(); });
  if (!options_.indexer_address.empty()) changes_thread_ = std::thread([this] { WatchChanges(); });
}

void Follower::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  if (snapshots_thread_.joinable()) snapshots_thread_.join();
  if (changes_thread_.joinable()) changes_thread_.join();
}

bool Follower::StopAfter(absl::Duration wait) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), wait);
}

absl::Status Follower::LoadCurrent() {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string id, CurrentSnapshotId(env_, options_.snapshots_folder));
  {
    absl::MutexLock lock(&mutex_);
    if (overlay_ != nullptr && overlay_->snapshot().manifest().id == id) return absl::OkStatus();
    if (last_refused_ == id) return absl::OkStatus();
  }
  // Opened without the lock: it reads every byte, and changes go on being applied meanwhile.
  absl::StatusOr<std::unique_ptr<Snapshot>> opened = Snapshot::Open(env_, options_.snapshots_folder + "/" + id);
  if (opened.ok() && (*opened)->manifest().model_id != options_.model_id) {
    opened = absl::FailedPreconditionError(absl::StrCat("snapshot ", id, " was made with the model ",
                                                        (*opened)->manifest().model_id, ", this matcher uses ",
                                                        options_.model_id, "; rebuild, or start it with --model"));
  }
  absl::MutexLock lock(&mutex_);
  if (!opened.ok()) {
    last_refused_ = id;
    return opened.status();
  }
  std::shared_ptr<const Snapshot> snapshot = *std::move(opened);
  if (overlay_ == nullptr) {
    overlay_ = std::make_unique<Overlay>(std::move(snapshot));
  } else if (!overlay_->Rebase(std::move(snapshot))) {
    last_refused_ = id;
    return absl::FailedPreconditionError(absl::StrCat("snapshot ", id, " is older than the view; not loaded"));
  }
  MEEDOEN_RETURN_IF_ERROR(Publish());
  LogInfo("snapshot {} loaded, {} activities", id, overlay_->snapshot().manifest().activities);
  return absl::OkStatus();
}

absl::Status Follower::Publish() {
  MEEDOEN_ASSIGN_OR_RETURN(ViewPtr view, overlay_->MakeView(clock_.Now()));
  holder_->Set(std::move(view));
  return absl::OkStatus();
}

void Follower::WatchSnapshots() {
  while (!StopAfter(options_.snapshot_interval)) {
    const absl::Status status = LoadCurrent();
    if (!status.ok() && !absl::IsNotFound(status)) LogError("the view stays as it is: {}", status.ToString());
  }
}

absl::Status Follower::FollowOnce() {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(-1);  // A revision is one message, however large the import.
  const auto channel =
      grpc::CreateCustomChannel(options_.indexer_address, grpc::InsecureChannelCredentials(), arguments);
  const auto stub = v1::CatalogService::NewStub(channel);
  grpc::ClientContext context;
  v1::WatchChangesRequest request;
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_ || overlay_ == nullptr) return absl::OkStatus();
    request.set_after_revision(overlay_->revision());
    call_ = &context;
  }
  const auto reader = stub->WatchChanges(&context, request);
  v1::WatchChangesResponse changes;
  absl::Status applied;
  while (applied.ok() && reader->Read(&changes)) {
    connected_ = true;
    absl::MutexLock lock(&mutex_);
    if (changes.changes().empty() && changes.revision() <= overlay_->revision()) continue;  // A heartbeat.
    applied = overlay_->Apply(changes);
    if (applied.ok()) applied = Publish();
  }
  {
    absl::MutexLock lock(&mutex_);
    call_ = nullptr;
  }
  connected_ = false;
  if (!applied.ok()) context.TryCancel();
  const grpc::Status ended = reader->Finish();
  if (!applied.ok()) return applied;
  return absl::Status(static_cast<absl::StatusCode>(ended.error_code()), ended.error_message());
}

void Follower::WatchChanges() {
  absl::StatusCode last = absl::StatusCode::kOk;
  while (!StopAfter(kReconnectInterval)) {
    const absl::Status status = FollowOnce();
    if (StopAfter(absl::ZeroDuration())) return;  // Cut off by Stop, which is nothing to report.
    if (status.code() != last && !status.ok()) {
      LogWarning("changes of {} are not followed: {}", options_.indexer_address, status.ToString());
    }
    last = status.code();
  }
}

}  // namespace meedoen::matcher
