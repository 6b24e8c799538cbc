#include "matcher/rank/candidate.h"

namespace meedoen::matcher {

bool Before(const Candidate& a, const Candidate& b) {
  if (a.score.total != b.score.total) return a.score.total > b.score.total;
  return a.name_hash < b.name_hash;
}

}  // namespace meedoen::matcher
