#include "matcher/rank/row_judge.h"

#include "core/index/facts.h"

namespace meedoen::matcher {

FailMask RowJudge::Judge(uint32_t row, AreaFit in_area, Candidate* candidate) const {
  const FailMask fails = filter_.Check(row, in_area);
  if (fails != 0) return fails;
  *candidate = Rate(row, in_area);
  return candidate->score.unwanted ? Fails(v1::NOT_WANTED) : 0;
}

Candidate RowJudge::Rate(uint32_t row, AreaFit in_area) const {
  const WayThere way = filter_.Travel(row, in_area);
  return {&segment_, row, in_area, GroupOf(row, way), scorer_.ScoreOf(row, in_area, way), segment_.name_hash[row]};
}

v1::SuggestionGroup RowJudge::GroupOf(uint32_t row, const WayThere& way) const {
  if (query_.support_apart && (segment_.flags[row] & flag::kSupport) != 0) return v1::SUPPORT;
  const bool known = filter_.UnknownNeeds(row) == 0 && way.certain;
  return known ? v1::CONFIRMED : v1::TO_ASK_FIRST;
}

}  // namespace meedoen::matcher
