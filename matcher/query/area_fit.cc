#include "matcher/query/area_fit.h"

#include <algorithm>

#include "core/base/names.h"

namespace meedoen::matcher {
namespace {

// "BU01500101" lies in "GM0150".
bool InMunicipality(std::string_view area, std::string_view municipality) {
  return municipality.size() == 6 && area.substr(2, 4) == municipality.substr(2);
}

bool InDistrict(std::string_view neighbourhood, std::string_view district) {
  return neighbourhood.substr(2, 6) == district.substr(2);
}

AreaFit ByDistance(const ClientQuery& query, std::string_view code, AreaFit if_not_known) {
  const auto area = query.places == nullptr ? std::nullopt : query.places->Locate(code);
  if (!area.has_value()) return if_not_known;
  const double metres = GreatCircleMetres(query.home, {area->latitude, area->longitude});
  if (metres + query.home_doubt_metres <= kSurelyInside * area->doubt_metres) return AreaFit::kInside;
  return metres - query.home_doubt_metres <= kSurelyOutside * area->doubt_metres ? AreaFit::kMaybe : AreaFit::kOutside;
}

AreaFit FitOfDistrict(const ClientQuery& query, std::string_view code) {
  const std::string& own = query.areas.front();
  const AreaKind home = AreaKindOf(own), kind = AreaKindOf(code);
  if (home == AreaKind::kNeighbourhood) return AreaFit::kOutside;  // Which it is, is known.
  if (home == AreaKind::kDistrict) {
    const bool part = kind == AreaKind::kNeighbourhood && InDistrict(code, own);
    return part ? AreaFit::kMaybe : AreaFit::kOutside;
  }
  return ByDistance(query, code, AreaFit::kMaybe);
}

}  // namespace

AreaFit FitOf(const ClientQuery& query, std::string_view code) {
  if (std::find(query.areas.begin(), query.areas.end(), code) != query.areas.end()) return AreaFit::kInside;
  switch (AreaKindOf(code)) {
    case AreaKind::kDistrict:
    case AreaKind::kNeighbourhood:
      return InMunicipality(code, query.municipality) ? FitOfDistrict(query, code) : AreaFit::kOutside;
    case AreaKind::kPostcode4:
      // A home by postcode has another one.
      return query.own_postcode4 != 0 ? AreaFit::kOutside : ByDistance(query, code, AreaFit::kOutside);
    default:
      return AreaFit::kOutside;
  }
}

}  // namespace meedoen::matcher
