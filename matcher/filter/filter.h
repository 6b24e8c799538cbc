// The hard limits: for one row, which of them it fails. A row that fails none is feasible and may be suggested.
//
// Everything is read from columns, never from records. Threads: safe. Cost: some 40 ns a row without availability
// windows.
#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "core/geo/distance.h"
#include "core/index/segment.h"
#include "matcher/query/area_fit.h"
#include "matcher/query/client_query.h"

namespace meedoen::matcher {

// A bit for each v1::ExclusionReason.
using FailMask = uint32_t;
inline constexpr FailMask Fails(v1::ExclusionReason reason) { return FailMask{1} << reason; }

// How the client gets to a row.
struct WayThere {
  v1::Travel::Kind kind = v1::Travel::KIND_UNSPECIFIED;  // Unspecified: not at all.
  v1::Means means = v1::MEANS_UNSPECIFIED;
  double metres = 0;         // As the crow flies, to the centre of the place.
  double minutes = 0;        // To there.
  double minutes_least = 0;  // To the nearest and furthest point that the place can be at.
  double minutes_most = 0;
  double least_share = 1;  // Of the limit, with the means for which it is least: what the score counts, so that nearer
                           // is never worse.
  bool fetched_too = false;  // A pick-up is offered where the client lives, or may live.
  bool estimated = false;    // Without a timetable.
  bool certain = true;  // Also the furthest point is within reach; the home surely lies in the area that is served.
};

class Filter {
 public:
  Filter(const ClientQuery& query, const SegmentView& segment);

  // Every limit the row fails. `in_area`: whether the row serves an area that the home lies in (pick-up, at home,
  // service area, online).
  FailMask Check(uint32_t row, AreaFit in_area) const;

  WayThere Travel(uint32_t row, AreaFit in_area) const;

  // Of the sessions from now to the horizon, the part inside the client's windows; 1 without windows, or where times
  // are not known.
  double ScheduleFit(uint32_t row) const;

  // The needs of the client that are not known to be met.
  uint32_t UnknownNeeds(uint32_t row) const;

  // Those that are stated not to be met.
  uint32_t RefusedNeeds(uint32_t row) const;

  // Index of the first session that has not ended yet, and one past the last that starts before the horizon.
  std::pair<uint64_t, uint64_t> UpcomingSessions(uint32_t row) const;

  // Whether enough of a session falls inside the windows; true without windows.
  bool SessionFits(uint64_t session) const;

  // Among the upcoming ones a short session can be over while a long one that began before it still goes on.
  bool Ended(uint64_t session) const;

  // Whether it fits, and the way there and back lies within the hours of its means.
  bool CanAttend(uint64_t session, const WayThere& way) const;

  // Whether the row lies in the client's own neighbourhood, or comes to it.
  bool InNeighbourhood(uint32_t row, AreaFit in_area) const;

  // To the nearest point that the place can be at. The row has a place.
  Leg NearestLeg(uint32_t row) const;

 private:
  // A means that gets to a row, and its hours.
  struct Way {
    v1::Means means;
    double minutes;
    TravelHours hours;
  };
  using Ways = std::array<Way, v1::Means_ARRAYSIZE>;

  double MetresTo(uint32_t row) const;
  bool Reachable(uint32_t row, AreaFit in_area) const;
  FailMask CheckTime(uint32_t row, AreaFit in_area) const;
  bool NotConfirmed(uint32_t row) const;
  bool OtherMunicipality(uint32_t row, AreaFit in_area) const;
  // The number of ways to the nearest point of a row.
  size_t WaysTo(uint32_t row, Ways* ways) const;
  // The means with which some session that fits can be attended.
  MeansMask UsableMeans(uint32_t row) const;
  bool WithinHours(uint64_t session, double minutes, const TravelHours& hours) const;

  const ClientQuery& query_;
  const SegmentView& segment_;
  const TravelModel& travel_;
  const DistanceFrom from_;
};

}  // namespace meedoen::matcher
