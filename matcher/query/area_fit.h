// Whether a client lives in an area that an activity serves: surely, perhaps, or not.
//
// Known by code where it can be: a neighbourhood lies in its district, a district in its municipality, and who lives in
// one neighbourhood does not live in another. Else by the table of places, where the home is a circle and so is the
// area, as large as it is. No area is a circle: of one of two by one the corners lie 1.4 times as far from its centre
// as that circle's edge, and the long sides 0.6 times. So it is sure well inside the circle, ruled out well outside it,
// and to be asked first in between. An area that is not in the table may be anywhere in its municipality.
//
// Threads: safe. Units: metres. Cost: some 100 nanoseconds.
#pragma once

#include <cstdint>
#include <string_view>

#include "matcher/query/client_query.h"

namespace meedoen::matcher {

enum class AreaFit : uint8_t { kOutside, kMaybe, kInside };

inline constexpr double kSurelyInside = 0.6;   // Of the area's radius.
inline constexpr double kSurelyOutside = 1.5;  // Likewise.

// `code`: of a municipality, district, neighbourhood or postcode of four digits, or "NL".
AreaFit FitOf(const ClientQuery& query, std::string_view code);

}  // namespace meedoen::matcher
