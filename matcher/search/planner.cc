#include "matcher/search/planner.h"

#include <algorithm>

namespace meedoen::matcher {

Plan MakePlan(const ClientQuery& query, const SegmentView& segment) {
  Plan plan;
  for (const std::string& code : query.areas) {
    const std::span<const uint32_t> rows = segment.RowsOfArea(code);
    plan.area_rows.insert(plan.area_rows.end(), rows.begin(), rows.end());
  }
  std::sort(plan.area_rows.begin(), plan.area_rows.end());
  plan.area_rows.erase(std::unique(plan.area_rows.begin(), plan.area_rows.end()), plan.area_rows.end());
  const double radius = std::max(0.0, query.reach_metres) * kLookFurther + segment.largest_doubt_metres;
  plan.runs = segment.RowsIn(CellsWithin(query.home, radius));
  plan.branch = plan.runs.empty() ? "areas" : plan.area_rows.empty() ? "cells" : "cells+areas";
  return plan;
}

}  // namespace meedoen::matcher
