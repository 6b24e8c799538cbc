// Taking in whole files: reads them (indexer/import), resolves places, commits the rows that are right, lists the
// others.
//
// A file is committed in transactions of some hundred rows, so that each revision fits one message to the watchers; a
// crash in between leaves the first part of the file, and importing it again completes it. Threads: safe. Ownership:
// the store outlives it. Errors: INVALID_ARGUMENT (the file as a whole cannot be read; a wrong field of the request),
// CANCELLED, those of CatalogLog::Commit with how much was stored before. Cost: some 100 microseconds a row.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "indexer/service/place_resolver.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogImporter {
 public:
  explicit CatalogImporter(CatalogStore& store) : store_(store), places_(store) {}

  // `request` is the first message, without data.
  absl::StatusOr<v1::ImportActivitiesResponse> ImportActivities(const v1::ImportActivitiesRequest& request,
                                                                const std::string& bytes,
                                                                const std::function<bool()>& is_cancelled);
  absl::StatusOr<v1::ImportPlacesResponse> ImportPlaces(const v1::ImportPlacesRequest& request,
                                                        const std::string& bytes,
                                                        const std::function<bool()>& is_cancelled);

 private:
  CatalogStore& store_;
  const PlaceResolver places_;
};

}  // namespace meedoen::indexer
