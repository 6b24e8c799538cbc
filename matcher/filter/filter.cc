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

// A session by the clock on the wall, in minutes since midnight of the day it starts.
struct LocalSession {
  int weekday;
  int start_minute;
  int end_minute;
};

LocalSession LocalOf(const SegmentView& segment, uint64_t session) {
  const absl::Time time = absl::FromUnixSeconds(int64_t{segment.session_starts[session]} * 60);
  const absl::CivilMinute local = absl::ToCivilMinute(time, Amsterdam());
  const int start = local.hour() * 60 + local.minute();
  return {WeekdayIndex(absl::CivilDay(local)), start, start + segment.session_lengths[session]};
}

// What may serve the home is not left out: it is asked first.
bool Serves(AreaFit in_area) { return in_area != AreaFit::kOutside; }

v1::Travel::Kind KindWithoutPlace(uint64_t flags) {
  if ((flags & flag::kOnline) != 0) return v1::Travel::NONE;
  return (flags & (flag::kAtHome | flag::kServiceArea)) != 0 ? v1::Travel::COMES_TO_CLIENT : v1::Travel::PICK_UP;
}

uint32_t MetNeeds(uint64_t flags) {
  const bool own_home = (flags & (flag::kAtHome | flag::kOnline)) != 0;
  return AccessYes(flags) | (own_home ? kMetAtHome : 0u);
}

}  // namespace

Filter::Filter(const ClientQuery& query, const SegmentView& segment)
    : query_(query), segment_(segment), travel_(*query.rules->travel), from_(query.home) {}

double Filter::MetresTo(uint32_t row) const { return from_.Metres(segment_.latitude[row], segment_.longitude[row]); }

Leg Filter::NearestLeg(uint32_t row) const {
  const double metres = std::max(0.0, MetresTo(row) - segment_.doubt_metres[row]);
  return Leg(metres, query_.own_postcode4, segment_.postcode4[row]);
}

bool Filter::Reachable(uint32_t row, AreaFit in_area) const {
  if (Serves(in_area)) return true;
  if (query_.pick_up_only || (segment_.flags[row] & flag::kHasPlace) == 0) return false;
  const Leg leg = NearestLeg(row);
  if (leg.metres > query_.reach_metres) return false;
  return travel_.ByDistance() || FastestTravel(travel_, query_.reaches, leg).means != v1::MEANS_UNSPECIFIED;
}

bool Filter::OtherMunicipality(uint32_t row, AreaFit in_area) const {
  const auto& shown = query_.municipalities;
  return !Serves(in_area) && std::find(shown.begin(), shown.end(), segment_.municipality[row]) == shown.end();
}

bool Filter::NotConfirmed(uint32_t row) const {
  const int32_t verified = segment_.verified_day[row];
  if (!query_.ageing->leaves_out() || query_.unconfirmed_too || verified == kNoDay) return false;
  return query_.ageing->Of(segment_.municipality[row]).LeavesOut(int64_t{query_.today} - verified);
}

FailMask Filter::Check(uint32_t row, AreaFit in_area) const {
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
  const bool not_free = query_.most_cents == 0 && segment_.visit_cents[row] == kNotFreeCents;
  const bool too_dear = query_.most_cents >= 0 && segment_.visit_cents[row] > query_.most_cents;
  fails |= FailsIf((too_dear || not_free) && !pass_pays, v1::TOO_EXPENSIVE);
  fails |= FailsIf((flags & query_.role_flags) == 0, v1::ROLE);
  const uint64_t categories = segment_.categories[row];
  const bool wanted = query_.wanted_categories == 0 || (categories & query_.wanted_categories) != 0;
  fails |= FailsIf(!wanted || (categories & query_.unwanted_categories) != 0, v1::CATEGORY);
  fails |=
      FailsIf(std::binary_search(query_.excluded_names.begin(), query_.excluded_names.end(), segment_.name_hash[row]),
              v1::EXCLUDED_BY_REQUEST);
  fails |= FailsIf(query_.neighbourhood == v1::ONLY_OWN_NEIGHBOURHOOD && !InNeighbourhood(row, in_area),
                   v1::OUTSIDE_NEIGHBOURHOOD);
  fails |= FailsIf(OtherMunicipality(row, in_area), v1::OTHER_MUNICIPALITY);
  fails |= FailsIf(NotConfirmed(row), v1::NOT_CONFIRMED);
  return fails | CheckTime(row, in_area);
}

FailMask Filter::CheckTime(uint32_t row, AreaFit in_area) const {
  const bool over = segment_.last_day[row] < query_.today || segment_.sign_up_day[row] < query_.today ||
                    segment_.ends_minute[row] <= query_.now_minute;
  if (over || segment_.valid_from_day[row] > query_.horizon_day) return Fails(v1::NOT_NOW);
  const uint64_t flags = segment_.flags[row];
  if ((flags & flag::kByAppointment) != 0 || (flags & flag::kHasTimes) == 0) return 0;
  const auto [first, last] = UpcomingSessions(row);
  if (first == last) return Fails(v1::NOT_NOW);
  Ways ways;
  const size_t count = Serves(in_area) || !query_.hours_matter ? 0 : WaysTo(row, &ways);
  if (!query_.has_windows && count == 0) return 0;
  bool fits = false;
  for (uint64_t session = first; session < last; ++session) {
    if (Ended(session) || !SessionFits(session)) continue;
    fits = true;
    const auto there_and_back = [&](const Way& way) { return WithinHours(session, way.minutes, way.hours); };
    if (count == 0 || std::any_of(ways.begin(), ways.begin() + count, there_and_back)) return 0;
  }
  return Fails(fits ? v1::NO_WAY_BACK : v1::TIME);
}

size_t Filter::WaysTo(uint32_t row, Ways* ways) const {
  if (query_.pick_up_only || (segment_.flags[row] & flag::kHasPlace) == 0) return 0;
  const Leg leg = NearestLeg(row);
  size_t count = 0;
  for (const Reach& reach : query_.reaches) {
    const double minutes = MinutesWithin(travel_, reach, leg);
    if (minutes >= 0) (*ways)[count++] = {reach.means, minutes, reach.hours};
  }
  return count;
}

MeansMask Filter::UsableMeans(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  if (!query_.hours_matter || (flags & flag::kByAppointment) != 0 || (flags & flag::kHasTimes) == 0) return kAnyMeans;
  Ways ways;
  const size_t count = WaysTo(row, &ways);
  MeansMask usable = 0;
  const auto [first, last] = UpcomingSessions(row);
  for (uint64_t session = first; session < last; ++session) {
    if (Ended(session) || !SessionFits(session)) continue;
    for (size_t i = 0; i < count; ++i) {
      if (WithinHours(session, ways[i].minutes, ways[i].hours)) usable |= MaskOf(ways[i].means);
    }
  }
  return usable;
}

bool Filter::WithinHours(uint64_t session, double minutes, const TravelHours& hours) const {
  if (hours.AllDay()) return true;
  const LocalSession local = LocalOf(segment_, session);
  return local.start_minute - minutes >= hours.first_departure && local.end_minute + minutes <= hours.last_return;
}

bool Filter::CanAttend(uint64_t session, const WayThere& way) const {
  if (Ended(session) || !SessionFits(session)) return false;
  if (way.kind != v1::Travel::OWN) return true;
  return WithinHours(session, way.minutes_least, travel_.Hours(way.means));
}

bool Filter::InNeighbourhood(uint32_t row, AreaFit in_area) const {
  if ((segment_.flags[row] & flag::kHasPlace) == 0) return Serves(in_area);  // Comes to the client, or is online.
  if (query_.own_postcode4 != 0) return segment_.postcode4[row] == query_.own_postcode4;
  return MetresTo(row) <= query_.own_neighbourhood_metres;
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

bool Filter::Ended(uint64_t session) const {
  return segment_.session_starts[session] + segment_.session_lengths[session] <= query_.now_minute;
}

bool Filter::SessionFits(uint64_t session) const {
  if (!query_.has_windows) return true;
  const LocalSession local = LocalOf(segment_, session);
  const int length = local.end_minute - local.start_minute;
  int inside = 0;
  for (const Window& window : query_.windows[static_cast<size_t>(local.weekday)]) {
    inside +=
        std::max(0, std::min(local.end_minute, window.end_minute) - std::max(local.start_minute, window.start_minute));
  }
  return inside > 0 && inside * 100 >= query_.least_session_percent * length;
}

double Filter::ScheduleFit(uint32_t row) const {
  const auto [first, last] = UpcomingSessions(row);
  if (!query_.has_windows || first == last) return 1;
  int fitting = 0, upcoming = 0;
  for (uint64_t session = first; session < last; ++session) {
    if (Ended(session)) continue;
    ++upcoming;
    fitting += SessionFits(session);
  }
  return static_cast<double>(fitting) / static_cast<double>(upcoming);
}

uint32_t Filter::UnknownNeeds(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  return query_.needs & ~MetNeeds(flags) & ~AccessNo(flags);
}

uint32_t Filter::RefusedNeeds(uint32_t row) const {
  const uint64_t flags = segment_.flags[row];
  return query_.needs & AccessNo(flags) & ~MetNeeds(flags);
}

WayThere Filter::Travel(uint32_t row, AreaFit in_area) const {
  WayThere way;
  const uint64_t flags = segment_.flags[row];
  if ((flags & flag::kHasPlace) == 0) {
    if (!Serves(in_area)) return way;
    way.kind = KindWithoutPlace(flags);
    way.certain = in_area == AreaFit::kInside;
    return way;
  }
  way.metres = MetresTo(row);
  const Leg nearest = NearestLeg(row);
  Leg middle = nearest, furthest = nearest;
  middle.metres = way.metres;
  furthest.metres = way.metres + segment_.doubt_metres[row];
  const MeansMask usable = UsableMeans(row);
  BestTravel best = FastestTravel(travel_, query_.reaches, middle, usable);
  if (best.means == v1::MEANS_UNSPECIFIED) best = FastestTravel(travel_, query_.reaches, nearest, usable);
  if (query_.pick_up_only || best.means == v1::MEANS_UNSPECIFIED) {
    if (!Serves(in_area)) return way;
    way.kind = v1::Travel::PICK_UP;
    way.certain = in_area == AreaFit::kInside;
    return way;
  }
  way.kind = v1::Travel::OWN;
  way.means = best.means;
  way.minutes = travel_.Minutes(best.means, middle);
  way.minutes_least = travel_.Minutes(best.means, nearest);
  way.minutes_most = travel_.Minutes(best.means, furthest);
  for (const Reach& reach : query_.reaches) {
    const double minutes = (usable & MaskOf(reach.means)) == 0 ? -1 : MinutesWithin(travel_, reach, middle);
    if (minutes >= 0) way.least_share = std::min(way.least_share, minutes / reach.minutes);
  }
  way.fetched_too = Serves(in_area);
  way.estimated = travel_.Estimated(best.means, middle);
  way.certain = FastestTravel(travel_, query_.reaches, furthest, usable).means != v1::MEANS_UNSPECIFIED;
  if (!way.certain && in_area == AreaFit::kInside) way = {.kind = v1::Travel::PICK_UP, .metres = way.metres};
  return way;
}

}  // namespace meedoen::matcher
