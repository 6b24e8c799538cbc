// Makes a Suggestion out of a candidate: why it fits, how to get there, when next, what to ask first, how to join.
// From facts of the activity and the request only; no language model writes anything here.
//
// Threads: safe. Errors: DATA_LOSS if the activity's record cannot be read. Cost: some 20 microseconds, most of it
// reading the record.
#pragma once

#include "absl/status/statusor.h"
#include "matcher/explain/wording.h"
#include "matcher/filter/filter.h"
#include "matcher/query/client_query.h"
#include "matcher/rank/candidate.h"

namespace meedoen::matcher {

struct ExplainContext {
  const v1::ClientProfile& client;
  const ClientQuery& query;
  Language language;
};

absl::StatusOr<v1::Suggestion> Explain(const Candidate& candidate, const ExplainContext& context);

}  // namespace meedoen::matcher
