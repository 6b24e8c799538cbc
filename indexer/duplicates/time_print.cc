#include "indexer/duplicates/time_print.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"

namespace meedoen::indexer {
namespace {

constexpr int32_t kDayMinutes = 24 * 60, kWeekMinutes = 7 * kDayMinutes, kHour = 60;
constexpr int32_t kSameStartMinutes = 15;
constexpr double kNearlyAll = 0.8;
constexpr size_t kMostTimesSaid = 3;

int32_t LocalMinute(absl::Time time) {
  const absl::CivilMinute minute = absl::ToCivilMinute(time, Amsterdam());
  return DayNumber(absl::CivilDay(minute)) * kDayMinutes + minute.hour() * kHour + minute.minute();
}

// Minutes since Monday 0:00; 1970-01-01 was a Thursday.
int32_t MinuteOfWeek(int32_t minute) { return (minute + 3 * kDayMinutes) % kWeekMinutes; }

// How many of `one` overlap a session of `other` by half of the shorter of the two.
struct Overlaps {
  double all = 0, overlapping = 0, same_start = 0;
  double share() const { return all == 0 ? 0 : overlapping / all; }
};

Overlaps CountOverlaps(const TimePrint& one, const TimePrint& other, int32_t first, int32_t last) {
  Overlaps count;
  auto next = other.sessions.begin();
  for (const TimePrint::Session& session : one.sessions) {
    if (session.end <= first || session.start >= last) continue;
    ++count.all;
    while (next != other.sessions.end() && next->end <= session.start) ++next;
    for (auto it = next; it != other.sessions.end() && it->start < session.end; ++it) {
      const int32_t shared = std::min(it->end, session.end) - std::max(it->start, session.start);
      if (2 * shared < std::min(it->end - it->start, session.end - session.start)) continue;
      ++count.overlapping;
      count.same_start += std::abs(it->start - session.start) <= kSameStartMinutes;
      break;
    }
  }
  return count;
}

bool Apart(const TimePrint& a, const TimePrint& b) {
  const auto before = [](const TimePrint& one, const TimePrint& other) {
    return !one.valid_until.empty() && !other.valid_from.empty() && one.valid_until < other.valid_from;
  };
  return before(a, b) || before(b, a);  // Dates of this form sort as text.
}

}  // namespace

TimePrint ReadTimes(const v1::Activity& activity, absl::CivilDay today) {
  TimePrint print;
  print.valid_from = activity.valid_from();
  print.valid_until = activity.valid_until();
  if (!HasTimes(activity.schedule())) return print;
  const auto occurrences = ExpandSchedule(activity, today, today + kComparedDays);
  if (!occurrences.ok()) return print;
  print.sessions.reserve(occurrences->size());
  for (const Occurrence& one : *occurrences) {
    const int32_t start = LocalMinute(one.start), end = std::max(LocalMinute(one.end), start + 1);
    print.sessions.push_back({start, end});
    for (int32_t minute = start; minute < std::min(end, start + kWeekMinutes); minute += kHour - minute % kHour) {
      const auto hour = static_cast<size_t>(MinuteOfWeek(minute) / kHour);
      print.hours[hour / 64] |= uint64_t{1} << (hour % 64);
    }
  }
  std::sort(print.sessions.begin(), print.sessions.end(), [](const TimePrint::Session& a, const TimePrint::Session& b) {
    return a.start != b.start ? a.start < b.start : a.end < b.end;
  });
  return print;
}

bool MayOverlap(const TimePrint& a, const TimePrint& b) {
  if (a.sessions.empty() || b.sessions.empty()) return true;
  return ((a.hours[0] & b.hours[0]) | (a.hours[1] & b.hours[1]) | (a.hours[2] & b.hours[2])) != 0;
}

TimeEvidence CompareTimes(const TimePrint& a, const TimePrint& b) {
  TimeEvidence evidence;
  if (Apart(a, b)) return {TimeEvidence::kOther, false};
  if (a.sessions.empty() || b.sessions.empty()) return evidence;
  // One list has the dates until Christmas, the other every week: only the weeks that both know are compared.
  const int32_t first = std::max(a.sessions.front().start, b.sessions.front().start) / kDayMinutes * kDayMinutes;
  const int32_t last = std::min(a.sessions.back().end, b.sessions.back().end);
  const Overlaps of_a = CountOverlaps(a, b, first, last), of_b = CountOverlaps(b, a, first, last);
  if (of_a.overlapping == 0 || of_b.overlapping == 0) return {TimeEvidence::kOther, false};
  evidence.same_start = 2 * of_a.same_start >= of_a.overlapping;
  const double least = std::min(of_a.share(), of_b.share()), most = std::max(of_a.share(), of_b.share());
  evidence.kind = least >= kNearlyAll  ? TimeEvidence::kSame
                  : most >= kNearlyAll ? TimeEvidence::kContained
                                       : TimeEvidence::kSome;
  return evidence;
}

std::string SayTimes(const TimePrint& print) {
  constexpr const char* kDays[] = {"ma", "di", "wo", "do", "vr", "za", "zo"};
  std::map<int32_t, std::vector<int32_t>> days;  // By minute of the day.
  for (const TimePrint::Session& session : print.sessions) {
    const int32_t minute = MinuteOfWeek(session.start), day = minute / kDayMinutes;
    std::vector<int32_t>& of_minute = days[minute % kDayMinutes];
    if (std::find(of_minute.begin(), of_minute.end(), day) == of_minute.end()) of_minute.push_back(day);
  }
  std::vector<std::string> said;
  for (auto& [minute, list] : days) {
    if (said.size() == kMostTimesSaid) break;
    std::sort(list.begin(), list.end());
    std::vector<std::string> names;
    for (const int32_t day : list) names.push_back(kDays[day]);
    said.push_back(
        absl::StrCat(absl::StrJoin(names, ", "), " ", minute / kHour, ".", absl::StrFormat("%02d", minute % kHour)));
  }
  return absl::StrJoin(said, "; ");
}

}  // namespace meedoen::indexer
