#include "matcher/view/snapshot_fetcher.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/rpc/channel.h"
#include "core/rpc/status_mapping.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"
#include "core/snapshot/snapshot_writer.h"

namespace meedoen::matcher {
namespace {

constexpr absl::Duration kCallTime = absl::Seconds(10);
// What a transfer may take: an activity is some 3 kB, so a line of 5 Mbit/s is fast enough.
constexpr absl::Duration kTransferTime = absl::Minutes(1), kTransferTimeAnActivity = absl::Milliseconds(5);

absl::Status Wrong(const std::string& file, const std::string& what) {
  return absl::DataLossError(absl::StrCat("the indexer sent ", what, " of the snapshot's file \"", file,
                                          "\"; compare the versions of both programs"));
}

// Writes the parts to files, one after the other. Every file of a snapshot, each once, MANIFEST last.
class FileReceiver {
 public:
  FileReceiver(Env& env, std::string folder, uint64_t most_bytes)
      : env_(env), folder_(std::move(folder)), most_bytes_(most_bytes) {
    for (const std::string& name : SnapshotFileNames()) missing_.insert(name);
    missing_.insert(kManifestFile);
  }

  absl::Status Take(const v1::FetchSnapshotResponse& part) {
    const std::string name = part.file_name();
    if (name != name_) MEEDOEN_RETURN_IF_ERROR(Begin(name));
    if (part.offset() != written_) {
      return Wrong(name_, absl::StrCat("byte ", part.offset(), " where byte ", written_, " is next"));
    }
    if (part.data().size() > kMaxSnapshotPartBytes) {
      return absl::ResourceExhaustedError(absl::StrCat("the snapshot's file \"", name_, "\": a part of ",
                                                       part.data().size(), " bytes; at most ", kMaxSnapshotPartBytes));
    }
    written_ += part.data().size();
    const uint64_t most = name_ == kManifestFile ? std::min<uint64_t>(most_bytes_, kMaxManifestBytes) : most_bytes_;
    if (written_ > most) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the snapshot's file \"", name_, "\" is larger than ", most, " bytes"));
    }
    return file_->Append(part.data());
  }

  absl::Status Finish() {
    if (name_ != kManifestFile) return absl::DataLossError("the transfer ended before MANIFEST");
    MEEDOEN_RETURN_IF_ERROR(End());
    // A file without bytes has no parts.
    for (const std::string& name : missing_) {
      MEEDOEN_RETURN_IF_ERROR(WriteFileSynced(env_, absl::StrCat(folder_, "/", name), ""));
    }
    return env_.SyncDir(folder_);
  }

 private:
  absl::Status Begin(const std::string& name) {
    if (name_ == kManifestFile) return Wrong(name_, "more after the end");
    // Names become paths, so only those of the format are taken.
    if (missing_.erase(name) == 0) return absl::DataLossError("the indexer sent a file that is none of a snapshot's");
    MEEDOEN_RETURN_IF_ERROR(End());
    name_ = name;
    written_ = 0;
    MEEDOEN_ASSIGN_OR_RETURN(file_, env_.CreateFile(absl::StrCat(folder_, "/", name_)));
    return absl::OkStatus();
  }

  absl::Status End() {
    if (file_ == nullptr) return absl::OkStatus();
    MEEDOEN_RETURN_IF_ERROR(file_->Sync());
    return std::exchange(file_, nullptr)->Close();
  }

  Env& env_;
  const std::string folder_;
  const uint64_t most_bytes_;
  std::set<std::string> missing_;
  std::string name_;  // Being written.
  uint64_t written_ = 0;
  std::unique_ptr<WritableFile> file_;
};

}  // namespace

absl::StatusOr<v1::Snapshot> SnapshotFetcher::CurrentOfIndexer(v1::IndexService::Stub& stub) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTime));
  v1::ListSnapshotsResponse list;
  MEEDOEN_RETURN_IF_ERROR(FromGrpcStatus(stub.ListSnapshots(&context, {}, &list)));
  for (const v1::Snapshot& snapshot : list.snapshots()) {
    if (!snapshot.current()) continue;
    if (IsSnapshotId(snapshot.id())) return snapshot;
    return absl::DataLossError("the indexer's current snapshot has a name that is none; compare the versions");
  }
  return absl::NotFoundError("the indexer has no snapshot yet; run \"meedoen-indexer rebuild\"");
}

absl::StatusOr<bool> SnapshotFetcher::FetchOnce() {
  const auto stub = v1::IndexService::NewStub(NewChannel(options_.indexer_address));
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Snapshot current, CurrentOfIndexer(*stub));
  const absl::StatusOr<std::string> here = CurrentSnapshotId(env_, options_.folder);
  if (here.ok() && *here == current.id() && *here == verified_) return false;
  // One that is here already was current before, or came in before this program started.
  if (!Verify(current.id()).ok()) {
    MEEDOEN_RETURN_IF_ERROR(Fetch(*stub, current));
    MEEDOEN_RETURN_IF_ERROR(Verify(current.id()));
    LogInfo("snapshot {} fetched, {} activities", current.id(), current.activities());
  }
  verified_ = current.id();
  if (here.ok() && *here == current.id()) return false;
  MEEDOEN_RETURN_IF_ERROR(PublishSnapshot(env_, options_.folder, current.id()));
  MEEDOEN_RETURN_IF_ERROR(PruneSnapshots(env_, options_.folder, options_.keep).status());
  return true;
}

// Whether a whole snapshot lies under its name; one that is damaged is removed.
absl::Status SnapshotFetcher::Verify(const std::string& id) {
  const std::string folder = absl::StrCat(options_.folder, "/", id);
  if (!env_.Exists(folder)) return absl::NotFoundError(absl::StrCat(folder, " is not there"));
  const absl::Status opened = Snapshot::Open(env_, folder).status();
  if (!opened.ok()) MEEDOEN_RETURN_IF_ERROR(env_.RemoveTree(folder));
  return opened;
}

absl::Status SnapshotFetcher::Fetch(v1::IndexService::Stub& stub, const v1::Snapshot& snapshot) {
  const std::string folder = absl::StrCat(options_.folder, "/", snapshot.id());
  const std::string temporary = absl::StrCat(folder, ".tmp");
  MEEDOEN_RETURN_IF_ERROR(env_.RemoveTree(temporary));
  MEEDOEN_RETURN_IF_ERROR(env_.CreateDir(temporary));
  absl::Status status = Receive(stub, snapshot, temporary);
  if (status.ok()) status = env_.Rename(temporary, folder);
  if (status.ok()) return env_.SyncDir(options_.folder);
  env_.RemoveTree(temporary).IgnoreError();  // Best effort: the next try removes what is left.
  return Annotate(status, absl::StrCat("fetching snapshot ", snapshot.id()));
}

absl::Status SnapshotFetcher::Receive(v1::IndexService::Stub& stub, const v1::Snapshot& snapshot,
                                      const std::string& folder) {
  grpc::ClientContext context;
  context.set_deadline(
      absl::ToChronoTime(absl::Now() + kTransferTime + snapshot.activities() * kTransferTimeAnActivity));
  {
    absl::MutexLock lock(&mutex_);
    call_ = &context;
    if (stopping_) context.TryCancel();
  }
  v1::FetchSnapshotRequest request;
  request.set_snapshot_id(snapshot.id());
  const auto reader = stub.FetchSnapshot(&context, request);
  FileReceiver receiver(env_, folder, options_.most_file_bytes);
  absl::Status received;
  for (v1::FetchSnapshotResponse part; received.ok() && reader->Read(&part);) received = receiver.Take(part);
  if (!received.ok()) context.TryCancel();
  const absl::Status ended = FromGrpcStatus(reader->Finish());
  {
    absl::MutexLock lock(&mutex_);
    call_ = nullptr;
  }
  MEEDOEN_RETURN_IF_ERROR(received);
  MEEDOEN_RETURN_IF_ERROR(ended);
  return receiver.Finish();
}

void SnapshotFetcher::Start() {
  thread_ = std::thread([this] { Run(); });
}

void SnapshotFetcher::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
  }
  if (thread_.joinable()) thread_.join();
}

void SnapshotFetcher::Run() {
  absl::Duration pause = options_.interval;
  absl::Status said;
  while (true) {
    const absl::Status status = FetchOnce().status();
    absl::MutexLock lock(&mutex_);
    if (!status.ok() && status != said && !stopping_) LogWarning("no snapshot was fetched: {}", status.ToString());
    said = status;
    pause = status.ok() ? options_.interval : std::min(2 * pause, options_.longest_pause);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause)) return;
  }
}

}  // namespace meedoen::matcher
