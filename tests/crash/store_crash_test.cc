// Kills a process that does everything at once to a catalogue, at random moments, and looks whether all that it had
// acknowledged is there; also with writes dropped that were not synced, and with torn and flipped bytes.
// MEEDOEN_CRASH_ROUNDS sets how often, MEEDOEN_CRASH_SEED repeats the choices (not what the threads do meanwhile),
// MEEDOEN_CRASH_KEEP names a folder that gets a copy of the data of a round that failed.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <random>

#include "absl/strings/str_join.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "tests/crash/crash_damage.h"
#include "tests/crash/crash_ledger.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

// A catalogue gets so many rounds, then there is a new one: history grows, and a round should stay short.
constexpr int64_t kRoundsACatalogue = 40;
constexpr int64_t kVerifyEvery = 10;
constexpr int kOpeningTimeoutMs = 60'000;

int64_t FromEnv(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

struct Figures {
  int64_t opening = 0, writing = 0, rebuilding = 0;  // What it was at when it was killed.
  int64_t unsynced = 0;                              // Rounds that dropped what was not synced.
  int64_t acknowledged = 0, vectors = 0, revisions = 0, with_snapshot = 0;
  std::map<std::string, std::map<CrashVerdict::Outcome, int64_t>> damaged;
  std::map<std::string, int64_t> named;  // Of these, the file that was damaged was named.
};

class StoreCrashTest : public ::testing::Test {
 protected:
  // What is refused here is logged too, and is no news.
  static void SetUpTestSuite() { StartLogging("store_crash_test", "off"); }

  std::string Folder() const { return dir_.File("data"); }

  void NewCatalogue() {
    figures_.acknowledged += ledger_.acknowledged();
    figures_.vectors += ledger_.vectors_checked();
    figures_.revisions += ledger_.revision();
    fs::remove_all(Folder());
    fs::create_directories(Folder());
    ledger_ = CrashLedger();
  }

  void Round(int64_t round) {
    const uint32_t mode = random_() % 20;
    const CrashDisk disk = mode % 2 == 0 ? CrashDisk::kForgetful : CrashDisk::kReal;
    if (disk == CrashDisk::kForgetful) ++figures_.unsynced;
    ASSERT_NO_FATAL_FAILURE(RunChild(OrdersFor(round, disk)));
    if (mode < 4) {
      Damaged([this](const std::string& folder) { return TearLog(folder, random_); });
    } else if (mode < 8) {
      Damaged([this](const std::string& folder) { return FlipBit(folder, random_); });
    }
    const RealClock clock;
    auto store = CatalogStore::Open(CrashOptions(Folder()), clock);
    ASSERT_OK(store);
    EXPECT_THAT(ledger_.Check(**store), IsEmpty());
    EXPECT_THAT(ledger_.CheckSnapshots(CrashSnapshots(Folder())), IsEmpty());
    if (round % kVerifyEvery == 0 || round % kRoundsACatalogue + 1 == kRoundsACatalogue) {
      EXPECT_THAT(*(*store)->Verify(), IsEmpty());
    }
    if (ledger_.published() >= 0) ++figures_.with_snapshot;
  }

  CrashOrders OrdersFor(int64_t round, CrashDisk disk) {
    CrashOrders orders;
    orders.folder = Folder();
    orders.seed = static_cast<uint32_t>(random_());
    orders.first_stamp = static_cast<uint32_t>(round % kRoundsACatalogue + 1) * kCrashStamps;
    orders.disk = disk;
    ledger_.SetOrders(&orders);
    return orders;
  }

  // Lets a child work for a while, kills it, and takes in what it said.
  void RunChild(const CrashOrders& orders) {
    const uint32_t kind = random_() % 10;
    const auto opening_us = static_cast<useconds_t>(random_() % 50'000);
    const auto working_us = static_cast<useconds_t>(random_() % (kind < 3 ? 200'000 : 30'000));
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);  // So that the child never waits for a reader.
    const pid_t child = Start(orders, ends[1]);
    ::close(ends[1]);
    ASSERT_GT(child, 0);
    pollfd opened = {ends[0], POLLIN, 0};
    if (kind == 9) {
      ::usleep(opening_us);
    } else {
      EXPECT_EQ(::poll(&opened, 1, kOpeningTimeoutMs), 1) << "it does not open";
      ::usleep(working_us);
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    Complaints complaints;
    CrashMessage message;
    bool any = false;
    for (; ::read(ends[0], &message, sizeof(message)) == static_cast<ssize_t>(sizeof(message)); any = true) {
      ledger_.Note(message, &complaints);
    }
    ::close(ends[0]);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself: " << status;
    EXPECT_THAT(complaints, IsEmpty());
    ++(!any ? figures_.opening : ledger_.rebuilding() ? figures_.rebuilding : figures_.writing);
  }

  static pid_t Start(const CrashOrders& orders, int out) {
    std::vector<std::string> words = orders.ToArguments();
    words.insert(words.begin(), MEEDOEN_CRASH_CHILD);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? child : -1;
  }

  template <typename Damaging>
  void Damaged(const Damaging& damaging) {
    const std::string copy = dir_.File("copy");
    fs::remove_all(copy);
    fs::copy(Folder(), copy, fs::copy_options::recursive);
    const CrashDamage damage = damaging(copy);
    if (damage.kind.empty()) return;
    const CrashVerdict verdict = Judge(copy, damage, ledger_);
    EXPECT_EQ(verdict.wrong, "");
    ++figures_.damaged[damage.kind][verdict.outcome];
    figures_.named[damage.kind] += verdict.named_the_file;
  }

  void Print(int64_t rounds, absl::Duration took) const {
    std::printf(
        "%lld rounds: killed while opening %lld, writing %lld, rebuilding %lld; %lld dropped unsynced writes; a "
        "snapshot was there in %lld\n",
        Long(rounds), Long(figures_.opening), Long(figures_.writing), Long(figures_.rebuilding),
        Long(figures_.unsynced), Long(figures_.with_snapshot));
    std::printf("%lld acknowledged writes, %lld revisions, %lld vectors checked\n", Long(figures_.acknowledged),
                Long(figures_.revisions), Long(figures_.vectors));
    for (const auto& [kind, outcomes] : figures_.damaged) {
      const auto count = [&, &found = outcomes](CrashVerdict::Outcome outcome) {
        const auto at = found.find(outcome);
        return Long(at == found.end() ? 0 : at->second);
      };
      using Outcome = CrashVerdict::Outcome;
      std::printf("%-28s whole %lld, refused %lld, named by verify %lld, another snapshot %lld; named the file %lld\n",
                  kind.c_str(), count(Outcome::kWhole), count(Outcome::kRefused), count(Outcome::kNamedByVerify),
                  count(Outcome::kOtherSnapshot), Long(figures_.named.at(kind)));
    }
    std::printf("%.0f ms a round\n", absl::ToDoubleMilliseconds(took) / static_cast<double>(rounds));
  }

  static long long Long(int64_t number) { return static_cast<long long>(number); }

  void KeepEvidence() const {
    const char* folder = std::getenv("MEEDOEN_CRASH_KEEP");
    if (folder == nullptr) return;
    fs::remove_all(folder);
    fs::copy(dir_.path(), folder, fs::copy_options::recursive);
  }

  meedoen::testing::TempDir dir_;
  std::mt19937 random_;
  CrashLedger ledger_;
  Figures figures_;
};

TEST_F(StoreCrashTest, AcknowledgedWritesSurviveAKill) {
  const int64_t rounds = FromEnv("MEEDOEN_CRASH_ROUNDS", 300);
  const auto seed = static_cast<uint32_t>(FromEnv("MEEDOEN_CRASH_SEED", std::random_device()()));
  std::printf("%lld rounds, MEEDOEN_CRASH_SEED=%u\n", Long(rounds), seed);
  random_.seed(seed);
  const absl::Time start = absl::Now();
  for (int64_t round = 0; round < rounds; ++round) {
    if (round % kRoundsACatalogue == 0) NewCatalogue();
    Round(round);
    if (HasFailure()) {
      KeepEvidence();
      FAIL() << "round " << round << ", MEEDOEN_CRASH_SEED=" << seed;
    }
  }
  NewCatalogue();
  Print(rounds, absl::Now() - start);
  EXPECT_GT(figures_.acknowledged, rounds);
  EXPECT_GT(figures_.vectors, rounds);
  if (rounds < 100) return;  // Too few for all of it to have come by.
  EXPECT_GT(figures_.opening, 0);
  EXPECT_GT(figures_.writing, 0);
  EXPECT_GT(figures_.rebuilding, 0);
  EXPECT_GT(figures_.with_snapshot, rounds / 4);
  EXPECT_GT(figures_.damaged["log cut"][CrashVerdict::Outcome::kRefused], 0);
}

// Whether the test would see a store that acknowledges what it has not synced: here it is the disk that lies to it.
TEST_F(StoreCrashTest, ALogThatWasNotSyncedIsMissed) {
  random_.seed(20261122);
  for (int64_t round = 0; round < 50; ++round) {
    NewCatalogue();
    ASSERT_NO_FATAL_FAILURE(RunChild(OrdersFor(round, CrashDisk::kLying)));
    if (ledger_.acknowledged() == 0) continue;  // Killed too early.
    const RealClock clock;
    const auto store = CatalogStore::Open(CrashOptions(Folder()), clock);
    EXPECT_THAT(store, meedoen::testing::FailsWith(absl::StatusCode::kDataLoss, ::testing::HasSubstr("acknowledged")));
    return;
  }
  FAIL() << "nothing was ever acknowledged";
}

}  // namespace
}  // namespace meedoen::indexer::testing
