#include "indexer/freshness/stale.h"

#include <optional>

#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"

namespace meedoen::indexer {

bool ShouldBeAsked(const v1::Activity& activity, const AgeingRules& rules, absl::Time now) {
  if (activity.status() == v1::CANCELLED) return false;
  const absl::StatusOr<absl::CivilDay> verified = ParseDate(activity.verification().verified_on());
  const absl::StatusOr<ActivityName> name = ParseActivityName(activity.name());
  if (verified.ok() && name.ok() && !rules.Of(name->municipality_code).Ask(LocalDay(now) - *verified)) return false;
  const absl::StatusOr<std::optional<absl::Time>> end = LastEnd(activity);
  return !end.ok() || !end->has_value() || **end > now;
}

}  // namespace meedoen::indexer
