#include "indexer/cli/command_line.h"

#include <functional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "core/base/log.h"
#include "indexer/cli/backup_commands.h"
#include "indexer/cli/catalog_commands.h"
#include "indexer/cli/connection.h"
#include "indexer/cli/duplicates_commands.h"
#include "indexer/cli/export_commands.h"
#include "indexer/cli/freshness_commands.h"
#include "indexer/cli/history_commands.h"
#include "indexer/cli/import_commands.h"
#include "indexer/cli/index_commands.h"
#include "indexer/cli/program_commands.h"
#include "indexer/cli/snapshot_commands.h"

namespace meedoen::indexer {
namespace {

// What was typed; CLI11 fills it in and sets `run` to the command.
struct Typed {
  GlobalOptions global;
  std::string listen = "127.0.0.1:50151";
  std::string id;
  std::string other_id;
  int64_t revision = 0;
  uint32_t keep = 0;
  RedactArguments redact;
  std::vector<std::string> fields;
  std::string file;
  std::string folder;
  bool force = false;
  bool repair = false;
  ExportArguments exported;
  RestoreArguments restore;
  ImportArguments imports;
  ListArguments list;
  DuplicatesArguments duplicates;
  QuestionArguments questions;
  bool stale = false;
  std::vector<std::string> ids;
  std::string verified_by;
  bool dry_run = false;
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
  app.add_option(
      "--settings", typed.global.settings_folder,
      "Folder of the municipalities' settings (docs/settings.md), for serve or where the command opens --data "
      "itself; without it the built-in rules hold");
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
  serve->add_option("--next-model", typed.global.next_model_folder,
                    "Embed the catalogue in the background with this model too, to change over to it later");
  serve->callback([&typed] {
    typed.serves = true;
    typed.run = [&typed] { return RunServe(typed.global, typed.listen); };
  });
}

void AddImports(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand(
      "import",
      "Import activities from files: docs/imports.md. Rows that are right are taken, the others are listed by file, "
      "line and column. Exit code 0: every row was taken; 1: some were refused, or a file could not be taken");
  command->add_option("FILE", typed.imports.files, "CSV or .xlsx (docs/formats/csv.md), or JSON lines")->required();
  command->add_option("--municipality", typed.imports.municipality, "Municipality of rows that name none: GM0150");
  command->add_option("--source", typed.imports.source,
                      "Who delivers these activities: csv:sportraad. What it brought before and is not in the file any "
                      "more is withdrawn; without a source nothing is");
  command->add_option("--format", typed.imports.format, "csv, xlsx or jsonl; else by the file's extension")
      ->check(CLI::IsMember({"csv", "xlsx", "jsonl"}));
  command->add_option("--mapping", typed.imports.mapping,
                      "File that says which column is which of ours: Waar = locatie");
  command->add_option("--sheet", typed.imports.sheet, "Sheet of an .xlsx file; else the first");
  command->add_flag("--dry-run", typed.imports.dry_run, "Show what would change, and a token; store nothing");
  command->add_option("--token", typed.imports.token,
                      "Apply exactly what the dry run with this token showed; without it a dry run goes before");
  command->add_flag("--partial", typed.imports.partial, "The file is a part of its source: withdraw nothing");
  command
      ->add_option("--most-withdrawn", typed.imports.most_withdrawn_percent,
                   "Stop if more than so many of a hundred activities of the source would be withdrawn")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  command->add_flag("--force", typed.imports.force, "Withdraw all the same");
  command->add_option("--language", typed.imports.language, "Of the summary: nl or en")
      ->check(CLI::IsMember({"nl", "en"}));
  command->add_flag("--json", typed.imports.json, "Print the whole answer as JSON");
  command->callback([&typed] { typed.run = [&typed] { return RunImport(typed.global, typed.imports); }; });

  CLI::App* places = app.add_subcommand("places", "The table of postcodes and neighbourhoods")->require_subcommand(1);
  CLI::App* places_import = places->add_subcommand("import", "Add and replace places from a CSV file");
  places_import->add_option("FILE", typed.file, "As catalog-samples/places.csv")->required();
  places_import->callback([&typed] { typed.run = [&typed] { return RunPlacesImport(typed.global, typed.file); }; });
}

void AddCatalogue(CLI::App& app, Typed& typed) {
  CLI::App* list = app.add_subcommand("list", "List activities");
  list->add_option("--municipality", typed.list.municipality, "Only this one: GM0150");
  list->add_option("--category", typed.list.category, "Only this one: walking");
  list->add_option("--text", typed.list.text, "Only with this text in title or description");
  list->add_option("--verified-before", typed.list.stale_before,
                   "Only last verified before this date (2026-06-30), or never");
  CLI::Option* stale = list->add_flag("--stale", typed.stale,
                                      "Only those whose providers should be asked (docs/freshness.md): by provider, "
                                      "with what to ask");
  list->add_option("--output", typed.questions.output, "With --stale: write the questions to this CSV file")
      ->needs(stale);
  list->add_option("--output-folder", typed.questions.output_folder,
                   "With --stale: write a CSV file for each provider into this folder")
      ->needs(stale);
  list->callback([&typed] {
    typed.run = [&typed] {
      return typed.stale ? RunListStale(typed.global, typed.list, typed.questions) : RunList(typed.global, typed.list);
    };
  });

  CLI::App* show = app.add_subcommand("show", "Show one activity as JSON");
  show->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  show->callback([&typed] { typed.run = [&typed] { return RunShow(typed.global, typed.id); }; });

  CLI::App* release = app.add_subcommand("release", "Hand fields that an editor changed back to the imports");
  release->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  release->add_option("--field", typed.fields, "Only these: title; without, all of them");
  release->callback([&typed] { typed.run = [&typed] { return RunRelease(typed.global, typed.id, typed.fields); }; });

  CLI::App* remove = app.add_subcommand("delete", "Delete one activity");
  remove->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  remove->callback([&typed] { typed.run = [&typed] { return RunDelete(typed.global, typed.id); }; });
}

void AddFreshness(CLI::App& app, Typed& typed) {
  CLI::App* confirm = app.add_subcommand("confirm", "Note that activities still run: verified today");
  confirm->add_option("ID", typed.ids, "GM0150/koor-de-ijssel, or the full name; one or more")->required();
  confirm->add_option("--by", typed.verified_by, "Who says so: a role or an organisation, no private person")
      ->required();
  confirm->callback(
      [&typed] { typed.run = [&typed] { return RunConfirm(typed.global, typed.ids, typed.verified_by); }; });

  CLI::App* replies = app.add_subcommand(
      "replies",
      "Take in the answers of providers: the file of list --stale --output, filled in. Exit code 0: every row was "
      "taken; 1: some were refused, or the file could not be read");
  replies->add_option("FILE", typed.file, "CSV or .xlsx, as docs/freshness.md says")->required();
  replies->add_flag("--dry-run", typed.dry_run, "Check and count, store nothing");
  replies->callback([&typed] { typed.run = [&typed] { return RunReplies(typed.global, typed.file, typed.dry_run); }; });
}

void AddDuplicates(CLI::App& app, Typed& typed) {
  CLI::App* duplicates =
      app.add_subcommand("duplicates", "Activities that seem to be one: docs/duplicates.md")->require_subcommand(1);
  CLI::App* find = duplicates->add_subcommand("find", "Compare all activities, and note at both of each pair");
  find->add_flag("--dry-run", typed.duplicates.dry_run, "Only show them");
  find->callback([&typed] { typed.run = [&typed] { return RunDuplicatesFind(typed.global, typed.duplicates); }; });

  CLI::App* list = duplicates->add_subcommand("list", "The pairs that were found or decided on");
  list->add_option("--state", typed.duplicates.state, "Only these: suspected, confirmed or rejected")
      ->check(CLI::IsMember({"suspected", "confirmed", "rejected"}));
  list->callback([&typed] { typed.run = [&typed] { return RunDuplicatesList(typed.global, typed.duplicates); }; });
  for (CLI::App* command : {find, list}) {
    command->add_option("--municipality", typed.duplicates.municipality, "Only this one: GM0150");
  }

  const auto add_decision = [&](const char* name, const char* what, v1::DuplicateLink::State state) {
    CLI::App* command = duplicates->add_subcommand(name, what);
    command->add_option("A", typed.duplicates.first_id, "GM0150/koor-de-ijssel, or the full name")->required();
    command->add_option("B", typed.duplicates.second_id, "The other one")->required();
    command->add_option("--by", typed.duplicates.by, "Who decides: a role or organisation")->required();
    command->callback([&typed, state] {
      typed.run = [&typed, state] { return RunDuplicatesDecide(typed.global, typed.duplicates, state); };
    });
  };
  add_decision("confirm", "They are one: coaches see one of the two", v1::DuplicateLink::CONFIRMED);
  add_decision("reject", "They are two, and are never suspected again", v1::DuplicateLink::REJECTED);
  add_decision("undo", "Take a decision back", v1::DuplicateLink::SUSPECTED);
}

void AddIndex(CLI::App& app, Typed& typed) {
  CLI::App* rebuild = app.add_subcommand("rebuild", "Embed what is new, build a snapshot, check it, publish it");
  rebuild->add_flag("--force", typed.force, "Publish even if far fewer activities are left than before");
  AddModelChange(rebuild, typed);
  rebuild->callback([&typed] { typed.run = [&typed] { return RunRebuild(typed.global, typed.force); }; });

  CLI::App* verify = app.add_subcommand("verify", "Read every record and file and compare checksums");
  verify->add_flag("--accept-lost-writes", typed.global.accept_lost_writes,
                   "Repair: open a damaged write-ahead log up to the damage, and lose what was written after it");
  verify->add_flag("--repair", typed.repair,
                   "Mend what can be made anew: vectors, the list of texts to embed, remembered requests, the change "
                   "log, which snapshot is served");
  verify->callback([&typed] { typed.run = [&typed] { return RunVerify(typed.global, typed.repair); }; });

  CLI::App* status = app.add_subcommand("status", "What the indexer is at");
  status->callback([&typed] { typed.run = [&typed] { return RunStatus(typed.global); }; });

  CLI::App* model = app.add_subcommand("model", "Embedding models")->require_subcommand(1);
  CLI::App* check = model->add_subcommand("check", "Load a model folder, try it out, measure it");
  check->add_option("DIR", typed.folder, "The folder")->required();
  check->callback([&typed] { typed.run = [&typed] { return RunModelCheck(typed.folder); }; });
}

void AddSnapshots(CLI::App& app, Typed& typed) {
  CLI::App* snapshots = app.add_subcommand("snapshots", "The snapshots that were built")->require_subcommand(1);
  CLI::App* list = snapshots->add_subcommand("list", "Newest first");
  list->callback([&typed] { typed.run = [&typed] { return RunSnapshotsList(typed.global); }; });

  CLI::App* diff = snapshots->add_subcommand("diff", "Which activities differ between two of them");
  diff->add_option("FROM", typed.id, "Its id, as the list has it")->required();
  diff->add_option("TO", typed.other_id, "Likewise")->required();
  diff->callback(
      [&typed] { typed.run = [&typed] { return RunSnapshotsDiff(typed.global, typed.id, typed.other_id); }; });

  CLI::App* rollback = snapshots->add_subcommand(
      "rollback", "Make an earlier one the current one. Helps against a bad build; changes of the catalogue stay");
  rollback->add_option("ID", typed.id, "As the list has it; without: the one built before the current one");
  rollback->callback([&typed] { typed.run = [&typed] { return RunSnapshotsRollback(typed.global, typed.id); }; });

  CLI::App* prune = snapshots->add_subcommand("prune", "Remove old ones; the current one always stays");
  prune->add_option("--keep", typed.keep, "How many of the newest stay")->required();
  prune->callback([&typed] { typed.run = [&typed] { return RunSnapshotsPrune(typed.global, typed.keep); }; });
}

void AddExport(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand("export", "Write the catalogue as it is now to a file that can be imported");
  command->add_option("--format", typed.exported.format, "csv (docs/formats/csv.md) or jsonl, which holds everything")
      ->required()
      ->check(CLI::IsMember({"csv", "jsonl"}));
  command->add_option("--municipality", typed.exported.municipality, "Only this one: GM0150");
  command->add_option("--output", typed.exported.output, "The file; without it standard output");
  command->add_flag("--with-etags", typed.exported.with_etags,
                    "jsonl: with etag and revision, so that an import refuses what was changed since");
  command->callback([&typed] { typed.run = [&typed] { return RunExport(typed.global, typed.exported); }; });
}

void AddBackups(CLI::App& app, Typed& typed) {
  CLI::App* backup = app.add_subcommand("backup", "Backups of the catalogue")->require_subcommand(1);
  CLI::App* create = backup->add_subcommand("create", "Make one, also while the indexer serves; copies what is new");
  create->add_option("DIR", typed.folder, "Folder of backups, on the machine of the indexer")->required();
  create->add_option("--keep", typed.keep, "Remove older ones until so many are left; 0: all stay");
  create->callback(
      [&typed] { typed.run = [&typed] { return RunBackupCreate(typed.global, typed.folder, typed.keep); }; });

  CLI::App* list = backup->add_subcommand("list", "Oldest first");
  list->add_option("DIR", typed.folder, "Folder of backups")->required();
  list->callback([&typed] { typed.run = [&typed] { return RunBackupList(typed.global, typed.folder); }; });

  CLI::App* verify = backup->add_subcommand("verify", "Read every file of every backup and compare checksums");
  verify->add_option("DIR", typed.folder, "Folder of backups")->required();
  verify->callback([&typed] { typed.run = [&typed] { return RunBackupVerify(typed.folder); }; });

  CLI::App* restore = app.add_subcommand("restore", "Put a backup in the place of the catalogue; no indexer may run");
  restore->add_option("DIR", typed.restore.folder, "Folder of backups")->required();
  restore->add_option("--backup", typed.restore.backup, "Its number (backup list); without it the newest");
  restore->add_flag("--replace", typed.restore.replace, "Move the catalogue that is there aside");
  restore->callback([&typed] { typed.run = [&typed] { return RunRestore(typed.global, typed.restore); }; });
}

void AddHistory(CLI::App& app, Typed& typed) {
  CLI::App* history = app.add_subcommand("history", "Every version of one activity: when, by whom, what changed");
  history->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  history->callback([&typed] { typed.run = [&typed] { return RunHistory(typed.global, typed.id); }; });

  CLI::App* revert = app.add_subcommand("revert", "Write an earlier version of one activity again; also a deleted one");
  revert->add_option("ID", typed.id, "GM0150/koor-de-ijssel, or the full name")->required();
  revert->add_option("--revision", typed.revision, "Of the version, as history has it")->required();
  revert->callback([&typed] { typed.run = [&typed] { return RunRevert(typed.global, typed.id, typed.revision); }; });

  CLI::App* redact = app.add_subcommand("redact", "Clear fields of one activity in every version, for good");
  redact->add_option("ID", typed.redact.id, "GM0150/koor-de-ijssel, or the full name")->required();
  redact->add_option("--field", typed.redact.fields, "contact.person_name; may be given more than once")->required();
  redact->add_flag("--earlier-only", typed.redact.earlier_versions_only, "Leave the current version as it is");
  redact->callback([&typed] { typed.run = [&typed] { return RunRedact(typed.global, typed.redact); }; });
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
  AddFreshness(app, typed);
  AddHistory(app, typed);
  AddDuplicates(app, typed);
  AddIndex(app, typed);
  AddExport(app, typed);
  AddBackups(app, typed);
  AddSnapshots(app, typed);
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
