// A table of travel times between postcodes, from a routing engine or a timetable: what it has is used in place of the
// great-circle estimate, everything else is estimated as before.
//
// The file is CSV with a header: from;to;means;minutes, `from` and `to` PC4, `means` as in the API (PUBLIC_TRANSPORT),
// minutes from door to door. One direction a line; docs/travel.md. Within one postcode the estimate is better than any
// table, so such lines are refused.
// Threads: const methods are safe. Errors: INVALID_ARGUMENT with every bad line (at most 20 are named); those of
// reading the file. Bounds: kMaxTravelTimes, kMaxTravelTimeMinutes. Cost: 8 bytes a line; a look-up is a binary search.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/geo/travel.h"

namespace meedoen {

class TravelTimes {
 public:
  static absl::StatusOr<std::shared_ptr<const TravelTimes>> Read(Env& env, const std::string& path);
  static absl::StatusOr<std::shared_ptr<const TravelTimes>> Parse(const std::string& text, const std::string& path,
                                                                  size_t most = kMaxTravelTimes);  // For tests.

  std::optional<double> Find(v1::Means means, uint16_t from, uint16_t to) const;

  // The postcodes that are reached from one within the minutes.
  std::vector<uint16_t> Within(v1::Means means, uint16_t from, double minutes) const;

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    uint64_t key;  // means, from, to.
    uint16_t minutes;
  };
  std::vector<Entry> entries_;  // Rising by key.
};

class TableTravel final : public TravelModel {
 public:
  TableTravel(std::shared_ptr<const TravelTimes> times, const MeansTable& means)
      : times_(std::move(times)), estimate_(means) {}

  double Minutes(v1::Means means, const Leg& leg) const override;
  double ReachMetres(v1::Means means, double minutes, const Origin& origin) const override;
  bool ByDistance() const override { return false; }
  bool Estimated(v1::Means means, const Leg& leg) const override;
  TravelHours Hours(v1::Means means) const override { return estimate_.Hours(means); }
  double WayMetres(double metres) const override { return estimate_.WayMetres(metres); }
  double TaxiCents(double metres) const override { return estimate_.TaxiCents(metres); }

 private:
  const std::shared_ptr<const TravelTimes> times_;
  const GreatCircleTravel estimate_;
};

}  // namespace meedoen
