#include "core/geo/travel.h"

#include <algorithm>
#include <limits>

namespace meedoen {
namespace {

constexpr double kDetour = 1.3;
constexpr double kTaxiStartCents = 400, kTaxiCentsPerMetre = 0.28;

struct Speed {
  double metres_per_minute;
  double start_minutes;
};

constexpr double KilometresAnHour(double speed) { return speed * 1000 / 60; }

Speed SpeedOf(v1::Means means) {
  switch (means) {
    case v1::ROLLATOR:
      return {KilometresAnHour(2.5), 0};
    case v1::WHEELCHAIR:
      return {KilometresAnHour(4), 0};
    case v1::BICYCLE:
      return {KilometresAnHour(15), 0};
    case v1::MOBILITY_SCOOTER:
      return {KilometresAnHour(12), 0};
    case v1::PUBLIC_TRANSPORT:
      return {KilometresAnHour(18), 8};
    case v1::CAR:
    case v1::TAXI:
      return {KilometresAnHour(30), 5};
    default:
      return {KilometresAnHour(4.5), 0};
  }
}

}  // namespace

double GreatCircleTravel::Minutes(v1::Means means, double metres) const {
  const Speed speed = SpeedOf(means);
  return WayMetres(metres) / speed.metres_per_minute + speed.start_minutes;
}

double GreatCircleTravel::ReachMetres(v1::Means means, double minutes) const {
  const Speed speed = SpeedOf(means);
  return std::max(0.0, (minutes - speed.start_minutes) * speed.metres_per_minute / kDetour);
}

double GreatCircleTravel::WayMetres(double metres) const { return metres * kDetour; }

double GreatCircleTravel::TaxiCents(double metres) const {
  return kTaxiStartCents + WayMetres(metres) * kTaxiCentsPerMetre;
}

double TravelMinutesLimit(const v1::Mobility& mobility) {
  return mobility.maximum_minutes() == 0 ? kDefaultTravelMinutes : mobility.maximum_minutes();
}

std::vector<Reach> ReachesOf(const TravelModel& travel, const v1::Mobility& mobility) {
  const double minutes = TravelMinutesLimit(mobility);
  std::vector<Reach> reaches;
  for (const int means_number : mobility.means()) {
    const auto means = static_cast<v1::Means>(means_number);
    if (means == v1::MEANS_UNSPECIFIED || travel.Minutes(means, 0) > minutes) continue;
    double metres = travel.ReachMetres(means, minutes);
    if (means == v1::TAXI && mobility.has_taxi_budget_cents()) {
      const double start = travel.TaxiCents(0), per_metre = travel.TaxiCents(1) - start;
      if (mobility.taxi_budget_cents() < start) continue;
      metres = std::min(metres, (mobility.taxi_budget_cents() - start) / per_metre);
    }
    reaches.push_back({means, metres});
  }
  if (mobility.means().empty()) reaches.push_back({v1::FOOT, travel.ReachMetres(v1::FOOT, minutes)});
  return reaches;
}

BestTravel FastestTravel(const TravelModel& travel, std::span<const Reach> reaches, double metres) {
  BestTravel best{v1::MEANS_UNSPECIFIED, std::numeric_limits<double>::max()};
  for (const Reach& reach : reaches) {
    const double minutes = travel.Minutes(reach.means, metres);
    if (metres <= reach.metres && minutes < best.minutes) best = {reach.means, minutes};
  }
  return best;
}

}  // namespace meedoen
