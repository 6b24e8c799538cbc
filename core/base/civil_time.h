// Local dates and times of the Netherlands: parsing the API's forms, and going between local and absolute time.
//
// Threads: safe. Errors: INVALID_ARGUMENT with the text that was refused and the form expected.
// Units: days since 1970-01-01, minutes since midnight (0 to 1440), minutes since the Unix epoch.
// Cost: a conversion is some 40 ns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace meedoen {

// Europe/Amsterdam, from the system's time zone data. Dies at first use if that is not installed.
absl::TimeZone Amsterdam();

// "2026-11-22". Only real dates from 1900 to 2199.
absl::StatusOr<absl::CivilDay> ParseDate(std::string_view text);
std::string FormatDate(absl::CivilDay day);

// "09:30" as minutes since midnight; "24:00" is 1440.
absl::StatusOr<int> ParseTimeOfDay(std::string_view text);
std::string FormatTimeOfDay(int minutes);

int32_t DayNumber(absl::CivilDay day);  // Days since 1970-01-01.
absl::CivilDay DayFromNumber(int32_t number);
absl::CivilDay LocalDay(absl::Time time);  // The date in the Netherlands.

// A local date and time as an absolute one. A time skipped in spring is moved to the end of the gap; of a time that
// comes twice in autumn it is the first, as RFC 5545 says.
absl::Time FromLocal(absl::CivilDay day, int minutes);

// Monday = 0 ... Sunday = 6.
int WeekdayIndex(absl::CivilDay day);

}  // namespace meedoen
