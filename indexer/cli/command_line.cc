#include "indexer/cli/command_line.h"

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "core/base/log.h"
#include "indexer/cli/catalog_commands.h"
#include "indexer/cli/connection.h"
#include "indexer/cli/import_commands.h"
#include "indexer/cli/index_commands.h"
#include "indexer/cli/program_commands.h"

namespace meedoen::indexer {
namespace {

// What was typed; CLI11 fills it in and sets `run` to the command.
struct Typed {
  GlobalOptions global;
  std::string listen = "127.0.0.1:50151";
  std::string id;
  std::string file;
  std::string folder;
  bool force = false;
  ImportArguments import;
  ListArguments list;
  bool serves = false;
  std::function<int()> run;
};

void AddGlobals(CLI::App& app, Typed& typed) {
  app.add_option("--data", typed.global.data_folder, "Folder of the catalogue and the snapshots")
      ->capture_default_str();
  app.add_option("--model", typed.global.model_folder, "Folder of the embedding model")->capture_default_str();
  app.add_option(
      "--address", typed.global.address,
      "HOST:PORT of a running indexer; without it the one that serves --data is found by itself, and if none "
      "runs, the command opens --data");
  app.add_option("--log-level", typed.global.log_level, "debug, info, warning or error; serve: info, else warning")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
}

void AddModelChange(CLI::App* command, Typed& typed) {
  command->add_flag("--allow-model-change", typed.global.allow_model_change,
                    "Take another model than the one the catalogue was embedded with; every text is embedded again");
}

void AddServe(CLI::App& app, Typed& typed) {
  CLI::App* serve = app.add_subcommand("serve", "Serve the catalogue until SIGTERM");
  serve->add_option("--listen", typed.listen, "HOST:PORT; this machine only; port 0 picks one")->capture_default_str();
  AddModelChange(serve, typed);
  serve->callback([&typed] {
    typed.serves = true;
    typed.run = [&typed] { return RunServe(typed.global, typed.listen); };
  });
}

void AddImports(CLI::App& app, Typed& typed) {
  CLI::App* import = app.add_subcommand(
      "import",
      "Import activities from files. Rows that are right are kept, the others are listed by file, line and "
      "column. Exit code 0: every row was taken; 1: some were refused, or a file could not be read");
  import->add_option("FILE", typed.import.files, "CSV (docs/formats/csv.md) or JSON lines")->required();
  import->add_option("--municipality", typed.import.municipality, "Municipality of rows that name none: GM0150");
  import->add_option("--source", typed.import.source, "Who delivers these activities; kept with each");
  import->add_option("--format", typed.import.format, "csv or jsonl; else by the file's extension")
      ->check(CLI::IsMember({"csv", "jsonl"}));
  import->add_flag("--dry-run", typed.import.dry_run, "Check and count, store nothing");
  import->callback([&typed] { typed.run = [&typed] { return RunImport(typed.global, typed.import);
};
}  // namespace
);

CLI::App* places = app.add_subcommand("places", "The table of postcodes and neighbourhoods")->require_subcommand(1);
CLI::App* places_import = places->add_subcommand("import", "Add and replace places from a CSV file");
places_import->add_option("FILE", typed.file, "As catalog-samples/places.csv")->required();
places_import->callback([&typed] { typed.run = [&typed] { return RunPlacesImport(typed.global, typed.file); }; });
}  // namespace meedoen::indexer

void AddCatalogue(CLI::App& app, Typed& typed) {
  CLI::App* list = app.add_subcommand("list", "List activities");
  list->add_option("--municipality", typed.list.municipality, "Only this one: GM0150");
  list->add_option("--category", typed.list.category, "Only this one: walking");
  list->add_option("--text", typed.list.text, "Only with this text in title or description");
  list->add_option("--stale", typed.list.stale_before, "Only last verified before this date (2026-06-30), or never");
  list->callback([&typed] { typed.run = [&typed] { return RunList(typed.global, typed.list); }; });

  CLI::App* show = app.add_subcommand("show", "Show one activity as JSON");
  show->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  show->callback([&typed] { typed.run = [&typed] { return RunShow(typed.global, typed.id); }; });

  CLI::App* remove = app.add_subcommand("delete", "Delete one activity");
  remove->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  remove->callback([&typed] { typed.run = [&typed] { return RunDelete(typed.global, typed.id); }; });
}

void AddIndex(CLI::App& app, Typed& typed) {
  CLI::App* rebuild = app.add_subcommand("rebuild", "Embed what is new, build a snapshot, check it, publish it");
  rebuild->add_flag("--force", typed.force, "Publish even if far fewer activities are left than before");
  AddModelChange(rebuild, typed);
  rebuild->callback([&typed] { typed.run = [&typed] { return RunRebuild(typed.global, typed.force); }; });

  CLI::App* verify = app.add_subcommand("verify", "Read every record and file and compare checksums");
  verify->add_flag("--accept-lost-writes", typed.global.accept_lost_writes,
                   "Repair: open a damaged write-ahead log up to the damage, and lose what was written after it");
  verify->callback([&typed] { typed.run = [&typed] { return RunVerify(typed.global); }; });

  CLI::App* snapshots = app.add_subcommand("snapshots", "The snapshots that were built")->require_subcommand(1);
  CLI::App* snapshots_list = snapshots->add_subcommand("list", "Newest first");
  snapshots_list->callback([&typed] { typed.run = [&typed] { return RunSnapshotsList(typed.global); }; });

  CLI::App* model = app.add_subcommand("model", "Embedding models")->require_subcommand(1);
  CLI::App* check = model->add_subcommand("check", "Load a model folder, try it out, measure it");
  check->add_option("DIR", typed.folder, "The folder")->required();
  check->callback([&typed] { typed.run = [&typed] { return RunModelCheck(typed.folder); }; });
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  Typed typed;
  CLI::App app("Keeps the catalogue of activities of a municipality and makes the snapshots that are matched against.",
               "meedoen-indexer");
  app.require_subcommand(1);
  app.fallthrough();  // Global options may stand behind the command too.
  AddGlobals(app, typed);
  AddServe(app, typed);
  AddImports(app, typed);
  AddCatalogue(app, typed);
  AddIndex(app, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;  // 0: help was asked for.
  }
  if (typed.global.log_level.empty()) typed.global.log_level = typed.serves ? "info" : "warning";
  StartLogging("meedoen-indexer", typed.global.log_level);
  return typed.run();
}

}  // namespace meedoen::indexer
