// Measures the ranking on judged clients, next to BM25, distance, the model's plain cosine and chance, all on the same
// feasible activities; and holds every suggestion against a naive check.
//
// Threads: one at a time. Errors: those of the engine.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/evaluate/bootstrap.h"
#include "matcher/evaluate/judged_clients.h"
#include "matcher/evaluate/rankings.h"

namespace meedoen::matcher {

struct EvaluateSetting {
  const SuggestEngine& engine;
  const View& view;
  const Kernel& kernel;
  absl::Time now;
};

struct ClientResult {
  std::string id;
  std::vector<std::string> groups;  // GroupsOf.
  std::array<Measures, kRankings> measures{};
  int feasible = 0;
  int suggestions = 0;
  std::vector<std::string> infeasible;  // "municipalities/.../koor: out of reach": a suggestion that breaks a limit.
};

using Evaluation = std::vector<ClientResult>;

absl::StatusOr<Evaluation> Evaluate(const EvaluateSetting& setting, const std::vector<JudgedClient>& clients);

// A ranking over the clients of a group, or one ranking less another over them.
struct SummaryRow {
  std::string ranking;  // "bm25"; "meedoen - bm25".
  std::string group;
  int clients = 0;
  std::array<Estimate, kMeasures> measures{};
};

std::vector<SummaryRow> Summarize(const Evaluation& evaluation, const std::string& group);

// Meedoen less each other ranking, client by client: says more than whether two intervals overlap.
std::vector<SummaryRow> Differences(const Evaluation& evaluation, const std::string& group);

// Every group that a client is in: "all", then by name.
std::vector<std::string> GroupNames(const Evaluation& evaluation);

// The interval of each measure; one client's measures less another's.
std::array<Estimate, kMeasures> EstimatesOf(const std::vector<Measures>& of_clients);
Measures Less(const Measures& a, const Measures& b);

}  // namespace meedoen::matcher
