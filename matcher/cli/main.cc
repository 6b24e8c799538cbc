// meedoen-matcher: suggests activities for one client at a time and keeps nothing of what it is asked.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "core/base/log.h"
#include "core/rpc/status_mapping.h"
#include "matcher/cli/commands.h"

int main(int argc, char** argv) {
  using namespace meedoen;
  using namespace meedoen::matcher;
  CliOptions options;
  std::string client_file, samples = "catalog-samples", level = "info";
  bool json = false, per_client = false;
  uint32_t most = 0;

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
  app.add_option("--log-level", level, "debug, info, warning or error")->capture_default_str();
  CLI::App* serve = app.add_subcommand("serve", "Serves MatchService until it is told to stop");
  serve->add_option("--listen", options.address, "The same as --address");
  serve->add_option("--fetch-to", options.fetch_folder,
                    "Fetch snapshots from the indexer into this folder, instead of reading the indexer's folder");
  CLI::App* suggest = app.add_subcommand("suggest", "Prints suggestions for one client, as a coach reads them");
  suggest->add_option("--client", client_file, "A SuggestRequest or ClientProfile in JSON")->required();
  suggest->add_flag("--json", json, "The whole answer in JSON");
  suggest->add_option("--most", most, "How many suggestions; 0: as the file says");
  suggest->add_option("--date", options.date, "Answer as on this date (2026-11-23), without a running matcher");
  CLI::App* status = app.add_subcommand("status", "Prints what a running matcher serves and how old it is");
  CLI::App* evaluate = app.add_subcommand("evaluate", "Measures the ranking on judged clients");
  evaluate->add_option("--samples", samples, "Folder with clients/ and judgements.tsv")->capture_default_str();
  evaluate->add_option("--date", options.date, "Evaluate as on this date (2026-11-23)");
  evaluate->add_flag("--per-client", per_client, "Also a line a client");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }

  StartLogging("meedoen-matcher", *serve ? level : "warning");
  absl::Status result;
  if (*serve) result = RunServe(options);
  if (*suggest) result = RunSuggest(options, client_file, most, json);
  if (*status) result = RunStatus(options);
  if (*evaluate) result = RunEvaluate(options, samples, per_client);
  if (result.ok()) return 0;
  std::fprintf(stderr, "%s\n", DescribeError(result).c_str());
  return 1;
}
