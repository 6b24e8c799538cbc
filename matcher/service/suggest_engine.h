// From a request to an answer: check, build the query, scan, choose, explain. What MatchService and `evaluate` share.
//
// Threads: safe; holds nothing of a request after the call. Ownership: the parts must outlive it.
// Errors: INVALID_ARGUMENT (matcher/query), NOT_FOUND (ExplainActivity: no such activity), DEADLINE_EXCEEDED (looked at
// between the stages), those of the embedder, DATA_LOSS (a record that cannot be read). Cost: some 7 ms a wish that is
// not in the cache, below 1 ms for everything else in a municipality of 1,000 activities; near-misses and each step of
// widening cost about another scan.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/base/clock.h"
#include "core/index/kernels.h"
#include "matcher/near/question.h"
#include "matcher/query/embedders.h"
#include "matcher/search/scan.h"
#include "matcher/settings/settings.h"
#include "matcher/view/view.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

struct EngineParts {
  Embedders embedders;
  const Clock& clock;
  const SettingsHolder& settings;
  const Kernel& kernel;
};

class SuggestEngine {
 public:
  explicit SuggestEngine(EngineParts parts) : parts_(parts) {}

  absl::StatusOr<v1::SuggestResponse> Suggest(const View& view, const v1::SuggestRequest& request,
                                              absl::Time deadline) const;

  absl::StatusOr<v1::ExplainActivityResponse> ExplainActivity(const View& view,
                                                              const v1::ExplainActivityRequest& request,
                                                              absl::Time deadline) const;

  // The query and every feasible row, best first within each group: what `evaluate` compares rankings on.
  struct Feasible {
    std::shared_ptr<const Settings> settings;  // That the query points into.
    ClientQuery query;
    ScanResult scan;
  };
  absl::StatusOr<Feasible> FindFeasible(const View& view, const v1::SuggestRequest& request, absl::Time deadline,
                                        uint32_t most) const;

 private:
  absl::StatusOr<std::unique_ptr<Asked>> Ask(const View& view, const v1::SuggestRequest& request,
                                             absl::Time deadline) const;

  EngineParts parts_;
};

// How many of each group are kept for the shortlist to be drawn from.
uint32_t PoolSize(uint32_t k);

// Sets what every answer names.
void SetSource(const View& view, const Settings& settings, v1::AnswerSource* source);

}  // namespace meedoen::matcher
