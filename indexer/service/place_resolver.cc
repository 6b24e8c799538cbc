#include "indexer/service/place_resolver.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/geo/coordinates.h"
#include "core/geo/distance.h"
#include "core/text/clean.h"
#include "indexer/import/address_text.h"

namespace meedoen::indexer {
namespace {

constexpr char kWhatToDo[] =
    " is not in the table of places; correct it, or import a table that has it: "
    "meedoen-indexer places import FILE";
constexpr size_t kMostNamed = 5;  // Codes in one message.

bool IsPostcode(AreaKind kind) { return kind == AreaKind::kPostcode4 || kind == AreaKind::kPostcode6; }

Point PointOf(const v1::LatLng& at) { return {at.latitude(), at.longitude()}; }

// "1.5 km"
std::string Kilometres(double metres) { return absl::StrFormat("%.1f km", metres / 1000); }

std::string Listed(std::vector<std::string> codes) {
  const size_t all = codes.size();
  if (all > kMostNamed) codes.resize(kMostNamed);
  return absl::StrCat(absl::StrJoin(codes, ", "),
                      all > kMostNamed ? absl::StrCat(" and ", all - kMostNamed, " more") : "");
}

void SetPoint(Point point, double doubt_metres, v1::Place* where) {
  where->mutable_resolved_coordinates()->set_latitude(point.latitude);
  where->mutable_resolved_coordinates()->set_longitude(point.longitude);
  where->set_doubt_metres(static_cast<uint32_t>(doubt_metres));
}

// A town as the table has it: its postcodes, else districts and neighbourhoods of that name. Empty: it has none.
struct Town {
  std::string name;
  std::string postcode4;  // That stands before the name and is one of its postcodes.
  std::vector<Place> places;
};
Town FindTown(const PlaceIndex& index, const std::string& municipality, const std::string& words) {
  for (const TownText& text : TownsIn(words)) {
    Town town{text.name, "", index.Named(municipality, text.name)};
    std::erase_if(town.places, [](const Place& place) { return AreaKindOf(place.code) == AreaKind::kMunicipality; });
    const auto is_postcode = [](const Place& place) { return AreaKindOf(place.code) == AreaKind::kPostcode4; };
    if (std::any_of(town.places.begin(), town.places.end(), is_postcode)) {
      std::erase_if(town.places, [&](const Place& place) { return !is_postcode(place); });
    }
    for (const Place& place : town.places) {
      if (place.code == text.postcode4) town.postcode4 = place.code;
    }
    if (!town.places.empty()) return town;
  }
  return {};
}

// Why nothing came of the words, and what to do.
std::string UnknownTown(const PlaceIndex& index, const std::string& municipality, const std::string& words) {
  const std::string what = "fill in the postcode, or coordinates";
  for (const TownText& text : TownsIn(words)) {
    const std::vector<std::string> others = index.MunicipalitiesWith(text.name);
    if (others.empty()) continue;
    return absl::StrCat("names no postcode, and its town lies in ", Listed(others), ", not in ", municipality, "; ",
                        what);
  }
  return absl::StrCat("names no postcode and no town of ", municipality, " that is in the table of places; ", what);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const PlaceIndex>> PlaceResolver::Index() const {
  absl::MutexLock lock(&mutex_);
  const int64_t version = store_.places_version();  // Before the table: what changes meanwhile is read once more.
  if (index_ == nullptr || version != index_version_) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Place> places, store_.Places());
    index_ = std::make_shared<const PlaceIndex>(places);
    index_version_ = version;
  }
  return index_;
}

absl::StatusOr<std::optional<Place>> PlaceResolver::Find(const std::string& postcode) const {
  absl::StatusOr<Place> place = store_.FindPlace(postcode);
  if (absl::IsNotFound(place.status()) && AreaKindOf(postcode) == AreaKind::kPostcode6) {
    place = store_.FindPlace(postcode.substr(0, 4));
  }
  if (absl::IsNotFound(place.status())) return std::nullopt;
  if (!place.ok()) return place.status();
  return *place;
}

absl::Status PlaceResolver::ResolveWords(const std::string& municipality, v1::Place* where, Problems* problems) const {
  if (const std::optional<PostcodeInText> found = PostcodeOf(*where); found.has_value()) {
    where->set_postcode(found->code);
    return absl::OkStatus();
  }
  const bool by_address = !where->address().empty();
  const std::string& words = by_address ? where->address() : where->venue_name();
  if (words.empty()) return absl::OkStatus();  // Which validation has named.
  const char* path = by_address ? "place.address" : "place.venue_name";
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<const PlaceIndex> index, Index());
  const Town town = FindTown(*index, municipality, words);
  if (town.places.empty()) {
    problems->Add(path, UnknownTown(*index, municipality, words));
    return absl::OkStatus();
  }
  if (!town.postcode4.empty()) {
    where->set_postcode(town.postcode4);
    return absl::OkStatus();
  }
  const Circle circle = CoveringCircle(town.places);
  const double doubt = std::ceil(circle.metres / 10) * 10;
  std::vector<std::string> codes;
  for (const Place& place : town.places) codes.push_back(place.code);
  if (circle.metres > kMaxTownDoubtMetres) {
    problems->Add(path, absl::StrCat("says only the town, which is too large to go by (", Listed(codes), ": up to ",
                                     Kilometres(doubt), " off); fill in the postcode, or coordinates"));
    return absl::OkStatus();
  }
  problems->Warn(path, absl::StrCat("says only the town, so it was taken to be in ", Listed(codes), ", up to ",
                                    Kilometres(doubt), " off; fill in the postcode"));
  if (town.places.size() == 1 && AreaKindOf(codes[0]) == AreaKind::kPostcode4) {
    where->set_postcode(codes[0]);
  } else {
    SetPoint(circle.centre, doubt, where);
  }
  return absl::OkStatus();
}

absl::Status PlaceResolver::CheckCoordinates(const std::string& municipality, const std::optional<Place>& place,
                                             const v1::Place& where, Problems* problems) const {
  const Point point = PointOf(where.coordinates());
  if (place) {
    const double metres = GreatCircleMetres({place->latitude, place->longitude}, point);
    if (metres > std::max<double>(kMaxMetresFromPostcode, place->doubt_metres)) {
      problems->Warn("place.coordinates",
                     absl::StrCat("lie ", Kilometres(metres), " from postcode ", where.postcode(), "; check both"));
      return absl::OkStatus();
    }
    if (place->municipality_code != municipality) return absl::OkStatus();  // Which is told of the postcode.
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::shared_ptr<const PlaceIndex> index, Index());
  if (index->InsideOne(municipality, point).value_or(true)) return absl::OkStatus();
  const Place* nearest = index->NearestPostcode(point);
  const double metres = GreatCircleMetres({nearest->latitude, nearest->longitude}, point);
  const bool far = metres > std::max<double>(kMaxMetresFromPostcode, nearest->doubt_metres);
  if (nearest->municipality_code != municipality) {
    problems->Warn("place.coordinates",
                   absl::StrCat("lie nearest to postcode ", nearest->code, ", which is in ", nearest->municipality_code,
                                ", not in ", municipality, " (", Kilometres(metres), "); check them"));
  } else if (far) {
    problems->Warn("place.coordinates",
                   absl::StrCat("lie ", Kilometres(metres), " from the nearest postcode of ", municipality,
                                " in the table ", "of places, ", nearest->code, "; check them"));
  }
  return absl::OkStatus();
}

absl::Status PlaceResolver::CheckAreas(const google::protobuf::RepeatedPtrField<std::string>& codes,
                                       const std::string& path, Problems* problems) const {
  for (int i = 0; i < codes.size(); ++i) {
    if (AreaKindOf(codes[i]) != AreaKind::kPostcode4) continue;
    MEEDOEN_ASSIGN_OR_RETURN(const std::optional<Place> place, Find(codes[i]));
    if (!place) problems->Add(absl::StrCat(path, "[", i, "]"), codes[i] + kWhatToDo);
  }
  return absl::OkStatus();
}

absl::Status PlaceResolver::Resolve(v1::Activity* activity, Problems* problems) const {
  v1::Place* where = activity->mutable_place();
  where->clear_resolved_coordinates();
  where->clear_doubt_metres();
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity->name());
  const std::string municipality = name.ok() ? name->municipality_code : "";
  const bool venue = where->kind() == v1::VENUE;
  if (venue && where->postcode().empty() && !where->has_coordinates()) {
    MEEDOEN_RETURN_IF_ERROR(ResolveWords(municipality, where, problems));
  }
  std::optional<Place> place;
  if (IsPostcode(AreaKindOf(where->postcode()))) {  // Anything else is a problem that validation has named.
    MEEDOEN_ASSIGN_OR_RETURN(place, Find(where->postcode()));
    if (!place) problems->Add("place.postcode", where->postcode() + kWhatToDo);
  }
  if (place && name.ok() && place->municipality_code != municipality) {
    problems->Warn("place.postcode", absl::StrCat(where->postcode(), " lies in ", place->municipality_code, ", not in ",
                                                  municipality, " as the activity's name says; check both"));
  }
  if (venue && where->has_coordinates()) {
    SetPoint(PointOf(where->coordinates()), 0, where);
    const bool inside =
        WhyNotInTheNetherlands(where->coordinates().latitude(), where->coordinates().longitude()).empty();
    if (inside && name.ok()) {
      MEEDOEN_RETURN_IF_ERROR(CheckCoordinates(municipality, place, *where, problems));
    }
  } else if (venue && place) {
    SetPoint({place->latitude, place->longitude}, place->doubt_metres, where);
  }
  MEEDOEN_RETURN_IF_ERROR(CheckAreas(where->service_area_codes(), "place.service_area_codes", problems));
  return CheckAreas(activity->transport().pick_up_area_codes(), "transport.pick_up_area_codes", problems);
}

}  // namespace meedoen::indexer
