#include "matcher/near/question.h"

#include "matcher/query/query_check.h"

namespace meedoen::matcher {

v1::SuggestRequest Merged(const v1::SuggestRequest& request, const v1::SuggestRequest& merge) {
  v1::SuggestRequest merged = request;
  merged.MergeFrom(merge);
  return merged;
}

std::optional<ClientQuery> QueryWith(const v1::SuggestRequest& merge, const Question& question) {
  const v1::SuggestRequest changed = Merged(question.request, merge);
  if (!CheckRequest(changed).ok()) return std::nullopt;
  absl::StatusOr<ClientQuery> query = BuildLimits(changed, question.limits);
  if (!query.ok()) return std::nullopt;
  query->wishes = question.query.wishes;
  query->dislikes = question.query.dislikes;
  return *std::move(query);
}

std::optional<ClientQuery> QueryWith(const Change& change, const Question& question) {
  std::optional<ClientQuery> query = QueryWith(change.merge, question);
  if (query.has_value()) query->unconfirmed_too = change.ask_whether_it_runs;
  return query;
}

std::optional<Candidate> Try(const Change& change, const Candidate& candidate, const Question& question) {
  const std::optional<ClientQuery> query = QueryWith(change, question);
  if (!query.has_value()) return std::nullopt;
  Candidate tried;
  const RowJudge judge(*query, *candidate.segment, question.kernel);
  if (judge.Judge(candidate.row, candidate.in_area, &tried) != 0) return std::nullopt;
  return tried;
}

}  // namespace meedoen::matcher
