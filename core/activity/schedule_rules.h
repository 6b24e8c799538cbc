// The dates of an RFC 5545 rule, by libical: the only file that knows it.
//
// Inside core/activity only. Only dates go through libical (no times, no zones): its zoned iterator stays an hour late
// after a clock change, and it compares an UNTIL in UTC as if it were local (measured, 3.0.16).
// Rules that go by weeks are not its to expand: week_rules.h. tests/model/schedules compares all with dateutil.
// Threads: safe. Errors: INVALID_ARGUMENT for a rule that cannot be read. Cost: some 4 microseconds a date, plus, for a
// rule with COUNT, its dates since it started. A rule that never falls on a date costs up to 1 millisecond a year
// looked at. A weekly rule with INTERVAL above 1, BYDAY and no start_date gives every date that it can fall on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

// The rule's first `most` dates from `first` to `last`, both included, sorted.
absl::StatusOr<std::vector<absl::CivilDay>> RuleDates(const v1::Recurrence& recurrence, absl::CivilDay first,
                                                      absl::CivilDay last, size_t most = SIZE_MAX);

// The last date of a rule with UNTIL or COUNT; nothing for one that goes on for ever or for over 30 years.
absl::StatusOr<std::optional<absl::CivilDay>> LastRuleDate(const v1::Recurrence& recurrence);

}  // namespace meedoen
