// CatalogService of the API: each handler here only admits, calls the part that does the work, and maps the Status.
//
// Threads: safe. Ownership: everything in Parts outlives it. Errors: as the API says; RESOURCE_EXHAUSTED when more
// calls come at once than can wait.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/rpc/admission.h"
#include "core/rpc/signals.h"
#include "indexer/service/catalog_duplicates.h"
#include "indexer/service/catalog_exporter.h"
#include "indexer/service/catalog_history.h"
#include "indexer/service/catalog_importer.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/service/catalog_replies.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/service/change_feed.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {

class CatalogServiceImpl final : public v1::CatalogService::Service {
 public:
  struct Parts {
    CatalogStore& store;
    const Clock& clock;
    const StopFlag& stop;
    ChangeFeedOptions feed;
    Env& env;
    std::string snapshots_folder;
    std::string settings_folder = {};  // Empty: the built-in ageing rules.
  };
  explicit CatalogServiceImpl(const Parts& parts);

  grpc::Status GetActivity(grpc::ServerContext* context, const v1::GetActivityRequest* request,
                           v1::Activity* response) override;
  grpc::Status ListActivities(grpc::ServerContext* context, const v1::ListActivitiesRequest* request,
                              v1::ListActivitiesResponse* response) override;
  grpc::Status UpsertActivity(grpc::ServerContext* context, const v1::UpsertActivityRequest* request,
                              v1::Activity* response) override;
  grpc::Status DeleteActivity(grpc::ServerContext* context, const v1::DeleteActivityRequest* request,
                              google::protobuf::Empty* response) override;
  grpc::Status ConfirmActivity(grpc::ServerContext* context, const v1::ConfirmActivityRequest* request,
                               v1::Activity* response) override;
  grpc::Status ReleaseFields(grpc::ServerContext* context, const v1::ReleaseFieldsRequest* request,
                             v1::Activity* response) override;
  grpc::Status ListActivityVersions(grpc::ServerContext* context, const v1::ListActivityVersionsRequest* request,
                                    v1::ListActivityVersionsResponse* response) override;
  grpc::Status RestoreActivity(grpc::ServerContext* context, const v1::RestoreActivityRequest* request,
                               v1::Activity* response) override;
  grpc::Status RedactActivity(grpc::ServerContext* context, const v1::RedactActivityRequest* request,
                              v1::RedactActivityResponse* response) override;
  grpc::Status ImportActivities(grpc::ServerContext* context, grpc::ServerReader<v1::ImportActivitiesRequest>* reader,
                                v1::ImportActivitiesResponse* response) override;
  grpc::Status ImportReplies(grpc::ServerContext* context, grpc::ServerReader<v1::ImportRepliesRequest>* reader,
                             v1::ImportRepliesResponse* response) override;
  grpc::Status FindDuplicates(grpc::ServerContext* context, const v1::FindDuplicatesRequest* request,
                              v1::FindDuplicatesResponse* response) override;
  grpc::Status ListDuplicates(grpc::ServerContext* context, const v1::ListDuplicatesRequest* request,
                              v1::ListDuplicatesResponse* response) override;
  grpc::Status DecideDuplicate(grpc::ServerContext* context, const v1::DecideDuplicateRequest* request,
                               v1::DuplicatePair* response) override;
  grpc::Status WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                            grpc::ServerWriter<v1::WatchChangesResponse>* writer) override;
  grpc::Status ExportActivities(grpc::ServerContext* context, const v1::ExportActivitiesRequest* request,
                                grpc::ServerWriter<v1::ExportActivitiesResponse>* writer) override;
  grpc::Status ImportPlaces(grpc::ServerContext* context, grpc::ServerReader<v1::ImportPlacesRequest>* reader,
                            v1::ImportPlacesResponse* response) override;

 private:
  CatalogReader reader_;
  CatalogWriter writer_;
  CatalogHistory history_;
  CatalogImporter importer_;
  CatalogReplies replies_;
  CatalogDuplicates duplicates_;
  CatalogExporter exporter_;
  ChangeFeed feed_;
  Admission calls_;
  Admission imports_;
  Admission exports_;
};

}  // namespace meedoen::indexer
