// The table of places by name and by position: what "Kantens" or "Rivierenwijk" stands for, and which postcode lies
// nearest to a point.
//
// Postcodes with letters are left out: they carry the names of their postcodes of four digits. Threads: const methods
// are safe. Ownership: owns its copy. Errors: none. Units: metres, degrees. Cost: a name is a look-up in a hash table;
// a point some 10 nanoseconds a postcode; making it some 300 nanoseconds a place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "core/base/names.h"
#include "core/geo/distance.h"
#include "core/geo/place.h"

namespace meedoen::indexer {

class PlaceIndex {
 public:
  PlaceIndex() = default;
  explicit PlaceIndex(const std::vector<Place>& places);

  // Of a municipality, those with this name, in the order of codes. Capitals, accents and signs mean nothing; "Wijk 05
  // Rivierenwijk" is found as "Rivierenwijk" too.
  std::vector<Place> Named(std::string_view municipality, std::string_view name) const;
  // The codes of the municipalities that have a place of this name, each once, rising.
  std::vector<std::string> MunicipalitiesWith(std::string_view name) const;

  // The postcode of four digits whose centre is nearest; null: the table has none. Valid as long as this.
  const Place* NearestPostcode(Point point) const;
  // Whether a point lies in the circle of some postcode of the municipality; null: the table has none of it.
  std::optional<bool> InsideOne(std::string_view municipality, Point point) const;

 private:
  absl::flat_hash_map<std::string, std::vector<Place>> by_name_;  // Folded.
  std::vector<Place> postcodes_;                                  // Of four digits.
};

// The circle that covers those of all these places: a centre, and how far the truth can be from it. Not empty.
struct Circle {
  Point centre;
  double metres = 0;
};
Circle CoveringCircle(const std::vector<Place>& places);

}  // namespace meedoen::indexer
