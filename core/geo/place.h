// A place of the table of places: a postcode or neighbourhood, its centre and how far from it the truth can be.
#pragma once

#include <cstdint>
#include <string>

namespace meedoen {

struct Place {
  std::string code;     // "7415", "7415AB", "BU01500101", "WK015001", "GM0150".
  double latitude = 0;  // WGS 84, degrees.
  double longitude = 0;
  uint32_t doubt_metres = 0;      // Radius of a circle as large as the area.
  std::string municipality_code;  // "GM0150"
  std::string name;               // "Deventer"
  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace meedoen
