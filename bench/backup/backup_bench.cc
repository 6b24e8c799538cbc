// What backups of a catalogue of 10,000 activities cost: the first, one after 100 changes, one after none; reading
// them all again, restoring one; and how long writers wait meanwhile. Prints a table.
//
// bench_backup [FOLDER]: catalogue and backups are made there.

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/clock.h"
#include "indexer/store/backup.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/restore.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

constexpr int kActivities = 10'000;
constexpr int kChanged = 100;
constexpr int kDimension = 384;
constexpr int kRepeats = 5;

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::exit(1);
}

class Bench {
 public:
  explicit Bench(std::string folder) : folder_(std::move(folder)), random_(1) {
    std::filesystem::remove_all(folder_);
    StoreOptions options;
    options.folder = folder_ + "/catalog";
    options.model_id = "bench";
    options.dimension = kDimension;
    auto opened = CatalogStore::Open(options, clock_);
    Must(opened.status());
    store_ = *std::move(opened);
  }

  // Texts and vectors of as many bytes as real ones, that compress as little.
  void Write(int from, int count) {
    for (int start = from; start < from + count; start += 500) {
      Transaction upserts, vectors;
      for (int i = start; i < std::min(start + 500, from + count); ++i) {
        std::string text;
        for (int word = 0; word < 90; ++word) absl::StrAppend(&text, word == 0 ? "" : " ", random_() % 100'000);
        upserts.mutations.push_back(UpsertOf(absl::StrCat("a", i), text));
        Mutation vector = AttachTo(absl::StrCat("a", i), HashOf(absl::StrCat("a", i), text));
        vector.vector.assign(kDimension, 0);
        for (float& number : vector.vector) number = static_cast<float>(random_() % 2000) / 1000 - 1;
        vectors.mutations.push_back(std::move(vector));
      }
      Must(store_->Commit(std::move(upserts)).status());
      Must(store_->Commit(std::move(vectors)).status());
    }
  }

  void Back(const char* what) {
    const absl::Time start = absl::Now();
    const auto made = store_->Backup(folder_ + "/backups", 0);
    Must(made.status());
    Print(what, absl::Now() - start, made->copied_bytes, made->bytes);
  }

  void Time(const char* what, const std::function<void()>& work) {
    const absl::Time start = absl::Now();
    work();
    Print(what, absl::Now() - start, 0, 0);
  }

  std::string folder(const std::string& name) const { return folder_ + "/" + name; }
  CatalogStore& store() { return *store_; }

 private:
  static void Print(const char* what, absl::Duration took, uint64_t copied, uint64_t all) {
    std::printf("| %-42s | %8.0f | %10.2f | %10.2f |\n", what, absl::ToDoubleMilliseconds(took),
                static_cast<double>(copied) / 1e6, static_cast<double>(all) / 1e6);
  }

  const std::string folder_;
  std::mt19937 random_;
  RealClock clock_;
  std::unique_ptr<CatalogStore> store_;
};

// One writer, with and without backups beside it.
void WriterBeside(Bench& bench, bool backups) {
  std::atomic<bool> stop{false};
  std::vector<double> micros;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      const absl::Time start = absl::Now();
      Must(bench.store().Commit(TransactionOf(UpsertOf(absl::StrCat("w", i % 100), absl::StrCat(i)))).status());
      micros.push_back(absl::ToDoubleMicroseconds(absl::Now() - start));
    }
  });
  for (int i = 0; i < kRepeats; ++i) {
    if (backups) Must(bench.store().Backup(bench.folder("backups"), 0).status());
    if (!backups) absl::SleepFor(absl::Milliseconds(200));
  }
  stop = true;
  writer.join();
  std::sort(micros.begin(), micros.end());
  const auto at = [&](double share) {
    return micros[static_cast<size_t>(static_cast<double>(micros.size() - 1) * share)];
  };
  std::printf("a writer %s: %zu writes, p50 %.0f us, p99 %.0f us, longest %.1f ms\n",
              backups ? "beside backups" : "alone", micros.size(), at(0.5), at(0.99), micros.back() / 1000);
}

int Main(const std::string& folder) {
  Bench bench(folder);
  bench.Write(0, kActivities);
  std::printf("| %-42s | %8s | %10s | %10s |\n|---|---|---|---|\n", "10,000 activities, vectors of 384 numbers", "ms",
              "MB copied", "MB in all");
  bench.Back("first backup");
  for (int i = 0; i < kRepeats; ++i) {
    bench.Write(i * kChanged, kChanged);
    bench.Back("100 changed since");
  }
  bench.Back("nothing changed since");
  bench.Time("list of 7", [&] { Must(ListBackups(bench.folder("backups")).status()); });
  bench.Time("verify 7, every byte", [&] { Must(VerifyBackups(bench.folder("backups")).status()); });
  bench.Time("restore the newest", [&] {
    Must(RestoreBackup({bench.folder("backups"), 0, bench.folder("restored"), false}, absl::Now()).status());
  });
  bench.Time("verify the catalogue", [&] { Must(bench.store().Verify().status()); });
  std::printf("\n");
  WriterBeside(bench, false);
  WriterBeside(bench, true);
  return 0;
}

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) {
  const meedoen::testing::TempDir temporary;
  return meedoen::indexer::testing::Main(argc > 1 ? std::string(argv[1]) + "/backup-bench" : temporary.File("bench"));
}
