// Changing single activities for the API: checks everything, resolves the place, commits.
//
// Threads: safe. Ownership: store and clock outlive it.
// Errors: INVALID_ARGUMENT with every field problem, by path of the request; ABORTED (etag), NOT_FOUND, and those of
// CatalogLog::Commit. Cost: one commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/problems.h"
#include "indexer/service/place_resolver.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/stored.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// Who asks, until there are tokens: only this machine can.
inline constexpr char kLocalPrincipal[] = "local";

Transaction TransactionOf(Mutation mutation, const std::string& request_id, std::string request_hash);

// `field`: what the mask is called in the request.
void CheckFieldMask(const google::protobuf::FieldMask& mask, const std::string& field, Problems* problems);

void CheckRequestId(const std::string& request_id, Problems* problems);

// Of everything but the id itself, so that a retry is told from another request under the same id.
template <typename Request>
std::string RequestHash(Request request) {
  request.clear_request_id();
  return Sha256Of(SerializeDeterministic(request));
}

// Brings an activity into the form that is stored and adds a problem for everything that is wrong with it.
absl::Status PrepareActivity(const PlaceResolver& places, v1::Activity* activity, Problems* problems);

class CatalogWriter {
 public:
  CatalogWriter(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock), places_(store) {}

  absl::StatusOr<v1::Activity> Upsert(const v1::UpsertActivityRequest& request);
  absl::Status Delete(const v1::DeleteActivityRequest& request);
  absl::StatusOr<v1::Activity> Confirm(const v1::ConfirmActivityRequest& request);
  absl::StatusOr<v1::Activity> Release(const v1::ReleaseFieldsRequest& request);

 private:
  // What an edit is made of: the request that it answers, and the etag that its sender knows, if any.
  struct Edit {
    std::string key;
    std::string etag;
    std::string request_id;
    std::string request_hash;
    bool validate_only = false;
    Mutation::Author author = Mutation::Author::kEditor;
  };
  // Changes the current version; once more when somebody else changed it in between.
  absl::StatusOr<v1::Activity> Change(const Edit& edit,
                                      const std::function<absl::Status(v1::Activity* activity)>& change);
  absl::StatusOr<v1::Activity> Replace(const v1::UpsertActivityRequest& request, Problems problems);
  absl::StatusOr<v1::Activity> ChangeFields(const v1::UpsertActivityRequest& request, Problems problems);
  absl::Status CheckEtag(const std::string& key, const std::string& etag) const;

  CatalogStore& store_;
  const Clock& clock_;
  const PlaceResolver places_;
};

}  // namespace meedoen::indexer
