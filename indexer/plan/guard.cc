#include "indexer/plan/guard.h"

#include "absl/strings/str_cat.h"

namespace meedoen::indexer {

std::string GuardAgainst(uint32_t withdrawn, uint32_t of, uint32_t most_percent) {
  if (withdrawn == 0) return "";
  const bool all = withdrawn >= of;
  const bool few = withdrawn <= kFewWithdrawals && !all && most_percent > 0;
  if (few || (!all && uint64_t{withdrawn} * 100 <= uint64_t{of} * most_percent)) return "";
  if (all && most_percent >= 100) return "";
  return absl::StrCat("would withdraw ", withdrawn, " of the ", of, " activities of this source; at most ",
                      most_percent,
                      " of a hundred may go at once. Is this the whole file, and the right source? Then "
                      "force it (--force), or raise the share (--most-withdrawn); for a part of the "
                      "source use --partial");
}

std::string GuardPlan(const ImportPlan& plan, uint32_t most_percent) {
  std::map<std::string, uint32_t> withdrawn;
  for (const PlannedChange& change : plan.changes) {
    if (change.kind == v1::ImportChange::GONE) ++withdrawn[change.key.substr(0, change.key.find('/'))];
  }
  for (const auto& [code, count] : withdrawn) {
    const std::string guard = GuardAgainst(count, plan.of_source.at(code), most_percent);
    if (!guard.empty()) return absl::StrCat("of ", code, " it ", guard);
  }
  return "";
}

}  // namespace meedoen::indexer
