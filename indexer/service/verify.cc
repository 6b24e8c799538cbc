#include "indexer/service/verify.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/rpc/status_mapping.h"
#include "core/snapshot/snapshot.h"
#include "core/snapshot/snapshot_id.h"

namespace meedoen::indexer {
namespace {

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

void VerifySnapshots(Env& env, const std::string& folder, v1::VerifyResponse* response) {
  constexpr char kWhatToDo[] = "; make a new one with meedoen-indexer rebuild and remove this folder";
  if (!env.Exists(folder)) return;
  const absl::StatusOr<std::vector<std::string>> names = env.ListDir(folder);
  if (!names.ok()) {
    response->add_problems(std::string(names.status().message()));
    return;
  }
  for (const std::string& name : *names) {
    if (!IsSnapshotId(name)) continue;
    response->set_snapshots(response->snapshots() + 1);
    const absl::StatusOr<std::unique_ptr<Snapshot>> opened = Snapshot::Open(env, absl::StrCat(folder, "/", name));
    if (opened.ok()) continue;
    response->add_problems(absl::StrCat("snapshot ", name, ": ", opened.status().message(), kWhatToDo));
  }
  const absl::StatusOr<std::string> current = CurrentSnapshotId(env, folder);
  if (absl::IsNotFound(current.status())) return;  // Nothing was published yet.
  if (!current.ok()) {
    response->add_problems(std::string(current.status().message()));
  } else if (!env.Exists(absl::StrCat(folder, "/", *current))) {
    response->add_problems(absl::StrCat(folder, "/CURRENT names snapshot ", *current,
                                        ", which is not there; make a new one with meedoen-indexer rebuild"));
  }
}

}  // namespace

v1::VerifyResponse VerifyAll(Env& env, const CatalogStore& store, const std::string& snapshots_folder) {
  v1::VerifyResponse response;
  VerifyCatalogue(store, &response);
  VerifySnapshots(env, snapshots_folder, &response);
  return response;
}

}  // namespace meedoen::indexer
