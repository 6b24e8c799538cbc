#include "indexer/service/place_resolver.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/geo/distance.h"

namespace meedoen::indexer {
namespace {

// A door lies inside its postcode's circle or not far outside: postcodes are no circles.
constexpr double kFarMetres = 5'000;

constexpr char kWhatToDo[] =
    " is not in the table of places; correct it, or import a table that has it: "
    "meedoen-indexer places import FILE";

bool IsPostcode(AreaKind kind) { return kind == AreaKind::kPostcode4 || kind == AreaKind::kPostcode6; }

}  // namespace

absl::StatusOr<std::optional<Place>> PlaceResolver::Find(const std::string& postcode) const {
  absl::StatusOr<Place> place = store_.FindPlace(postcode);
  if (absl::IsNotFound(place.status()) && AreaKindOf(postcode) == AreaKind::kPostcode6) {
    place = store_.FindPlace(postcode.substr(0, 4));
  }
  if (absl::IsNotFound(place.status())) return std::nullopt;
  if (!place.ok()) return place.status();
  return *place;
}

void PlaceResolver::ResolvePoint(const std::optional<Place>& place, v1::Activity* activity, Problems* problems) const {
  v1::Place* where = activity->mutable_place();
  if (!where->has_coordinates()) {
    if (!place) return;
    where->mutable_resolved_coordinates()->set_latitude(place->latitude);
    where->mutable_resolved_coordinates()->set_longitude(place->longitude);
    where->set_doubt_metres(place->doubt_metres);
    return;
  }
  *where->mutable_resolved_coordinates() = where->coordinates();
  if (!place) return;
  const double metres = GreatCircleMetres({place->latitude, place->longitude},
                                          {where->coordinates().latitude(), where->coordinates().longitude()});
  if (metres > place->doubt_metres + kFarMetres) {
    problems->Warn("place.coordinates",
                   absl::StrFormat("lie %.0f km from postcode %s; check both", metres / 1000, where->postcode()));
  }
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
  std::optional<Place> place;
  if (IsPostcode(AreaKindOf(where->postcode()))) {  // Anything else is a problem that validation has named.
    MEEDOEN_ASSIGN_OR_RETURN(place, Find(where->postcode()));
    if (!place) problems->Add("place.postcode", where->postcode() + kWhatToDo);
  }
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity->name());
  if (place && name.ok() && place->municipality_code != name->municipality_code) {
    problems->Warn("place.postcode", absl::StrCat(where->postcode(), " lies in ", place->municipality_code, ", not in ",
                                                  name->municipality_code, " as the activity's name says; check both"));
  }
  if (where->kind() == v1::VENUE) ResolvePoint(place, activity, problems);
  MEEDOEN_RETURN_IF_ERROR(CheckAreas(where->service_area_codes(), "place.service_area_codes", problems));
  return CheckAreas(activity->transport().pick_up_area_codes(), "transport.pick_up_area_codes", problems);
}

}  // namespace meedoen::indexer
