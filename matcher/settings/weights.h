// How much each part of the score counts. Tuned on the odd-numbered sample clients, reported on the even-numbered ones
// (docs/ranking.md); a municipality's settings can say otherwise (docs/settings.md).
#pragma once

namespace meedoen::matcher {

struct Weights {
  double wishes = 10;
  double goals = 3;
  double travel = 1.0;
  double schedule = 0.3;
  double threshold = 0.5;
  double threshold_nervous = 1.0;  // Instead of `threshold` for who is nervous about the first visit.
  double language = 2;
  double freshness = 0.3;
  double capacity = 0.3;
  double group = 0.1;
  double group_small = 0.6;  // Instead of `group` for who prefers a small one.
  double role = 3;
  double neighbourhood = 1.0;    // For who prefers the own neighbourhood; else 0.
  double dislike_penalty = 0.4;  // Taken off the score of what is fully the thing not wanted.
};

}  // namespace meedoen::matcher
