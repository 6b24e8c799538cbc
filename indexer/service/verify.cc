#include "indexer/service/verify.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/rpc/status_mapping.h"
#include "indexer/service/snapshot_check.h"

namespace meedoen::indexer {
namespace {

void Repair(CatalogStore& store, v1::VerifyResponse* response) {
  absl::StatusOr<std::vector<std::string>> mended = store.Repair();
  if (!mended.ok()) {
    response->add_problems(absl::StrCat("the catalogue cannot be mended: ", DescribeError(mended.status())));
    return;
  }
  for (std::string& line : *mended) response->add_repaired(std::move(line));
}

void VerifyCatalogue(const CatalogStore& store, v1::VerifyResponse* response) {
  absl::StatusOr<std::vector<std::string>> problems = store.Verify();
  if (problems.ok()) {
    for (std::string& problem : *problems) response->add_problems(std::move(problem));
  } else {
    response->add_problems(absl::StrCat("the catalogue cannot be checked: ", DescribeError(problems.status())));
  }
  uint32_t activities = 0, vectors = 0;
  int64_t revision = 0;
  const absl::Status read = store.Scan("", "", /*with_vectors=*/true, &revision, [&](const CatalogRow& row) {
    ++activities;
    if (!row.vector.empty()) ++vectors;
    return true;
  });
  if (!read.ok()) response->add_problems(absl::StrCat("the catalogue cannot be read: ", DescribeError(read)));
  response->set_activities(activities);
  response->set_vectors(vectors);
  response->set_catalog_revision(revision);
}

}  // namespace

v1::VerifyResponse VerifyAll(Env& env, CatalogStore& store, SnapshotKeeper& keeper, bool repair) {
  v1::VerifyResponse response;
  if (repair) Repair(store, &response);
  VerifyCatalogue(store, &response);
  SnapshotCheck{env, keeper, store.model_id(), repair, store.trimmed()}.Run(&response);
  return response;
}

}  // namespace meedoen::indexer
