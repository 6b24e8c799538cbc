#include "core/geo/coordinates.h"

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"

namespace meedoen {
namespace {

// The Dutch grid (Rijksdriehoeksmeting): metres east and north of a point near Paris.
constexpr double kLeastEast = 7'000, kMostEast = 300'000, kLeastNorth = 289'000, kMostNorth = 629'000;

// False for NaN.
bool Within(double value, double least, double most) { return value >= least && value <= most; }

bool Inside(double latitude, double longitude) {
  return Within(latitude, kMinLatitude, kMaxLatitude) && Within(longitude, kMinLongitude, kMaxLongitude);
}

bool OnGrid(double east, double north) {
  return Within(east, kLeastEast, kMostEast) && Within(north, kLeastNorth, kMostNorth);
}

}  // namespace

std::string WhyNotInTheNetherlands(double latitude, double longitude) {
  if (Inside(latitude, longitude)) return "";
  std::string why = absl::StrCat("latitude ", latitude, ", longitude ", longitude,
                                 " is not in the Netherlands (50.7 to 53.7, 3.2 to 7.3)");
  if (Inside(longitude, latitude)) absl::StrAppend(&why, "; the two seem to have changed places");
  if (OnGrid(latitude, longitude) || OnGrid(longitude, latitude)) {
    absl::StrAppend(
        &why,
        "; these look like metres of the Dutch grid (RD, Rijksdriehoek): write degrees of WGS 84, as 52.2536 "
        "and 6.1605");
  }
  return why;
}

}  // namespace meedoen
