// A damaged table file is found and named; records that disagree with each other are found too.
#include <filesystem>
#include <random>

#include "absl/strings/str_cat.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "indexer/store/stored.h"
#include "tests/unit/indexer/store/damage.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kActivities = 400;

class VerifyTest : public StoreFixture {
 protected:
  VerifyTest() : database_(folder_.File("catalogue/rocksdb")) {}

  void SetUp() override {
    Open();
    std::mt19937 random(1);
    for (int i = 0; i < kActivities; ++i) {
      std::string text;  // That does not compress away.
      for (int j = 0; j < 200; ++j) text += static_cast<char>('a' + random() % 26);
      Write(UpsertOf(absl::StrCat("a", i), text));
      if (i % 2 == 0) Write(AttachTo(absl::StrCat("a", i), HashOf(absl::StrCat("a", i), text)));
      if (i % 5 == 0) Write(UpsertOf(absl::StrCat("a", i), text + " later"));
    }
    // Writes everything out to table files; compactions that follow may replace them.
    for (std::vector<std::string> tables; tables.empty() || tables != FilesWith(database_, ".sst");) {
      tables = FilesWith(database_, ".sst");
      ASSERT_THAT(*store_->Verify(), IsEmpty());
      absl::SleepFor(absl::Milliseconds(100));
    }
  }

  std::vector<std::string> Problems() {
    const auto problems = store_->Verify();
    EXPECT_OK(problems);
    return problems.ok() ? *problems : std::vector<std::string>();
  }

  // Changes records behind the store's back, so that only what they say is wrong.
  void Tamper(const std::function<void(Batch&)>& change) {
    Close();
    auto database = Database::Open(database_, 1, false);
    ASSERT_OK(database);
    const auto batch = (*database)->NewBatch();
    change(*batch);
    ASSERT_OK((*database)->Write(*batch));
    database->reset();
    Open();
  }

  const std::string database_;
};

TEST_F(VerifyTest, FindsAFlippedByteInEveryTableFile) {
  const auto tables = FilesWith(database_, ".sst");
  ASSERT_GE(tables.size(), 6U);  // A file for each column family with records.
  for (const std::string& table : tables) {
    FlipByte(table, 100);  // While it is open: what is cached must not hide it.
    EXPECT_THAT(Problems(), Contains(AllOf(HasSubstr(std::filesystem::path(table).filename().string()),
                                           HasSubstr("estore the catalogue"))));
    FlipByte(table, 100);
    EXPECT_THAT(Problems(), IsEmpty());
  }
}

TEST_F(VerifyTest, NamesTheRecordsThatAreGone) {
  std::string biggest;
  for (const std::string& table : FilesWith(database_, ".sst")) {
    if (ReadAllOf(table).find("GM0150/a1") == std::string::npos) continue;
    if (biggest.empty() || ReadAllOf(table).size() > ReadAllOf(biggest).size()) biggest = table;
  }
  ASSERT_FALSE(biggest.empty());
  FlipByte(biggest, ReadAllOf(biggest).size() / 2);
  EXPECT_THAT(Problems(),
              Contains(AllOf(HasSubstr("(activities)"), HasSubstr("unreadable are the records after GM0150/a"),
                             HasSubstr("and before GM0150/a"))));
  Open();  // Nothing cached now: a reader is told too, and not given less than there is.
  EXPECT_THAT(store_->Scan("", "", false, nullptr, [](CatalogRow) { return true; }),
              FailsWith(absl::StatusCode::kDataLoss, HasSubstr("activities")));
}

TEST_F(VerifyTest, FlippedBytesAnywhereInATableAreFound) {
  for (const std::string& table : FilesWith(database_, ".sst")) {
    const size_t size = ReadAllOf(table).size();
    std::mt19937 random(7);
    int missed = 0;
    for (int i = 0; i < 12; ++i) {
      const size_t offset = random() % size;
      FlipByte(table, offset);
      const auto problems = store_->Verify();
      if (problems.ok() && problems->empty()) ++missed;
      FlipByte(table, offset);
    }
    EXPECT_EQ(missed, 0) << table << " of " << size << " bytes";
  }
}

TEST_F(VerifyTest, FindsRecordsThatDoNotAgree) {
  Tamper([](Batch& batch) {
    auto stored = **GetStored(batch, KeyOf("a1"));
    stored.mutable_activity()->set_etag("wrong");
    ASSERT_OK(batch.Put(Column::kActivities, KeyOf("a1"), stored.SerializeAsString()));
    ASSERT_OK(batch.Put(Column::kActivities, KeyOf("a2"), "\xff\xff"));
    ASSERT_OK(batch.Delete(Column::kChanges, NumberBytes(9)));
    ASSERT_OK(batch.Put(Column::kEmbeddings, EmbeddingKey("model-a", std::string(32, 'h')), "12345"));
    const auto a3 = **GetStored(batch, KeyOf("a3"));
    ASSERT_OK(batch.Delete(Column::kPending, PendingTextKey(a3.text_hash(), KeyOf("a3"))));
    ASSERT_OK(batch.Put(Column::kHistory, HistoryKey(KeyOf("a0"), 8), a3.SerializeAsString()));
    ASSERT_OK(batch.Put(Column::kPlaces, "7415", ToRecord(Place{"7416"}).SerializeAsString()));
    ASSERT_OK(batch.Put(Column::kRequests, RequestKey("local", "id"), "\xff\xff"));
  });
  const auto problems = Problems();
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("activities record GM0150/a1 "), HasSubstr("etag"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("activities record GM0150/a2 "), HasSubstr("parsed"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("changes record"), HasSubstr("where revision 9 should"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("embeddings record"), HasSubstr("wrong length"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("activities record GM0150/a3 "), HasSubstr("does not wait"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("pending record"), HasSubstr("lacks its entry by text"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("history record GM0150/a0"), HasSubstr("another revision"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("places record 7415"), HasSubstr("another code"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("requests record"), HasSubstr("parsed"))));
  EXPECT_THAT(store_->Get(KeyOf("a2")), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("GM0150/a2")));
  EXPECT_OK(store_->Get(KeyOf("a1")));
}

TEST_F(VerifyTest, DamageOfTheManifestIsFound) {
  std::string manifest;
  for (const auto& entry : std::filesystem::directory_iterator(database_)) {
    if (entry.path().filename().string().rfind("MANIFEST", 0) == 0) manifest = entry.path().string();
  }
  FlipByte(manifest, ReadAllOf(manifest).size() / 2);
  EXPECT_THAT(Problems(), Contains(HasSubstr("MANIFEST")));
  EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("MANIFEST")));
}

// What cannot be opened says which file it is and that a backup is the way out; nothing is touched.
TEST_F(VerifyTest, DamageThatKeepsItFromOpeningIsNamedWithTheWayOut) {
  Close();
  std::vector<std::string> files = FilesWith(database_, ".sst");
  for (const auto& entry : std::filesystem::directory_iterator(database_)) {
    const std::string name = entry.path().filename().string();
    if (name == "CURRENT" || name.rfind("MANIFEST", 0) == 0) files.push_back(entry.path().string());
  }
  ASSERT_GE(files.size(), 8U);
  for (const std::string& file : files) {
    const std::string whole = ReadAllOf(file), name = std::filesystem::path(file).stem().string();
    for (const char* damage : {"end flipped", "halved", "emptied", "gone"}) {
      const std::string how = damage;
      SCOPED_TRACE(absl::StrCat(file, " ", how));
      if (how == "end flipped") FlipByte(file, whole.size() - (name == "CURRENT" ? 5 : 3));
      if (how == "halved") CutTo(file, whole.size() / 2);
      if (how == "emptied") CutTo(file, 0);
      if (how == "gone") std::filesystem::remove(file);
      for (const bool accept_lost_writes : {false, true}) {
        options_.accept_lost_writes = accept_lost_writes;
        const bool prefix = how == "halved" && name.rfind("MANIFEST", 0) == 0;  // The next test.
        if (prefix && accept_lost_writes) continue;
        EXPECT_THAT(TryOpen(), FailsWith(absl::StatusCode::kDataLoss,
                                         AllOf(HasSubstr(name.substr(0, 8)), HasSubstr("meedoen-indexer restore"))));
      }
      options_.accept_lost_writes = false;
      WriteAllTo(file, whole);
    }
  }
  Open();
  EXPECT_THAT(Problems(), IsEmpty());
}

// RocksDB takes a MANIFEST that ends early for a whole one and removes every table that it does not name.
TEST_F(VerifyTest, AcceptingLossKeepsWhatWasThere) {
  Close();
  std::string manifest;
  for (const auto& entry : std::filesystem::directory_iterator(database_)) {
    if (entry.path().filename().string().rfind("MANIFEST", 0) == 0) manifest = entry.path().string();
  }
  const std::string whole = ReadAllOf(manifest);
  CutTo(manifest, whole.size() / 2);
  options_.accept_lost_writes = true;
  Open();
  int64_t activities = 0;
  ASSERT_OK(store_->Scan("", "", false, nullptr, [&](const CatalogRow&) { return ++activities > 0; }));
  EXPECT_LT(activities, kActivities);
  Close();
  const std::string aside = database_ + ".damaged-1";
  ASSERT_TRUE(std::filesystem::exists(aside));
  WriteAllTo(aside + "/" + std::filesystem::path(manifest).filename().string(), whole);
  std::filesystem::remove_all(database_);
  std::filesystem::rename(aside, database_);
  options_.accept_lost_writes = false;
  Open();
  activities = 0;
  ASSERT_OK(store_->Scan("", "", false, nullptr, [&](const CatalogRow&) { return ++activities > 0; }));
  EXPECT_EQ(activities, kActivities);
  EXPECT_THAT(Problems(), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer::testing
