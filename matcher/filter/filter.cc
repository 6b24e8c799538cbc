#include "matcher/filter/filter.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "core/base/civil_time.h"
#include "core/index/facts.h"

namespace meedoen::matcher {
namespace {

FailMask FailsIf(bool condition, v1::ExclusionReason reason) { return FailMask{condition} << reason; }

// Where there is no place to get into, these needs are met by the client's own home.
constexpr uint32_t kMetAtHome = kWheelchair | kStepFreeToilet | kSeating;

// Minutes: a whole day, an hour longer in autumn.
constexpr int kLongestSession = 25 * 60;

v1::Travel::Kind KindWithoutPlace(uint64_t flags) {
  if ((flags & flag::kOnline) != 0) return v1::Travel::NONE;
  return (flags & (flag::kAtHome | flag::kServiceArea)) != 0 ? v1::Travel::COMES_TO_CLIENT : v1::Travel::PICK_UP;
}

uint32_t MetNeeds(uint64_t flags) {
  const bool own_home = (flags & (flag::kAtHome | flag::kOnline)) != 0;
  return AccessYes(flags) | (own_home ? kMetAtHome : 0u);
}

}  // namespace

Filter::Filter(const ClientQuery& query, const SegmentView& segment, const TravelModel& travel)
    : query_(query), segment_(segment), travel_(travel), from_(query.home) {}

bool Filter::Reachable(uint32_t row, bool in_area) const {
  if (in_area) return true;
  if (query_.pick_up_only || (segment_.flags[row] & flag::kHasPlace) == 0) return false;
  const double metres = from_.Metres(segment_.latitude[row], segment_.longitude[row]);
  return std::max(0.0, metres - segment_.doubt_metres[row]) <= query_.reach_metres;
}

FailMask Filter::Check(uint32_t row, bool in_area) const {
  const uint64_t flags = segment_.flags[row];
  const bool reachable = Reachable(row, in_area);
  FailMask fails = FailsIf(!reachable && query_.pick_up_only, v1::NO_PICK_UP) |
                   FailsIf(!reachable && !query_.pick_up_only, v1::TOO_FAR);
  const bool age_fits = segment_.age_minimum[row] <= query_.age_most && segment_.age_maximum[row] >= query_.age_least;
  fails |= FailsIf(query_.age_known && !age_fits, v1::AGE);
  fails |= FailsIf((flags & query_.excluded_gender_flags) != 0, v1::GENDER);
  const bool full = (flags & flag::kFull) != 0 && (flags & flag::kWaitingList) == 0;
  fails |= FailsIf(full || (flags & (flag::kCancelled | flag::kPaused)) != 0, v1::NOT_ACTIVE);
  const uint32_t met = MetNeeds(flags), refused = AccessNo(flags) & ~met;
  fails |= FailsIf((query_.needs & refused) != 0, v1::STATED_INACCESSIBLE);
  fails |= FailsIf(query_.confirmed_only && (query_.needs & ~met & ~refused) != 0, v1::ACCESSIBILITY_UNKNOWN);
  const bool pass_pays = query_.has_city_pass && (flags & flag::kCityPass) != 0;
  fails |=
      FailsIf(query_.most_cents >= 0 && segment_.visit_cents[row] > query_.most_cents && !pass_pays, v1::TOO_EXPENSIVE);
  fails |= FailsIf((flags & query_.role_flags) == 0, v1::ROLE);
  const uint64_t categories = segment_.categories[row];
  const bool wanted = query_.wanted_categories == 0 || (categories & query_.wanted_categories) != 0;
  fails |= FailsIf(!wanted || (categories & query_.unwanted_categories) != 0, v1::CATEGORY);
  fails |=
      FailsIf(std::binary_search(query_.excluded_names.begin(), query_.excluded_names.end(), segment_.name_hash[row]),
              v1::EXCLUDED_BY_REQUEST);
  fails |= FailsIf(OutsideNeighbourhood(row, in_area), v1::OUTSIDE_NEIGHBOURHOOD);
  return fails | CheckTime(row);
}

FailMask Filter::CheckTime(uint32_t row) const {
  const bool over = segment_.last_day[row] < query_.today || segment_.sign_up_day[row] < query_.today ||
                    segment_.ends_minute[row] <= query_.now_minute;
  if (over || segment_.valid_from_day[row] > query_.horizon_day) return Fails(v1::NOT_NOW);
  const uint64_t flags = segment_.flags[row];
  if ((flags & flag::kByAppointment) != 0 || (flags & flag::kHasTimes) == 0) return 0;
  const auto [first, last] = UpcomingSessions(row);
  if (first == last) return Fails(v1::NOT_NOW);
  if (!query_.has_windows) return 0;
  for (uint64_t session = first; session < last; ++session) {
    if (SessionFits(session)) return 0;
  }
  return Fails(v1::TIME);
}

bool Filter::OutsideNeighbourhood(uint32_t row, bool in_area) const {
  if (query_.neighbourhood != v1::ONLY_OWN_NEIGHBOURHOOD) return false;
  const uint64_t flags = segment_.flags[row];
  if ((flags & flag::kHasPlace) == 0) return !in_area;  // Comes to the client, or is online.
  if (query_.own_postcode4 != 0) return segment_.postcode4[row] != query_.own_postcode4;
  return from_.Metres(segment_.latitude[row], segment_.longitude[row]) > query_.own_neighbourhood_metres;
}

std::pair<uint64_t, uint64_t> Filter::UpcomingSessions(uint32_t row) const {
  const auto begin = segment_.session_starts.begin();
  const auto row_begin = begin + static_cast<ptrdiff_t>(segment_.session_offsets[row]);
  const auto row_end = begin + static_cast<ptrdiff_t>(segment_.session_offsets[row + 1]);
  const auto last = std::lower_bound(row_begin, row_end, query_.horizon_minute);
  auto first = std::lower_bound(row_begin, last, query_.now_minute - kLongestSession);
  while (first != last && *first + segment_.session_lengths[first - begin] <= query_.now_minute) ++first;
  return {static_cast<uint64_t>(first - begin), static_cast<uint64_t>(last - begin)};
}

bool Filter::SessionFits(uint64_t session) const {
  const int length = segment_.session_lengths[session];
  const absl::Time start_time = absl::FromUnixSeconds(int64_t{segment_.session_starts[session]} * 60);
  const absl::CivilMinute local = absl::ToCivilMinute(start_time, Amsterdam());
  const int start = local.hour() * 60 + local.minute();
  int inside = 0;
  for (const Window& window : query_.windows[WeekdayIndex(absl::CivilDay(local))]) {
    inside += std::max(0, std::min(start + length, window.end_minute) - std::max(start, window.start_minute));
  }
  return inside > 0 && inside * 100 >= query_.least_session_percent * length;
}

double Filter::ScheduleFit(uint32_t row) const {
  const auto [first, last] = UpcomingSessions(row);
  if (!query_.has_windows || first == last) return 1;
  int fitting = 0;
  for (uint64_t session = first; session < last; ++session) fitting += SessionFits(session);
  return static_cast<double>(fitting) / static_cast<double>(last - first);
}

uint32_t Filter::UnknownNeeds(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  return query_.needs & ~MetNeeds(flags) & ~AccessNo(flags);
}

WayThere Filter::Travel(uint32_t row, bool in_area) const {
  WayThere way;
  const uint64_t flags = segment_.flags[row];
  if ((flags & flag::kHasPlace) == 0) {
    if (in_area) way.kind = KindWithoutPlace(flags);
    return way;
  }
  way.metres = from_.Metres(segment_.latitude[row], segment_.longitude[row]);
  const double doubt = segment_.doubt_metres[row];
  const double nearest = std::max(0.0, way.metres - doubt);
  BestTravel best = FastestTravel(travel_, query_.reaches, way.metres);
  if (best.means == v1::MEANS_UNSPECIFIED) best = FastestTravel(travel_, query_.reaches, nearest);
  if (query_.pick_up_only || best.means == v1::MEANS_UNSPECIFIED) {
    if (in_area) way.kind = v1::Travel::PICK_UP;
    return way;
  }
  way.kind = v1::Travel::OWN;
  way.means = best.means;
  way.minutes = travel_.Minutes(best.means, way.metres);
  way.minutes_least = travel_.Minutes(best.means, nearest);
  way.minutes_most = travel_.Minutes(best.means, way.metres + doubt);
  way.certain = FastestTravel(travel_, query_.reaches, way.metres + doubt).means != v1::MEANS_UNSPECIFIED;
  if (!way.certain && in_area) way = {.kind = v1::Travel::PICK_UP, .metres = way.metres};
  return way;
}

}  // namespace meedoen::matcher
