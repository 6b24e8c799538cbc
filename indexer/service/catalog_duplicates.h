// Pairs of activities that seem to be one, for the API: finding them, listing them, an editor's decision.
//
// Threads: safe. Ownership: store and clock outlive it. Errors: INVALID_ARGUMENT with field problems, NOT_FOUND (one of
// the two), FAILED_PRECONDITION (nothing to take back; too many links), ABORTED, CANCELLED, those of the store. Cost:
// finding, that of DuplicateFinder; a page of a list reads activities until it is full; a decision is one commit.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "indexer/duplicates/duplicate_finder.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogDuplicates {
 public:
  CatalogDuplicates(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock), finder_(store, clock) {}

  absl::StatusOr<v1::FindDuplicatesResponse> Find(const v1::FindDuplicatesRequest& request,
                                                  const std::function<bool()>& is_cancelled);
  absl::StatusOr<v1::ListDuplicatesResponse> List(const v1::ListDuplicatesRequest& request,
                                                  const std::function<bool()>& is_cancelled) const;
  absl::StatusOr<v1::DuplicatePair> Decide(const v1::DecideDuplicateRequest& request);

 private:
  CatalogStore& store_;
  const Clock& clock_;
  DuplicateFinder finder_;
};

}  // namespace meedoen::indexer
