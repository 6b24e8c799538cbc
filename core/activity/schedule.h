// When an activity takes place: from its schedule to sessions in absolute time.
//
// Rules (RFC 5545) are expanded in local time and then converted, so that an activity at 10:00 is at 10:00 in summer
// and in winter. Threads: safe. Cost: some 0.1 microseconds a weekly session, 4 a session of a rule. Errors:
// INVALID_ARGUMENT for a rule, date or time that cannot be read, with where it stands.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

struct Occurrence {
  absl::Time start;
  absl::Time end;  // After `start`.
  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

// Sessions that end after the start of `first` and start before the end of `last` (local dates), within valid_from and
// valid_until, without exception dates and, if the schedule says so, public holidays. Sorted, no two alike; the first
// kMaxOccurrences of them.
absl::StatusOr<std::vector<Occurrence>> ExpandSchedule(const v1::Activity& activity, absl::CivilDay first,
                                                       absl::CivilDay last);

// When the activity is over for good: the end of its last session, or of valid_until where no times are known or they
// are agreed with the client. InfinitePast if no session is left at all; nothing if it has no end.
absl::StatusOr<std::optional<absl::Time>> LastEnd(const v1::Activity& activity);

// Whether the schedule says anything about time: slots, rules or dates.
bool HasTimes(const v1::Schedule& schedule);

// Checks a rule with its start_date and start_time: known parts only, bounded INTERVAL and COUNT, no SECONDLY,
// MINUTELY, HOURLY, a start_date where it is needed, and that it falls on a date at all. Some 20 microseconds; 15
// milliseconds for a rule that never does.
absl::Status CheckRule(const v1::Recurrence& recurrence);

// Dutch public holidays: New Year, Easter Sunday and Monday, King's Day, Liberation Day (5 May), Ascension, Whit Sunday
// and Monday, both days of Christmas. Source: Algemene termijnenwet; Easter by the anonymous Gregorian algorithm.
bool IsPublicHoliday(absl::CivilDay day);

}  // namespace meedoen
