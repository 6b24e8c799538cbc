// Writes and makes backups until it is killed: backup_crash_child CATALOGUE BACKUPS KEEP SEED. Tells each backup that
// was made, on standard error, once it is: "backup 7 revision 41".
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/clock.h"
#include "indexer/store/catalog_store.h"
#include "tests/testing/catalog_writes.h"

namespace meedoen::indexer::testing {
namespace {

int Main(char** argv) {
  static const RealClock kClock;
  StoreOptions options;
  options.folder = argv[1];
  options.model_id = "model-a";
  options.dimension = kTestDimension;
  auto store = CatalogStore::Open(options, kClock);
  if (!store.ok()) {
    std::fprintf(stderr, "failed: %s\n", store.status().ToString().c_str());
    return 1;
  }
  std::mt19937 random(static_cast<uint32_t>(std::atoi(argv[4])));
  std::fprintf(stderr, "ready\n");
  while (true) {
    const std::string stamp = absl::StrCat(random());
    Transaction transaction;
    for (int i = 0; i < 50; ++i) {  // All of one transaction carry its stamp.
      std::string text = stamp + " ";
      for (int j = 0; j < 200; ++j) text += static_cast<char>('a' + random() % 26);
      transaction.mutations.push_back(UpsertOf(absl::StrCat("a", i), text));
    }
    auto committed = (*store)->Commit(std::move(transaction));
    auto made = committed.ok() ? (*store)->Backup(argv[2], static_cast<uint32_t>(std::atoi(argv[3])))
                               : absl::StatusOr<BackupInfo>(committed.status());
    if (!made.ok()) {
      std::fprintf(stderr, "failed: %s\n", made.status().ToString().c_str());
      return 1;
    }
    std::fprintf(stderr, "backup %u revision %lld\n", made->id, static_cast<long long>(made->revision));
  }
}

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) { return argc == 5 ? meedoen::indexer::testing::Main(argv) : 2; }
