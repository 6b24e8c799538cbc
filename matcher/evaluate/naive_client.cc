#include <algorithm>
#include <cmath>

#include "core/base/names.h"
#include "core/base/status.h"
#include "matcher/evaluate/naive_check.h"

namespace meedoen::matcher {
namespace {

constexpr double kRoundingMetres = 15;     // Of stored coordinates.
constexpr double kRoundedHomeMetres = 70;  // Of a home rounded to 0.001 degree.

double Rounded(double degrees) { return std::round(degrees * 1000) / 1000; }

double LimitOf(const v1::Mobility& mobility, int means) {
  double limit = mobility.maximum_minutes() == 0 ? 30 : mobility.maximum_minutes();
  for (const v1::MeansLimit& own : mobility.limits()) {
    if (own.means() == means) limit = own.maximum_minutes();
  }
  return limit;
}

}  // namespace

NaiveMeansTable DesignMeans() {
  NaiveMeansTable table{};
  table[v1::ROLLATOR].kilometres_an_hour = 2.5;
  table[v1::WHEELCHAIR].kilometres_an_hour = 4;
  table[v1::BICYCLE].kilometres_an_hour = 15;
  table[v1::MOBILITY_SCOOTER].kilometres_an_hour = 12;
  table[v1::PUBLIC_TRANSPORT] = {18, 8, 6 * 60, 24 * 60};
  table[v1::CAR] = table[v1::TAXI] = {30, 5, 0, 24 * 60};
  return table;
}

absl::StatusOr<NaiveClient> NaiveClientOf(const v1::SuggestRequest& request, const PlaceTable& places) {
  const v1::Home& home = request.client().home();
  if (home.has_coordinates()) {
    const Point point{Rounded(home.coordinates().latitude()), Rounded(home.coordinates().longitude())};
    NaiveClient client{request, point, {home.municipality_code(), "NL"}};
    client.places = &places;
    client.home_doubt_metres = kRoundedHomeMetres;
    return client;
  }
  const std::string code = NormalizeAreaCode(home.has_postcode() ? home.postcode() : home.area_code());
  MEEDOEN_ASSIGN_OR_RETURN(const Place place, places.Find(code));
  NaiveClient client{
      request, {Rounded(place.latitude), Rounded(place.longitude)}, {code, place.municipality_code, "NL"}};
  client.places = &places;
  client.home_doubt_metres = place.doubt_metres + kRoundedHomeMetres;
  if (home.has_postcode()) {
    client.areas.push_back(code.substr(0, 4));
  } else {
    client.own_radius_metres = place.doubt_metres;
    if (code.starts_with("BU")) client.areas.push_back("WK" + code.substr(2, 6));
  }
  return client;
}

std::vector<NaiveWay> NaiveWays(const v1::Activity& activity, const NaiveClient& client) {
  const v1::ClientProfile& profile = client.request.client();
  const v1::Mobility& mobility = profile.mobility();
  const v1::Place& place = activity.place();
  const bool goes = !profile.needs().pick_up() || mobility.companion();
  if (!goes || place.kind() != v1::VENUE || !place.has_resolved_coordinates()) return {};
  const Point there{place.resolved_coordinates().latitude(), place.resolved_coordinates().longitude()};
  const double metres = std::max(0.0, GreatCircleMetres(client.home, there) - place.doubt_metres() - kRoundingMetres);
  const double kilometres = metres * 1.3 / 1000;
  std::vector<int> means(mobility.means().begin(), mobility.means().end());
  if (means.empty()) means = {v1::FOOT};
  std::vector<NaiveWay> ways;
  for (const int one : means) {
    if (one == v1::MEANS_UNSPECIFIED) continue;
    const NaiveMeans& values = client.means[static_cast<size_t>(one)];
    const double minutes = kilometres / values.kilometres_an_hour * 60 + values.start_minutes;
    const bool budget = one == v1::TAXI && mobility.has_taxi_budget_cents();
    const bool affordable = !budget || 400 + kilometres * 280 <= mobility.taxi_budget_cents();
    if (affordable && minutes <= LimitOf(mobility, one)) ways.push_back({values, minutes});
  }
  return ways;
}

}  // namespace meedoen::matcher
