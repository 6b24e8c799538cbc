// What it takes to answer one client from a sample world, step by step: check, query, filter, scan.
#pragma once

#include "matcher/query/query_builder.h"
#include "matcher/query/query_check.h"
#include "matcher/search/scan.h"
#include "tests/testing/sample_world.h"

namespace meedoen::testing {

struct MatchSetting {
  SampleWorld world;
  GreatCircleTravel travel;
  matcher::Weights weights;
  absl::Time now = WorldNow();

  absl::StatusOr<matcher::ClientQuery> QueryOf(const v1::SuggestRequest& request, const matcher::View& view) {
    if (absl::Status right = matcher::CheckRequest(request); !right.ok()) return right;
    return matcher::BuildQuery(request, {.places = view.snapshot->places(),
                                         .calibration = view.snapshot->calibration(),
                                         .travel = travel,
                                         .embedder = world.embedder(),
                                         .stride = view.snapshot->segment().stride,
                                         .now = now,
                                         .deadline = absl::InfiniteFuture()});
  }

  matcher::ScanResult ScanWith(const matcher::ClientQuery& query, const matcher::View& view, const Kernel& kernel,
                               uint32_t most) const {
    return matcher::Scan(query, view, {&travel, &weights, &kernel, most});
  }
};

// Whether any of the activity's areas is one that the home lies in.
inline bool InArea(const v1::Activity& activity, const matcher::ClientQuery& query) {
  const std::vector<std::string> areas = FactsOf(activity, kWorldDay)->areas;
  return std::find_first_of(areas.begin(), areas.end(), query.areas.begin(), query.areas.end()) != areas.end();
}

}  // namespace meedoen::testing
