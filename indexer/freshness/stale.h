// Which entries of the catalogue their providers should be asked about: "does it still run?".
//
// Threads: safe. Errors: none. Cost: some microseconds for one that is old, where the end of its schedule is looked up.
#pragma once

#include "absl/time/time.h"
#include "core/settings/ageing.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// Never confirmed, or longer ago than its municipality's ask_after_days; but neither cancelled nor over for good.
bool ShouldBeAsked(const v1::Activity& activity, const AgeingRules& rules, absl::Time now);

}  // namespace meedoen::indexer
