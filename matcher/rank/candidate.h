// A feasible row with its score, and the order of candidates.
//
// Threads: plain data. Ownership: points into a segment; the view must be held while it is used.
#pragma once

#include <cstdint>

#include "core/index/segment.h"
#include "matcher/rank/scoring.h"
#include "meedoen/v1/suggestion.pb.h"

namespace meedoen::matcher {

// A feasible row.
struct Candidate {
  const SegmentView* segment = nullptr;
  uint32_t row = 0;
  AreaFit in_area = AreaFit::kOutside;
  v1::SuggestionGroup group = v1::CONFIRMED;
  Score score;
  uint64_t name_hash = 0;
};

// Whether `a` comes before `b`: higher score first, then the lower hash of the name, so that the order is always the
// same.
bool Before(const Candidate& a, const Candidate& b);

}  // namespace meedoen::matcher
