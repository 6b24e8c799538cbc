// The history of an activity for the API: what there was, writing an earlier version again, clearing fields for good.
//
// Threads: safe. Ownership: store and env outlive it.
// Errors: INVALID_ARGUMENT with every field problem, by path of the request; NOT_FOUND (never was there; no such
// version), ABORTED (etag), and those of CatalogLog::Commit. Cost: reads every version; a redaction also rewrites the
// files that hold them, up to some seconds.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "indexer/service/place_resolver.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogHistory {
 public:
  CatalogHistory(CatalogStore& store, Env& env, std::string snapshots_folder)
      : store_(store), places_(store), env_(env), snapshots_folder_(std::move(snapshots_folder)) {}

  absl::StatusOr<v1::ListActivityVersionsResponse> List(const v1::ListActivityVersionsRequest& request) const;
  absl::StatusOr<v1::Activity> Restore(const v1::RestoreActivityRequest& request);
  absl::StatusOr<v1::RedactActivityResponse> Redact(const v1::RedactActivityRequest& request);

 private:
  absl::StatusOr<Committed> CommitRedaction(const v1::RedactActivityRequest& request, const std::string& key);
  absl::StatusOr<std::string> EtagIfItCanMiss(const v1::RedactActivityRequest& request, const std::string& key) const;

  CatalogStore& store_;
  const PlaceResolver places_;
  Env& env_;
  const std::string snapshots_folder_;
};

}  // namespace meedoen::indexer
