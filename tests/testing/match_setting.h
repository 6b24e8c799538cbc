// What it takes to answer one client from a sample world, step by step: check, query, filter, scan.
#pragma once

#include "matcher/query/area_fit.h"
#include "matcher/query/query_builder.h"
#include "matcher/query/query_check.h"
#include "matcher/search/scan.h"
#include "tests/testing/sample_world.h"

namespace meedoen::testing {

struct MatchSetting {
  SampleWorld world;
  matcher::Rules rules;  // Of every municipality, for the queries made from now on.
  absl::Time now = WorldNow();

  absl::StatusOr<matcher::ClientQuery> QueryOf(const v1::SuggestRequest& request, const matcher::View& view) {
    if (absl::Status right = matcher::CheckRequest(request); !right.ok()) return right;
    settings.push_back(settings_made == nullptr ? matcher::Settings::Of(rules) : settings_made);
    absl::StatusOr<matcher::ClientQuery> query =
        matcher::BuildLimits(request, {view.snapshot->places(), *settings.back(), now});
    if (!query.ok()) return query.status();
    const matcher::WishContext wishes{view.snapshot->calibration(), world.embedder(), view.snapshot->segment().stride,
                                      absl::InfiniteFuture()};
    if (absl::Status added = AddWishes(request.client(), wishes, &*query); !added.ok()) return added;
    return query;
  }

  matcher::ScanResult ScanWith(const matcher::ClientQuery& query, const matcher::View& view, const Kernel& kernel,
                               uint32_t most) const {
    return matcher::Scan(query, view, {.kernel = &kernel, .most = most});
  }

  // In place of `rules`, if set: settings that differ by municipality.
  std::shared_ptr<const matcher::Settings> settings_made;
  // What the queries made so far point into.
  std::vector<std::shared_ptr<const matcher::Settings>> settings;
};

// Whether any of the activity's areas is one that the home lies in, the surest of them.
inline matcher::AreaFit InArea(const v1::Activity& activity, const matcher::ClientQuery& query) {
  const std::vector<std::string> areas = FactsOf(activity, kWorldDay)->areas;
  matcher::AreaFit fit = matcher::AreaFit::kOutside;
  for (const std::string& code : areas) fit = std::max(fit, FitOf(query, code));
  return fit;
}

}  // namespace meedoen::testing
