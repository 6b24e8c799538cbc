#include "indexer/import/schedule_hours.h"

#include <array>
#include <cstddef>

namespace meedoen::indexer {
namespace {

constexpr int kLatestShifted = 10 * 60;  // "8 tot 10" in the evening is said, "10 tot 12" is not.
constexpr int kEvening = 17 * 60;

absl::Status NotUnderstood(const char* why) { return absl::InvalidArgumentError(why); }

}  // namespace

absl::StatusOr<HoursInWords> FitHours(HoursInWords times, int part) {
  constexpr std::array<HoursInWords, 4> kParts = {
      {{5 * 60, 13 * 60}, {12 * 60, 18 * 60}, {17 * 60, 24 * 60}, {0, 7 * 60}}};
  if (times.end == 0 && times.start > 0) times.end = 24 * 60;  // "20.00-00.00 uur"
  const auto fits = [&](const HoursInWords& one) {
    const HoursInWords& within = kParts[static_cast<size_t>(part)];
    return one.start >= within.start && one.start < within.end;
  };
  const HoursInWords later{times.start + 720, times.end + 720};
  const bool shift =
      (part == 1 || part == 2) && !fits(times) && times.start < kLatestShifted && later.end <= 24 * 60 && fits(later);
  if (part >= 0 && !fits(times) && !shift) return NotUnderstood("the times do not fit the part of the day");
  if (part < 0 && times.start < 7 * 60) return NotUnderstood("whether the times are in the morning is not clear");
  if (shift) times = later;
  if (times.end <= times.start && times.start >= kEvening && times.end < 7 * 60) {
    return NotUnderstood("it runs past midnight, and the times of a session end at 24.00 at the latest");
  }
  if (times.end <= times.start) return NotUnderstood("a time ends before it begins");
  return times;
}

}  // namespace meedoen::indexer
