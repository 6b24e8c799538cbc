// IndexService of the API: the rebuild, the snapshots, verify.
//
// Threads: safe. Ownership: everything in Parts outlives it. Errors: as the API says.
#pragma once

#include <string>

#include "core/base/env.h"
#include "core/rpc/admission.h"
#include "core/rpc/signals.h"
#include "indexer/build/next_model.h"
#include "indexer/build/rebuild_runner.h"
#include "indexer/build/snapshot_keeper.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::indexer {

class IndexServiceImpl final : public v1::IndexService::Service {
 public:
  struct Parts {
    CatalogStore& store;
    RebuildRunner& runner;
    SnapshotKeeper& keeper;
    const NextModel* next_model;  // Null: none is being prepared.
    Env& env;
    const StopFlag& stop;
  };
  explicit IndexServiceImpl(Parts parts) : parts_(std::move(parts)) {}

  grpc::Status Rebuild(grpc::ServerContext* context, const v1::RebuildRequest* request,
                       grpc::ServerWriter<v1::RebuildProgress>* writer) override;
  grpc::Status ListSnapshots(grpc::ServerContext* context, const v1::ListSnapshotsRequest* request,
                             v1::ListSnapshotsResponse* response) override;
  grpc::Status DiffSnapshots(grpc::ServerContext* context, const v1::DiffSnapshotsRequest* request,
                             v1::DiffSnapshotsResponse* response) override;
  grpc::Status Rollback(grpc::ServerContext* context, const v1::RollbackRequest* request,
                        v1::Snapshot* response) override;
  grpc::Status PruneSnapshots(grpc::ServerContext* context, const v1::PruneSnapshotsRequest* request,
                              v1::PruneSnapshotsResponse* response) override;
  grpc::Status FetchSnapshot(grpc::ServerContext* context, const v1::FetchSnapshotRequest* request,
                             grpc::ServerWriter<v1::FetchSnapshotResponse>* writer) override;
  grpc::Status Verify(grpc::ServerContext* context, const v1::VerifyRequest* request,
                      v1::VerifyResponse* response) override;
  grpc::Status CreateBackup(grpc::ServerContext* context, const v1::CreateBackupRequest* request,
                            v1::Backup* response) override;
  grpc::Status ListBackups(grpc::ServerContext* context, const v1::ListBackupsRequest* request,
                           v1::ListBackupsResponse* response) override;
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetIndexStatusRequest* request,
                         v1::IndexStatus* response) override;

 private:
  const Parts parts_;
  Admission heavy_{2, 8};     // Calls that read everything.
  Admission fetches_{4, 64};  // Each lasts as long as its caller's line is slow.
};

}  // namespace meedoen::indexer
