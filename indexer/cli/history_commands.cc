#include "indexer/cli/history_commands.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/rpc/status_mapping.h"
#include "indexer/cli/catalog_commands.h"
#include "indexer/store/stored.h"
#include "meedoen/v1/catalog_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

std::string WhatChanged(const v1::ActivityVersion& version) {
  std::string what = version.deleted() ? "deleted" : absl::StrJoin(version.changed_fields(), ", ");
  if (!version.redacted_fields().empty()) {
    absl::StrAppend(&what, "  (redacted: ", absl::StrJoin(version.redacted_fields(), ", "), ")");
  }
  return what;
}

}  // namespace

int RunHistory(const GlobalOptions& options, const std::string& id) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  const auto stub = v1::CatalogService::NewStub((*connection)->channel());
  v1::ListActivityVersionsRequest request;
  request.set_name(FullName(id));
  request.set_page_size(kMaxPageSize);
  do {
    grpc::ClientContext context;
    v1::ListActivityVersionsResponse page;
    const absl::Status status = FromGrpcStatus(stub->ListActivityVersions(&context, request, &page));
    if (!status.ok()) return Failed(status);
    if (request.page_token().empty()) {
      std::cout << absl::StreamFormat("%10s  %-19s %-12s %s\n", "REVISION", "WRITTEN", "BY", "WHAT CHANGED");
    }
    for (const v1::ActivityVersion& version : page.versions()) {
      const std::string when = absl::FormatTime("%Y-%m-%d %H:%M:%S", ToTime(version.commit_time()), Amsterdam());
      std::cout << absl::StreamFormat("%10d  %-19s %-12s %s\n", version.revision(), when, version.principal(),
                                      WhatChanged(version));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

int RunRevert(const GlobalOptions& options, const std::string& id, int64_t revision) {
  v1::RestoreActivityRequest request;
  request.set_name(FullName(id));
  request.set_revision(revision);
  const auto activity = Call(options, &v1::CatalogService::Stub::RestoreActivity, request);
  if (!activity.ok()) return Failed(activity.status());
  std::cout << request.name() << " is as it was at revision " << revision << ", written as revision "
            << activity->revision() << "\n";
  return 0;
}

int RunRedact(const GlobalOptions& options, const RedactArguments& arguments) {
  v1::RedactActivityRequest request;
  request.set_name(FullName(arguments.id));
  for (const std::string& field : arguments.fields) request.mutable_fields()->add_paths(field);
  request.set_earlier_versions_only(arguments.earlier_versions_only);
  const auto response = Call(options, &v1::CatalogService::Stub::RedactActivity, request);
  if (!response.ok()) return Failed(response.status());
  std::cout << request.name() << ": cleared in " << response->versions() << " versions\n";
  if (!response->snapshots().empty()) {
    std::cout << "These snapshots can still have it: " << absl::StrJoin(response->snapshots(), ", ")
              << "\nMake a new one and remove them: meedoen-indexer rebuild, then meedoen-indexer snapshots prune "
                 "--keep 1. Backups made before have it too.\n";
  }
  return 0;
}

}  // namespace meedoen::indexer
