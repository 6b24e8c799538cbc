#include "indexer/import/number_format.h"

#include <cmath>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "core/base/civil_time.h"

namespace meedoen::indexer {
namespace {

constexpr double kLastSerial = 109'000;  // In the year 2198; a number above is no date.
constexpr int kLeapDayThatWasNot = 60;   // 29 February 1900.
constexpr int kMinutesADay = 24 * 60;
constexpr double kMostFixed = 1e15;

// The first section of a code without quoted texts, escapes and conditions: what its letters mean.
std::string Letters(std::string_view code) {
  std::string letters;
  for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else if (code[i] == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (code[i] == '[') {
      const size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      if (inside.find_first_not_of("hHmMsS") == inside.npos) letters += inside;  // [h]:mm
      i = end;
    } else {
      letters.push_back(code[i]);
    }
  }
  return letters;
}

std::string ShowDate(double value, const NumberFormat& format, bool since_1904) {
  int64_t minutes = std::llround(value * kMinutesADay);
  const int64_t serial = minutes / kMinutesADay;
  minutes %= kMinutesADay;
  const absl::CivilDay zero = since_1904                    ? absl::CivilDay(1904, 1, 1)
                              : serial > kLeapDayThatWasNot ? absl::CivilDay(1899, 12, 30)
                                                            : absl::CivilDay(1899, 12, 31);
  const std::string time = FormatTimeOfDay(static_cast<int>(minutes));
  if (!format.date) return time;
  const std::string date = FormatDate(zero + serial);
  return format.time ? absl::StrCat(date, " ", time) : date;
}

}  // namespace

NumberFormat ParseNumberFormat(std::string_view code) {
  NumberFormat format;
  format.euros = code.substr(0, code.find(';')).find("\u20ac") != code.npos;
  const std::string letters = Letters(code);
  if (letters.find("General") != letters.npos || letters.find("Standaard") != letters.npos) return format;
  format.date = letters.find_first_of("dDyYjJ") != letters.npos;
  format.time = letters.find_first_of("hHuUsS") != letters.npos;
  // "mmm" alone is a month.
  if (!format.date && !format.time) format.date = letters.find_first_of("mM") != letters.npos;
  if (format.date || format.time) return format;
  format.percent = letters.find('%') != letters.npos;
  if (letters.find_first_of("0#?") == letters.npos || letters.find_first_of("E/") != letters.npos) return format;
  const size_t point = letters.find('.');
  format.decimals = 0;
  for (size_t i = 0; i < letters.size(); ++i) {
    const bool digit = letters[i] == '0' || letters[i] == '#' || letters[i] == '?';
    if (i < point && letters[i] == '0') ++format.digits;
    if (i > point && point != letters.npos && digit) ++format.decimals;
  }
  return format;
}

NumberFormat BuiltInFormat(int id) {
  NumberFormat format;
  const bool chinese = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  format.date = (id >= 14 && id <= 17) || id == 22 || chinese;
  format.time = (id >= 18 && id <= 22) || (id >= 45 && id <= 47);
  format.percent = id == 9 || id == 10;
  format.euros = id >= 5 && id <= 8;
  if (id == 1 || id == 3 || id == 5 || id == 6 || id == 9 || id == 37 || id == 38) format.decimals = 0;
  if (id == 2 || id == 4 || id == 7 || id == 8 || id == 10 || id == 39 || id == 40) format.decimals = 2;
  return format;
}

std::string ShowNumber(double value, const NumberFormat& format, bool since_1904) {
  const bool first_days = !since_1904 && value >= kLeapDayThatWasNot && value < kLeapDayThatWasNot + 1;
  if ((format.date || format.time) && value >= 0 && value < kLastSerial && !(format.date && first_days)) {
    return ShowDate(value, format, since_1904);
  }
  if (format.percent) value *= 100;
  const bool fixed = format.decimals >= 0 && std::abs(value) < kMostFixed;
  std::string text = fixed ? absl::StrFormat("%.*f", format.decimals, value) : absl::StrFormat("%.15g", value);
  const size_t whole = std::min(text.find('.'), text.size());
  if (value >= 0 && static_cast<int>(whole) < format.digits)
    text.insert(0, static_cast<size_t>(format.digits) - whole, '0');
  text = absl::StrReplaceAll(text, {{".", ","}});
  return absl::StrCat(format.euros ? "\u20ac " : "", text, format.percent ? "%" : "");
}

}  // namespace meedoen::indexer
