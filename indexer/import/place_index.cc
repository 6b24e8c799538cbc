#include "indexer/import/place_index.h"

#include <algorithm>
#include <cmath>

#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr double kMetresADegree = 111'195;  // Of latitude.

// "wijk 05 rivierenwijk" as "rivierenwijk", as people say it; the text itself if nothing would be left.
std::string_view WithoutNumber(std::string_view folded) {
  for (const std::string_view word : {"wijk ", "buurt "}) {
    if (!folded.starts_with(word)) continue;
    const size_t name = folded.find_first_not_of("0123456789 ", word.size());
    const bool numbered = name != folded.npos && name > word.size() && folded[name - 1] == ' ';
    if (numbered) return folded.substr(name);
  }
  return folded;
}

double MetresTo(const Place& place, Point point) { return GreatCircleMetres(point, {place.latitude, place.longitude}); }

}  // namespace

PlaceIndex::PlaceIndex(const std::vector<Place>& places) {
  for (const Place& place : places) {
    const AreaKind kind = AreaKindOf(place.code);
    if (kind == AreaKind::kPostcode6 || kind == AreaKind::kNone) continue;
    if (kind == AreaKind::kPostcode4) postcodes_.push_back(place);
    const std::string folded = FoldText(place.name);
    if (folded.empty()) continue;
    by_name_[folded].push_back(place);
    const std::string_view plain = WithoutNumber(folded);
    if (plain != folded) by_name_[std::string(plain)].push_back(place);
  }
}

std::vector<Place> PlaceIndex::Named(std::string_view municipality, std::string_view name) const {
  std::vector<Place> named;
  const auto found = by_name_.find(FoldText(name));
  if (found == by_name_.end()) return named;
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(named),
               [&](const Place& place) { return place.municipality_code == municipality; });
  std::sort(named.begin(), named.end(), [](const Place& a, const Place& b) { return a.code < b.code; });
  return named;
}

std::vector<std::string> PlaceIndex::MunicipalitiesWith(std::string_view name) const {
  std::vector<std::string> codes;
  const auto found = by_name_.find(FoldText(name));
  if (found == by_name_.end()) return codes;
  for (const Place& place : found->second) codes.push_back(place.municipality_code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

const Place* PlaceIndex::NearestPostcode(Point point) const {
  const DistanceFrom from(point);
  const Place* nearest = nullptr;
  double least = 0;
  for (const Place& place : postcodes_) {
    const double metres = from.Metres(place.latitude, place.longitude);
    if (nearest != nullptr && metres >= least) continue;
    nearest = &place;
    least = metres;
  }
  return nearest;
}

std::optional<bool> PlaceIndex::InsideOne(std::string_view municipality, Point point) const {
  std::optional<bool> inside;
  for (const Place& place : postcodes_) {
    if (place.municipality_code != municipality) continue;
    inside = inside.value_or(false) || MetresTo(place, point) <= place.doubt_metres;
  }
  return inside;
}

Circle CoveringCircle(const std::vector<Place>& places) {
  // The middle of the box around all circles: at most some hundred metres off the least circle that there is.
  Point low{90, 180}, high{-90, -180};
  for (const Place& place : places) {
    const double north = place.doubt_metres / kMetresADegree;
    const double east = north / std::cos(place.latitude * M_PI / 180);
    low = {std::min(low.latitude, place.latitude - north), std::min(low.longitude, place.longitude - east)};
    high = {std::max(high.latitude, place.latitude + north), std::max(high.longitude, place.longitude + east)};
  }
  Circle circle{{(low.latitude + high.latitude) / 2, (low.longitude + high.longitude) / 2}, 0};
  if (places.size() == 1) circle.centre = {places[0].latitude, places[0].longitude};
  for (const Place& place : places) {
    circle.metres = std::max(circle.metres, MetresTo(place, circle.centre) + place.doubt_metres);
  }
  return circle;
}

}  // namespace meedoen::indexer
