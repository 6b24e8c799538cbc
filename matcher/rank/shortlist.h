// From the pool to the answer: not the k highest scores, but k that together serve the client.
//
//  * The confirmed group first; "ask first" fills what is left; professional support, at most 3, comes apart.
//  * Each wish that some activity in the pool meets is met by one of the first max(3, wishes) of its group.
//  * A wish that only "ask first" meets has a place at the end of the k: the confirmed ones give way to as few of them
//    as that takes, and never so that fewer wishes are met.
//  * Of what is left, the next one is the highest by score - 0.05 x (likeness to what is chosen, 0 to 1) - 0.02 x
//    (times its provider was chosen): maximal marginal relevance (Carbonell and Goldstein, 1998) with a penalty for
//    repeating a provider.
//  * Of several listings of one activity (twins.h) the first that is chosen is shown, the others are not.
//
// Threads: safe. Cost: k x pool inner products, below 1 ms for k = 10 and a pool of 100; once more for each place that
// the confirmed ones give up.
#pragma once

#include <cstdint>
#include <vector>

#include "core/index/kernels.h"
#include "matcher/query/client_query.h"
#include "matcher/rank/candidate.h"

namespace meedoen::matcher {

inline constexpr size_t kMostSupport = 3;

// What `evaluate --ablation` leaves out one at a time; everybody else takes it as it is.
struct ShortlistOptions {
  double likeness_penalty = 500;  // In 0.0001 of score.
  double provider_penalty = 200;
  bool cover_wishes = true;
};

// `pool` is sorted best first within each group; the groups follow each other.
std::vector<Candidate> MakeShortlist(const ClientQuery& query, const std::vector<Candidate>& pool, const Kernel& kernel,
                                     const ShortlistOptions& options = {});

// Indexes of the wishes that none of these meets.
std::vector<uint32_t> UnmetWishes(const ClientQuery& query, const std::vector<Candidate>& shortlist);

}  // namespace meedoen::matcher
