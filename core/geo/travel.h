// How long it takes to get somewhere, as a seam: great-circle estimates here; a table of travel times
// (core/geo/travel_times.h) or a routing engine can take their place.
//
// Threads: safe. Units: metres along the great circle in, minutes out. Errors: none.
// Source of the speeds: design, section 11; they are meant for people who are not fit (docs/travel.md).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/distance.h"
#include "meedoen/v1/client.pb.h"

namespace meedoen {

class PlaceTable;

// From a home to a place. The postcodes are 0 where they are not known.
struct Leg {
  // NOLINTNEXTLINE(google-explicit-constructor): most legs are a distance and no more.
  Leg(double great_circle_metres, uint16_t from = 0, uint16_t to = 0)
      : metres(great_circle_metres), from_postcode4(from), to_postcode4(to) {}

  double metres;
  uint16_t from_postcode4;
  uint16_t to_postcode4;
};

struct Origin {
  Point home;
  uint16_t postcode4 = 0;              // 0: not known.
  const PlaceTable* places = nullptr;  // Null: nothing is known of other postcodes.
};

// When a means goes, in minutes since midnight, local time.
struct TravelHours {
  int first_departure = 0;
  int last_return = 24 * 60;  // Back home.

  bool AllDay() const { return first_departure <= 0 && last_return >= 24 * 60; }
};

class TravelModel {
 public:
  virtual ~TravelModel() = default;
  virtual double Minutes(v1::Means means, const Leg& leg) const = 0;
  // A distance beyond which nothing is reached within `minutes`; 0 if even the start takes longer.
  virtual double ReachMetres(v1::Means means, double minutes, const Origin& origin) const = 0;
  // Whether minutes follow from metres alone and rise with them: then a distance within ReachMetres is within the
  // minutes too.
  virtual bool ByDistance() const = 0;
  // Whether the minutes are an estimate where only a timetable would know.
  virtual bool Estimated(v1::Means means, const Leg&) const { return means == v1::PUBLIC_TRANSPORT; }
  virtual TravelHours Hours(v1::Means means) const = 0;
  // Metres along the way for a distance as the crow flies.
  virtual double WayMetres(double metres) const = 0;
  // The fare of a taxi in cents.
  virtual double TaxiCents(double metres) const = 0;
};

struct MeansValues {
  double kilometres_an_hour = 4.5;
  double start_minutes = 0;  // Before it moves.
  TravelHours hours = {};
};
using MeansTable = std::array<MeansValues, v1::Means_ARRAYSIZE>;

// foot 4.5 km/h, rollator 2.5, wheelchair 4, bicycle 15, mobility scooter 12, public transport 18 + 8 minutes and from
// 06:00 to 24:00, car and taxi 30 + 5 minutes.
MeansTable DefaultMeans();

// minutes = way / speed + start, way = distance x 1.3. A taxi is EUR 4.00 and EUR 2.80 a kilometre.
class GreatCircleTravel final : public TravelModel {
 public:
  explicit GreatCircleTravel(const MeansTable& means = DefaultMeans()) : means_(means) {}

  double Minutes(v1::Means means, const Leg& leg) const override;
  double ReachMetres(v1::Means means, double minutes, const Origin& origin) const override;
  bool ByDistance() const override { return true; }
  TravelHours Hours(v1::Means means) const override { return means_[static_cast<size_t>(means)].hours; }
  double WayMetres(double metres) const override;
  double TaxiCents(double metres) const override;

 private:
  const MeansTable means_;
};

// One means of a client, and how far it gets.
struct Reach {
  v1::Means means = v1::FOOT;
  double metres = 0;     // As the crow flies.
  double minutes = 180;  // The client's limit for it.
  TravelHours hours = {};
};

// What the client has, rising by number, each once. None: on foot. MEANS_UNSPECIFIED is left out.
std::vector<v1::Means> MeansOf(const v1::Mobility& mobility);

// Every means of the client with its reach within the minutes and, for a taxi, the budget. What cannot even start
// is left out: a car takes 5 minutes before it moves, a taxi costs EUR 4.00 without a metre.
std::vector<Reach> ReachesOf(const TravelModel& travel, const v1::Mobility& mobility, const Origin& origin = {});

struct BestTravel {
  v1::Means means = v1::MEANS_UNSPECIFIED;  // Unspecified: no means reaches it.
  double minutes = 0;
};

// A bit for each means.
using MeansMask = uint32_t;
inline constexpr MeansMask kAnyMeans = ~MeansMask{0};
inline MeansMask MaskOf(v1::Means means) { return MeansMask{1} << means; }

// The minutes of a leg with one of the means; negative if it does not get there.
double MinutesWithin(const TravelModel& travel, const Reach& reach, const Leg& leg);

// The fastest of the means allowed that reach a place.
BestTravel FastestTravel(const TravelModel& travel, std::span<const Reach> reaches, const Leg& leg,
                         MeansMask allowed = kAnyMeans);

// The limit that applies when none is stated, and what a client asked for.
inline constexpr double kDefaultTravelMinutes = 30;
double TravelMinutesLimit(const v1::Mobility& mobility);
double TravelMinutesLimit(const v1::Mobility& mobility, v1::Means means);

}  // namespace meedoen
