// What is wrong with coordinates that are not in the Netherlands, for people: they may have changed places, or be those
// of the Dutch grid.
//
// Threads: safe. Errors: none. Units: degrees of WGS 84.
#pragma once

#include <string>

namespace meedoen {

// Empty: they are in the Netherlands, within the bounds of limits.h.
std::string WhyNotInTheNetherlands(double latitude, double longitude);

}  // namespace meedoen
