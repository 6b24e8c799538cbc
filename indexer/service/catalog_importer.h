// Taking in whole files: reads them (indexer/import), works out what they would change (indexer/plan), and commits that
// as one revision, if it is what a dry run has shown.
//
// Threads: safe. Ownership: store and clock outlive it. Errors: INVALID_ARGUMENT (the file as a whole cannot be read; a
// wrong
// field of the request; more than one transaction holds), ABORTED (token), FAILED_PRECONDITION (guard), CANCELLED,
// those
// of CatalogLog::Commit; after each nothing was stored. A table of places goes in by parts: a crash leaves the first
// ones,
// and importing it again completes it. Cost: some 200 microseconds a row.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "indexer/plan/import_plan.h"
#include "indexer/service/place_resolver.h"
#include "indexer/service/problem_report.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogImporter {
 public:
  CatalogImporter(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock), places_(store) {}

  // `request` is the first message, without data.
  absl::StatusOr<v1::ImportActivitiesResponse> ImportActivities(const v1::ImportActivitiesRequest& request,
                                                                const std::string& bytes,
                                                                const std::function<bool()>& is_cancelled);
  absl::StatusOr<v1::ImportPlacesResponse> ImportPlaces(const v1::ImportPlacesRequest& request,
                                                        const std::string& bytes,
                                                        const std::function<bool()>& is_cancelled);

 private:
  absl::StatusOr<ImportPlan> Plan(const v1::ImportActivitiesRequest& request, const std::string& bytes,
                                  const std::function<bool()>& is_cancelled, ProblemReport* report);

  CatalogStore& store_;
  const Clock& clock_;
  const PlaceResolver places_;
};

}  // namespace meedoen::indexer
