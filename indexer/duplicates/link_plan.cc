#include "indexer/duplicates/link_plan.h"

#include <algorithm>
#include <utility>

#include "core/base/limits.h"

namespace meedoen::indexer {
namespace {

using PairName = std::pair<std::string, std::string>;

PairName NameOf(const std::string& a, const std::string& b) { return a < b ? PairName(a, b) : PairName(b, a); }

v1::DuplicateLink LinkTo(const std::string& name, const v1::DuplicateLink& link) {
  v1::DuplicateLink to = link;
  to.set_name(name);
  return to;
}

bool SameLinks(const Links& a, const Links& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const v1::DuplicateLink& one, const v1::DuplicateLink& other) {
                      return one.SerializeAsString() == other.SerializeAsString();
                    });
}

class Planner {
 public:
  Planner(const std::map<std::string, Links>& now, const std::function<bool(const std::string&)>& may_return)
      : now_(now), may_return_(may_return) {}

  LinkPlan Plan(const std::vector<AlikePair>& found) {
    ReadLinks();
    for (const auto& [pair, link] : decided_) {
      AddTo(pair, link);
      const bool both = now_.contains(pair.first) && now_.contains(pair.second);
      if (both && link.state() == v1::DuplicateLink::CONFIRMED) {
        plan_.confirmed.push_back({pair.first, pair.second, link.reason()});
      }
    }
    for (const AlikePair& pair : found) Take(pair);
    plan_.no_longer += static_cast<uint32_t>(suspected_before_.size());
    for (auto& [name, links] : now_) {
      Links& wanted = wanted_[name];
      std::sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.name() < b.name(); });
      if (!SameLinks(links, wanted)) plan_.wanted[name] = std::move(wanted);
    }
    return std::move(plan_);
  }

 private:
  void ReadLinks() {
    for (const auto& [name, links] : now_) {
      for (const v1::DuplicateLink& link : links) {
        const PairName pair = NameOf(name, link.name());
        if (!IsDecided(link)) {
          suspected_before_.insert({pair, true});
        } else if (now_.contains(link.name()) || may_return_(link.name())) {
          const auto [known, is_new] = decided_.insert({pair, link});
          if (!is_new) known->second = LaterDecision(known->second, link);
        }
      }
    }
  }

  // What was found, if there is room for it at both.
  void Take(const AlikePair& found) {
    const PairName pair = NameOf(found.first, found.second);
    if (const auto decided = decided_.find(pair); decided != decided_.end()) {
      plan_.rejected += decided->second.state() == v1::DuplicateLink::REJECTED;
      suspected_before_.erase(pair);
      return;
    }
    if (wanted_[pair.first].size() >= kMaxDuplicateLinks || wanted_[pair.second].size() >= kMaxDuplicateLinks) {
      ++plan_.no_room;
      return;
    }
    suspected_before_.erase(pair);
    v1::DuplicateLink link;
    link.set_state(v1::DuplicateLink::SUSPECTED);
    link.set_reason(found.reason);
    AddTo(pair, link);
    plan_.suspected.push_back(found);
  }

  void AddTo(const PairName& pair, const v1::DuplicateLink& link) {
    if (now_.contains(pair.first)) wanted_[pair.first].push_back(LinkTo(pair.second, link));
    if (now_.contains(pair.second)) wanted_[pair.second].push_back(LinkTo(pair.first, link));
  }

  const std::map<std::string, Links>& now_;
  const std::function<bool(const std::string&)>& may_return_;
  std::map<PairName, v1::DuplicateLink> decided_;
  std::map<PairName, bool> suspected_before_;  // That are not suspected again, as far as is known.
  std::map<std::string, Links> wanted_;
  LinkPlan plan_;
};

}  // namespace

LinkPlan PlanLinks(const std::map<std::string, Links>& now, const std::vector<AlikePair>& found,
                   const std::function<bool(const std::string& name)>& may_return) {
  return Planner(now, may_return).Plan(found);
}

bool IsDecided(const v1::DuplicateLink& link) {
  return link.state() == v1::DuplicateLink::CONFIRMED || link.state() == v1::DuplicateLink::REJECTED;
}

const v1::DuplicateLink& LaterDecision(const v1::DuplicateLink& one, const v1::DuplicateLink& other) {
  if (one.decided_on() != other.decided_on()) return one.decided_on() > other.decided_on() ? one : other;
  return one.state() == v1::DuplicateLink::REJECTED ? one : other;
}

v1::DuplicateLink* FindLink(const std::string& name, v1::Activity* activity) {
  for (v1::DuplicateLink& link : *activity->mutable_duplicates()) {
    if (link.name() == name) return &link;
  }
  return nullptr;
}

void SetLinks(const Links& links, v1::Activity* activity) {
  activity->mutable_duplicates()->Assign(links.begin(), links.end());
  std::sort(activity->mutable_duplicates()->begin(), activity->mutable_duplicates()->end(),
            [](const v1::DuplicateLink& a, const v1::DuplicateLink& b) { return a.name() < b.name(); });
}

}  // namespace meedoen::indexer
