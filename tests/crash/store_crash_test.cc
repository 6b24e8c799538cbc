// Kills a writing process at random moments and looks whether all that it had acknowledged is there.
// MEEDOEN_CRASH_ROUNDS sets how often, MEEDOEN_CRASH_SEED repeats the moments.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <vector>

#include "core/base/clock.h"
#include "tests/crash/store_crash_protocol.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::IsEmpty;

int64_t FromEnv(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

// What is known to be on disk of one activity, or of one thread's import.
struct Known {
  int64_t revision = 0;  // Of the version, not of the vector.
  bool deleted = false;
  std::string text;
  std::vector<float> vector;  // Empty: not known to be embedded.
};

class StoreCrashTest : public ::testing::Test {
 protected:
  // Lets a child write for `microseconds` after it has opened the catalogue, kills it, and takes in what it said.
  void RunChild(int64_t microseconds, uint32_t seed) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);  // So that the child never waits for a reader.
    const std::string folder = folder_.File("catalogue");
    const std::string number = std::to_string(seed);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(MEEDOEN_CRASH_CHILD, MEEDOEN_CRASH_CHILD, folder.c_str(), number.c_str(), nullptr);
      std::_Exit(127);
    }
    ::close(ends[1]);
    CrashMessage message;
    const bool opened = Read(ends[0], &message);
    if (opened) {
      EXPECT_EQ(message.state, static_cast<uint8_t>(CrashState::kOpened));
      ::usleep(static_cast<useconds_t>(microseconds));
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(opened && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "the child failed by itself: " << status;
    while (Read(ends[0], &message)) Note(message);
    ::close(ends[0]);
  }

  // Kills a child while it opens the catalogue.
  void RunChildThatOpens(int64_t microseconds) {
    const std::string folder = folder_.File("catalogue");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const int null = ::open("/dev/null", O_WRONLY);
      ::dup2(null, STDOUT_FILENO);
      ::execl(MEEDOEN_CRASH_CHILD, MEEDOEN_CRASH_CHILD, folder.c_str(), "0", nullptr);
      std::_Exit(127);
    }
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    known_.clear();  // It may have got as far as writing.
  }

  static bool Read(int fd, CrashMessage* message) {
    return ::read(fd, message, sizeof(*message)) == static_cast<ssize_t>(sizeof(*message));
  }

  void Note(const CrashMessage& message) {
    ++acknowledged_;
    revision_ = std::max(revision_, message.revision);
    const std::string key = KeyOf(CrashId(message.thread, message.slot));
    switch (static_cast<CrashState>(message.state)) {
      case CrashState::kImported:
        imports_[message.thread] = message.revision;
        break;
      case CrashState::kEmbedded:
        known_[key].vector = std::vector<float>(kTestDimension, CrashVectorValue(message.round));
        break;
      case CrashState::kUpserted:
      case CrashState::kDeleted:
        known_[key] = {message.revision,
                       message.state == static_cast<uint8_t>(CrashState::kDeleted),
                       CrashText(message.round),
                       {}};
        break;
      case CrashState::kOpened:
        FAIL() << "opened twice";
    }
  }

  void CheckActivity(const CatalogStore& store, const std::string& key, Known& known) {
    const auto versions = store.History(key);
    ASSERT_OK(versions) << key;
    // One later write can have reached the disk without being acknowledged.
    size_t at = 0;
    while (at < versions->size() && (*versions)[at].revision != known.revision) ++at;
    ASSERT_LT(at, versions->size()) << key << " lacks acknowledged revision " << known.revision;
    EXPECT_LE(at, 1U) << key << ": more than one write was not acknowledged";
    const ActivityVersion& version = (*versions)[at];
    EXPECT_EQ(version.deleted, known.deleted) << key;
    if (!known.deleted) {
      EXPECT_EQ(version.activity.description(), known.text) << key;
    }
    const ActivityVersion& newest = versions->front();
    EXPECT_EQ(store.Get(key).ok(), !newest.deleted) << key;
    if (at > 0) known = {newest.revision, newest.deleted, newest.activity.description(), {}};
  }

  void CheckVectors(const CatalogStore& store) {
    ASSERT_OK(store.Scan("", "", true, nullptr, [&](CatalogRow row) {
      const auto known = known_.find(row.key);
      if (known != known_.end() && !known->second.vector.empty()) {
        ++vectors_checked_;
        EXPECT_EQ(row.vector, known->second.vector) << row.key;
      }
      return true;
    }));
  }

  void CheckImports(const CatalogStore& store) {
    for (uint32_t thread = 0; thread < kCrashThreads; ++thread) {
      const auto first = store.Get(KeyOf(CrashImportId(thread, 0)));
      if (imports_.count(thread) == 0 && !first.ok()) continue;
      ASSERT_OK(first);
      EXPECT_GE(first->revision(), imports_[thread]) << "an acknowledged import is gone";
      for (uint32_t row = 1; row < kCrashImportRows; ++row) {
        const auto other = store.Get(KeyOf(CrashImportId(thread, row)));
        ASSERT_OK(other);
        ASSERT_EQ(other->description(), first->description()) << "a torn import, row " << row;
        ASSERT_EQ(other->revision(), first->revision()) << "a torn import, row " << row;
      }
    }
  }

  void CheckNoHole(CatalogStore& store) {
    ASSERT_GE(store.revision(), revision_) << "an acknowledged revision is gone";
    int64_t after = std::max<int64_t>(0, store.revision() - 500);
    while (after < store.revision()) {
      const auto sets = store.ReadFrom(after, 200);
      ASSERT_OK(sets);
      for (const ChangeSet& set : *sets) ASSERT_EQ(set.revision, ++after);
    }
  }

  void Check(bool thoroughly) {
    const RealClock clock;
    auto store = CatalogStore::Open(CrashOptions(folder_.File("catalogue")), clock);
    ASSERT_OK(store);
    CheckNoHole(**store);
    for (auto& [key, known] : known_) CheckActivity(**store, key, known);
    CheckVectors(**store);
    CheckImports(**store);
    if (thoroughly) {
      EXPECT_THAT(*(*store)->Verify(), IsEmpty());
    }
    revision_ = (*store)->revision();
  }

  meedoen::testing::TempDir folder_;
  std::map<std::string, Known> known_;   // By key.
  std::map<uint32_t, int64_t> imports_;  // Thread to revision.
  int64_t revision_ = 0;
  int64_t acknowledged_ = 0;
  int64_t vectors_checked_ = 0;
};

TEST_F(StoreCrashTest, AcknowledgedWritesSurviveAKill) {
  const int64_t rounds = FromEnv("MEEDOEN_CRASH_ROUNDS", 60);
  const auto seed = static_cast<uint32_t>(FromEnv("MEEDOEN_CRASH_SEED", std::random_device()()));
  std::printf("%lld rounds, MEEDOEN_CRASH_SEED=%u\n", static_cast<long long>(rounds), seed);
  std::mt19937 random(seed);
  const absl::Time start = absl::Now();
  for (int64_t round = 0; round < rounds; ++round) {
    if (round % 10 == 9) {
      RunChildThatOpens(random() % 60'000);
    } else {
      RunChild(random() % 30'000, random());
    }
    if (!HasFailure()) Check(round % 20 == 0 || round + 1 == rounds);
    ASSERT_FALSE(HasFailure()) << "round " << round << ", MEEDOEN_CRASH_SEED=" << seed;
  }
  EXPECT_GT(acknowledged_, rounds);
  EXPECT_GT(vectors_checked_, rounds);
  std::printf("%lld acknowledged writes, %lld revisions, %.0f ms a round\n", static_cast<long long>(acknowledged_),
              static_cast<long long>(revision_),
              absl::ToDoubleMilliseconds(absl::Now() - start) / static_cast<double>(rounds));
}

}  // namespace
}  // namespace meedoen::indexer::testing
