// The program is killed while it makes backups: those that were made stay whole, and the next one works.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "indexer/store/backup.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/restore.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/process.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::IsEmpty;

constexpr int kUsualRounds = 40;
constexpr int kKeep = 4;

int Rounds() {
  const char* asked = std::getenv("MEEDOEN_BACKUP_CRASH_ROUNDS");
  return asked != nullptr ? std::atoi(asked) : kUsualRounds;
}

class BackupCrashTest : public ::testing::Test {
 protected:
  // Lets the child work for some time and kills it; notes what it said was done.
  void RunAndKill(absl::Duration time, uint32_t seed) {
    meedoen::testing::Process child(
        {MEEDOEN_BACKUP_CHILD, catalogue_, backups_, std::to_string(kKeep), std::to_string(seed % 1'000'000)});
    child.WaitForLine("ready");
    absl::SleepFor(time);
    const meedoen::testing::Finished finished = child.Kill();
    ASSERT_EQ(finished.err.find("failed"), std::string::npos) << finished.err;
    size_t at = 0;
    unsigned id = 0;
    long long revision = 0;
    while ((at = finished.err.find("backup ", at)) != std::string::npos) {
      if (std::sscanf(finished.err.c_str() + at, "backup %u revision %lld\n", &id, &revision) == 2)
        told_[id] = revision;
      ++at;
    }
  }

  void CheckAll() {
    if (!std::filesystem::exists(backups_ + "/meta")) return;
    const auto check = VerifyBackups(backups_);
    ASSERT_OK(check);
    EXPECT_THAT(check->problems, IsEmpty());
    const auto list = ListBackups(backups_);
    ASSERT_OK(list);
    ASSERT_FALSE(list->empty() && !told_.empty());
    std::set<uint32_t> there;
    for (const BackupInfo& info : *list) {
      there.insert(info.id);
      const bool same = told_.count(info.id) == 0 || told_[info.id] == info.revision;
      EXPECT_TRUE(same) << info.id;
    }
    // The newest are there: of all that were told, and of those that were made and not told before the end.
    std::set<uint32_t> made = there;
    for (const auto& [id, revision] : told_) made.insert(id);
    int looked = 0;
    for (auto it = made.rbegin(); it != made.rend() && looked < kKeep; ++it, ++looked) {
      EXPECT_EQ(there.count(*it), 1U) << "backup " << *it << " was told and is gone";
    }
  }

  // A backup comes back whole: all of one transaction, and nothing to find for verify.
  void CheckRestore(uint32_t id) {
    const meedoen::testing::TempDir folder;
    const auto report = RestoreBackup({backups_, id, folder.File("catalogue"), false}, absl::Now());
    ASSERT_OK(report);
    const auto store = Open(folder.File("catalogue"));
    ASSERT_OK(store);
    EXPECT_THAT(*(*store)->Verify(), IsEmpty());
    std::set<std::string> stamps;
    ASSERT_OK((*store)->Scan("", "", false, nullptr, [&](const CatalogRow& row) {
      stamps.insert(row.activity.description().substr(0, row.activity.description().find(' ')));
      return true;
    }));
    EXPECT_EQ(stamps.size(), 1U);
  }

  absl::StatusOr<std::unique_ptr<CatalogStore>> Open(const std::string& folder) {
    StoreOptions options;
    options.folder = folder;
    options.model_id = "model-a";
    options.dimension = kTestDimension;
    return CatalogStore::Open(options, clock_);
  }

  meedoen::testing::TempDir folder_;
  const std::string catalogue_ = folder_.File("catalogue"), backups_ = folder_.File("backups");
  RealClock clock_;
  std::map<uint32_t, int64_t> told_;
};

TEST_F(BackupCrashTest, BackupsThatWereMadeStayWhole) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  const int rounds = Rounds();
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    RunAndKill(absl::Milliseconds(random() % 500), random());
    CheckAll();
    if (!told_.empty()) CheckRestore(told_.rbegin()->first);
  }
  EXPECT_GT(told_.size(), static_cast<size_t>(rounds) / 8);
  const auto store = Open(catalogue_);
  ASSERT_OK(store);
  const auto last = (*store)->Backup(backups_, kKeep);
  ASSERT_OK(last);
  EXPECT_EQ(last->revision, (*store)->revision());
  CheckRestore(last->id);
  std::printf("%d kills, %zu backups told, the last is %u\n", rounds, told_.size(), last->id);
}

}  // namespace
}  // namespace meedoen::indexer::testing
