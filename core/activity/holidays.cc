#include "core/activity/schedule.h"

namespace meedoen {
namespace {

// The anonymous Gregorian algorithm (Meeus, Jones, Butcher).
absl::CivilDay EasterSunday(int64_t year) {
  const int64_t golden = year % 19, century = year / 100, rest = year % 100;
  const int64_t correction = (century - (century + 8) / 25 + 1) / 3;
  const int64_t moon = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int64_t weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
  const int64_t late = (golden + 11 * moon + 22 * weekday) / 451;
  const int64_t days = moon + weekday - 7 * late + 114;
  return absl::CivilDay(year, days / 31, days % 31 + 1);
}

// On 27 April since 2014; on the 26th where that is a Sunday.
absl::CivilDay KingsDay(int64_t year) {
  const absl::CivilDay birthday(year, 4, 27);
  return absl::GetWeekday(birthday) == absl::Weekday::sunday ? birthday - 1 : birthday;
}

}  // namespace

bool IsPublicHoliday(absl::CivilDay day) {
  const int64_t year = day.year();
  const bool fixed = day == absl::CivilDay(year, 1, 1) || day == KingsDay(year) || day == absl::CivilDay(year, 5, 5) ||
                     day == absl::CivilDay(year, 12, 25) || day == absl::CivilDay(year, 12, 26);
  if (fixed) return true;
  const int64_t after_easter = day - EasterSunday(year);
  return after_easter == 0 || after_easter == 1 || after_easter == 39 || after_easter == 49 || after_easter == 50;
}

}  // namespace meedoen
