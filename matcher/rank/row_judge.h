// One row for one client: which limits it fails, and if none, its group and score. What the scan, the trial of a
// near-miss and the answer to "why not this one" share.
//
// Threads: safe. Ownership: query and segment must outlive it. Cost: that of Filter::Check, and of Scorer::ScoreOf for
// what passes.
#pragma once

#include "matcher/filter/filter.h"
#include "matcher/rank/candidate.h"

namespace meedoen::matcher {

// Limits that a client, or who helps, could do something about.
inline constexpr FailMask kChangeable = Fails(v1::TOO_FAR) | Fails(v1::NOT_NOW) | Fails(v1::ACCESSIBILITY_UNKNOWN) |
                                        Fails(v1::TOO_EXPENSIVE) | Fails(v1::ROLE) | Fails(v1::CATEGORY) |
                                        Fails(v1::TIME) | Fails(v1::NO_PICK_UP) | Fails(v1::OUTSIDE_NEIGHBOURHOOD) |
                                        Fails(v1::NO_WAY_BACK) | Fails(v1::NOT_CONFIRMED);

class RowJudge {
 public:
  RowJudge(const ClientQuery& query, const SegmentView& segment, const Kernel& kernel)
      : query_(query), segment_(segment), filter_(query, segment), scorer_(query, segment, filter_, kernel) {}

  // Every limit the row fails; 0: it fits, and `candidate` is set. NOT_WANTED is looked at only if nothing else fails.
  FailMask Judge(uint32_t row, AreaFit in_area, Candidate* candidate) const;

  // Group and score as if it failed nothing.
  Candidate Rate(uint32_t row, AreaFit in_area) const;

  const Filter& filter() const { return filter_; }

 private:
  v1::SuggestionGroup GroupOf(uint32_t row, const WayThere& way) const;

  const ClientQuery& query_;
  const SegmentView& segment_;
  const Filter filter_;
  const Scorer scorer_;
};

}  // namespace meedoen::matcher
