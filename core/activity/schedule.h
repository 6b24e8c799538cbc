// When an activity takes place: from its schedule to sessions in absolute time.
//
// Rules (RFC 5545) are expanded in local time and then converted, so that an activity at 10:00 is at 10:00 in summer
// and in winter. Threads: safe. Cost: some 0.1 microseconds a weekly session, 4 a session of a rule. Errors:
// INVALID_ARGUMENT for a rule, date or time that cannot be read, with where it stands.
#pragma once

#include <optional>
#include <string>
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
// valid_until, without exception dates and, if the schedule says so, public holidays and the school holidays of the
// municipality's region (school_holidays.h: as far as they are known). Sorted, no two alike; the first kMaxOccurrences
// of them. Of a rule whose weeks are not known every date that it can fall on is one.
absl::StatusOr<std::vector<Occurrence>> ExpandSchedule(const v1::Activity& activity, absl::CivilDay first,
                                                       absl::CivilDay last);

// Those of ExpandSchedule that certainly take place: without the rules whose weeks are not known.
absl::StatusOr<std::vector<Occurrence>> ExpandCertain(const v1::Activity& activity, absl::CivilDay first,
                                                      absl::CivilDay last);

// Whether a rule goes every so many weeks on days of the week that are known, and no start_date says in which weeks:
// FREQ=WEEKLY;INTERVAL=2;BYDAY=TH. And whether a schedule has one.
bool WeeksUnknown(const v1::Recurrence& recurrence);
bool WeeksUnknown(const v1::Schedule& schedule);

// Such a rule, for people.
struct UnknownWeeks {
  int every = 0;              // So many weeks.
  std::vector<int> weekdays;  // 0: Monday.
  std::string start_time, end_time;
};
// Those of an activity that can have a session between two dates.
std::vector<UnknownWeeks> FindUnknownWeeks(const v1::Activity& activity, absl::CivilDay first, absl::CivilDay last);

// When the activity is over for good: the end of its last session, or of valid_until where no times are known or they
// are agreed with the client. InfinitePast if no session is left at all; nothing if it has no end.
absl::StatusOr<std::optional<absl::Time>> LastEnd(const v1::Activity& activity);

// Whether the schedule says anything about time: slots, rules or dates.
bool HasTimes(const v1::Schedule& schedule);

// Checks a rule with its start_date and start_time: known parts only, bounded INTERVAL and COUNT, no SECONDLY,
// MINUTELY, HOURLY, a start_date where it is needed (COUNT; INTERVAL unless WeeksUnknown), and that it falls on a date
// at all. Some 20 microseconds; 15 milliseconds for a rule that never does.
absl::Status CheckRule(const v1::Recurrence& recurrence);

// Dutch public holidays: New Year, Easter Sunday and Monday, King's Day, Liberation Day (5 May), Ascension, Whit Sunday
// and Monday, both days of Christmas. Source: Algemene termijnenwet; Easter by the anonymous Gregorian algorithm.
bool IsPublicHoliday(absl::CivilDay day);

}  // namespace meedoen
