#include "indexer/cli/catalog_commands.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "google/protobuf/util/json_util.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

void PrintRow(const v1::Activity& activity) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity.name());
  const std::string& verified = activity.verification().verified_on();
  std::cout << absl::StreamFormat("%-48s %-9s %-10s %s\n", name.ok() ? name->Key() : activity.name(),
                                  v1::ActivityStatus_Name(activity.status()), verified.empty() ? "-" : verified,
                                  activity.title());
}

}  // namespace

std::string FullName(const std::string& id) {
  const absl::StatusOr<ActivityName> name = ParseActivityKey(id);
  return name.ok() ? name->ToString() : id;
}

v1::ListActivitiesRequest ToRequest(const ListArguments& arguments) {
  v1::ListActivitiesRequest request;
  request.set_parent("municipalities/" + (arguments.municipality.empty() ? "-" : arguments.municipality));
  request.set_page_size(kMaxPageSize);
  request.set_category(arguments.category);
  request.set_text(arguments.text);
  request.set_stale_before(arguments.stale_before);
  return request;
}

int RunList(const GlobalOptions& options, const ListArguments& arguments) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  auto stub = v1::CatalogService::NewStub((*connection)->channel());
  v1::ListActivitiesRequest request = ToRequest(arguments);
  int count = 0;
  while (true) {
    grpc::ClientContext context;
    v1::ListActivitiesResponse page;
    const absl::Status status = FromGrpcStatus(stub->ListActivities(&context, request, &page));
    if (!status.ok()) return Failed(status);
    if (count == 0 && page.activities_size() > 0) {
      std::cout << absl::StreamFormat("%-48s %-9s %-10s %s\n", "ACTIVITY", "STATUS", "VERIFIED", "TITLE");
    }
    for (const v1::Activity& activity : page.activities()) PrintRow(activity);
    count += page.activities_size();
    request.set_page_token(page.next_page_token());
    if (!page.next_page_token().empty()) continue;
    std::cerr << count << " activities, at revision " << page.catalog_revision() << "\n";
    return 0;
  }
}

int RunShow(const GlobalOptions& options, const std::string& id) {
  v1::GetActivityRequest request;
  request.set_name(FullName(id));
  const auto activity = Call(options, &v1::CatalogService::Stub::GetActivity, request);
  if (!activity.ok()) return Failed(activity.status());
  google::protobuf::util::JsonPrintOptions print;
  print.add_whitespace = true;
  print.preserve_proto_field_names = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(*activity, &json, print);
  if (!printed.ok()) return Failed(absl::InternalError(printed.ToString()));
  std::cout << json;
  return 0;
}

int RunRelease(const GlobalOptions& options, const std::string& id, const std::vector<std::string>& fields) {
  v1::ReleaseFieldsRequest request;
  request.set_name(FullName(id));
  request.mutable_fields()->mutable_paths()->Assign(fields.begin(), fields.end());
  const auto activity = Call(options, &v1::CatalogService::Stub::ReleaseFields, request);
  if (!activity.ok()) return Failed(activity.status());
  std::cout << id << ": imports set these fields again; ";
  if (activity->edited_fields().empty()) {
    std::cout << "no field is kept from them any more" << std::endl;
  } else {
    std::cout << "still kept from them: " << absl::StrJoin(activity->edited_fields(), ", ") << std::endl;
  }
  return 0;
}

int RunDelete(const GlobalOptions& options, const std::string& id) {
  v1::DeleteActivityRequest request;
  request.set_name(FullName(id));
  const auto response = Call(options, &v1::CatalogService::Stub::DeleteActivity, request);
  if (!response.ok()) return Failed(response.status());
  std::cout << request.name() << " deleted\n";
  return 0;
}

}  // namespace meedoen::indexer
