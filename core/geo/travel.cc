#include "core/geo/travel.h"

#include <algorithm>
#include <limits>

namespace meedoen {
namespace {

constexpr double kDetour = 1.3;
constexpr double kTaxiStartCents = 400, kTaxiCentsPerMetre = 0.28;
constexpr TravelHours kTimetable = {.first_departure = 6 * 60, .last_return = 24 * 60};

// For the last digit of a division: a place at the very end of a reach is within it.
constexpr double kMinutesRounding = 1e-6;

double MetresAMinute(const MeansValues& values) { return values.kilometres_an_hour * 1000 / 60; }

}  // namespace

MeansTable DefaultMeans() {
  MeansTable table;
  table[v1::ROLLATOR] = {2.5};
  table[v1::WHEELCHAIR] = {4};
  table[v1::BICYCLE] = {15};
  table[v1::MOBILITY_SCOOTER] = {12};
  table[v1::PUBLIC_TRANSPORT] = {18, 8, kTimetable};
  table[v1::CAR] = table[v1::TAXI] = {30, 5};
  return table;
}

double GreatCircleTravel::Minutes(v1::Means means, const Leg& leg) const {
  const MeansValues& values = means_[static_cast<size_t>(means)];
  return WayMetres(leg.metres) / MetresAMinute(values) + values.start_minutes;
}

double GreatCircleTravel::ReachMetres(v1::Means means, double minutes, const Origin&) const {
  const MeansValues& values = means_[static_cast<size_t>(means)];
  return std::max(0.0, (minutes - values.start_minutes) * MetresAMinute(values) / kDetour);
}

double GreatCircleTravel::WayMetres(double metres) const { return metres * kDetour; }

double GreatCircleTravel::TaxiCents(double metres) const {
  return kTaxiStartCents + WayMetres(metres) * kTaxiCentsPerMetre;
}

double TravelMinutesLimit(const v1::Mobility& mobility) {
  return mobility.maximum_minutes() == 0 ? kDefaultTravelMinutes : mobility.maximum_minutes();
}

double TravelMinutesLimit(const v1::Mobility& mobility, v1::Means means) {
  double minutes = TravelMinutesLimit(mobility);
  for (const v1::MeansLimit& limit : mobility.limits()) {
    if (limit.means() == means) minutes = limit.maximum_minutes();
  }
  return minutes;
}

std::vector<v1::Means> MeansOf(const v1::Mobility& mobility) {
  std::array<bool, v1::Means_ARRAYSIZE> has{};
  for (const int means : mobility.means()) has[static_cast<size_t>(means)] = true;
  if (mobility.means().empty()) has[v1::FOOT] = true;
  std::vector<v1::Means> means;
  for (int number = 1; number < v1::Means_ARRAYSIZE; ++number) {
    if (has[static_cast<size_t>(number)]) means.push_back(static_cast<v1::Means>(number));
  }
  return means;
}

std::vector<Reach> ReachesOf(const TravelModel& travel, const v1::Mobility& mobility, const Origin& origin) {
  std::vector<Reach> reaches;
  for (const v1::Means means : MeansOf(mobility)) {
    const double minutes = TravelMinutesLimit(mobility, means);
    if (travel.Minutes(means, 0) > minutes) continue;
    double metres = travel.ReachMetres(means, minutes, origin);
    if (means == v1::TAXI && mobility.has_taxi_budget_cents()) {
      const double start = travel.TaxiCents(0), per_metre = travel.TaxiCents(1) - start;
      if (mobility.taxi_budget_cents() < start) continue;
      metres = std::min(metres, (mobility.taxi_budget_cents() - start) / per_metre);
    }
    reaches.push_back({means, metres, minutes, travel.Hours(means)});
  }
  return reaches;
}

double MinutesWithin(const TravelModel& travel, const Reach& reach, const Leg& leg) {
  if (leg.metres > reach.metres) return -1;
  const double minutes = travel.Minutes(reach.means, leg);
  return minutes <= reach.minutes + kMinutesRounding ? minutes : -1;
}

BestTravel FastestTravel(const TravelModel& travel, std::span<const Reach> reaches, const Leg& leg, MeansMask allowed) {
  BestTravel best{v1::MEANS_UNSPECIFIED, std::numeric_limits<double>::max()};
  for (const Reach& reach : reaches) {
    if ((allowed & MaskOf(reach.means)) == 0) continue;
    const double minutes = MinutesWithin(travel, reach, leg);
    if (minutes >= 0 && minutes < best.minutes) best = {reach.means, minutes};
  }
  return best;
}

}  // namespace meedoen
