#include "matcher/service/suggest_engine.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/status.h"
#include "matcher/crisis/crisis_notice.h"
#include "matcher/crisis/crisis_words.h"
#include "matcher/explain/explain.h"
#include "matcher/near/near_misses.h"
#include "matcher/near/widening.h"
#include "matcher/query/query_check.h"
#include "matcher/rank/shortlist.h"
#include "matcher/rank/twins.h"

namespace meedoen::matcher {
namespace {

// Given unasked if fewer than k fit.
constexpr uint32_t kNearMissesIfFew = 3;

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

void SetDebug(const ScanResult& scan, const Kernel& kernel, v1::SuggestDebug debug, v1::SuggestResponse* response) {
  debug.set_planner_branch(std::string(scan.branch));
  debug.set_rows_considered(scan.considered);
  debug.set_rows_feasible(scan.feasible);
  debug.set_overlay_rows(scan.from_overlay);
  debug.set_near_rows(scan.near_rows);
  debug.set_kernel(std::string(kernel.name));
  *response->mutable_debug() = std::move(debug);
}

void SetNotice(const Question& question, v1::SuggestResponse* response) {
  const v1::ClientProfile& client = question.request.client();
  std::vector<std::string> texts(client.wishes().begin(), client.wishes().end());
  texts.insert(texts.end(), client.dislikes().begin(), client.dislikes().end());
  const std::vector<v1::CrisisKind> kinds = FindCrisis(texts);
  if (kinds.empty()) return;
  const std::vector<v1::CrisisContact> contacts = ContactsFor(kinds, question.query.rules->crisis_contacts);
  response->set_notice(CrisisNotice(question.language, kinds, contacts));
  for (const v1::CrisisContact& contact : contacts) *response->add_crisis_contacts() = contact;
}

bool Holds(const std::vector<Candidate>& candidates, const Candidate& one) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&one](const Candidate& other) { return other.name_hash == one.name_hash; });
}

absl::Status AddSuggestions(const std::vector<Candidate>& candidates, const ExplainContext& context,
                            v1::SuggestResponse* response) {
  for (const Candidate& candidate : candidates) {
    MEEDOEN_ASSIGN_OR_RETURN(*response->add_suggestions(), Explain(candidate, context));
  }
  return absl::OkStatus();
}

// Those found by widening, each with what it goes beyond; and what was done, in words.
absl::Status AddWidened(const Widened& widened, const std::vector<Candidate>& shown, const Question& question,
                        v1::SuggestResponse* response) {
  if (widened.texts.empty()) return absl::OkStatus();
  const v1::SuggestRequest request = Merged(question.request, widened.merge);
  const ExplainContext context{request.client(), widened.query, question.language};
  for (const Candidate& candidate : widened.candidates) {
    MEEDOEN_ASSIGN_OR_RETURN(v1::Suggestion suggestion, Explain(candidate, context));
    suggestion.set_group(v1::WIDENED);
    AddBeyond(candidate, question, &suggestion);
    *response->add_suggestions() = std::move(suggestion);
  }
  response->set_widened(SayWidened(widened, shown, question.language));
  *response->mutable_widening() = widened.merge;
  return absl::OkStatus();
}

}  // namespace

uint32_t PoolSize(uint32_t k) { return std::max(100u, 5 * k); }

void SetSource(const View& view, const Settings& settings, v1::AnswerSource* source) {
  source->set_catalog_revision(view.revision);
  source->set_snapshot_id(view.snapshot->manifest().id);
  source->set_model_id(view.snapshot->manifest().model_id);
  source->set_calibration_id(view.snapshot->manifest().calibration_id);
  source->set_settings_id(settings.id());
}

absl::StatusOr<std::unique_ptr<Asked>> SuggestEngine::Ask(const View& view, const v1::SuggestRequest& request,
                                                          absl::Time deadline) const {
  const Snapshot& snapshot = *view.snapshot;
  MEEDOEN_RETURN_IF_ERROR(CheckRequest(request));
  MEEDOEN_ASSIGN_OR_RETURN(Embedder* const embedder, parts_.embedders.Of(snapshot.manifest().model_id));
  auto asked =
      std::make_unique<Asked>(parts_.settings.Get(), snapshot.places(), parts_.clock.Now(), parts_.kernel, request);
  MEEDOEN_ASSIGN_OR_RETURN(asked->query, BuildLimits(request, asked->question.limits));
  const WishContext wishes{snapshot.calibration(), *embedder, snapshot.segment().stride, deadline};
  MEEDOEN_RETURN_IF_ERROR(AddWishes(request.client(), wishes, &asked->query));
  MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the search"));
  return asked;
}

absl::StatusOr<SuggestEngine::Feasible> SuggestEngine::FindFeasible(const View& view, const v1::SuggestRequest& request,
                                                                    absl::Time deadline, uint32_t most) const {
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Asked> asked, Ask(view, request, deadline));
  ScanResult scan = Scan(asked->query, view, {.kernel = &parts_.kernel, .most = most});
  return Feasible{asked->settings, std::move(asked->query), std::move(scan)};
}

absl::StatusOr<v1::SuggestResponse> SuggestEngine::Suggest(const View& view, const v1::SuggestRequest& request,
                                                           absl::Time deadline) const {
  v1::SuggestResponse response;
  v1::SuggestDebug debug;
  StageTimer timer(&debug);
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Asked> asked, Ask(view, request, deadline));
  const Question& question = asked->question;
  const uint32_t k = asked->query.k;
  SetNotice(question, &response);
  timer.Done("query");
  ScanOptions options{.kernel = &parts_.kernel, .most = PoolSize(k)};
  options.most_near = request.near_misses() > 0 ? kMaxNearRows : 0;
  ScanResult scan = Scan(asked->query, view, options);
  timer.Done("scan");
  const std::vector<Candidate> shortlist = MakeShortlist(asked->query, scan.pool, parts_.kernel);
  timer.Done("shortlist");
  if (CountMain(shortlist) < k && options.most_near == 0) {  // Then what would help is asked in any case.
    options.most_near = kMaxNearRows;
    scan = Scan(asked->query, view, options);
    timer.Done("scan_near");
  }
  MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the explanations"));
  const ExplainContext context{request.client(), asked->query, question.language};
  MEEDOEN_RETURN_IF_ERROR(AddSuggestions(shortlist, context, &response));
  Twins twins;
  twins.Add(shortlist);
  timer.Done("explain");
  if (request.widen()) {
    MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the wider search"));
    const Widened widened = Widen(view, shortlist, question);
    MEEDOEN_RETURN_IF_ERROR(AddWidened(widened, shortlist, question, &response));
    std::erase_if(scan.near, [&](const Candidate& near) { return Holds(widened.candidates, near); });
    twins.Add(widened.candidates);
    timer.Done("widen");
  }
  const uint32_t near_misses = request.near_misses() > 0 ? request.near_misses() : kNearMissesIfFew;
  MEEDOEN_RETURN_IF_ERROR(CheckDeadline(deadline, "the near-misses"));
  const std::vector<uint32_t> unmet = UnmetWishes(asked->query, shortlist);
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<v1::NearMiss> misses,
                           FindNearMisses(scan.near, question, unmet, twins, near_misses));
  for (const v1::NearMiss& miss : misses) *response.add_near_misses() = miss;
  timer.Done("near_misses");
  SetAlsoListedAs(scan.pool, response.mutable_suggestions());
  SetExclusions(scan, &response);
  for (const uint32_t wish : unmet) response.add_unmet_wishes(wish);
  SetSource(view, *asked->settings, response.mutable_source());
  if (request.debug()) SetDebug(scan, parts_.kernel, std::move(debug), &response);
  return response;
}

}  // namespace meedoen::matcher
