// Changing single activities for the API: checks everything, resolves the place, commits.
//
// Threads: safe. Ownership: store and clock outlive it.
// Errors: INVALID_ARGUMENT with every field problem, by path of the request; ABORTED (etag), NOT_FOUND, UNIMPLEMENTED
// by field, and those of CatalogLog::Commit. Cost: one commit.
#pragma once

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "core/base/problems.h"
#include "indexer/service/place_resolver.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// Who asks, until there are tokens: only this machine can.
inline constexpr char kLocalPrincipal[] = "local";

// Brings an activity into the form that is stored and adds a problem for everything that is wrong with it.
absl::Status PrepareActivity(const PlaceResolver& places, v1::Activity* activity, Problems* problems);

class CatalogWriter {
 public:
  CatalogWriter(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock), places_(store) {}

  absl::StatusOr<v1::Activity> Upsert(const v1::UpsertActivityRequest& request);
  absl::Status Delete(const v1::DeleteActivityRequest& request);
  absl::StatusOr<v1::Activity> Confirm(const v1::ConfirmActivityRequest& request);

 private:
  absl::Status CheckEtag(const std::string& key, const std::string& etag) const;

  CatalogStore& store_;
  const Clock& clock_;
  const PlaceResolver places_;
};

}  // namespace meedoen::indexer
