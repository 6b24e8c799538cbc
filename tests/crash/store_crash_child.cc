// Writes to a catalogue until it is killed, and says on standard output, in 16-byte messages, what was acknowledged.
//
// store_crash_child FOLDER SEED: several threads upsert, delete, attach vectors and import. Each owns its activities,
// so what the last acknowledged write of each was, is known without looking at the others'.
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/clock.h"
#include "indexer/store/catalog_store.h"
#include "tests/crash/store_crash_protocol.h"
#include "tests/testing/catalog_writes.h"

namespace meedoen::indexer::testing {
namespace {

// One write of up to PIPE_BUF bytes is whole or not at all, also among threads.
void Say(const CrashMessage& message) {
  if (::write(STDOUT_FILENO, &message, sizeof(message)) != static_cast<ssize_t>(sizeof(message))) std::_Exit(3);
}

void Fail(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::_Exit(2);
}

class Writer {
 public:
  Writer(CatalogStore& store, uint32_t thread, uint32_t seed)
      : store_(store), thread_(thread), random_(seed + thread) {}

  void Run() {
    for (uint32_t round = 1;; ++round) {
      const uint32_t kind = random_() % 20;
      if (kind == 0) {
        Import(round);
      } else {
        One(kind, round);
      }
    }
  }

 private:
  void Say(uint32_t slot, CrashState state, int64_t revision, uint32_t round) {
    testing::Say(
        {static_cast<uint8_t>(thread_), static_cast<uint8_t>(state), static_cast<uint16_t>(slot), round, revision});
  }

  void One(uint32_t kind, uint32_t round) {
    const uint32_t slot = random_() % kCrashSlots;
    const std::string id = CrashId(thread_, slot);
    const bool there = store_.Get(KeyOf(id)).ok();
    const bool remove = kind < 5 && there;
    const auto done = store_.Commit(TransactionOf(remove ? DeleteOf(id) : UpsertOf(id, CrashText(round))));
    if (!done.ok()) Fail(done.status());
    const int64_t revision = remove ? done->revision : done->activities[0].revision();
    Say(slot, remove ? CrashState::kDeleted : CrashState::kUpserted, revision, round);
    if (remove || kind > 12) return;
    const auto attached =
        store_.Commit(TransactionOf(AttachTo(id, HashOf(id, CrashText(round)), CrashVectorValue(round))));
    if (!attached.ok()) Fail(attached.status());
    Say(slot, CrashState::kEmbedded, attached->revision, round);
  }

  // All of it carries the round, so that half of one shows.
  void Import(uint32_t round) {
    Transaction import;
    import.principal = "import";
    for (uint32_t row = 0; row < kCrashImportRows; ++row) {
      import.mutations.push_back(UpsertOf(CrashImportId(thread_, row), CrashText(round)));
    }
    const auto done = store_.Commit(std::move(import));
    if (!done.ok()) Fail(done.status());
    Say(0, CrashState::kImported, done->activities[0].revision(), round);
  }

  CatalogStore& store_;
  const uint32_t thread_;
  std::mt19937 random_;
};

int Main(const std::string& folder, uint32_t seed) {
  static const RealClock kClock;
  const auto store = CatalogStore::Open(CrashOptions(folder), kClock);
  if (!store.ok()) Fail(store.status());
  testing::Say({0, static_cast<uint8_t>(CrashState::kOpened), 0, 0, (*store)->revision()});
  std::vector<std::thread> threads;
  for (uint32_t thread = 0; thread < kCrashThreads; ++thread) {
    threads.emplace_back([&, thread] { Writer(**store, thread, seed).Run(); });
  }
  for (std::thread& thread : threads) thread.join();
  return 0;
}

}  // namespace
}  // namespace meedoen::indexer::testing

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  return meedoen::indexer::testing::Main(argv[1], static_cast<uint32_t>(std::strtoul(argv[2], nullptr, 10)));
}
