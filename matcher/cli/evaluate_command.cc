#include <cstdio>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "matcher/cli/commands.h"
#include "matcher/cli/print_evaluation.h"
#include "matcher/evaluate/example_explanations.h"

namespace meedoen::matcher {
namespace {

void Print(const std::string& text) { std::fputs(text.c_str(), stdout); }

absl::Status NoneInfeasible(const Evaluation& evaluation) {
  size_t infeasible = 0;
  for (const ClientResult& client : evaluation) infeasible += client.infeasible.size();
  if (infeasible == 0) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(infeasible, " suggestions break a limit; they are named above"));
}

}  // namespace

absl::Status RunEvaluate(const CliOptions& options, const EvaluateOptions& evaluate) {
  const std::string& samples = evaluate.samples_folder;
  const std::string clients = samples + "/clients";
  MEEDOEN_ASSIGN_OR_RETURN(
      const std::vector<JudgedClient> judged,
      LoadJudgedClients(*PosixEnv(), clients, samples + "/judgements.tsv", clients + "/languages.tsv"));
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<LocalMatcher> matcher, StartLocalMatcher(options, false));
  const ViewPtr view = matcher->views.Get();
  const EvaluateSetting setting{*matcher->engine, *view, BestKernel(), matcher->clock->Now()};
  if (evaluate.explanations > 0) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::string text, ExampleExplanations(setting, judged, evaluate.explanations));
    Print(text);
    return absl::OkStatus();
  }
  if (evaluate.ablation) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<AblationPart> parts, Ablate(setting, judged));
    Print(PrintAblation(parts, judged));
    return absl::OkStatus();
  }
  MEEDOEN_ASSIGN_OR_RETURN(const Evaluation evaluation, Evaluate(setting, judged));
  Print(evaluate.json ? EvaluationJson(evaluation) : PrintEvaluation(evaluation, evaluate.groups, evaluate.per_client));
  return NoneInfeasible(evaluation);
}

}  // namespace meedoen::matcher
