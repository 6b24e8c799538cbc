#include "matcher/evaluate/rankings.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_join.h"
#include "core/activity/embedding_text.h"
#include "core/base/status.h"
#include "core/index/facts.h"
#include "matcher/evaluate/bm25.h"
#include "matcher/evaluate/metrics.h"

namespace meedoen::matcher {
namespace {

using Values = std::vector<double>;  // Beside the pool; the highest comes first.

// What the coach is shown, then the rest by score.
Values MeedoenValues(const Case& one, const Kernel& kernel, const ShortlistOptions& options) {
  const std::vector<Candidate>& pool = one.feasible.scan.pool;
  const std::vector<Candidate> shortlist = MakeShortlist(one.feasible.query, pool, kernel, options);
  Values values;
  for (const Candidate& candidate : pool) {
    const auto same = [&](const Candidate& shown) { return shown.name_hash == candidate.name_hash; };
    const auto shown = std::find_if(shortlist.begin(), shortlist.end(), same);
    const double place = static_cast<double>(shortlist.end() - shown) * 10'001;  // More than any score.
    values.push_back(place + candidate.score.total);
  }
  return values;
}

double BestCosine(const Candidate& candidate, const std::vector<Wish>& wishes, const Kernel& kernel) {
  double best = 0;
  for (const Wish& wish : wishes) {
    const SegmentView& segment = *candidate.segment;
    best =
        std::max<double>(best, kernel.inner_product(wish.vector.data(), segment.Vector(candidate.row), segment.stride));
  }
  return best;
}

Values Bm25Values(const Case& one) {
  std::vector<std::string> texts;
  for (const v1::Activity& activity : one.activities) texts.push_back(EmbeddingText(activity));
  const Bm25 bm25(texts);
  const std::string query = absl::StrJoin(one.client->request.client().wishes(), " ");
  Values values;
  for (size_t i = 0; i < texts.size(); ++i) values.push_back(bm25.Score(query, i));
  return values;
}

// What has no place is at the door.
double Nearness(const Candidate& candidate, const DistanceFrom& from) {
  const SegmentView& segment = *candidate.segment;
  if ((segment.flags[candidate.row] & flag::kHasPlace) == 0) return 0;
  return -from.Metres(segment.latitude[candidate.row], segment.longitude[candidate.row]);
}

Values ValuesOf(Ranking ranking, const Case& one, const Kernel& kernel, const ShortlistOptions& options) {
  if (ranking == kMeedoen) return MeedoenValues(one, kernel, options);
  if (ranking == kBm25) return Bm25Values(one);
  const DistanceFrom from(one.feasible.query.home);
  Values values;
  for (const Candidate& candidate : one.feasible.scan.pool) {
    switch (ranking) {
      case kScoreOnly:
        values.push_back(candidate.score.total);
        break;
      case kCosine:
        values.push_back(BestCosine(candidate, one.feasible.query.wishes, kernel));
        break;
      case kDistance:
        values.push_back(Nearness(candidate, from));
        break;
      default:  // By a hash, which is chance, but the same one each time.
        values.push_back(static_cast<double>(candidate.name_hash));
    }
  }
  return values;
}

}  // namespace

absl::StatusOr<Case> MakeCase(const JudgedClient& client, SuggestEngine::Feasible feasible) {
  Case one{&client, std::move(feasible), {}, {}};
  for (const Candidate& candidate : one.feasible.scan.pool) {
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, candidate.segment->Record(candidate.row));
    const auto grade = client.grades.find(activity.name());
    one.grades.push_back(grade == client.grades.end() ? 0 : grade->second);
    one.activities.push_back(std::move(activity));
  }
  return one;
}

std::vector<int> GradesBy(Ranking ranking, const Case& one, const Kernel& kernel, const ShortlistOptions& options) {
  const std::vector<Candidate>& pool = one.feasible.scan.pool;
  const Values values = ValuesOf(ranking, one, kernel, options);
  std::vector<size_t> order(pool.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::pair(-values[a], pool[a].name_hash) < std::pair(-values[b], pool[b].name_hash);
  });
  std::vector<int> grades;
  for (const size_t index : order) grades.push_back(one.grades[index]);
  return grades;
}

Measures MeasuresOf(const std::vector<int>& ranked, const std::vector<int>& all) {
  return {Ndcg(ranked, all, 5), Ndcg(ranked, all, 10), Recall(ranked, all, 10), Precision(ranked, 5)};
}

}  // namespace meedoen::matcher
