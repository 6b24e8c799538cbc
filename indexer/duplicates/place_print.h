// Where an activity is, as it is compared.
//
// Threads: plain data. Errors: none. Cost: some microseconds a place, below 1 a pair.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/geo/distance.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

struct PlacePrint {
  v1::PlaceKind kind = v1::VENUE;
  bool has_point = false;
  Point point;
  uint32_t doubt_metres = 0;
  std::vector<std::string> venue_words;   // Without those that many venues have: "buurthuis", "de".
  std::vector<std::string> street_words;  // Of the address, before the number.
  std::string house_number;               // "40"; empty: not known.
  std::string postcode;
  std::vector<std::string> area_codes;
};

PlacePrint ReadPlace(const v1::Place& place);

enum class PlaceEvidence {
  kOther,     // Elsewhere, as far as both are known: never the same activity.
  kUnknown,   // One or both do not say; also where a list has the office and another the area that is served.
  kSameArea,  // Both come to the client, in areas that overlap.
  kBothOnline,
  kSamePostcode,  // Both known by a postcode of four digits only, or not further apart than such a place is uncertain.
  kNextDoor,      // Within kSamePointMetres, but the addresses differ.
  kNear,          // As kSamePostcode, where the uncertainty is that of a postcode of six.
  kSameVenue,     // The same venue by name, or the same point.
  kSameAddress,
};

inline constexpr double kSamePointMetres = 60;
// Further apart than this beyond their doubt, two points are two places: coordinates differ by map and by door.
inline constexpr double kOtherPlaceMetres = 250;

PlaceEvidence ComparePlaces(const PlacePrint& a, const PlacePrint& b);

// Whether two places with points can be one at all, by distance. Quicker than ComparePlaces, and never stricter.
bool MayBeOnePlace(const PlacePrint& a, const PlacePrint& b);

}  // namespace meedoen::indexer
