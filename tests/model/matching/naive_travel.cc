// Where the client lives and how the client gets somewhere.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tests/model/matching/naive_matcher.h"

namespace meedoen::testing {
namespace {

constexpr double kDetour = 1.3;
constexpr double kPickUpEase = 0.6, kOnlineEase = 0.4;

template <typename List, typename Value>
bool Has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

double Radians(double degrees) { return degrees * std::numbers::pi / 180; }

// Haversine on the mean sphere.
double GreatCircle(const Point& a, const Point& b) {
  const double north = std::sin(Radians(b.latitude - a.latitude) / 2);
  const double east = std::sin(Radians(b.longitude - a.longitude) / 2);
  const double chord = north * north + std::cos(Radians(a.latitude)) * std::cos(Radians(b.latitude)) * east * east;
  return 2 * 6'371'009 * std::asin(std::sqrt(chord));
}

bool HasPlace(const v1::Activity& record) {
  return record.place().kind() == v1::VENUE && record.place().has_resolved_coordinates();
}

Point PlaceOf(const v1::Activity& record) {
  const v1::LatLng& point = record.place().resolved_coordinates();
  return {point.latitude(), point.longitude()};
}

double ToThousandth(double degrees) { return std::round(degrees * 1000) / 1000; }

}  // namespace

absl::Status NaiveClient::SetHome(const std::vector<Place>& places) {
  const v1::Home& home = client().home();
  areas_.insert("NL");
  places_ = places;
  if (home.has_coordinates()) {
    home_ = {ToThousandth(home.coordinates().latitude()), ToThousandth(home.coordinates().longitude())};
    municipality_ = home.municipality_code();
    areas_.insert(municipality_);
    return absl::OkStatus();
  }
  std::string code;
  for (const char c : home.has_postcode() ? home.postcode() : home.area_code()) {
    if (c != ' ') code += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  const auto find = [&places](const std::string& wanted) {
    return std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.code == wanted; });
  };
  auto place = find(code);
  if (place == places.end() && home.has_postcode()) place = find(code.substr(0, 4));
  if (place == places.end()) return absl::NotFoundError("the home is not among the places");
  home_ = {ToThousandth(place->latitude), ToThousandth(place->longitude)};
  home_doubt_ += place->doubt_metres;
  municipality_ = place->municipality_code;
  areas_.insert({code, municipality_});
  if (home.has_postcode()) {
    own_postcode4_ = code.substr(0, 4);
    areas_.insert(own_postcode4_);
  } else {
    own_metres_ = place->doubt_metres;
    own_area_ = code;
    if (code.substr(0, 2) == "BU") areas_.insert(absl::StrCat("WK", code.substr(2, 6)));
  }
  return absl::OkStatus();
}

int NaiveClient::LivesIn(const std::string& code) const {
  if (areas_.contains(code)) return 2;
  const std::string kind = code.substr(0, 2);
  const bool postcode = code.size() == 4;
  if (kind == "BU" || kind == "WK") {
    if (code.substr(2, 4) != municipality_.substr(2)) return 0;
    if (own_area_.substr(0, 2) == "BU") return 0;
    if (own_area_.substr(0, 2) == "WK") return kind == "BU" && code.substr(2, 6) == own_area_.substr(2) ? 1 : 0;
  } else if (!postcode || !own_postcode4_.empty()) {
    return 0;
  }
  for (const Place& place : places_) {
    if (place.code != code) continue;
    const double metres = GreatCircle(home_, {place.latitude, place.longitude});
    if (metres + home_doubt_ <= 0.6 * place.doubt_metres) return 2;
    return metres - home_doubt_ > 1.5 * place.doubt_metres ? 0 : 1;
  }
  return postcode ? 0 : 1;
}

int NaiveClient::AreaFit(const NaiveActivity& activity) const {
  const v1::Place& place = activity.record.place();
  const auto lives_in = [&](const auto& codes) {
    int surest = codes.empty() ? LivesIn(activity.municipality()) : 0;
    for (const std::string& code : codes) surest = std::max(surest, LivesIn(code));
    return surest;
  };
  switch (place.kind()) {
    case v1::ONLINE:
      return 2;
    case v1::AT_HOME:
    case v1::SERVICE_AREA:
      return lives_in(place.service_area_codes());
    default: {
      const bool offered = activity.record.transport().pick_up_offered() == v1::TRISTATE_YES;
      return offered ? lives_in(activity.record.transport().pick_up_area_codes()) : 0;
    }
  }
}

double NaiveClient::MetresTo(const NaiveActivity& activity) const {
  return GreatCircle(home_, PlaceOf(activity.record));
}

double NaiveClient::DistanceDoubt(const NaiveActivity& activity) const {
  if (!HasPlace(activity.record)) return 0;
  const Point there = PlaceOf(activity.record);
  const double north = GreatCircle(home_, {there.latitude, home_.longitude});
  const double east = GreatCircle(home_, {home_.latitude, there.longitude});
  // A parallel is shorter further north: by the tangent of the latitude, half of it on average.
  const double plane = east * std::tan(Radians(there.latitude)) * north / 6'371'009 / 2;
  return 0.5 + 1.1 * plane;
}

std::vector<int> NaiveClient::Means() const {
  std::vector<int> means;
  for (int one = v1::FOOT; one <= v1::TAXI; ++one) {
    if (Has(client().mobility().means(), one)) means.push_back(one);
  }
  if (client().mobility().means().empty()) means.push_back(v1::FOOT);
  return means;
}

double NaiveClient::LimitOf(int means) const {
  const v1::Mobility& mobility = client().mobility();
  double limit = mobility.maximum_minutes() == 0 ? 30 : mobility.maximum_minutes();
  for (const v1::MeansLimit& one : mobility.limits()) {
    if (one.means() == means) limit = one.maximum_minutes();
  }
  return limit;
}

double NaiveClient::MinutesBy(int means, double metres) const {
  const NaiveMeans& values = rules_.means.at(means);
  return values.start_minutes + metres * kDetour / 1000 / values.kilometres_an_hour * 60;
}

bool NaiveClient::Reaches(int means, double metres) const {
  const v1::Mobility& mobility = client().mobility();
  if (means == v1::TAXI && mobility.has_taxi_budget_cents()) {
    const double fare = 400 + 280 * metres * kDetour / 1000;
    if (fare > mobility.taxi_budget_cents()) return false;
  }
  // A place at the very limit counts.
  return MinutesBy(means, metres) <= LimitOf(means) + 1e-6;
}

bool NaiveClient::MustBeLookedAt(const NaiveActivity& activity) const {
  if (InArea(activity)) return true;
  if (!HasPlace(activity.record)) return false;
  const double metres = MetresTo(activity) + 2 * DistanceDoubt(activity);
  const std::vector<int> means = Means();
  return std::any_of(means.begin(), means.end(), [&](int one) { return Reaches(one, metres / 1.5); });
}

// Whether the client can go to some session and come back within the hours of the means.
bool NaiveClient::CanAttend(const NaiveActivity& activity, int means, double minutes) const {
  const v1::Schedule& schedule = activity.record.schedule();
  const bool times =
      !schedule.weekly_slots().empty() || !schedule.recurrences().empty() || !schedule.single_dates().empty();
  if (schedule.by_appointment() || !times) return true;
  const NaiveMeans& values = rules_.means.at(means);
  if (values.first_departure <= 0 && values.last_return >= 24 * 60) return true;
  const std::vector<const NaiveSession*> upcoming = Upcoming(activity);
  return std::any_of(upcoming.begin(), upcoming.end(), [&](const NaiveSession* session) {
    const bool there = session->start_minute - minutes >= values.first_departure;
    const bool back = session->start_minute + session->length_minutes + minutes <= values.last_return;
    return there && back && InWindows(*session);
  });
}

NaiveClient::Way NaiveClient::WayTo(const NaiveActivity& activity, const Nudge& nudge) const {
  Way way;
  const int fit = AreaFit(activity);
  const bool in_area = fit > 0, surely = fit == 2;
  const v1::PlaceKind kind = activity.record.place().kind();
  if (!HasPlace(activity.record)) {
    way.too_far = !in_area;
    if (in_area) way.kind = kind == v1::ONLINE ? v1::Travel::NONE : v1::Travel::COMES_TO_CLIENT;
    way.ease = kind == v1::ONLINE ? kOnlineEase : 1;
    way.certain = surely;
    return way;
  }
  const double doubt = activity.record.place().doubt_metres();
  const double metres = std::max(0.0, MetresTo(activity) + nudge.distance * DistanceDoubt(activity));
  const double nearest = std::max(0.0, metres - doubt);
  const bool fetched_only = client().needs().pick_up() && !client().mobility().companion();
  bool near_enough = false;
  // The fastest of the means that get there and back; of two as fast, the one named first in the API.
  const auto fastest = [&](double distance) {
    int best = v1::MEANS_UNSPECIFIED;
    for (const int means : Means()) {
      if (!Reaches(means, nearest)) continue;
      near_enough = true;
      if (!Reaches(means, distance) || !CanAttend(activity, means, MinutesBy(means, nearest))) continue;
      if (best == v1::MEANS_UNSPECIFIED || MinutesBy(means, distance) < MinutesBy(best, distance)) best = means;
    }
    return best;
  };
  int best = v1::MEANS_UNSPECIFIED;
  if (!fetched_only) {
    best = fastest(metres);
    if (best == v1::MEANS_UNSPECIFIED) best = fastest(nearest);
  }
  way.certain = best != v1::MEANS_UNSPECIFIED && fastest(metres + doubt) != v1::MEANS_UNSPECIFIED;
  if (surely && !way.certain) return {.kind = v1::Travel::PICK_UP, .ease = kPickUpEase};
  if (best == v1::MEANS_UNSPECIFIED) {
    if (in_area) return {.kind = v1::Travel::PICK_UP, .ease = kPickUpEase, .certain = false};
    way.too_far = !near_enough;
    way.no_way_back = near_enough;
    return way;
  }
  way.kind = v1::Travel::OWN;
  way.means = static_cast<v1::Means>(best);
  way.minutes = MinutesBy(best, metres);
  // The burden is that of the easiest way, so that what is nearer is never harder: a bicycle that only just makes it
  // does not count for less than the walk that it saves, nor for less than being fetched.
  for (const int means : Means()) {
    if (!Reaches(means, metres) || !CanAttend(activity, means, MinutesBy(means, nearest))) continue;
    way.ease = std::max(way.ease, 1 - MinutesBy(means, metres) / LimitOf(means));
  }
  if (in_area) way.ease = std::max(way.ease, kPickUpEase);
  return way;
}

bool NaiveClient::InOwnNeighbourhood(const NaiveActivity& activity, const Nudge& nudge) const {
  if (!HasPlace(activity.record)) return InArea(activity);
  if (!own_postcode4_.empty()) return activity.record.place().postcode().substr(0, 4) == own_postcode4_;
  return MetresTo(activity) + nudge.distance * DistanceDoubt(activity) <= own_metres_;
}

}  // namespace meedoen::testing
