// Reading the catalogue for the API: one activity, or a page of those that pass the filters.
//
// Threads: safe. Ownership: the store outlives it. Errors: INVALID_ARGUMENT with field problems, NOT_FOUND, CANCELLED,
// those of the store. Cost: a page reads activities until it is full; a text that matches few reads them all, some 20
// microseconds each.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogReader {
 public:
  explicit CatalogReader(const CatalogStore& store) : store_(store) {}

  absl::StatusOr<v1::Activity> Get(const v1::GetActivityRequest& request) const;

  // A page is shorter than asked for where its activities are large: an answer stays below kMaxMessageBytes.
  absl::StatusOr<v1::ListActivitiesResponse> List(const v1::ListActivitiesRequest& request,
                                                  const std::function<bool()>& is_cancelled) const;

 private:
  const CatalogStore& store_;
};

// The start of the keys in "municipalities/GM0150"; empty for "municipalities/-", which is all. INVALID_ARGUMENT.
absl::StatusOr<std::string> KeyPrefixOf(const std::string& parent);

// A field's problem as a Status: Problems with one entry.
absl::Status FieldError(const std::string& field, const absl::Status& why);

}  // namespace meedoen::indexer
