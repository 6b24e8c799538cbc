// meedoen-matcher: suggests activities for one client at a time and keeps nothing of what it is asked.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "core/base/crash.h"
#include "core/base/log.h"
#include "core/rpc/status_mapping.h"
#include "matcher/cli/commands.h"

namespace meedoen::matcher {
namespace {

CLI::App* AddEvaluate(CLI::App& app, CliOptions* options, EvaluateOptions* evaluate_options) {
  CLI::App* evaluate = app.add_subcommand("evaluate", "Measures the ranking on judged clients");
  evaluate->add_option("--samples", evaluate_options->samples_folder, "Folder with clients/ and judgements.tsv")
      ->capture_default_str();
  evaluate->add_option("--date", options->date, "Evaluate as on this date (2026-11-23)");
  evaluate->add_flag("--groups", evaluate_options->groups, "Also by age, language, means, municipality and half");
  evaluate->add_flag("--per-client", evaluate_options->per_client, "Also a line a client");
  evaluate->add_flag("--json", evaluate_options->json, "Every group in JSON");
  evaluate->add_flag("--ablation", evaluate_options->ablation, "Instead: the parts of the ranking left out one by one");
  evaluate->add_option("--explanations", evaluate_options->explanations,
                       "Instead: this many explanations for review, in Markdown");
  return evaluate;
}

}  // namespace
}  // namespace meedoen::matcher

int main(int argc, char** argv) {
  using namespace meedoen;
  using namespace meedoen::matcher;
  NeverDumpMemory();  // It will hold what clients say.
  CliOptions options;
  EvaluateOptions evaluate_options;
  AskOptions ask;
  std::string level = "info";

  CLI::App app("Matches people with local activities: suggestions for one client, each explained.");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--data", options.data_folder, "The indexer's folder, whose snapshots are served")
      ->capture_default_str();
  app.add_option("--model", options.model_folder, "The model's folder")->capture_default_str();
  app.add_option("--next-model", options.next_model_folder,
                 "The folder of another model, beside --model, while the indexer changes to it");
  app.add_option("--address", options.address, "Where the matcher answers")->capture_default_str();
  app.add_option("--indexer", options.indexer, "The indexer whose changes are followed")->capture_default_str();
  app.add_option("--settings", options.settings_folder,
                 "Folder with the municipalities' settings: default.json, GM0150.json (docs/settings.md)");
  app.add_option("--travel-times", options.travel_times_file, "Table of travel times (docs/travel.md)");
  app.add_option("--log-level", level, "debug, info, warning or error")->capture_default_str();
  CLI::App* serve = app.add_subcommand("serve", "Serves MatchService until it is told to stop");
  serve->add_option("--listen", options.address, "The same as --address");
  serve->add_option("--fetch-to", options.fetch_folder,
                    "Fetch snapshots from the indexer into this folder, instead of reading the indexer's folder");
  CLI::App* suggest = app.add_subcommand("suggest", "Prints suggestions for one client, as a coach reads them");
  suggest->add_option("--most", ask.most, "How many suggestions; 0: as the file says");
  suggest->add_option("--near-misses", ask.near_misses, "Also what nearly fits, and what would have to change");
  suggest->add_flag("--widen", ask.widen, "Search wider if too few fit");
  CLI::App* explain = app.add_subcommand("explain", "Says why one activity is, or is not, suggested to one client");
  explain->add_option("--activity", ask.activity, "municipalities/GM0150/activities/koor-de-ijssel")->required();
  for (CLI::App* command : {suggest, explain}) {
    command->add_option("--client", ask.client_file, "A SuggestRequest or ClientProfile in JSON")->required();
    command->add_flag("--json", ask.json, "The whole answer in JSON");
    command->add_option("--date", options.date, "Answer as on this date (2026-11-23), without a running matcher");
  }
  CLI::App* settings = app.add_subcommand("settings", "Checks the folder of --settings");
  CLI::App* status = app.add_subcommand("status", "Prints what a running matcher serves and how old it is");
  CLI::App* evaluate = AddEvaluate(app, &options, &evaluate_options);
  std::string crisis_examples = "catalog-samples/crisis/examples.tsv";
  bool misses = false;
  CLI::App* crisis = app.add_subcommand("evaluate-crisis", "Measures how well words that point to a crisis are found");
  crisis->add_option("--examples", crisis_examples, "Texts and what they point to, tab-separated")
      ->capture_default_str();
  crisis->add_flag("--misses", misses, "Also the examples that are not judged right");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }

  StartLogging("meedoen-matcher", *serve ? level : "warning");
  absl::Status result;
  if (*serve) result = RunServe(options);
  if (*suggest) result = RunSuggest(options, ask);
  if (*explain) result = RunExplain(options, ask);
  if (*settings) result = RunSettings(options);
  if (*status) result = RunStatus(options);
  if (*evaluate) result = RunEvaluate(options, evaluate_options);
  if (*crisis) result = RunEvaluateCrisis(crisis_examples, misses);
  if (result.ok()) return 0;
  std::fprintf(stderr, "%s\n", DescribeError(result).c_str());
  return 1;
}
