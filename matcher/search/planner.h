// Which rows of a segment a client's request looks at: place first, because reach is by far the most selective limit.
//
// Threads: safe. Cost: below 1 microsecond for the cells; a look-up for each area code.
#pragma once

#include <string_view>
#include <vector>

#include "core/index/segment.h"
#include "matcher/query/area_fit.h"
#include "matcher/query/client_query.h"

namespace meedoen::matcher {

// A row that serves an area that the home lies in, or may lie in.
struct AreaRow {
  uint32_t row = 0;
  AreaFit fit = AreaFit::kOutside;
};
// Rising, each row once, with the surest of its areas. Cost: a look-up for each code that the home lies in, and for
// each code of a district or neighbourhood that the segment has of the home's municipality; of a home that is not known
// by postcode, for each postcode too.
std::vector<AreaRow> AreaRows(const ClientQuery& query, const SegmentView& segment);

struct Plan {
  // "cells": somewhere to go to. "areas": only what comes to the client or picks up. "cells+areas": both.
  std::string_view branch;
  std::vector<RowRun> runs;        // Rows by place, rising; also some that turn out to be too far.
  std::vector<AreaRow> area_rows;  // Rows that serve the home's areas, rising, each once; may lie in `runs` too.
};

// Rows up to half as far again as the client can reach are looked at, so that the counts say what just fell out.
inline constexpr double kLookFurther = 1.5;

Plan MakePlan(const ClientQuery& query, const SegmentView& segment);

}  // namespace meedoen::matcher
