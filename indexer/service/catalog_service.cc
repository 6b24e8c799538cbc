#include "indexer/service/catalog_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/rpc/handler.h"

namespace meedoen::indexer {
namespace {

// One call that works on the catalogue: waits for its turn, then answers.
template <typename Response, typename Work>
grpc::Status Answer(const char* method, Admission& admission, grpc::ServerContext* context, Response* response,
                    Work&& work) {
  return HandleCall(method, [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, admission.Enter(DeadlineOf(*context)));
    MEEDOEN_ASSIGN_OR_RETURN(*response, work());
    return absl::OkStatus();
  });
}

// Everything that the caller sends, the parts of the file joined. The first message says what it is.
template <typename Request>
absl::StatusOr<std::string> ReadUpload(grpc::ServerContext* context, grpc::ServerReader<Request>* reader,
                                       Request* first) {
  std::string bytes;
  Request part;
  for (bool is_first = true; reader->Read(&part); is_first = false) {
    if (bytes.size() + part.data().size() > kMaxImportBytes) {
      return FieldError("data", absl::InvalidArgumentError(absl::StrCat(
                                    "the file is larger than ", kMaxImportBytes >> 20, " MiB; split it into several")));
    }
    bytes += part.data();
    if (is_first) {
      part.clear_data();
      *first = std::move(part);
    }
  }
  if (context->IsCancelled()) return absl::CancelledError("the caller went away before the file was complete");
  return bytes;
}

}  // namespace

CatalogServiceImpl::CatalogServiceImpl(const Parts& parts)
    : reader_({parts.store, parts.clock, parts.env, parts.settings_folder}),
      writer_(parts.store, parts.clock),
      history_(parts.store, parts.env, parts.snapshots_folder),
      importer_(parts.store, parts.clock),
      replies_(parts.store, parts.clock),
      duplicates_(parts.store, parts.clock),
      exporter_(parts.store, parts.stop),
      feed_(parts.store, parts.stop, parts.feed),
      calls_(kMaxConcurrentCatalogCalls, kMaxQueuedCatalogCalls),
      imports_(kMaxConcurrentImports, kMaxQueuedImports),
      exports_(kMaxConcurrentExports, kMaxQueuedExports) {}

grpc::Status CatalogServiceImpl::GetActivity(grpc::ServerContext* context, const v1::GetActivityRequest* request,
                                             v1::Activity* response) {
  return Answer("GetActivity", calls_, context, response, [&] { return reader_.Get(*request); });
}

grpc::Status CatalogServiceImpl::ListActivities(grpc::ServerContext* context, const v1::ListActivitiesRequest* request,
                                                v1::ListActivitiesResponse* response) {
  return Answer("ListActivities", calls_, context, response,
                [&] { return reader_.List(*request, [&] { return context->IsCancelled(); }); });
}

grpc::Status CatalogServiceImpl::UpsertActivity(grpc::ServerContext* context, const v1::UpsertActivityRequest* request,
                                                v1::Activity* response) {
  return Answer("UpsertActivity", calls_, context, response, [&] { return writer_.Upsert(*request); });
}

grpc::Status CatalogServiceImpl::DeleteActivity(grpc::ServerContext* context, const v1::DeleteActivityRequest* request,
                                                google::protobuf::Empty* response) {
  return Answer("DeleteActivity", calls_, context, response, [&]() -> absl::StatusOr<google::protobuf::Empty> {
    MEEDOEN_RETURN_IF_ERROR(writer_.Delete(*request));
    return google::protobuf::Empty();
  });
}

grpc::Status CatalogServiceImpl::ConfirmActivity(grpc::ServerContext* context,
                                                 const v1::ConfirmActivityRequest* request, v1::Activity* response) {
  return Answer("ConfirmActivity", calls_, context, response, [&] { return writer_.Confirm(*request); });
}

grpc::Status CatalogServiceImpl::ReleaseFields(grpc::ServerContext* context, const v1::ReleaseFieldsRequest* request,
                                               v1::Activity* response) {
  return Answer("ReleaseFields", calls_, context, response, [&] { return writer_.Release(*request); });
}

grpc::Status CatalogServiceImpl::ListActivityVersions(grpc::ServerContext* context,
                                                      const v1::ListActivityVersionsRequest* request,
                                                      v1::ListActivityVersionsResponse* response) {
  return Answer("ListActivityVersions", calls_, context, response, [&] { return history_.List(*request); });
}

grpc::Status CatalogServiceImpl::RestoreActivity(grpc::ServerContext* context,
                                                 const v1::RestoreActivityRequest* request, v1::Activity* response) {
  return Answer("RestoreActivity", calls_, context, response, [&] { return history_.Restore(*request); });
}

grpc::Status CatalogServiceImpl::RedactActivity(grpc::ServerContext* context, const v1::RedactActivityRequest* request,
                                                v1::RedactActivityResponse* response) {
  return Answer("RedactActivity", calls_, context, response, [&] { return history_.Redact(*request); });
}

grpc::Status CatalogServiceImpl::ImportActivities(grpc::ServerContext* context,
                                                  grpc::ServerReader<v1::ImportActivitiesRequest>* reader,
                                                  v1::ImportActivitiesResponse* response) {
  return Answer("ImportActivities", imports_, context, response, [&]() -> absl::StatusOr<v1::ImportActivitiesResponse> {
    v1::ImportActivitiesRequest first;
    MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, ReadUpload(context, reader, &first));
    return importer_.ImportActivities(first, bytes, [&] { return context->IsCancelled(); });
  });
}

grpc::Status CatalogServiceImpl::ImportReplies(grpc::ServerContext* context,
                                               grpc::ServerReader<v1::ImportRepliesRequest>* reader,
                                               v1::ImportRepliesResponse* response) {
  return Answer("ImportReplies", imports_, context, response, [&]() -> absl::StatusOr<v1::ImportRepliesResponse> {
    v1::ImportRepliesRequest first;
    MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, ReadUpload(context, reader, &first));
    return replies_.Import(first, bytes, [&] { return context->IsCancelled(); });
  });
}

grpc::Status CatalogServiceImpl::ImportPlaces(grpc::ServerContext* context,
                                              grpc::ServerReader<v1::ImportPlacesRequest>* reader,
                                              v1::ImportPlacesResponse* response) {
  return Answer("ImportPlaces", imports_, context, response, [&]() -> absl::StatusOr<v1::ImportPlacesResponse> {
    v1::ImportPlacesRequest first;
    MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, ReadUpload(context, reader, &first));
    return importer_.ImportPlaces(first, bytes, [&] { return context->IsCancelled(); });
  });
}

grpc::Status CatalogServiceImpl::FindDuplicates(grpc::ServerContext* context, const v1::FindDuplicatesRequest* request,
                                                v1::FindDuplicatesResponse* response) {
  return Answer("FindDuplicates", calls_, context, response,
                [&] { return duplicates_.Find(*request, [&] { return context->IsCancelled(); }); });
}

grpc::Status CatalogServiceImpl::ListDuplicates(grpc::ServerContext* context, const v1::ListDuplicatesRequest* request,
                                                v1::ListDuplicatesResponse* response) {
  return Answer("ListDuplicates", calls_, context, response,
                [&] { return duplicates_.List(*request, [&] { return context->IsCancelled(); }); });
}

grpc::Status CatalogServiceImpl::DecideDuplicate(grpc::ServerContext* context,
                                                 const v1::DecideDuplicateRequest* request,
                                                 v1::DuplicatePair* response) {
  return Answer("DecideDuplicate", calls_, context, response, [&] { return duplicates_.Decide(*request); });
}

grpc::Status CatalogServiceImpl::ExportActivities(grpc::ServerContext* context,
                                                  const v1::ExportActivitiesRequest* request,
                                                  grpc::ServerWriter<v1::ExportActivitiesResponse>* writer) {
  return HandleCall("ExportActivities", [&]() -> absl::Status {
    MEEDOEN_ASSIGN_OR_RETURN(const Admission::Ticket ticket, exports_.Enter(DeadlineOf(*context)));
    return exporter_.Run(
        *request, [&] { return context->IsCancelled(); },
        [&](const v1::ExportActivitiesResponse& message) { return writer->Write(message); });
  });
}

grpc::Status CatalogServiceImpl::WatchChanges(grpc::ServerContext* context, const v1::WatchChangesRequest* request,
                                              grpc::ServerWriter<v1::WatchChangesResponse>* writer) {
  return HandleCall("WatchChanges", [&] {
    return feed_.Run(
        request->after_revision(), [&] { return context->IsCancelled(); },
        [&](const v1::WatchChangesResponse& message) { return writer->Write(message); });
  });
}

}  // namespace meedoen::indexer
