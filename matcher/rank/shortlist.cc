#include "matcher/rank/shortlist.h"

#include <algorithm>

namespace meedoen::matcher {
namespace {

constexpr double kLikenessPenalty = 500, kProviderPenalty = 200;  // In 0.0001 of score.
// Inner products of any two activities of the default model lie between these.
constexpr double kUnlike = 0.8, kAlike = 1.0;

bool Meets(const Candidate& candidate, size_t wish) { return candidate.score.wishes[wish] >= kMetWish; }

class Chooser {
 public:
  Chooser(const ClientQuery& query, const Kernel& kernel) : query_(query), kernel_(kernel) {}

  // Moves up to `most` from the pool to the end of the list.
  void Choose(std::vector<const Candidate*> pool, size_t most) {
    const size_t early = std::max<size_t>(3, query_.wishes.size());
    for (size_t i = 0; i < most && !pool.empty(); ++i) {
      const std::vector<size_t> open = OpenWishes(pool);
      // Places left for the wishes that are still open: the early ones, or, once those are gone, all that remain.
      const size_t remaining = most - i;
      const size_t left = chosen_.size() < early ? std::min(early - chosen_.size(), remaining) : remaining;
      const bool must_cover = !open.empty() && open.size() >= left;
      auto best = pool.end();
      double best_value = 0;
      for (auto it = pool.begin(); it != pool.end(); ++it) {
        const auto covers = [&](size_t wish) { return Meets(**it, wish); };
        if (must_cover && std::none_of(open.begin(), open.end(), covers)) continue;
        const double value = Value(**it);
        if (best == pool.end() || value > best_value) {
          best = it;
          best_value = value;
        }
      }
      chosen_.push_back(*best);
      pool.erase(best);
    }
  }

  const std::vector<const Candidate*>& chosen() const { return chosen_; }

 private:
  // Wishes that nothing chosen meets but something in the pool does.
  std::vector<size_t> OpenWishes(const std::vector<const Candidate*>& pool) const {
    std::vector<size_t> open;
    for (size_t wish = 0; wish < query_.wishes.size(); ++wish) {
      const auto meets = [wish](const Candidate* candidate) { return Meets(*candidate, wish); };
      if (std::any_of(chosen_.begin(), chosen_.end(), meets)) continue;
      if (std::any_of(pool.begin(), pool.end(), meets)) open.push_back(wish);
    }
    return open;
  }

  double Value(const Candidate& candidate) const {
    double likeness = 0;
    int same_provider = 0;
    const SegmentView& segment = *candidate.segment;
    for (const Candidate* other : chosen_) {
      const double product =
          kernel_.inner_product(segment.Vector(candidate.row), other->segment->Vector(other->row), segment.stride);
      likeness = std::max(likeness, std::clamp((product - kUnlike) / (kAlike - kUnlike), 0.0, 1.0));
      same_provider += segment.provider[candidate.row] == other->segment->provider[other->row];
    }
    return candidate.score.total - kLikenessPenalty * likeness - kProviderPenalty * same_provider;
  }

  const ClientQuery& query_;
  const Kernel& kernel_;
  std::vector<const Candidate*> chosen_;
};

// Support is shown where it answers a wish; without wishes, where it serves a goal.
bool SupportFits(const ClientQuery& query, const Candidate& candidate) {
  if (query.wishes.empty()) return candidate.score.parts[kGoals] > 0;
  for (size_t wish = 0; wish < query.wishes.size(); ++wish) {
    if (Meets(candidate, wish)) return true;
  }
  return false;
}

}  // namespace

std::vector<Candidate> MakeShortlist(const ClientQuery& query, const std::vector<Candidate>& pool,
                                     const Kernel& kernel) {
  Chooser main(query, kernel), support(query, kernel);
  for (const v1::SuggestionGroup group : {v1::CONFIRMED, v1::TO_ASK_FIRST, v1::SUPPORT}) {
    std::vector<const Candidate*> of_group;
    for (const Candidate& candidate : pool) {
      if (candidate.group != group) continue;
      if (group != v1::SUPPORT || SupportFits(query, candidate)) of_group.push_back(&candidate);
    }
    if (group == v1::SUPPORT) {
      support.Choose(std::move(of_group), kMostSupport);
    } else {
      main.Choose(std::move(of_group), query.k - main.chosen().size());
    }
  }
  std::vector<Candidate> shortlist;
  for (const Candidate* candidate : main.chosen()) shortlist.push_back(*candidate);
  for (const Candidate* candidate : support.chosen()) shortlist.push_back(*candidate);
  return shortlist;
}

std::vector<uint32_t> UnmetWishes(const ClientQuery& query, const std::vector<Candidate>& shortlist) {
  std::vector<uint32_t> unmet;
  for (uint32_t wish = 0; wish < query.wishes.size(); ++wish) {
    const auto meets = [wish](const Candidate& candidate) { return Meets(candidate, wish); };
    if (std::none_of(shortlist.begin(), shortlist.end(), meets)) unmet.push_back(wish);
  }
  return unmet;
}

}  // namespace meedoen::matcher
