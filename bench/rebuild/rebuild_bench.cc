// The nightly rebuild of 10,000 activities: the first, one with 1 % of the texts changed, one with nothing changed; and
// how long writers wait for their acknowledgement while it runs. Prints a table.
//
// bench_rebuild [MODEL_FOLDER] [ACTIVITIES]: texts are those of catalog-samples, each with a number of its own.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/log.h"
#include "core/base/names.h"
#include "core/embedding/model_folder.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/build/snapshot_builder.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer {
namespace {

constexpr int kRowsATransaction = 500;

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
  std::exit(1);
}

std::vector<v1::Activity> Samples() {
  std::vector<v1::Activity> samples;
  std::ifstream file(MEEDOEN_SAMPLES "/deventer.jsonl");
  for (std::string line; std::getline(file, line);) {
    if (!google::protobuf::util::JsonStringToMessage(line, &samples.emplace_back()).ok()) std::exit(1);
  }
  return samples;
}

// `version` makes another text of it.
Mutation Write(const std::vector<v1::Activity>& samples, int number, int version) {
  Mutation mutation;
  mutation.key = absl::StrCat("GM0150/a", number);
  mutation.activity = samples[static_cast<size_t>(number) % samples.size()];
  mutation.activity.set_name(ParseActivityKey(mutation.key)->ToString());
  mutation.activity.clear_valid_until();
  mutation.activity.set_description(
      absl::StrCat(mutation.activity.description(), " Groep ", number, ", versie ", version, "."));
  return mutation;
}

class Bench {
 public:
  Bench(const std::string& model_folder, int activities)
      : activities_(activities), embedder_(Must(LoadEmbedder(*PosixEnv(), model_folder, EmbedderOptions()))) {
    StoreOptions options;
    options.folder = folder_.File("catalog");
    options.model_id = embedder_->info().id;
    options.dimension = embedder_->info().dimension;
    store_ = Must(CatalogStore::Open(options, clock_));
    batches_ = std::make_unique<EmbeddingBatches>(*store_, *embedder_, clock_);
    builder_ =
        std::make_unique<SnapshotBuilder>(SnapshotBuilder::Parts{*store_, *batches_, keeper_, *PosixEnv(), clock_});
  }

  void Change(int step, int version) {
    Transaction transaction;
    for (int number = 0; number < activities_; number += step) {
      transaction.mutations.push_back(Write(samples_, number, version));
      if (transaction.mutations.size() < kRowsATransaction && number + step < activities_) continue;
      Must(store_->Commit(std::exchange(transaction, {})));
    }
  }

  void Rebuild(const char* what) {
    RebuildReport report;
    const absl::Time start = absl::Now();
    const absl::Status status = builder_->Rebuild(
        false, [](const std::string&, uint32_t, uint32_t) { return true; }, &report);
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.ToString().c_str());
      std::exit(1);
    }
    std::printf("| %-28s | %8u | %8u | %8.2f |\n", what, report.embedded, report.reused,
                absl::ToDoubleSeconds(absl::Now() - start));
  }

  // One writer that changes no text, every 20 ms, until told to stop; how long each waited, sorted.
  std::vector<double> WriteUntil(const std::atomic<bool>& stop) {
    std::vector<double> millis;
    for (int i = 0; !stop; ++i) {
      Transaction transaction;
      transaction.mutations.push_back(Write(samples_, i % activities_, 1));
      transaction.mutations.back().activity.mutable_contact()->set_telephone(absl::StrCat("0570-", 100'000 + i));
      const absl::Time start = absl::Now();
      Must(store_->Commit(std::move(transaction)));
      millis.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
      absl::SleepFor(absl::Milliseconds(20));
    }
    std::sort(millis.begin(), millis.end());
    return millis;
  }

  void RebuildWithAWriter() {
    std::atomic<bool> stop{false};
    std::vector<double> millis;
    std::thread writer([&] { millis = WriteUntil(stop); });
    for (int i = 0; i < 5; ++i) Rebuild("nothing, beside a writer");
    stop = true;
    writer.join();
    std::printf("\nacknowledgements meanwhile: %zu, p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", millis.size(),
                millis[millis.size() / 2], millis[(millis.size() - 1) * 99 / 100], millis.back());
  }

 private:
  const int activities_;
  const RealClock clock_;
  const meedoen::testing::TempDir folder_;
  const std::vector<v1::Activity> samples_ = Samples();
  SnapshotKeeper keeper_{*PosixEnv(), folder_.File("snapshots")};
  std::unique_ptr<Embedder> embedder_;
  std::unique_ptr<CatalogStore> store_;
  std::unique_ptr<EmbeddingBatches> batches_;
  std::unique_ptr<SnapshotBuilder> builder_;
};

}  // namespace
}  // namespace meedoen::indexer

int main(int argc, char** argv) {
  meedoen::StartLogging("bench_rebuild", "warning");
  const std::string model = argc > 1 ? argv[1] : "var/models/multilingual-e5-small";
  meedoen::indexer::Bench bench(model, argc > 2 ? std::atoi(argv[2]) : 10'000);
  bench.Change(1, 1);
  std::printf("| changed since the one before | embedded | kept     | seconds  |\n|---|---|---|---|\n");
  bench.Rebuild("all");
  bench.Change(100, 2);
  bench.Rebuild("1 %");
  bench.Rebuild("nothing");
  bench.RebuildWithAWriter();
}
