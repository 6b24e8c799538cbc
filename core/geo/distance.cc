#include "core/geo/distance.h"

#include <cmath>
#include <numbers>

namespace meedoen {
namespace {

constexpr double kEarthMetres = 6'371'009.0;
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMetresPerLatitude = kEarthMetres * kRadians;

}  // namespace

DistanceFrom::DistanceFrom(Point origin)
    : origin_(origin), metres_per_longitude_(kMetresPerLatitude * std::cos(origin.latitude * kRadians)) {}

double DistanceFrom::Metres(double latitude, double longitude) const {
  const double north = (latitude - origin_.latitude) * kMetresPerLatitude;
  const double east = (longitude - origin_.longitude) * metres_per_longitude_;
  return std::sqrt(north * north + east * east);
}

double GreatCircleMetres(Point a, Point b) {
  const double half_latitude = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double half_longitude = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double chord = half_latitude * half_latitude + std::cos(a.latitude * kRadians) *
                                                           std::cos(b.latitude * kRadians) * half_longitude *
                                                           half_longitude;
  return 2 * kEarthMetres * std::asin(std::sqrt(chord));
}

}  // namespace meedoen
