// The dates of rules that go by weeks: weekly ones, and yearly ones with BYWEEKNO ("even weken"). libical 3.0.16 can be
// a week wrong where INTERVAL is above 1 (FREQ=WEEKLY;INTERVAL=3;BYDAY=SU from a Thursday), and with BYWEEKNO leaves
// out, or adds, Saturdays of years that begin at the end of a week.
//
// Inside core/activity only. With BYWEEKNO a date counts by the number of the week that it lies in, also where that
// week belongs to the year before or after (29 December can be in week 1). Threads: safe. Errors: none. Cost: some 50
// nanoseconds a day looked at.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/time/civil_time.h"
#include "core/activity/rule_syntax.h"

namespace meedoen {

inline bool GoesByWeeks(const RuleSyntax& rule) { return rule.frequency == "WEEKLY" || rule.by.contains("BYWEEKNO"); }

// The first `most` dates from `first` to `last`, both included, of a rule that begins on `start`.
std::vector<absl::CivilDay> WeekRuleDates(const RuleSyntax& rule, absl::CivilDay start, absl::CivilDay first,
                                          absl::CivilDay last, size_t most);

}  // namespace meedoen
