// Backups are whole, share what they have in common, and come back as the catalogue was.
#include "indexer/store/backup.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "indexer/store/folder_lock.h"
#include "indexer/store/restore.h"
#include "tests/unit/indexer/store/damage.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

namespace fs = std::filesystem;
using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Everything an observer sees of a catalogue.
std::string Everything(const CatalogStore& store) {
  std::string all;
  const absl::Status status = store.Scan("", "", true, nullptr, [&all](const CatalogRow& row) {
    absl::StrAppend(&all, row.key, row.activity.SerializeAsString(), row.text_hash, row.vector.size(), "\n");
    return true;
  });
  EXPECT_OK(status);
  return absl::StrCat(all, store.PendingCount(), " pending");
}

class BackupTest : public StoreFixture {
 protected:
  BackupTest() : backups_(folder_.File("backups")) {}

  BackupInfo Back(uint32_t keep = 0) {
    const auto made = store_->Backup(backups_, keep);
    EXPECT_OK(made);
    return made.ok() ? *made : BackupInfo();
  }

  absl::StatusOr<RestoreReport> Restore(const std::string& to, uint32_t backup = 0, bool replace = false) {
    return RestoreBackup({backups_, backup, to, replace}, absl::FromUnixSeconds(1'760'000'000));
  }

  // The catalogue of a backup, opened in a folder of its own.
  std::unique_ptr<CatalogStore> Opened(uint32_t backup) {
    StoreOptions options = options_;
    options.folder = folder_.File(absl::StrCat("restored-", backup, "-", ++restores_));
    EXPECT_OK(Restore(options.folder, backup));
    auto store = CatalogStore::Open(options, clock_);
    EXPECT_OK(store);
    return store.ok() ? *std::move(store) : nullptr;
  }

  std::string FileOfNewest(const std::string& ending) {
    return FilesWith(backups_ + "/shared_checksum", ending).back();
  }

  const std::string backups_;
  int restores_ = 0;
};

TEST_F(BackupTest, ComesBackAsItWas) {
  Write(UpsertOf("a", "een"), UpsertOf("b", "twee"));
  Write(AttachTo("a", HashOf("a", "een")));
  Write(UpsertOf("a", "anders"));
  Write(DeleteOf("b"));
  const std::string before = Everything(*store_);
  const BackupInfo made = Back();
  EXPECT_EQ(made.id, 1U);
  EXPECT_EQ(made.revision, 4);
  EXPECT_GT(made.files, 3U);
  EXPECT_EQ(made.copied_bytes, made.bytes);
  Write(UpsertOf("c", "later"));

  const auto restored = Opened(0);
  EXPECT_EQ(Everything(*restored), before);
  EXPECT_EQ(restored->History(KeyOf("a"))->size(), 2U);
  EXPECT_THAT(*restored->Verify(), IsEmpty());
}

TEST_F(BackupTest, TheSecondCopiesOnlyWhatIsNew) {
  Transaction transaction;
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (int j = 0; j < 300; ++j) text += static_cast<char>('a' + random() % 26);
    transaction.mutations.push_back(UpsertOf(absl::StrCat("a", i), text));
  }
  ASSERT_OK(store_->Commit(std::move(transaction)));
  const BackupInfo first = Back();
  Write(UpsertOf("a7", "changed"));
  const BackupInfo second = Back();
  EXPECT_GT(first.copied_bytes, 400'000U);
  EXPECT_LT(second.copied_bytes, first.copied_bytes / 10);
  EXPECT_GT(second.bytes, first.bytes);
  const BackupInfo third = Back();
  EXPECT_EQ(third.revision, second.revision);
  EXPECT_LT(third.copied_bytes, 60'000U) << "nothing was written in between";
  const auto list = ListBackups(backups_);
  ASSERT_OK(list);
  ASSERT_EQ(list->size(), 3U);
  EXPECT_EQ((*list)[0].revision, 1);
  EXPECT_EQ((*list)[1].revision, 2);
  EXPECT_EQ((*list)[1].bytes, second.bytes);
  EXPECT_EQ((*list)[1].files, second.files);
  EXPECT_EQ(Opened(1)->Get(KeyOf("a7"))->description().size(), 300U);
  EXPECT_EQ(Opened(2)->Get(KeyOf("a7"))->description(), "changed");
}

TEST_F(BackupTest, KeepsAsManyAsAskedFor) {
  for (int i = 0; i < 4; ++i) {
    Write(UpsertOf("a", absl::StrCat(i)));
    Back();
  }
  Write(UpsertOf("a", "last"));
  EXPECT_THAT(Back(/*keep=*/2).removed, ElementsAre(1, 2, 3));
  const auto list = ListBackups(backups_);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ((*list)[0].id, 4U);
  EXPECT_THAT(VerifyBackups(backups_)->problems, IsEmpty());
  EXPECT_EQ(Opened(4)->Get(KeyOf("a"))->description(), "3");
  EXPECT_THAT(Restore(folder_.File("x"), 1),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("backup 1 is not there")));
}

TEST_F(BackupTest, IsConsistentWhileWritersRun) {
  constexpr int kWriters = 4;
  constexpr int kBackups = 20;
  std::atomic<bool> stop{false};
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {  // Each transaction sets all of one writer's activities to one number.
      for (int i = 0; !stop; ++i) {
        Transaction transaction = TransactionOf(UpsertOf(absl::StrCat("w", w, "-0"), absl::StrCat(i)),
                                                UpsertOf(absl::StrCat("w", w, "-1"), absl::StrCat(i)),
                                                UpsertOf(absl::StrCat("w", w, "-2"), absl::StrCat(i)));
        EXPECT_OK(store_->Commit(std::move(transaction)));
      }
    });
  }
  std::vector<std::pair<int64_t, BackupInfo>> made;  // With the revision acknowledged before.
  for (int i = 0; i < kBackups; ++i) {
    const int64_t before = store_->revision();
    made.emplace_back(before, Back());
    EXPECT_LE(made.back().second.revision, store_->revision());
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  for (const auto& [before, backup] : made) {
    EXPECT_GE(backup.revision, before) << "what was acknowledged before it is in it";
    const auto restored = Opened(backup.id);
    EXPECT_EQ(restored->revision(), backup.revision + kRestoreJump);
    EXPECT_THAT(*restored->Verify(), IsEmpty());
    std::map<std::string, std::string> texts;
    int64_t newest = 0;
    EXPECT_OK(restored->Scan("", "", false, nullptr, [&](const CatalogRow& row) {
      texts[row.key] = row.activity.description();
      newest = std::max(newest, row.activity.revision());
      return true;
    }));
    EXPECT_EQ(newest, backup.revision);
    for (int w = 0; w < kWriters; ++w) {
      const std::string key = KeyOf(absl::StrCat("w", w, "-"));
      EXPECT_EQ(texts[key + "0"], texts[key + "1"]);
      EXPECT_EQ(texts[key + "0"], texts[key + "2"]);
    }
    fs::remove(backups_ + "/restored");  // So that each begins from its own revision.
  }
  EXPECT_THAT(VerifyBackups(backups_)->problems, IsEmpty());
  RecordProperty("revisions", static_cast<int>(store_->revision()));
}

TEST_F(BackupTest, RevisionsAreNeverGivenOutTwice) {
  Write(UpsertOf("a", "een"));
  Back();
  const std::string etag = store_->Get(KeyOf("a"))->etag();
  const int64_t later = Write(UpsertOf("a", "seen by matchers, then lost")).revision;
  Close();
  const auto first = Restore(options_.folder, 0, /*replace=*/true);
  ASSERT_OK(first);
  EXPECT_EQ(first->backup_revision, 1);
  EXPECT_EQ(first->revision, later + kRestoreJump);
  Open();
  EXPECT_EQ(store_->revision(), first->revision);
  EXPECT_EQ(store_->Get(KeyOf("a"))->etag(), etag);
  for (const int64_t seen : {int64_t{0}, int64_t{1}, later}) {
    EXPECT_THAT(store_->Watch(seen), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
  }
  EXPECT_OK(store_->Watch(first->revision));
  const int64_t next = Write(UpsertOf("a", "after")).revision;
  EXPECT_EQ(next, first->revision + 1);
  EXPECT_THAT(*store_->Verify(), IsEmpty());
  Close();
  // The same backup once more, with all that the first one wrote lost together with its folder.
  fs::remove_all(options_.folder);
  fs::remove_all(first->replaced_folder);
  const auto second = Restore(options_.folder);
  ASSERT_OK(second);
  EXPECT_GT(second->revision, next);
  Open();
  EXPECT_THAT(store_->Watch(next), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
}

TEST_F(BackupTest, AReplacedCatalogueIsMovedAsideAndWhole) {
  Write(UpsertOf("a", "een"));
  Back();
  Write(UpsertOf("b", "only in the replaced one"));
  const std::string before = Everything(*store_);
  EXPECT_THAT(Restore(options_.folder, 0, true), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("in use")));
  Close();
  EXPECT_THAT(Restore(options_.folder), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("--replace")));
  const auto report = Restore(options_.folder, 0, true);
  ASSERT_OK(report);
  EXPECT_EQ(report->replaced_folder, options_.folder + ".replaced-20251009T085320Z");
  Open();
  EXPECT_THAT(store_->Get(KeyOf("b")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("b")));
  Close();
  const auto again = Restore(options_.folder, 0, true);
  ASSERT_OK(again);
  EXPECT_EQ(again->replaced_folder, options_.folder + ".replaced-20251009T085320Z-2");
  options_.folder = report->replaced_folder;
  Open();
  EXPECT_EQ(Everything(*store_), before);
  EXPECT_FALSE(fs::exists(folder_.File("catalogue.restoring")));
}

TEST_F(BackupTest, ARestoredCatalogueBacksUpIntoTheSameFolder) {
  Write(UpsertOf("a", "een"));
  Back();
  Close();
  ASSERT_OK(Restore(options_.folder, 0, true));
  Open();
  Write(UpsertOf("a", "twee"));
  EXPECT_EQ(Back().id, 2U);
  EXPECT_EQ(Opened(2)->Get(KeyOf("a"))->description(), "twee");
}

TEST_F(BackupTest, ADamagedOneIsNamedAndRefusedAndNothingChanges) {
  Write(UpsertOf("a", "een"));
  Back();
  Write(UpsertOf("a", "twee"));
  Back();
  Close();
  const std::string mine = backups_ + "/private/2/";
  std::vector<std::string> files = {FileOfNewest(".sst")};
  for (const auto& entry : fs::directory_iterator(mine)) files.push_back(entry.path().string());
  ASSERT_GE(files.size(), 4U);  // A table; MANIFEST, CURRENT, OPTIONS.
  for (const std::string& file : files) {
    const std::string whole = ReadAllOf(file), name = fs::path(file).filename().string();
    for (const char* damage : {"flip", "cut", "gone"}) {
      SCOPED_TRACE(absl::StrCat(name, " ", damage));
      if (std::string(damage) == "flip") FlipByte(file, whole.size() / 2);
      if (std::string(damage) == "cut") CutTo(file, whole.size() - 1);
      if (std::string(damage) == "gone") fs::remove(file);
      const auto check = VerifyBackups(backups_);
      ASSERT_OK(check);
      EXPECT_EQ(check->backups, 2U);
      EXPECT_THAT(check->problems, ElementsAre(AllOf(HasSubstr("backup 2 is damaged"), HasSubstr(name))));
      EXPECT_THAT(Restore(options_.folder, 0, true),
                  FailsWith(absl::StatusCode::kDataLoss, AllOf(HasSubstr("nothing was changed"), HasSubstr(name))));
      EXPECT_FALSE(fs::exists(folder_.File("catalogue.restoring")));
      WriteAllTo(file, whole);
    }
  }
  EXPECT_THAT(VerifyBackups(backups_)->problems, IsEmpty());
  Open();
  EXPECT_EQ(store_->Get(KeyOf("a"))->description(), "twee");
}

TEST_F(BackupTest, ADamagedOneDoesNotKeepAnEarlierOneFromComingBack) {
  Write(UpsertOf("a", "een"));
  Back();
  Write(UpsertOf("a", "twee"));
  Back();
  FlipByte(FileOfNewest(".sst"), 50);
  EXPECT_EQ(Opened(1)->Get(KeyOf("a"))->description(), "een");
  Write(UpsertOf("a", "drie"));
  EXPECT_EQ(Back().id, 3U);
}

// Tidying up would take the files of the damaged one, of which something might still be saved.
TEST_F(BackupTest, NothingIsWrittenBesideADamagedOne) {
  Write(UpsertOf("a", "een"));
  Back();
  fs::remove(FileOfNewest(".sst"));
  const auto files = [this] { return std::distance(fs::recursive_directory_iterator(backups_), {}); };
  const auto before = files();
  Write(UpsertOf("b", "twee"));
  EXPECT_THAT(store_->Backup(backups_, 0), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("another folder")));
  EXPECT_EQ(files(), before);
  size_t damaged = 0;
  EXPECT_THAT(*ListBackups(backups_, &damaged), IsEmpty());
  EXPECT_EQ(damaged, 1U);
}

TEST_F(BackupTest, AFolderMayBeNamedFromHere) {
  Write(UpsertOf("a", "een"));
  const BackupInfo made = Back();
  const std::string here = fs::relative(backups_).string();
  EXPECT_THAT(VerifyBackups(here)->problems, IsEmpty());
  EXPECT_EQ(ListBackups(here)->front().revision, made.revision);
  EXPECT_OK(RestoreBackup({here, 0, folder_.File("back"), false}, absl::FromUnixSeconds(1'760'000'000)));
}

TEST_F(BackupTest, TwoAtOnceAreNotTakenByOneFolder) {
  Write(UpsertOf("a", "een"));
  Back();
  const auto other = FolderLock::Take(backups_);  // As another backup holds it.
  ASSERT_OK(other);
  EXPECT_THAT(store_->Backup(backups_, 0), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("in use")));
  EXPECT_THAT(Restore(folder_.File("x")), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("in use")));
  EXPECT_FALSE(fs::exists(folder_.File("x")));
}

TEST_F(BackupTest, AnswersOneOfManyThatComeAtOnce) {
  Write(UpsertOf("a", "een"));
  std::vector<std::thread> threads;
  std::atomic<int> made{0}, refused{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto backup = store_->Backup(backups_, 0);
      if (backup.ok()) ++made;
      if (absl::IsFailedPrecondition(backup.status())) ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made + refused, 8);
  EXPECT_GE(made, 1);
  EXPECT_EQ(static_cast<int>(ListBackups(backups_)->size()), made);
  EXPECT_THAT(VerifyBackups(backups_)->problems, IsEmpty());
}

TEST_F(BackupTest, RefusesFoldersThatAreNotForIt) {
  const auto refusal = [](const char* words) {
    return FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr(words));
  };
  fs::create_directories(folder_.File("photos"));
  WriteAllTo(folder_.File("photos/cat.jpg"), "x");
  EXPECT_THAT(store_->Backup(folder_.File("photos"), 0), refusal("holds something else (cat.jpg)"));
  EXPECT_THAT(store_->Backup(options_.folder, 0), refusal("within the catalogue"));
  EXPECT_THAT(store_->Backup(options_.folder + "/rocksdb/backups", 0), refusal("within the catalogue"));
  EXPECT_THAT(ListBackups(folder_.File("photos")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("no folder of")));
  EXPECT_THAT(ListBackups(folder_.File("none")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("no folder of")));
  EXPECT_FALSE(fs::exists(folder_.File("none")));
  Back();
  options_.folder = folder_.File("another");
  Open();
  EXPECT_THAT(store_->Backup(backups_, 0), refusal("backups of another catalogue"));
}

TEST_F(BackupTest, AnEmptyCatalogueIsABackupToo) {
  EXPECT_EQ(Back().revision, 0);
  const auto restored = Opened(0);
  EXPECT_EQ(restored->revision(), kRestoreJump);
  EXPECT_THAT(*restored->Verify(), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer::testing
