// How long it takes to get somewhere, as a seam: great-circle estimates here; a routing engine can take their place.
//
// Threads: safe. Units: metres along the great circle in, minutes out. Errors: none.
// Source of the speeds: design, section 11; they are meant for people who are not fit (docs/travel.md).
#pragma once

#include <span>
#include <vector>

#include "core/geo/distance.h"
#include "meedoen/v1/client.pb.h"

namespace meedoen {

class TravelModel {
 public:
  virtual ~TravelModel() = default;
  // Minutes for a distance as the crow flies.
  virtual double Minutes(v1::Means means, double metres) const = 0;
  // The furthest distance as the crow flies that takes at most `minutes`; 0 if even the start takes longer.
  virtual double ReachMetres(v1::Means means, double minutes) const = 0;
  // Metres along the way for a distance as the crow flies.
  virtual double WayMetres(double metres) const = 0;
  // The fare of a taxi in cents.
  virtual double TaxiCents(double metres) const = 0;
};

// minutes = way / speed + start, way = distance x 1.3:
// foot 4.5 km/h, rollator 2.5, wheelchair 4, bicycle 15, mobility scooter 12, public transport 18 + 8 minutes,
// car and taxi 30 + 5 minutes. A taxi is EUR 4.00 and EUR 2.80 a kilometre.
class GreatCircleTravel final : public TravelModel {
 public:
  double Minutes(v1::Means means, double metres) const override;
  double ReachMetres(v1::Means means, double minutes) const override;
  double WayMetres(double metres) const override;
  double TaxiCents(double metres) const override;
};

// The best a client can do: which means, and how far.
struct Reach {
  v1::Means means = v1::FOOT;
  double metres = 0;  // As the crow flies.
};

// Every means of the client with its reach within the minutes and, for a taxi, the budget. Empty means: on foot.
// MEANS_UNSPECIFIED is left out, and so is what cannot even start: a car takes 5 minutes before it moves, a taxi costs
// EUR 4.00 without a metre.
std::vector<Reach> ReachesOf(const TravelModel& travel, const v1::Mobility& mobility);

struct BestTravel {
  v1::Means means = v1::MEANS_UNSPECIFIED;  // Unspecified: no means reaches it.
  double minutes = 0;
};

// The fastest of the means that reach a place at this distance.
BestTravel FastestTravel(const TravelModel& travel, std::span<const Reach> reaches, double metres);

// The limit that applies when none is stated, and what a client asked for.
inline constexpr double kDefaultTravelMinutes = 30;
double TravelMinutesLimit(const v1::Mobility& mobility);

}  // namespace meedoen
