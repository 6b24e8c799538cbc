// Measures the ranking on judged clients, next to BM25, distance, the model's plain cosine and chance, all on the same
// feasible activities.
//
// Threads: one at a time. Errors: NOT_FOUND and INVALID_ARGUMENT for the files, by file and line; those of the engine.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/service/suggest_engine.h"

namespace meedoen::matcher {

struct JudgedClient {
  std::string id;  // The file's name without .json.
  v1::SuggestRequest request;
  bool dutch = true;                  // Whether the wishes are in Dutch.
  std::map<std::string, int> grades;  // By activity name; what is not there was judged 0.
};

// Every *.json of the folder with its lines of the judgements (tab-separated: client, activity, grade 0 to 3).
// Wishes are taken to be in the language that `languages` (tab-separated: client, code) says, else Dutch.
absl::StatusOr<std::vector<JudgedClient>> LoadJudgedClients(Env& env, const std::string& clients_folder,
                                                            const std::string& judgements_file,
                                                            const std::string& languages_file);

struct Measures {
  double ndcg5 = 0, ndcg10 = 0, recall10 = 0, precision5 = 0;
  int clients = 0;
};

struct EvaluationRow {
  std::string ranking;  // "meedoen", "score only", "cosine", "bm25", "distance", "random".
  std::string clients;  // "all", "dutch", "other", "odd", "even".
  Measures measures;
};

struct Evaluation {
  std::vector<EvaluationRow> rows;
  int suggestions = 0;
  int infeasible = 0;  // Suggestions that break a limit by a check of their records, independent of the columns.
  double feasible_mean = 0;
  std::vector<std::string> per_client;  // "01-... nDCG@10 0.83 feasible 41"
};

absl::StatusOr<Evaluation> Evaluate(const SuggestEngine& engine, const View& view, const Kernel& kernel, absl::Time now,
                                    const std::vector<JudgedClient>& clients);

}  // namespace meedoen::matcher
