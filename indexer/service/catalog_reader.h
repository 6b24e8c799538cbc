// Reading the catalogue for the API: one activity, or a page of those that pass the filters.
//
// Threads: safe. Ownership: everything in Parts outlives it. Errors: INVALID_ARGUMENT with field problems, NOT_FOUND,
// CANCELLED, FAILED_PRECONDITION (settings files that are wrong, where it is asked what is stale), those of the store.
// Cost: a page reads activities until it is full; a text that matches few reads them all, some 20 microseconds each.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogReader {
 public:
  struct Parts {
    const CatalogStore& store;
    const Clock& clock;
    Env& env;
    std::string settings_folder;  // Read each time it is asked what is stale. Empty: the built-in ageing rules.
  };
  explicit CatalogReader(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::Activity> Get(const v1::GetActivityRequest& request) const;

  // A page is shorter than asked for where its activities are large: an answer stays below kMaxMessageBytes.
  absl::StatusOr<v1::ListActivitiesResponse> List(const v1::ListActivitiesRequest& request,
                                                  const std::function<bool()>& is_cancelled) const;

 private:
  const Parts parts_;
};

// The start of the keys in "municipalities/GM0150"; empty for "municipalities/-", which is all. INVALID_ARGUMENT.
absl::StatusOr<std::string> KeyPrefixOf(const std::string& parent);

// A field's problem as a Status: Problems with one entry.
absl::Status FieldError(const std::string& field, const absl::Status& why);

}  // namespace meedoen::indexer
