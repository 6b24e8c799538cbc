// The grid of cells of about one kilometre that activities are sorted by. Row by row from the south-west, so that the
// cells within a distance are a few runs of consecutive numbers.
//
// Threads: safe. Units: degrees (WGS 84), metres. Cost: below 1 microsecond for 15 km.
// The grid is part of the snapshot's format: changing it needs a new format version.
#pragma once

#include <cstdint>
#include <vector>

#include "core/geo/distance.h"

namespace meedoen {

using CellId = uint32_t;

// Cells `first` to `last`, both included.
struct CellRun {
  CellId first;
  CellId last;
  friend bool operator==(const CellRun&, const CellRun&) = default;
};

// Points outside the grid (50.7 to 53.7 north, 3.2 to 7.3 east) belong to the nearest cell at its edge.
CellId CellOf(Point point);

// Runs that together hold every point within `radius_metres` (and some further ones), in rising order.
std::vector<CellRun> CellsWithin(Point centre, double radius_metres);

}  // namespace meedoen
