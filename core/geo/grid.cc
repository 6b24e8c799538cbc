#include "core/geo/grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meedoen {
namespace {

constexpr double kSouth = 50.7, kNorth = 53.7, kWest = 3.2, kEast = 7.3;
constexpr double kLatitudeStep = 0.009;    // 1,001 m.
constexpr double kLongitudeStep = 0.0147;  // 1,035 m in the south, 967 m in the north.
constexpr double kMetresPerDegree = 6'371'009.0 * std::numbers::pi / 180.0;
constexpr int kRows = 334;     // (kNorth - kSouth) / kLatitudeStep, rounded up.
constexpr int kColumns = 279;  // (kEast - kWest) / kLongitudeStep, rounded up.

int RowOf(double latitude) {
  return std::clamp(static_cast<int>(std::floor((latitude - kSouth) / kLatitudeStep)), 0, kRows - 1);
}

int ColumnOf(double longitude) {
  return std::clamp(static_cast<int>(std::floor((longitude - kWest) / kLongitudeStep)), 0, kColumns - 1);
}

static_assert(kRows * kLatitudeStep >= kNorth - kSouth && kColumns * kLongitudeStep >= kEast - kWest);

}  // namespace

CellId CellOf(Point point) { return static_cast<CellId>(RowOf(point.latitude) * kColumns + ColumnOf(point.longitude)); }

std::vector<CellRun> CellsWithin(Point centre, double radius_metres) {
  // A little over the radius, so that rounding of the degrees leaves nothing out.
  const double latitude_reach = (radius_metres + 25) / kMetresPerDegree;
  const double furthest = std::min(89.0, std::abs(centre.latitude) + latitude_reach);
  const double longitude_reach = latitude_reach / std::cos(furthest * std::numbers::pi / 180.0);
  const int first_row = RowOf(centre.latitude - latitude_reach), last_row = RowOf(centre.latitude + latitude_reach);
  const int first_column = ColumnOf(centre.longitude - longitude_reach);
  const int last_column = ColumnOf(centre.longitude + longitude_reach);
  std::vector<CellRun> runs;
  for (int row = first_row; row <= last_row; ++row) {
    runs.push_back(
        {static_cast<CellId>(row * kColumns + first_column), static_cast<CellId>(row * kColumns + last_column)});
  }
  return runs;
}

}  // namespace meedoen
