#include "core/activity/school_holidays.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"

namespace meedoen {
namespace {

struct Day {
  int16_t year;
  int8_t month, day;
  constexpr int32_t Number() const { return (year * 16 + month) * 32 + day; }
};

struct Holiday {
  Day first, last;  // Saturday to Sunday.
  uint8_t regions;
};

constexpr uint8_t kN = kSchoolNorth, kM = kSchoolMiddle, kS = kSchoolSouth;

// In the order of their first days.
constexpr Holiday kHolidays[] = {
    // 2025-2026
    {{2025, 10, 11}, {2025, 10, 19}, kS},
    {{2025, 10, 18}, {2025, 10, 26}, kN | kM},
    {{2025, 12, 20}, {2026, 1, 4}, kAllSchoolRegions},
    {{2026, 2, 14}, {2026, 2, 22}, kM | kS},
    {{2026, 2, 21}, {2026, 3, 1}, kN},
    {{2026, 4, 25}, {2026, 5, 3}, kAllSchoolRegions},
    {{2026, 7, 4}, {2026, 8, 16}, kN},
    {{2026, 7, 11}, {2026, 8, 23}, kS},
    {{2026, 7, 18}, {2026, 8, 30}, kM},
    // 2026-2027
    {{2026, 10, 10}, {2026, 10, 18}, kN},
    {{2026, 10, 17}, {2026, 10, 25}, kM | kS},
    {{2026, 12, 19}, {2027, 1, 3}, kAllSchoolRegions},
    {{2027, 2, 13}, {2027, 2, 21}, kS},
    {{2027, 2, 20}, {2027, 2, 28}, kN | kM},
    {{2027, 4, 24}, {2027, 5, 2}, kAllSchoolRegions},
    {{2027, 7, 10}, {2027, 8, 22}, kN},
    {{2027, 7, 17}, {2027, 8, 29}, kM},
    {{2027, 7, 24}, {2027, 9, 5}, kS},
    // 2027-2028
    {{2027, 10, 16}, {2027, 10, 24}, kN | kM},
    {{2027, 10, 23}, {2027, 10, 31}, kS},
    {{2027, 12, 25}, {2028, 1, 9}, kAllSchoolRegions},
    {{2028, 2, 19}, {2028, 2, 27}, kN},
    {{2028, 2, 26}, {2028, 3, 5}, kM | kS},
    {{2028, 4, 29}, {2028, 5, 7}, kAllSchoolRegions},
    {{2028, 7, 8}, {2028, 8, 20}, kM},
    {{2028, 7, 15}, {2028, 8, 27}, kN},
    {{2028, 7, 22}, {2028, 9, 3}, kS},
    // 2028-2029
    {{2028, 10, 14}, {2028, 10, 22}, kN},
    {{2028, 10, 21}, {2028, 10, 29}, kM | kS},
    {{2028, 12, 23}, {2029, 1, 7}, kAllSchoolRegions},
    {{2029, 2, 10}, {2029, 2, 18}, kS},
    {{2029, 2, 17}, {2029, 2, 25}, kN | kM},
    {{2029, 4, 28}, {2029, 5, 6}, kAllSchoolRegions},
    {{2029, 7, 7}, {2029, 8, 19}, kM},
    {{2029, 7, 14}, {2029, 8, 26}, kS},
    {{2029, 7, 21}, {2029, 9, 2}, kN},
    // 2029-2030
    {{2029, 10, 13}, {2029, 10, 21}, kS},
    {{2029, 10, 20}, {2029, 10, 28}, kN | kM},
    {{2029, 12, 22}, {2030, 1, 6}, kAllSchoolRegions},
    {{2030, 2, 16}, {2030, 2, 24}, kN},
    {{2030, 2, 23}, {2030, 3, 3}, kM | kS},
    {{2030, 4, 27}, {2030, 5, 5}, kAllSchoolRegions},
    {{2030, 7, 6}, {2030, 8, 18}, kS},
    {{2030, 7, 13}, {2030, 8, 25}, kM},
    {{2030, 7, 20}, {2030, 9, 1}, kN},
};
constexpr Day kKnownUntil = {2030, 9, 1};

constexpr bool InOrder() {
  for (size_t i = 0; i < std::size(kHolidays); ++i) {
    const Holiday& holiday = kHolidays[i];
    if (holiday.last.Number() <= holiday.first.Number() || holiday.last.Number() > kKnownUntil.Number()) return false;
    if (i > 0 && holiday.first.Number() < kHolidays[i - 1].first.Number()) return false;
  }
  return true;
}
static_assert(InOrder(), "the table of school holidays is out of order");

}  // namespace

bool IsSchoolHoliday(absl::CivilDay day, uint8_t regions) {
  const int32_t number =
      static_cast<int32_t>((std::clamp<int64_t>(day.year(), 0, 9999) * 16 + day.month()) * 32 + day.day());
  // The last that begins on or before the day, and those before it that can still go on: summer is three at once.
  const auto after = std::upper_bound(std::begin(kHolidays), std::end(kHolidays), number,
                                      [](int32_t one, const Holiday& holiday) { return one < holiday.first.Number(); });
  for (auto holiday = after; holiday != std::begin(kHolidays) && after - holiday < 3;) {
    --holiday;
    if (number <= holiday->last.Number() && (holiday->regions & regions) != 0) return true;
  }
  return false;
}

absl::CivilDay SchoolHolidaysKnownUntil() {
  return absl::CivilDay(kKnownUntil.year, kKnownUntil.month, kKnownUntil.day);
}

std::string SchoolHolidaysWarning(absl::CivilDay today) {
  const absl::CivilDay until = SchoolHolidaysKnownUntil();
  if (today + kMaxHorizonDays <= until) return "";
  return absl::StrCat("warning: school holidays are known until ", FormatDate(until),
                      " only; later sessions are given as if there were none. Install a newer version, or see "
                      "docs/schedules.md");
}

}  // namespace meedoen
