#include "matcher/search/planner.h"

#include <algorithm>
#include <string>

namespace meedoen::matcher {

std::vector<AreaRow> AreaRows(const ClientQuery& query, const SegmentView& segment) {
  std::vector<AreaRow> found;
  const auto add = [&](std::string_view code, AreaFit fit) {
    if (fit == AreaFit::kOutside) return;
    for (const uint32_t row : segment.RowsOfArea(code)) found.push_back({row, fit});
  };
  for (const std::string& code : query.areas) add(code, AreaFit::kInside);
  // Those that it may lie in; what it surely lies in comes twice, and counts once.
  const auto add_between = [&](const std::string& first, const std::string& end) {
    for (const std::string_view code : segment.AreaCodesIn(first, end)) add(code, FitOf(query, code));
  };
  if (!query.municipality.empty()) {
    for (const char* kind : {"BU", "WK"}) {
      const std::string first = kind + query.municipality.substr(2);
      add_between(first, first + '~');  // After every digit.
    }
  }
  if (query.own_postcode4 == 0) add_between("1", ":");  // After "9999".
  std::sort(found.begin(), found.end(),
            [](const AreaRow& a, const AreaRow& b) { return a.row != b.row ? a.row < b.row : a.fit > b.fit; });
  const auto same = [](const AreaRow& a, const AreaRow& b) { return a.row == b.row; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

Plan MakePlan(const ClientQuery& query, const SegmentView& segment) {
  Plan plan{.area_rows = AreaRows(query, segment)};
  const double radius = std::max(0.0, query.reach_metres) * kLookFurther + segment.largest_doubt_metres;
  plan.runs = segment.RowsIn(CellsWithin(query.home, radius));
  plan.branch = plan.runs.empty() ? "areas" : plan.area_rows.empty() ? "cells" : "cells+areas";
  return plan;
}

}  // namespace meedoen::matcher
