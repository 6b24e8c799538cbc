// The hard limits once more, read from the activity itself, one plain rule after the other and without any of the
// matcher's columns, masks or cells: what `evaluate` and the tests hold every suggestion against.
//
// One limit is not here: that an activity is what the client does not want (NOT_WANTED) is a matter of vectors.
// Minutes are those of speeds; with a table of travel times this check does not hold.
//
// Threads: safe. Errors: those of ExpandSchedule; NaiveClientOf: NOT_FOUND for a home that is not in the table of
// places. Cost: some 100 microseconds an activity.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/geo/distance.h"
#include "core/geo/place_table.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

struct NaiveMeans {
  double kilometres_an_hour = 4.5;
  double start_minutes = 0;
  double first_departure = 0;  // Minutes since midnight.
  double last_return = 24 * 60;
};
using NaiveMeansTable = std::array<NaiveMeans, v1::Means_ARRAYSIZE>;

// The values of the design, once more.
NaiveMeansTable DesignMeans();

struct NaiveClient {
  const v1::SuggestRequest& request;
  Point home;                                           // As the place table has it, rounded to 0.001 degree.
  std::vector<std::string> areas;                       // Every code that the home lies in.
  double own_radius_metres = 0;                         // For a home by neighbourhood or district code.
  std::vector<std::string> shared_municipalities = {};  // Others whose activities the client sees.
  // For areas that the home may lie in.
  const PlaceTable* places = nullptr;
  double home_doubt_metres = 0;
  NaiveMeansTable means = DesignMeans();
  // Days after which what a municipality (GM0150) has confirmed is too old; 0: never.
  std::function<int(const std::string&)> too_old_after = [](const std::string&) { return 0; };
};

// `request` and `places` must outlive it.
absl::StatusOr<NaiveClient> NaiveClientOf(const v1::SuggestRequest& request, const PlaceTable& places);

// A means that gets the client there within its limit, and the minutes to the nearest point that the place can be at.
struct NaiveWay {
  NaiveMeans means;
  double minutes = 0;
};
std::vector<NaiveWay> NaiveWays(const v1::Activity& activity, const NaiveClient& client);

// The limits that the activity breaks, in words; empty: it may be suggested.
absl::StatusOr<std::vector<std::string>> BrokenLimits(const v1::Activity& activity, const NaiveClient& client,
                                                      absl::Time now);

}  // namespace meedoen::matcher
