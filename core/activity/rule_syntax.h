// The form of an RFC 5545 recurrence rule, stricter than libical's: what is misspelt is refused, never ignored.
//
// Inside core/activity only. Threads: safe. Errors: INVALID_ARGUMENT that names the part of the rule. Cost: 2
// microseconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace meedoen {

// The last moment of a rule, local.
struct RuleUntil {
  absl::CivilDay day;
  int minutes = 24 * 60;  // Since midnight.
};

struct RuleSyntax {
  std::string frequency;  // "DAILY", "WEEKLY", "MONTHLY", "YEARLY".
  int interval = 1;
  std::optional<int> count;
  std::optional<RuleUntil> until;
  absl::flat_hash_map<std::string, std::string> by;  // "BYDAY" -> "2TU"; "WKST" too.

  // Whether the rule alone says on which days it falls, without the date it starts on.
  bool NamesItsDays() const;
  // Whether without a start only its days of the week are known, not in which weeks they are.
  bool KnowsOnlyWeekdays() const { return frequency == "WEEKLY" && interval > 1 && !count && by.contains("BYDAY"); }
  // The days of BYDAY, 0 for Monday, sorted, each once; without the numbers before them.
  std::vector<int> Weekdays() const;
  // The numbers of a part that lists them; none if the rule does not have it.
  std::vector<int> Numbers(const std::string& name) const;
  int WeekStart() const;  // WKST: 0 for Monday.
  // The rule without COUNT and UNTIL.
  std::string Pattern() const;
};

absl::StatusOr<RuleSyntax> ParseRule(std::string_view rrule);

}  // namespace meedoen
