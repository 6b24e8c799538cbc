// Why one activity is, or is not, in the answer.
#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "matcher/explain/explain.h"
#include "matcher/near/change.h"
#include "matcher/near/failures.h"
#include "matcher/near/widening.h"
#include "matcher/rank/shortlist.h"
#include "matcher/rank/twins.h"
#include "matcher/search/planner.h"
#include "matcher/service/suggest_engine.h"

namespace meedoen::matcher {
namespace {

using Response = v1::ExplainActivityResponse;

// The activity's row, where it counts: the latest layer in which it is not hidden.
std::optional<Candidate> FindActivity(const View& view, const std::string& name, const ClientQuery& query) {
  const uint64_t hash = NameHash(name);
  const SegmentView* segment = nullptr;
  std::optional<uint32_t> row;
  for (const OverlayLayer& layer : view.overlay) {
    const std::optional<uint32_t> found = layer.segment->view.FindRow(hash);
    if (!found.has_value() || layer.Hidden(*found)) continue;
    segment = &layer.segment->view;
    row = found;
  }
  if (segment == nullptr) {
    segment = &view.snapshot->segment();
    row = segment->FindRow(hash);
    if (row.has_value() && view.Hidden(*row)) row.reset();
  }
  if (!row.has_value()) return std::nullopt;
  AreaFit in_area = AreaFit::kOutside;
  for (const AreaRow& area : AreaRows(query, *segment)) {
    if (area.row == *row) in_area = area.fit;
  }
  return Candidate{segment, *row, in_area, v1::CONFIRMED, {}, hash};
}

// Its place among these, from 1; 0: it is not among them.
uint32_t PlaceIn(const std::vector<Candidate>& candidates, uint64_t name_hash) {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [name_hash](const Candidate& one) { return one.name_hash == name_hash; });
  return found == candidates.end() ? 0 : static_cast<uint32_t>(found - candidates.begin()) + 1;
}

// If it stays out because the list has another listing of the same activity: which one, and that it does.
void SetTwin(const std::vector<Candidate>& shortlist, const Question& question, Response* response) {
  for (const uint64_t twin : TwinsOf(response->suggestion().activity())) {
    const uint32_t place = PlaceIn(shortlist, twin);
    if (place == 0) continue;
    const auto shown = shortlist[place - 1].segment->Record(shortlist[place - 1].row);
    if (!shown.ok()) continue;
    response->mutable_suggestion()->add_also_listed_as(shown->name());
    response->set_text(Say(question.language, "verdict_twin", {shown->title(), absl::StrCat(place)}));
    return;
  }
}

void SetPlace(const View& view, const Candidate& candidate, const Question& question, Response* response) {
  const ClientQuery& query = question.query;
  const auto scan = [&](uint32_t most) { return Scan(query, view, {.kernel = &question.kernel, .most = most}).pool; };
  const std::vector<Candidate> shortlist = MakeShortlist(query, scan(PoolSize(query.k)), question.kernel);
  if (const uint32_t place = PlaceIn(shortlist, candidate.name_hash); place > 0) {
    response->set_verdict(Response::SUGGESTED);
    response->set_place(place);
    return;
  }
  std::vector<Candidate> all = scan(kMaxActivities);
  std::erase_if(all, [&](const Candidate& one) { return one.group != candidate.group; });
  response->set_verdict(Response::FITS);
  response->set_place(PlaceIn(all, candidate.name_hash));
  SetTwin(shortlist, question, response);
}

// The first change that takes away one failure; if it is the only one, that makes it fit.
std::optional<Change> ChangeThatHelps(v1::ExclusionReason reason, bool only, const Candidate& candidate,
                                      const v1::Activity& activity, const Question& question) {
  for (Change& change : ChangesFor(reason, candidate, activity, question)) {
    if (only) {
      if (Try(change, candidate, question).has_value()) return std::move(change);
      continue;
    }
    const std::optional<ClientQuery> query = QueryWith(change, question);
    if (!query.has_value()) continue;
    const Filter filter(*query, *candidate.segment);
    if ((filter.Check(candidate.row, candidate.in_area) & Fails(reason)) == 0) return std::move(change);
  }
  return std::nullopt;
}

// Every limit it fails; and what would have to change, if all of it together makes it fit.
void SetFailures(FailMask fails, const Candidate& candidate, const v1::Activity& activity, const Question& question,
                 Response* response) {
  response->set_verdict(Response::FALLS_OUT);
  Change all;
  for (FailMask left = fails; left != 0; left &= left - 1) {
    const auto reason = static_cast<v1::ExclusionReason>(std::countr_zero(left));
    Response::Failure* failure = response->add_failures();
    failure->set_reason(reason);
    failure->set_text(SayFailure(reason, candidate, activity, question));
    const std::optional<Change> change =
        ChangeThatHelps(reason, std::has_single_bit(fails), candidate, activity, question);
    if (!change.has_value()) continue;
    failure->set_change(change->text);
    all.merge.MergeFrom(change->merge);
    all.ask_whether_it_runs = all.ask_whether_it_runs || change->ask_whether_it_runs;
  }
  if (Try(all, candidate, question).has_value()) {
    // What a provider has to say is no change of the request.
    if (!all.ask_whether_it_runs) *response->mutable_merge() = all.merge;
  } else {  // Half a way out is none.
    for (Response::Failure& failure : *response->mutable_failures()) failure.clear_change();
  }
}

// Where it stands among those that the wider search adds, if the request asks for that.
void SetWidened(const View& view, const Candidate& candidate, const Question& question, Response* response) {
  if (!question.request.widen()) return;
  const ClientQuery& query = question.query;
  const std::vector<Candidate> pool = Scan(query, view, {.kernel = &question.kernel, .most = PoolSize(query.k)}).pool;
  const std::vector<Candidate> shortlist = MakeShortlist(query, pool, question.kernel);
  const uint32_t place = PlaceIn(Widen(view, shortlist, question).candidates, candidate.name_hash);
  if (place == 0) return;
  response->set_verdict(Response::WIDENED);
  response->set_place(static_cast<uint32_t>(shortlist.size()) + place);
}

std::string TextOf(const Response& response, Language language) {
  switch (response.verdict()) {
    case Response::SUGGESTED:
      return Say(language, "verdict_suggested", {absl::StrCat(response.place())});
    case Response::FITS:
      return Say(language, "verdict_fits",
                 {absl::StrCat(response.place()), SayGroup(language, response.suggestion().group())});
    default: {
      const bool widened = response.verdict() == Response::WIDENED;
      std::vector<std::string> sentences = {widened ? Say(language, "verdict_widened", {absl::StrCat(response.place())})
                                                    : Say(language, "verdict_falls_out")};
      for (const Response::Failure& failure : response.failures()) {
        sentences.push_back(failure.text());
        if (!failure.change().empty()) sentences.push_back(failure.change());
      }
      return absl::StrJoin(sentences, " ");
    }
  }
}

}  // namespace

absl::StatusOr<v1::ExplainActivityResponse> SuggestEngine::ExplainActivity(const View& view,
                                                                           const v1::ExplainActivityRequest& request,
                                                                           absl::Time deadline) const {
  if (!ParseActivityName(request.name()).ok()) {
    Problems problems;
    problems.Add("name", "is not the name of an activity: municipalities/GM0150/activities/koor-de-ijssel");
    return problems.ToStatus();
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Asked> asked, Ask(view, request.request(), deadline));
  const Question& question = asked->question;
  std::optional<Candidate> candidate = FindActivity(view, request.name(), asked->query);
  if (!candidate.has_value()) {
    return absl::NotFoundError(
        "this matcher knows no such activity: it was deleted, its last day has passed, or its text is not read yet; "
        "\"meedoen-indexer show ID\" tells what the catalogue has");
  }
  Response response;
  const RowJudge judge(asked->query, *candidate->segment, parts_.kernel);
  const FailMask fails = judge.Judge(candidate->row, candidate->in_area, &*candidate);
  if (fails != 0) candidate = judge.Rate(candidate->row, candidate->in_area);
  const ExplainContext context{request.request().client(), asked->query, question.language};
  MEEDOEN_ASSIGN_OR_RETURN(*response.mutable_suggestion(), Explain(*candidate, context));
  if (fails == 0) {
    SetPlace(view, *candidate, question, &response);
  } else {
    response.mutable_suggestion()->clear_parts();
    response.mutable_suggestion()->clear_score();
    response.mutable_suggestion()->clear_client_text();  // Nothing to hand out.
    SetFailures(fails, *candidate, response.suggestion().activity(), question, &response);
    SetWidened(view, *candidate, question, &response);
  }
  if (response.text().empty()) response.set_text(TextOf(response, question.language));
  SetSource(view, *asked->settings, response.mutable_source());
  return response;
}

}  // namespace meedoen::matcher
