#include "matcher/service/suggest_engine.h"

#include <algorithm>

#include "core/base/status.h"
#include "matcher/explain/explain.h"
#include "matcher/query/query_builder.h"
#include "matcher/query/query_check.h"
#include "matcher/rank/shortlist.h"

namespace meedoen::matcher {
namespace {

// Microseconds of each stage, for the debug field.
class StageTimer {
 public:
  explicit StageTimer(v1::SuggestDebug* debug) : debug_(debug), last_(absl::Now()) {}

  void Done(const char* stage) {
    const absl::Time now = absl::Now();
    (*debug_->mutable_stage_microseconds())[stage] = static_cast<uint32_t>(absl::ToInt64Microseconds(now - last_));
    last_ = now;
  }

 private:
  v1::SuggestDebug* const debug_;
  absl::Time last_;
};

absl::Status CheckDeadline(absl::Time deadline, const char* stage) {
  if (absl::Now() <= deadline) return absl::OkStatus();
  return absl::DeadlineExceededError(std::string("the deadline passed before ") + stage);
}

void SetExclusions(const ScanResult& scan, v1::SuggestResponse* response) {
  for (int reason = 1; reason < kExclusionReasons; ++reason) {
    if (scan.fails[reason] == 0) continue;
    v1::ExclusionCount* count = response->add_exclusions();
    count->set_reason(static_cast<v1::ExclusionReason>(reason));
    count->set_activities(scan.fails[reason]);
    count->set_only_reason(scan.fails_only[reason]);
  }
}

}  // namespace

void SetSource(const View& view, v1::AnswerSource* source) {
  source->set_catalog_revision(view.revision);
  source->set_snapshot_id(view.snapshot->manifest().id);
  source->set_model_id(view.snapshot->manifest().model_id);
  source->set_calibration_id(view.snapshot->manifest().calibration_id);
}

absl::StatusOr<SuggestEngine::Feasible> SuggestEngine::FindFeasible(const View& view, const v1::SuggestRequest& request,
                                                                    absl::Time deadline, uint32_t most) const {
  const Snapshot& snapshot = *view.snapshot;
  MEEDOEN_ASSIGN_OR_RETURN(Embedder* const embedder, parts_.embedders.Of(snapshot.manifest().model_id));
  const QueryContext context{.places = snapshot.places(),
                             .calibration = snapshot.calibration(),
                             .travel = parts_.travel,
                             .embedder = *embedder,
                             .stride = snapshot.segment().stride,
                             .now = parts_.clock.Now(),
                             .deadline = deadline};
  Feasible feasible;
  MEEDOEN_ASSIGN_OR_RETURN(feasible.query, BuildQuery(request, context));
  MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the search"));
  feasible.scan = Scan(feasible.query, view, {&parts_.travel, &parts_.weights, &parts_.kernel, most});
  return feasible;
}

absl::StatusOr<v1::SuggestResponse> SuggestEngine::Suggest(const View& view, const v1::SuggestRequest& request,
                                                           absl::Time deadline) const {
  v1::SuggestResponse response;
  v1::SuggestDebug debug;
  StageTimer timer(&debug);
  MEEDOEN_RETURN_IF_ERROR(CheckRequest(request));
  const uint32_t most = std::max(100u, 5 * request.k());
  MEEDOEN_ASSIGN_OR_RETURN(const Feasible feasible, FindFeasible(view, request, deadline, most));
  timer.Done("query_and_scan");
  const std::vector<Candidate> shortlist = MakeShortlist(feasible.query, feasible.scan.pool, parts_.kernel);
  timer.Done("shortlist");
  MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the explanations"));
  const std::array<float, kParts> weights = WeightsFor(feasible.query, parts_.weights);
  const ExplainContext context{request.client(), feasible.query, parts_.travel, weights,
                               LanguageOf(request.language())};
  for (const Candidate& candidate : shortlist) {
    MEEDOEN_ASSIGN_OR_RETURN(*response.add_suggestions(), Explain(candidate, context));
  }
  timer.Done("explain");
  SetExclusions(feasible.scan, &response);
  for (const uint32_t wish : UnmetWishes(feasible.query, shortlist)) response.add_unmet_wishes(wish);
  SetSource(view, response.mutable_source());
  if (request.debug()) {
    debug.set_planner_branch(std::string(feasible.scan.branch));
    debug.set_rows_considered(feasible.scan.considered);
    debug.set_rows_feasible(feasible.scan.feasible);
    debug.set_overlay_rows(feasible.scan.from_overlay);
    debug.set_kernel(std::string(parts_.kernel.name));
    *response.mutable_debug() = std::move(debug);
  }
  return response;
}

}  // namespace meedoen::matcher
