// IndexService of the API: the rebuild, the snapshots, verify.
//
// Threads: safe. Ownership: everything in Parts outlives it. Errors: as the API says.
#pragma once

#include <string>

#include "core/base/env.h"
#include "core/rpc/admission.h"
#include "core/rpc/signals.h"
#include "indexer/build/snapshot_builder.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::indexer {

class IndexServiceImpl final : public v1::IndexService::Service {
 public:
  struct Parts {
    CatalogStore& store;
    SnapshotBuilder& builder;
    Env& env;
    const StopFlag& stop;
    std::string snapshots_folder;
  };
  explicit IndexServiceImpl(Parts parts) : parts_(std::move(parts)) {}

  grpc::Status Rebuild(grpc::ServerContext* context, const v1::RebuildRequest* request,
                       grpc::ServerWriter<v1::RebuildProgress>* writer) override;
  grpc::Status ListSnapshots(grpc::ServerContext* context, const v1::ListSnapshotsRequest* request,
                             v1::ListSnapshotsResponse* response) override;
  grpc::Status Rollback(grpc::ServerContext* context, const v1::RollbackRequest* request,
                        v1::Snapshot* response) override;
  grpc::Status FetchSnapshot(grpc::ServerContext* context, const v1::FetchSnapshotRequest* request,
                             grpc::ServerWriter<v1::FetchSnapshotResponse>* writer) override;
  grpc::Status Verify(grpc::ServerContext* context, const v1::VerifyRequest* request,
                      v1::VerifyResponse* response) override;

 private:
  const Parts parts_;
  Admission heavy_{2, 8};  // Calls that read everything.
};

}  // namespace meedoen::indexer
