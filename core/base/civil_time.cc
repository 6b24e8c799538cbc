#include "core/base/civil_time.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/shortened.h"

namespace meedoen {
namespace {

bool Digits(std::string_view text, size_t from, size_t count, int* value) {
  *value = 0;
  for (size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    *value = *value * 10 + (text[i] - '0');
  }
  return true;
}

constexpr size_t kShown = 20;  // Bytes of a wrong text in a message.

}  // namespace

absl::TimeZone Amsterdam() {
  static const absl::TimeZone zone = [] {
    absl::TimeZone loaded;
    if (!absl::LoadTimeZone("Europe/Amsterdam", &loaded)) {
      std::fputs("The time zone Europe/Amsterdam is not on this machine. Install the package tzdata.\n", stderr);
      std::abort();
    }
    return loaded;
  }();
  return zone;
}

absl::StatusOr<absl::CivilDay> ParseDate(std::string_view text) {
  int year = 0, month = 0, day = 0;
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && Digits(text, 0, 4, &year) &&
                      Digits(text, 5, 2, &month) && Digits(text, 8, 2, &day);
  const absl::CivilDay date(year, month, day);
  const bool real = date.year() == year && date.month() == month && date.day() == day;
  if (!shaped || !real || year < 1900 || year > 2199) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", Shortened(text, kShown), "\" is not a date; write it as 2026-11-22 (year-month-day)"));
  }
  return date;
}

std::string FormatDate(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

absl::StatusOr<int> ParseTimeOfDay(std::string_view text) {
  int hour = 0, minute = 0;
  const bool shaped = text.size() == 5 && text[2] == ':' && Digits(text, 0, 2, &hour) && Digits(text, 3, 2, &minute);
  if (!shaped || minute > 59 || hour * 60 + minute > 24 * 60) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", Shortened(text, kShown), "\" is not a time; write it as 09:30 (hours:minutes)"));
  }
  return hour * 60 + minute;
}

std::string FormatTimeOfDay(int minutes) { return absl::StrFormat("%02d:%02d", minutes / 60, minutes % 60); }

int32_t DayNumber(absl::CivilDay day) { return static_cast<int32_t>(day - absl::CivilDay(1970, 1, 1)); }

absl::CivilDay DayFromNumber(int32_t number) { return absl::CivilDay(1970, 1, 1) + number; }

absl::CivilDay LocalDay(absl::Time time) { return absl::ToCivilDay(time, Amsterdam()); }

absl::Time FromLocal(absl::CivilDay day, int minutes) {
  const absl::CivilSecond local(day.year(), day.month(), day.day(), 0, minutes, 0);
  const absl::TimeZone::TimeInfo info = Amsterdam().At(local);
  return info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre;
}

int WeekdayIndex(absl::CivilDay day) { return static_cast<int>(absl::GetWeekday(day)); }

}  // namespace meedoen
