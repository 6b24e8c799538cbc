#include "indexer/service/index_service.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "core/base/status.h"
#include "core/rpc/handler.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/service/rebuild_progress.h"
#include "indexer/service/verify.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

v1::Snapshot ToMessage(const Manifest& manifest, const std::string& current) {
  v1::Snapshot message;
  message.set_id(manifest.id);
  message.set_catalog_revision(manifest.catalog_revision);
  message.set_model_id(manifest.model_id);
  message.set_calibration_id(manifest.calibration_id);
  message.set_activities(manifest.activities);
  *message.mutable_build_time() = ToTimestamp(manifest.build_time);
  message.set_current(manifest.id == current);
  return message;
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
    absl::StatusOr<RebuildReport> report = parts_.builder.Rebuild(request->force(), progress);
    if (absl::IsCancelled(report.status()) && parts_.stop.IsSet()) {
      return absl::UnavailableError("the indexer is stopping; the snapshot is as it was");
    }
    MEEDOEN_RETURN_IF_ERROR(report.status());
    v1::RebuildProgress last;
    last.set_stage("publish");
    last.set_done(1);
    last.set_total(1);
    last.set_embedded(report->embedded);
    last.set_reused(report->reused);
    *last.mutable_snapshot() = ToMessage(report->snapshot, report->snapshot.id);
    writer->Write(last);
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::ListSnapshots(grpc::ServerContext*, const v1::ListSnapshotsRequest*,
                                             v1::ListSnapshotsResponse* response) {
  return HandleCall("ListSnapshots", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Manifest> manifests,
                             meedoen::ListSnapshots(parts_.env, parts_.snapshots_folder));
    absl::StatusOr<std::string> current = CurrentSnapshotId(parts_.env, parts_.snapshots_folder);
    if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
    for (const Manifest& manifest : manifests) {
      *response->add_snapshots() = ToMessage(manifest, current.ok() ? *current : "");
    }
    return absl::OkStatus();
  });
}

grpc::Status IndexServiceImpl::Rollback(grpc::ServerContext*, const v1::RollbackRequest*, v1::Snapshot*) {
  return HandleCall("Rollback", [] { return absl::UnimplementedError("Rollback does not work yet"); });
}

grpc::Status IndexServiceImpl::FetchSnapshot(grpc::ServerContext*, const v1::FetchSnapshotRequest*,
                                             grpc::ServerWriter<v1::FetchSnapshotResponse>*) {
  return HandleCall("FetchSnapshot", [] { return absl::UnimplementedError("FetchSnapshot does not work yet"); });
}

grpc::Status IndexServiceImpl::Verify(grpc::ServerContext* context, const v1::VerifyRequest*,
                                      v1::VerifyResponse* response) {
  return HandleCall("Verify", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, heavy_.Enter(DeadlineOf(*context)));
    *response = VerifyAll(parts_.env, parts_.store, parts_.snapshots_folder);
    return absl::OkStatus();
  });
}

}  // namespace meedoen::indexer
