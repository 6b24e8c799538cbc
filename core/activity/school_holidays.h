// Dutch school holidays: a table of the three regions (noord, midden, zuid), and which region a municipality is in.
//
// The table runs from the autumn of 2025 to 1 September 2030, the last day of the school year 2029-2030 that any region
// has off; the government has named no dates beyond it. Source: the open data of the Rijksoverheid (infotype
// schoolholidays) as copied on 2025-09-10 in github.com/burakkp/nl-holidays-ical, each date compared with at least one
// other copy; docs/schedules.md says which, and how to add a year. Autumn and spring holidays are the ministry's
// advice: schools may deviate, and many add a week to the one in May.
// Threads: safe; the tables are constant. Errors: none. Cost: some 20 nanoseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"

namespace meedoen {

// A bit for each region.
enum SchoolRegion : uint8_t { kSchoolNorth = 1, kSchoolMiddle = 2, kSchoolSouth = 4 };
inline constexpr uint8_t kAllSchoolRegions = kSchoolNorth | kSchoolMiddle | kSchoolSouth;

// The region of a municipality ("GM0150"): two where its towns are in two, all where it is not known.
uint8_t SchoolRegionsOf(std::string_view municipality_code);

// Whether any of the regions has school holidays. Never beyond the table.
bool IsSchoolHoliday(absl::CivilDay day, uint8_t regions);

// The last day that the table knows of.
absl::CivilDay SchoolHolidaysKnownUntil();

// For who keeps the service running: that the table ends within what sessions are worked out for. Empty: it does not.
std::string SchoolHolidaysWarning(absl::CivilDay today);

}  // namespace meedoen
