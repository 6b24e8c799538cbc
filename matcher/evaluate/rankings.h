// The rankings that `evaluate` compares: the matcher's own, and simpler ones of the same feasible activities.
//
// Threads: safe. Errors: those of reading a record. Ownership: a Case points into the view, which must outlive it.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/evaluate/judged_clients.h"
#include "matcher/rank/shortlist.h"
#include "matcher/service/suggest_engine.h"

namespace meedoen::matcher {

enum Ranking { kMeedoen, kScoreOnly, kCosine, kBm25, kDistance, kRandom, kRankings };
inline constexpr std::array<std::string_view, kRankings> kRankingNames = {"meedoen", "score only", "cosine",
                                                                          "bm25",    "distance",   "random"};

enum Measure { kNdcg5, kNdcg10, kRecall10, kPrecision5, kMeasures };
inline constexpr std::array<std::string_view, kMeasures> kMeasureNames = {"nDCG@5", "nDCG@10", "recall@10",
                                                                          "precision@5"};
using Measures = std::array<double, kMeasures>;

// What can be suggested to one client, with what people thought of it.
struct Case {
  const JudgedClient* client;
  SuggestEngine::Feasible feasible;
  std::vector<v1::Activity> activities;  // Beside feasible.scan.pool.
  std::vector<int> grades;               // The same.
};

absl::StatusOr<Case> MakeCase(const JudgedClient& client, SuggestEngine::Feasible feasible);

// Grades in the order of a ranking; what it holds to be alike comes by chance, the same one for each ranking.
std::vector<int> GradesBy(Ranking ranking, const Case& one, const Kernel& kernel, const ShortlistOptions& options = {});

// `all`: the grades of everything that could have been ranked.
Measures MeasuresOf(const std::vector<int>& ranked, const std::vector<int>& all);

}  // namespace meedoen::matcher
