// Measures of a ranking against graded judgements.
//
// Threads: safe. Source: Järvelin and Kekäläinen (2002) for nDCG, gain 2^grade - 1, discount 1 / log2(rank + 1).
#pragma once

#include <vector>

namespace meedoen::matcher {

// `ranked`: the grade of each result in order. `all`: the grades of everything that could have been ranked.
// 1 if nothing relevant could have been ranked.
double Ndcg(const std::vector<int>& ranked, std::vector<int> all, int k);

// The part of what has at least grade 2 that is among the first k; of at most k of them.
double Recall(const std::vector<int>& ranked, const std::vector<int>& all, int k);

// The part of the first k (or of as many as there are) that has at least grade 2.
double Precision(const std::vector<int>& ranked, int k);

}  // namespace meedoen::matcher
