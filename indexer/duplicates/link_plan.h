// Which links the activities of a municipality should have: those that editors decided on, and the pairs that were
// found.
//
// A link stands at both activities. Decisions last: what is confirmed or rejected stays, whatever is found. A suspicion
// that was not found again goes. A link to an activity that an editor deleted goes; a decision about one that an import
// withdrew stays at the other, for it may come back, and is then copied to it.
//
// Threads: safe. Errors: none. Cost: some microseconds a link.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

using Links = std::vector<v1::DuplicateLink>;

// A pair that was found, by full names; the first comes before the second in the order of names.
struct AlikePair {
  std::string first, second;
  std::string reason;
};

struct LinkPlan {
  std::map<std::string, Links> wanted;  // By full name: of every activity whose links should change.
  std::vector<AlikePair> suspected;     // That nobody decided on, in the order found.
  std::vector<AlikePair> confirmed;     // All of them, in the order of names.
  uint32_t rejected = 0;                // That were found all the same.
  uint32_t no_longer = 0;
  uint32_t no_room = 0;  // Found, but one side has kMaxDuplicateLinks that are more alike or decided on.
};

// `now`: every activity's links as they are, by full name. `found`: the most alike first. `may_return`: of an activity
// that is not among `now`.
LinkPlan PlanLinks(const std::map<std::string, Links>& now, const std::vector<AlikePair>& found,
                   const std::function<bool(const std::string& name)>& may_return);

bool IsDecided(const v1::DuplicateLink& link);

// Of two decisions about one pair the later; of the same day the one that shows both.
const v1::DuplicateLink& LaterDecision(const v1::DuplicateLink& one, const v1::DuplicateLink& other);

// The link to `name`; null if there is none.
v1::DuplicateLink* FindLink(const std::string& name, v1::Activity* activity);

// In the order of names.
void SetLinks(const Links& links, v1::Activity* activity);

}  // namespace meedoen::indexer
