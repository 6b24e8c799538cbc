// From a request to an answer: check, build the query, scan, choose, explain. What MatchService and `evaluate` share.
//
// Threads: safe; holds nothing of a request after the call. Ownership: the parts must outlive it.
// Errors: INVALID_ARGUMENT, UNIMPLEMENTED (matcher/query), DEADLINE_EXCEEDED (looked at between the stages), those of
// the embedder, DATA_LOSS (a record that cannot be read). Cost: some 7 ms a wish that is not in the cache, below 1 ms
// for everything else in a municipality of 1,000 activities.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/base/clock.h"
#include "core/geo/travel.h"
#include "core/index/kernels.h"
#include "matcher/query/embedders.h"
#include "matcher/rank/weights.h"
#include "matcher/search/scan.h"
#include "matcher/view/view.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::matcher {

struct EngineParts {
  Embedders embedders;
  const Clock& clock;
  const TravelModel& travel;
  const Weights& weights;
  const Kernel& kernel;
};

class SuggestEngine {
 public:
  explicit SuggestEngine(EngineParts parts) : parts_(parts) {}

  absl::StatusOr<v1::SuggestResponse> Suggest(const View& view, const v1::SuggestRequest& request,
                                              absl::Time deadline) const;

  // The query and every feasible row, best first within each group: what `evaluate` compares rankings on.
  struct Feasible {
    ClientQuery query;
    ScanResult scan;
  };
  absl::StatusOr<Feasible> FindFeasible(const View& view, const v1::SuggestRequest& request, absl::Time deadline,
                                        uint32_t most) const;

 private:
  EngineParts parts_;
};

// Sets what every answer names.
void SetSource(const View& view, v1::AnswerSource* source);

}  // namespace meedoen::matcher
