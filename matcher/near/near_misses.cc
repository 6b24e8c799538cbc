#include "matcher/near/near_misses.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

struct Tried {
  Candidate candidate;  // As the changed request rates it.
  v1::ExclusionReason reason;
  v1::Activity activity;
  Change change;
};

// The first of the changes that helps.
absl::StatusOr<std::optional<Tried>> TryChanges(const Candidate& candidate, const Question& question) {
  const Filter filter(question.query, *candidate.segment);
  const auto reason =
      static_cast<v1::ExclusionReason>(std::countr_zero(filter.Check(candidate.row, candidate.in_area)));
  MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, candidate.segment->Record(candidate.row));
  for (Change& change : ChangesFor(reason, candidate, activity, question)) {
    const std::optional<Candidate> fits = Try(change, candidate, question);
    if (fits.has_value()) return Tried{*fits, reason, std::move(activity), std::move(change)};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::vector<v1::NearMiss>> FindNearMisses(const std::vector<Candidate>& near, const Question& question,
                                                         const std::vector<uint32_t>& unmet, Twins shown,
                                                         uint32_t most) {
  std::vector<Tried> helped;
  for (const Candidate& candidate : near) {
    if (shown.Has(candidate.name_hash)) continue;
    MEEDOEN_ASSIGN_OR_RETURN(std::optional<Tried> tried, TryChanges(candidate, question));
    if (tried.has_value()) helped.push_back(*std::move(tried));
  }
  const auto fills_a_gap = [&unmet](const Tried& tried) {
    return std::any_of(unmet.begin(), unmet.end(),
                       [&](uint32_t wish) { return tried.candidate.score.wishes[wish] >= kMetWish; });
  };
  std::sort(helped.begin(), helped.end(), [&](const Tried& a, const Tried& b) {
    const bool a_fills = fills_a_gap(a), b_fills = fills_a_gap(b);
    return a_fills != b_fills ? a_fills : Before(a.candidate, b.candidate);
  });
  std::vector<v1::NearMiss> misses;
  for (Tried& tried : helped) {
    if (misses.size() == most) break;
    if (shown.Has(tried.candidate.name_hash)) continue;
    shown.Add(TwinsOf(tried.activity));
    v1::NearMiss& miss = misses.emplace_back();
    *miss.mutable_activity() = std::move(tried.activity);
    miss.set_reason(tried.reason);
    miss.set_change(std::move(tried.change.text));
    miss.set_score(tried.candidate.score.total / 10'000.0);
    *miss.mutable_merge() = std::move(tried.change.merge);
  }
  return misses;
}

}  // namespace meedoen::matcher
