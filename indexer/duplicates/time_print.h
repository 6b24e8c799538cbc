// When an activity takes place, as it is compared: its sessions of the next half year, and the hours of the week that
// they touch.
//
// Threads: plain data. Units: minutes of local time since 1970-01-01, so that summer time moves nothing. Errors: a
// schedule that cannot be expanded counts as not known. Cost: that of ExpandSchedule; some 100 ns a pair.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

inline constexpr int kComparedDays = 182;

struct TimePrint {
  struct Session {
    int32_t start = 0;
    int32_t end = 0;
  };
  std::vector<Session> sessions;        // Sorted. Empty: no time is known, or none is left.
  std::array<uint64_t, 3> hours{};      // A bit for each hour of the week with a session in it.
  std::string valid_from, valid_until;  // Dates; empty: no bound.
};

TimePrint ReadTimes(const v1::Activity& activity, absl::CivilDay today);

struct TimeEvidence {
  enum Kind {
    kOther,      // Both known, and never at the same time: two groups, or two courses.
    kUnknown,    // Of one or both no session is known.
    kSome,       // Some sessions overlap.
    kContained,  // Those of the one are among those of the other: the row of one day beside that of the whole week.
    kSame,
  };
  Kind kind = kUnknown;
  bool same_start = false;  // Sessions that overlap begin within a quarter of an hour of each other.
};

TimeEvidence CompareTimes(const TimePrint& a, const TimePrint& b);

// Whether any session of the one can overlap one of the other. Quicker than CompareTimes, and never stricter.
bool MayOverlap(const TimePrint& a, const TimePrint& b);

// "di 10.00", "ma, wo 9.30": what the sessions begin with, by weekday; at most 3 times.
std::string SayTimes(const TimePrint& print);

}  // namespace meedoen::indexer
