#include "indexer/service/index_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/rpc/handler.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/build/snapshot_diff.h"
#include "indexer/service/backups.h"
#include "indexer/service/rebuild_progress.h"
#include "indexer/service/verify.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kUsualDiffEntries = 1'000;

// A snapshot that was asked for by its id; the whole of it is read.
absl::StatusOr<std::unique_ptr<Snapshot>> OpenAsked(Env& env, const SnapshotKeeper& keeper, const std::string& id) {
  if (!env.Exists(keeper.PathOf(id))) {
    return absl::NotFoundError(absl::StrCat("there is no snapshot ", id, "; list them (snapshots list)"));
  }
  return Snapshot::Open(env, keeper.PathOf(id));
}

void CheckSnapshotId(const std::string& id, const char* field, Problems* problems) {
  if (!IsSnapshotId(id)) problems->Add(field, "is not the id of a snapshot, as ListSnapshots gives them");
}

absl::StatusOr<v1::DiffSnapshotsResponse> Diff(Env& env, const SnapshotKeeper& keeper,
                                               const v1::DiffSnapshotsRequest& request) {
  Problems problems;
  CheckSnapshotId(request.from(), "from", &problems);
  CheckSnapshotId(request.to(), "to", &problems);
  if (request.most_activities() > kMaxDiffEntries) {
    problems.Add("most_activities", absl::StrCat(request.most_activities(), " is more than ", kMaxDiffEntries));
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(const auto from, OpenAsked(env, keeper, request.from()));
  MEEDOEN_ASSIGN_OR_RETURN(const auto to, OpenAsked(env, keeper, request.to()));
  const uint32_t most = request.most_activities() == 0 ? kUsualDiffEntries : request.most_activities();
  return DiffSegments(from->segment(), to->segment(), most);
}

// One file, in parts; at least one part, so that an empty file arrives too.
absl::Status SendFile(Env& env, const std::string& folder, const std::string& name,
                      grpc::ServerWriter<v1::FetchSnapshotResponse>* writer) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<MappedFile> file, env.MapFile(absl::StrCat(folder, "/", name)));
  const std::string_view bytes = file->bytes();
  v1::FetchSnapshotResponse part;
  part.set_file_name(name);
  for (size_t offset = 0; offset == 0 || offset < bytes.size(); offset += kMaxSnapshotPartBytes) {
    part.set_offset(offset);
    part.set_data(std::string(bytes.substr(offset, kMaxSnapshotPartBytes)));
    if (!writer->Write(part)) return absl::CancelledError("the caller went away");
  }
  return absl::OkStatus();
}

}  // namespace

grpc::Status IndexServiceImpl::Rebuild(grpc::ServerContext* context, const v1::RebuildRequest* request,
                                       grpc::ServerWriter<v1::RebuildProgress>* writer) {
  return HandleCall("Rebuild", [&]() -> absl::Status {
    RebuildProgressMeter meter;
    const auto progress = [&](const std::string& stage, uint32_t done, uint32_t total) {
      if (context->IsCancelled() || parts_.stop.IsSet()) return false;
      const auto message = meter.Note(stage, done, total, absl::Now());
      return !message || writer->Write(*message);
    };
    const RebuildRunner::Result result = parts_.runner.Run(request->force(), progress);
    if (absl::IsCancelled(result.status) && parts_.stop.IsSet()) {
      return absl::UnavailableError("the indexer is stopping; the snapshot is as it was");
    }
    MEEDOEN_RETURN_IF_ERROR(result.status);
    v1::RebuildProgress last;
    last.set_stage("publish");
    last.set_done(1);
    last.set_total(1);
    last.set_embedded(result.report.embedded());
    last.set_reused(result.report.reused());
    *last.mutable_snapshot() = result.report.snapshot();
    *last.mutable_report() = result.report;
    writer->Write(last);
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::ListSnapshots(grpc::ServerContext*, const v1::ListSnapshotsRequest*,
                                             v1::ListSnapshotsResponse* response) {
  return HandleCall("ListSnapshots", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Manifest> manifests,
                             meedoen::ListSnapshots(parts_.env, parts_.keeper.folder()));
    absl::StatusOr<std::string> current = CurrentSnapshotId(parts_.env, parts_.keeper.folder());
    if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
    for (const Manifest& manifest : manifests) {
      *response->add_snapshots() = ToMessage(manifest, current.ok() && manifest.id == *current);
    }
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::DiffSnapshots(grpc::ServerContext* context, const v1::DiffSnapshotsRequest* request,
                                             v1::DiffSnapshotsResponse* response) {
  return HandleCall("DiffSnapshots", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(*response, Diff(parts_.env, parts_.keeper, *request));
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::Rollback(grpc::ServerContext* context, const v1::RollbackRequest* request,
                                        v1::Snapshot* response) {
  return HandleCall("Rollback", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    Problems problems;
    if (!request->snapshot_id().empty()) CheckSnapshotId(request->snapshot_id(), "snapshot_id", &problems);
    MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
    MEEDOEN_ASSIGN_OR_RETURN(
        const Manifest manifest,
        parts_.keeper.Rollback(request->snapshot_id(), parts_.store.model_id(), parts_.store.trimmed()));
    *response = ToMessage(manifest, /*current=*/true);
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::PruneSnapshots(grpc::ServerContext*, const v1::PruneSnapshotsRequest* request,
                                              v1::PruneSnapshotsResponse* response) {
  return HandleCall("PruneSnapshots", [&]() -> absl::Status {
    Problems problems;
    if (request->keep() < 1 || request->keep() > kMaxSnapshotsKept) {
      problems.Add("keep", absl::StrCat("is ", request->keep(), "; from 1 to ", kMaxSnapshotsKept));
    }
    MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> removed,
                             parts_.keeper.Prune(static_cast<int>(request->keep())));
    response->mutable_removed()->Assign(removed.begin(), removed.end());
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::FetchSnapshot(grpc::ServerContext* context, const v1::FetchSnapshotRequest* request,
                                             grpc::ServerWriter<v1::FetchSnapshotResponse>* writer) {
  return HandleCall("FetchSnapshot", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, fetches_.Enter(DeadlineOf(*context)));
    std::string id = request->snapshot_id();
    Problems problems;
    if (!id.empty()) CheckSnapshotId(id, "snapshot_id", &problems);
    MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
    if (id.empty()) {
      MEEDOEN_ASSIGN_OR_RETURN(id, CurrentSnapshotId(parts_.env, parts_.keeper.folder()));
    }
    const std::string folder = parts_.keeper.PathOf(id);
    if (!parts_.env.Exists(folder)) return absl::NotFoundError(absl::StrCat("there is no snapshot ", id));
    MEEDOEN_ASSIGN_OR_RETURN(const Manifest manifest, ReadManifest(parts_.env, folder));
    for (const auto& [name, file] : manifest.files) {
      MEEDOEN_RETURN_IF_ERROR(SendFile(parts_.env, folder, name, writer));
    }
    return SendFile(parts_.env, folder, kManifestFile, writer);  // Last: who has it has all.
  });
}

grpc::Status IndexServiceImpl::GetStatus(grpc::ServerContext*, const v1::GetIndexStatusRequest*,
                                         v1::IndexStatus* response) {
  return HandleCall("GetStatus", [&]() -> absl::Status {
    response->set_catalog_revision(parts_.store.revision());
    response->set_model_id(parts_.store.model_id());
    response->set_pending_texts(static_cast<uint64_t>(parts_.store.PendingCount()));
    response->set_changes_kept_from(parts_.store.trimmed());
    response->set_watchers(static_cast<uint32_t>(parts_.store.watchers()));
    const auto current = CurrentSnapshotId(parts_.env, parts_.keeper.folder());
    if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
    if (current.ok()) response->set_snapshot_id(*current);
    if (parts_.next_model == nullptr) return absl::OkStatus();
    const NextModel::Progress progress = parts_.next_model->progress();
    response->set_next_model_id(parts_.next_model->model_id());
    response->set_next_model_embedded(progress.embedded);
    response->set_next_model_complete(progress.complete);
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::CreateBackup(grpc::ServerContext* context, const v1::CreateBackupRequest* request,
                                            v1::Backup* response) {
  return HandleCall("CreateBackup", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(*response, Backups(parts_.store).Create(*request));
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::ListBackups(grpc::ServerContext* context, const v1::ListBackupsRequest* request,
                                           v1::ListBackupsResponse* response) {
  return HandleCall("ListBackups", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(*response, Backups(parts_.store).List(*request));
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::Verify(grpc::ServerContext* context, const v1::VerifyRequest* request,
                                      v1::VerifyResponse* response) {
  return HandleCall("Verify", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    *response = VerifyAll(parts_.env, parts_.store, parts_.keeper, request->repair());
    return absl::OkStatus();
  });
}

}  // namespace meedoen::indexer
