#include "matcher/evaluate/evaluate.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/activity/embedding_text.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "matcher/evaluate/bm25.h"
#include "matcher/evaluate/metrics.h"
#include "matcher/evaluate/naive_check.h"
#include "matcher/rank/shortlist.h"

namespace meedoen::matcher {
namespace {

using Order = std::vector<size_t>;  // Indexes of feasible activities, best first.

struct Case {
  const JudgedClient& client;
  const SuggestEngine::Feasible& feasible;
  std::vector<v1::Activity> activities;  // Beside feasible.scan.pool.
  const Kernel& kernel;
};

// Highest value first; what is alike by chance, so that no ranking profits from the order of another.
Order ByValue(const Case& c, const std::vector<double>& values) {
  const std::vector<Candidate>& pool = c.feasible.scan.pool;
  Order order(pool.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::pair(-values[a], pool[a].name_hash) < std::pair(-values[b], pool[b].name_hash);
  });
  return order;
}

// What the coach is shown, then the rest by score.
Order MeedoenOrder(const Case& c) {
  const std::vector<Candidate>& pool = c.feasible.scan.pool;
  const std::vector<Candidate> shortlist = MakeShortlist(c.feasible.query, pool, c.kernel);
  std::vector<double> values;
  for (const Candidate& candidate : pool) {
    const auto same = [&](const Candidate& shown) { return shown.name_hash == candidate.name_hash; };
    const auto shown = std::find_if(shortlist.begin(), shortlist.end(), same);
    const double place = static_cast<double>(shortlist.end() - shown) * 10'000;
    values.push_back(place + candidate.score.total);
  }
  return ByValue(c, values);
}

Order ScoreOrder(const Case& c) {
  std::vector<double> values;
  for (const Candidate& candidate : c.feasible.scan.pool) values.push_back(candidate.score.total);
  return ByValue(c, values);
}

Order CosineOrder(const Case& c) {
  std::vector<double> values;
  for (const Candidate& candidate : c.feasible.scan.pool) {
    double best = 0;
    for (const Wish& wish : c.feasible.query.wishes) {
      const SegmentView& segment = *candidate.segment;
      best = std::max<double>(
          best, c.kernel.inner_product(wish.vector.data(), segment.Vector(candidate.row), segment.stride));
    }
    values.push_back(best);
  }
  return ByValue(c, values);
}

Order Bm25Order(const Case& c) {
  std::vector<std::string> texts;
  for (const v1::Activity& activity : c.activities) texts.push_back(EmbeddingText(activity));
  const Bm25 bm25(texts);
  const std::string query = absl::StrJoin(c.client.request.client().wishes(), " ");
  std::vector<double> values;
  for (size_t i = 0; i < texts.size(); ++i) values.push_back(bm25.Score(query, i));
  return ByValue(c, values);
}

Order DistanceOrder(const Case& c) {
  const DistanceFrom from(c.feasible.query.home);
  std::vector<double> values;
  for (const Candidate& candidate : c.feasible.scan.pool) {
    const bool placed = (candidate.segment->flags[candidate.row] & flag::kHasPlace) != 0;
    values.push_back(
        placed ? -from.Metres(candidate.segment->latitude[candidate.row], candidate.segment->longitude[candidate.row])
               : 0);
  }
  return ByValue(c, values);
}

// By a hash, which is chance, but the same one each time.
Order RandomOrder(const Case& c) {
  std::vector<double> values;
  for (const Candidate& candidate : c.feasible.scan.pool) values.push_back(static_cast<double>(candidate.name_hash));
  return ByValue(c, values);
}

struct Ranking {
  const char* name;
  Order (*order)(const Case&);
};
constexpr Ranking kRankings[] = {{"meedoen", MeedoenOrder}, {"score only", ScoreOrder},  {"cosine", CosineOrder},
                                 {"bm25", Bm25Order},       {"distance", DistanceOrder}, {"random", RandomOrder}};

Measures MeasuresOf(const Case& c, const Order& order) {
  std::vector<int> ranked;
  for (const size_t index : order) {
    const auto grade = c.client.grades.find(c.activities[index].name());
    ranked.push_back(grade == c.client.grades.end() ? 0 : grade->second);
  }
  return {Ndcg(ranked, ranked, 5), Ndcg(ranked, ranked, 10), Recall(ranked, ranked, 10), Precision(ranked, 5), 1};
}

void AddTo(const std::string& ranking, const std::string& clients, const Measures& measures,
           std::vector<EvaluationRow>* rows) {
  const auto same = [&](const EvaluationRow& row) { return row.ranking == ranking && row.clients == clients; };
  auto row = std::find_if(rows->begin(), rows->end(), same);
  if (row == rows->end()) row = rows->insert(rows->end(), {ranking, clients, {}});
  Measures& sum = row->measures;
  sum.ndcg5 += measures.ndcg5;
  sum.ndcg10 += measures.ndcg10;
  sum.recall10 += measures.recall10;
  sum.precision5 += measures.precision5;
  ++sum.clients;
}

// Holds what the coach would be shown against the naive check.
absl::Status CountInfeasible(const Case& c, absl::Time now, Evaluation* evaluation) {
  const NaiveClient naive{c.client.request, c.feasible.query.home, c.feasible.query.areas};
  for (const Candidate& shown : MakeShortlist(c.feasible.query, c.feasible.scan.pool, c.kernel)) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, shown.segment->Record(shown.row));
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> broken, BrokenLimits(activity, naive, now));
    ++evaluation->suggestions;
    evaluation->infeasible += !broken.empty();
    if (!broken.empty()) {
      evaluation->per_client.push_back(
          absl::StrCat(c.client.id, " INFEASIBLE ", activity.name(), ": ", absl::StrJoin(broken, ", ")));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Evaluation> Evaluate(const SuggestEngine& engine, const View& view, const Kernel& kernel, absl::Time now,
                                    const std::vector<JudgedClient>& clients) {
  Evaluation evaluation;
  int number = 0;
  for (const JudgedClient& client : clients) {
    MEEDOEN_ASSIGN_OR_RETURN(const SuggestEngine::Feasible feasible,
                             engine.FindFeasible(view, client.request, absl::InfiniteFuture(), kMaxActivities));
    Case c{client, feasible, {}, kernel};
    for (const Candidate& candidate : feasible.scan.pool) {
      MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, candidate.segment->Record(candidate.row));
      c.activities.push_back(std::move(activity));
    }
    evaluation.feasible_mean += static_cast<double>(c.activities.size()) / static_cast<double>(clients.size());
    const std::string half = ++number % 2 == 1 ? "odd" : "even";
    for (const Ranking& ranking : kRankings) {
      const Measures measures = MeasuresOf(c, ranking.order(c));
      for (const std::string& group : {std::string("all"), std::string(client.dutch ? "dutch" : "other"), half}) {
        AddTo(ranking.name, group, measures, &evaluation.rows);
      }
      if (ranking.order != MeedoenOrder) continue;
      evaluation.per_client.push_back(absl::StrFormat("%-36s nDCG@10 %.2f  feasible %d", client.id, measures.ndcg10,
                                                      static_cast<int>(c.activities.size())));
    }
    MEEDOEN_RETURN_IF_ERROR(CountInfeasible(c, now, &evaluation));
  }
  for (EvaluationRow& row : evaluation.rows) {
    Measures& m = row.measures;
    for (double* value : {&m.ndcg5, &m.ndcg10, &m.recall10, &m.precision5}) *value /= m.clients;
  }
  return evaluation;
}

}  // namespace meedoen::matcher
