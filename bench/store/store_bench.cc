// How long a writer waits for its acknowledgement, alone and beside others; and what opening costs. Prints a table.
//
// bench_store [FOLDER]: where the database is made matters, because every acknowledgement waits for that disk.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

constexpr absl::Duration kWritingTime = absl::Seconds(3);
constexpr int kOpenings = 10;

std::unique_ptr<CatalogStore> MustOpen(const std::string& folder) {
  static const RealClock kClock;
  StoreOptions options;
  options.folder = folder;
  options.model_id = "model-a";
  options.dimension = kTestDimension;
  auto store = CatalogStore::Open(options, kClock);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    std::exit(1);
  }
  return *std::move(store);
}

// An activity as long as most are.
const std::string& SomeText() {
  static const std::string* const kText = new std::string(600, 'x');
  return *kText;
}

void WriteUntil(CatalogStore& store, int writer, absl::Time end, std::vector<double>& micros) {
  for (int i = 0; absl::Now() < end; ++i) {
    Transaction transaction =
        TransactionOf(UpsertOf(absl::StrCat("w", writer, "-", i % 500), absl::StrCat(i, SomeText())));
    const absl::Time start = absl::Now();
    if (!store.Commit(std::move(transaction)).ok()) std::exit(1);
    micros.push_back(absl::ToDoubleMicroseconds(absl::Now() - start));
  }
}

double At(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<size_t>(static_cast<double>(sorted.size() - 1) * share)];
}

void AckLatency(const std::string& folder, int writers) {
  std::filesystem::remove_all(folder);
  const auto store = MustOpen(folder);
  std::vector<std::vector<double>> micros(static_cast<size_t>(writers));
  std::vector<std::thread> threads;
  const absl::Time start = absl::Now();
  for (int w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] { WriteUntil(*store, w, start + kWritingTime, micros[static_cast<size_t>(w)]); });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<double> all;
  for (const auto& own : micros) all.insert(all.end(), own.begin(), own.end());
  std::sort(all.begin(), all.end());
  std::printf("| %7d | %9.0f | %9.0f | %9.0f | %10.0f |\n", writers, At(all, 0.5), At(all, 0.99), all.back(),
              static_cast<double>(all.size()) / absl::ToDoubleSeconds(absl::Now() - start));
}

void Openings(const std::string& folder) {
  std::filesystem::remove_all(folder);
  absl::Time start = absl::Now();
  MustOpen(folder).reset();
  std::printf("making a catalogue: %.0f ms\n", absl::ToDoubleMilliseconds(absl::Now() - start));
  for (const int records : {0, 100, 2000}) {
    std::vector<double> millis;
    for (int i = 0; i < kOpenings; ++i) {
      {
        const auto store = MustOpen(folder);
        Transaction transaction;
        for (int r = 0; r < records; ++r) {
          transaction.mutations.push_back(UpsertOf(absl::StrCat("o", r), absl::StrCat(i, SomeText())));
        }
        if (!store->Commit(std::move(transaction)).ok()) std::exit(1);
      }
      start = absl::Now();
      MustOpen(folder).reset();
      millis.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
    }
    std::sort(millis.begin(), millis.end());
    std::printf("opening with %d activities in the log: %.0f ms (median of %d)\n", records, At(millis, 0.5), kOpenings);
  }
}

// What the disk does at best: a small write and a sync, over and over.
void BareSync(const std::string& folder) {
  std::filesystem::create_directories(folder);
  const auto file = PosixEnv()->CreateFile(folder + "/bare");
  if (!file.ok()) std::exit(1);
  std::vector<double> micros;
  for (int i = 0; i < 500; ++i) {
    const absl::Time start = absl::Now();
    if (!(*file)->Append(SomeText()).ok() || !(*file)->Sync().ok()) std::exit(1);
    micros.push_back(absl::ToDoubleMicroseconds(absl::Now() - start));
  }
  std::sort(micros.begin(), micros.end());
  std::printf("a bare write and sync of 600 bytes: p50 %.0f us, p99 %.0f us\n\n", At(micros, 0.5), At(micros, 0.99));
}

int Main(const std::string& folder) {
  BareSync(folder);
  std::printf("| writers | p50 (us)  | p99 (us)  | max (us)  | writes/s   |\n|---|---|---|---|---|\n");
  for (const int writers : {1, 8, 32}) AckLatency(folder, writers);
  Openings(folder);
  return 0;
}

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) {
  const meedoen::testing::TempDir temporary;
  return meedoen::indexer::testing::Main(argc > 1 ? std::string(argv[1]) + "/store-bench" : temporary.File("store"));
}
