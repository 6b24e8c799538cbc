// How long after its acknowledgement a write shows in Suggest: with the real programs on this machine, while an import
// of as many rows as the catalogue has runs, for one matcher and for several.
//
//   bench_live [--rows 10000] [--seconds 60] [--matchers 1,3] [--status-rate 50] [--text-rate 5] [--no-import]
//              [--model FOLDER] [--indexer PROGRAM] [--matcher PROGRAM]
//
// Without --model the texts are hashed, so that embedding costs nothing: what is measured then is all the rest.
#include <google/protobuf/util/json_util.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "bench/live/live_load.h"
#include "tests/testing/hashing_model.h"
#include "tests/testing/process.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::bench {
namespace {

using meedoen::testing::Finished;
using meedoen::testing::Process;

struct Options {
  int rows = 10'000;
  int seconds = 60;
  std::vector<int> matchers = {1, 3};
  double status_rate = 50, text_rate = 5;
  bool no_import = false;
  std::string model, indexer = MEEDOEN_INDEXER, matcher = MEEDOEN_MATCHER;
};

std::string AddressOf(Process& program) {
  const std::string line = program.WaitForLine("serving on ", absl::Minutes(1));
  return line.substr(line.find("serving on ") + 11);
}

// The indexer with its data folder, and the commands it needs.
class Indexer {
 public:
  explicit Indexer(const Options& options) : options_(options), model_(options.model) {
    if (model_.empty()) meedoen::testing::WriteHashingModel(model_ = folder_.File("model"));
    program_ = std::make_unique<Process>(Command({"serve", "--listen", "127.0.0.1:0"}));
    address_ = AddressOf(*program_);
    Run({"places", "import", "catalog-samples/places.csv"});
  }

  const std::string& address() const { return address_; }

  std::vector<std::string> MatcherCommand() const {
    return {options_.matcher, "--data",   folder_.File("data"), "--model",   model_,
            "serve",          "--listen", "127.0.0.1:0",        "--indexer", address_};
  }

  // The activities that are watched are put back to what they were.
  void ImportAll(int round) {
    std::vector<v1::Activity> rows;
    for (int slot = 0; slot < kStatusSlots; ++slot) rows.push_back(StatusActivity(slot));
    ImportBulk(round, std::move(rows));
  }
  void ImportBulk(int round, std::vector<v1::Activity> rows = {}) {
    for (int i = 0; i < options_.rows; ++i) rows.push_back(BulkActivity(i, round));
    std::ofstream file(folder_.File("rows.jsonl"));
    for (const v1::Activity& row : rows) {
      std::string json;
      google::protobuf::util::JsonPrintOptions print;
      print.preserve_proto_field_names = true;
      if (google::protobuf::util::MessageToJsonString(row, &json, print).ok()) file << json << "\n";
    }
    file.close();
    Run({"import", folder_.File("rows.jsonl")});
  }
  void Rebuild() { Run({"rebuild"}); }

 private:
  std::vector<std::string> Command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {options_.indexer, "--data", folder_.File("data"), "--model", model_};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
  }
  void Run(const std::vector<std::string>& arguments) const {
    const Finished finished = Process(Command(arguments)).Wait(absl::Minutes(30));
    if (finished.exit_code == 0) return;
    std::cerr << arguments[0] << " failed: " << finished.err << finished.out.substr(0, 2000);
    std::exit(1);
  }

  const Options& options_;
  const meedoen::testing::TempDir folder_;
  std::string model_;
  std::unique_ptr<Process> program_;
  std::string address_;
};

void PrintTimes(const char* what, Times times) {
  std::printf("  %-34s %6zu %8.1f %8.1f %8.1f", what, times.milliseconds.size(), times.Quantile(0.5),
              times.Quantile(0.99), times.Longest());
  if (times.never > 0) std::printf("   %d never", times.never);
  std::printf("\n");
}

Times Together(const std::vector<std::unique_ptr<Watcher>>& watchers, Kind kind) {
  Times all;
  for (const auto& watcher : watchers) {
    const Times& one = watcher->times(kind);
    all.milliseconds.insert(all.milliseconds.end(), one.milliseconds.begin(), one.milliseconds.end());
    all.never += one.never;
  }
  return all;
}

void Measure(const Options& options, Indexer& indexer, int matchers, int run) {
  indexer.ImportAll(1000 * run);
  indexer.Rebuild();
  std::vector<std::unique_ptr<Process>> programs;
  std::vector<std::unique_ptr<Watcher>> watchers;
  WriteLoad load{.indexer_address = indexer.address(), .length = absl::Seconds(options.seconds), .run = run};
  for (int i = 0; i < matchers; ++i) {
    programs.push_back(std::make_unique<Process>(indexer.MatcherCommand()));
    watchers.push_back(std::make_unique<Watcher>(AddressOf(*programs.back())));
    load.watchers.push_back(watchers.back().get());
  }
  absl::SleepFor(absl::Seconds(2));  // They follow now.
  std::atomic<bool> done{false};
  int imports = 0;
  std::thread importer([&] {
    while (!done && !options.no_import) indexer.ImportBulk(1000 * run + ++imports);
  });
  Times status_ack, text_ack;
  std::thread texts([&, load]() mutable {
    load.rate = options.text_rate;
    text_ack = WriteTexts(load);
  });
  load.rate = options.status_rate;
  status_ack = WriteStatuses(load);
  texts.join();
  done = true;
  int calls = 0, failed = 0;
  for (const auto& watcher : watchers) {
    watcher->Finish();
    calls += watcher->calls();
    failed += watcher->failed_calls();
  }
  importer.join();
  std::printf(
      "%d matcher(s), %d s; imports of %d changed texts meanwhile, one after the other: %d; %d calls of Suggest, %d "
      "failed\n",
      matchers, options.seconds, options.rows, imports, calls, failed);
  std::printf("  %-34s %6s %8s %8s %8s   (milliseconds)\n", "", "times", "p50", "p99", "longest");
  PrintTimes("status, place, times: acknowledged", status_ack);
  PrintTimes("  acknowledged to shown", Together(watchers, Kind::kStatus));
  PrintTimes("new and changed texts: acknowl.", text_ack);
  PrintTimes("  acknowledged to shown", Together(watchers, Kind::kText));
  std::fflush(stdout);
}

void PrintMachine(const Options& options) {
  std::ifstream cpus("/proc/cpuinfo");
  std::string line, model = "unknown processor";
  while (std::getline(cpus, line)) {
    if (line.rfind("model name", 0) == 0) model = line.substr(line.find(':') + 2);
  }
  std::printf("%u x %s; everything on this machine; model: %s; %d activities\n", std::thread::hardware_concurrency(),
              model.c_str(), options.model.empty() ? "hashing" : options.model.c_str(), options.rows + kStatusSlots);
}

}  // namespace
}  // namespace meedoen::bench

int main(int argc, char** argv) {
  meedoen::bench::Options options;
  CLI::App app("Measures how long after its acknowledgement a write shows in Suggest.");
  app.add_option("--rows", options.rows, "Activities around those that are watched")->capture_default_str();
  app.add_option("--seconds", options.seconds, "How long each load lasts")->capture_default_str();
  app.add_option("--matchers", options.matchers, "Numbers of matchers, one load for each")->delimiter(',');
  app.add_option("--status-rate", options.status_rate, "Writes a second without new text")->capture_default_str();
  app.add_option("--text-rate", options.text_rate, "New and changed texts a second")->capture_default_str();
  app.add_flag("--no-import", options.no_import, "Without the imports meanwhile");
  app.add_option("--model", options.model, "A model's folder; without: texts are hashed");
  app.add_option("--indexer", options.indexer, "The program")->capture_default_str();
  app.add_option("--matcher", options.matcher, "The program")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  meedoen::bench::PrintMachine(options);
  meedoen::bench::Indexer indexer(options);
  for (size_t run = 0; run < options.matchers.size(); ++run) {
    meedoen::bench::Measure(options, indexer, options.matchers[run], static_cast<int>(run));
  }
  return 0;
}
