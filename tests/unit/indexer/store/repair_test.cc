// What can be made anew is mended, is listed, and a second verify is clean; what cannot is left alone and reported.
#include "indexer/store/repair.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "indexer/store/acknowledged.h"
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
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RepairTest : public StoreFixture {
 protected:
  void SetUp() override {
    Open();
    for (const char* id : {"a", "b", "c"}) Write(UpsertOf(id, absl::StrCat("Samen wandelen met ", id)));
    for (const char* id : {"a", "b"}) Write(AttachTo(id, Hash(id)));
  }

  static std::string Hash(const std::string& id) { return HashOf(id, "Samen wandelen met " + id); }

  void Tamper(const std::function<void(Batch&)>& change) {
    Close();
    auto database = Database::Open(options_.folder + "/rocksdb", 1, false);
    ASSERT_OK(database);
    const auto batch = (*database)->NewBatch();
    change(*batch);
    ASSERT_OK((*database)->Write(*batch));
    database->reset();
    Open();
  }

  std::vector<std::string> Problems() { return *store_->Verify(); }

  // Mends, and expects that all is well then.
  std::vector<std::string> Mended() {
    EXPECT_THAT(Problems(), Not(IsEmpty()));
    const auto mended = store_->Repair();
    EXPECT_OK(mended);
    EXPECT_THAT(Problems(), IsEmpty());
    EXPECT_THAT(*store_->Repair(), IsEmpty());
    return *mended;
  }

  std::vector<std::string> PendingKeys() {
    std::vector<std::string> keys;
    const auto pending = store_->Pending(100);
    EXPECT_OK(pending);
    for (const PendingText& text : *pending) keys.push_back(text.key);
    EXPECT_EQ(store_->PendingCount(), static_cast<int64_t>(keys.size()));
    return keys;
  }

  static std::string VectorKey(const std::string& id) { return EmbeddingKey("model-a", Hash(id)); }
};

TEST_F(RepairTest, NothingIsDoneToAWholeCatalogue) {
  EXPECT_THAT(Problems(), IsEmpty());
  EXPECT_THAT(*store_->Repair(), IsEmpty());
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c")));
}

TEST_F(RepairTest, VectorsThatCannotBeRightAreEmbeddedAnew) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Tamper([&](Batch& batch) {
    ASSERT_OK(batch.Put(Column::kEmbeddings, VectorKey("a"), "12345"));
    ASSERT_OK(batch.Put(Column::kEmbeddings, VectorKey("b"), VectorBytes({0.5F, nan, 0.5F, 0.5F})));
    ASSERT_OK(batch.Put(Column::kEmbeddings, "no key at all", VectorBytes({1.0F})));
  });
  EXPECT_THAT(Problems(), Each(HasSubstr("--repair mends it")));
  EXPECT_THAT(Mended(), AllOf(SizeIs(3), Each(HasSubstr("embedded anew"))));
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c"), KeyOf("a"), KeyOf("b")));
  Write(AttachTo("a", Hash("a")));
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c"), KeyOf("b")));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(RepairTest, AMissingVectorIsQueued) {
  Tamper([](Batch& batch) { ASSERT_OK(batch.Delete(Column::kEmbeddings, VectorKey("a"))); });
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("activities record GM0150/a"), HasSubstr("--repair"))));
  EXPECT_THAT(Mended(), ElementsAre(HasSubstr("GM0150/a has no vector")));
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c"), KeyOf("a")));
}

TEST_F(RepairTest, TheListOfTextsIsPutRight) {
  const PendingPosition where = {Urgency::kInteractive, 3};
  Tamper([&](Batch& batch) {  // c loses one half of its entry, a waits though it is embedded, x is nobody.
    ASSERT_OK(batch.Delete(Column::kPending, PendingTextKey(Hash("c"), KeyOf("c"))));
    ASSERT_OK(batch.Put(Column::kPending, PendingQueueKey(where, KeyOf("x")), Hash("x")));
    ASSERT_OK(batch.Put(Column::kPending, PendingTextKey(Hash("x"), KeyOf("x")), PendingPositionBytes(where)));
    ASSERT_OK(batch.Put(Column::kPending, "nonsense", "nonsense"));
  });
  EXPECT_THAT(Mended(), Each(HasSubstr("list of texts to embed was put right")));
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c")));
}

TEST_F(RepairTest, WhatStandsRightInTheListKeepsItsPlace) {
  Write(UpsertOf("z", "interactive"));
  const auto before = PendingKeys();
  Tamper([](Batch& batch) { ASSERT_OK(batch.Delete(Column::kEmbeddings, VectorKey("a"))); });
  Mended();
  auto after = PendingKeys();
  EXPECT_EQ(after.back(), KeyOf("a")) << "a mended text comes after those of people who wait";
  after.pop_back();
  EXPECT_EQ(after, before);
}

TEST_F(RepairTest, RememberedRequestsThatCannotBeReadAreDropped) {
  ASSERT_OK(store_->Commit(WithRequest(TransactionOf(UpsertOf("d", "een")), "id", "hash")));
  Tamper([](Batch& batch) { ASSERT_OK(batch.Put(Column::kRequests, RequestKey("local", "id"), "\xff\xff")); });
  EXPECT_THAT(Mended(), ElementsAre(AllOf(HasSubstr("requests record"), HasSubstr("done once more"))));
  EXPECT_OK(store_->Commit(WithRequest(TransactionOf(UpsertOf("d", "een")), "id", "hash")));
}

TEST_F(RepairTest, AnotherTextThanTheStoredOneIsTakenAsItIs) {
  Tamper([](Batch& batch) {
    auto stored = **GetStored(batch, KeyOf("a"));
    stored.mutable_activity()->set_title("Een andere titel");
    ASSERT_OK(batch.Put(Column::kActivities, KeyOf("a"), stored.SerializeAsString()));
  });
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("GM0150/a has another text"), HasSubstr("look whether"))));
  EXPECT_THAT(Mended(), ElementsAre(AllOf(HasSubstr("GM0150/a has another text"), HasSubstr("look whether"))));
  EXPECT_THAT(PendingKeys(), ElementsAre(KeyOf("c"), KeyOf("a")));
  EXPECT_EQ(store_->Pending(100)->back().text.rfind("Een andere titel", 0), 0U);
}

TEST_F(RepairTest, ADamagedChangeMakesTheLogBeginAfterIt) {
  Tamper([](Batch& batch) { ASSERT_OK(batch.Put(Column::kChanges, NumberBytes(3), "\xff\xff")); });
  auto watcher = store_->Watch(2);
  ASSERT_OK(watcher);
  EXPECT_THAT((*watcher)->Next(clock_.Now()), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("changes")));
  EXPECT_THAT(Mended(), ElementsAre(AllOf(HasSubstr("changes record"), HasSubstr("rebuild"))));
  EXPECT_THAT(store_->Watch(2), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
  EXPECT_EQ(store_->ReadFrom(3, 100)->size(), 2U);
  watcher->reset();
  Open();
  EXPECT_THAT(store_->Watch(2), FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(RepairTest, MissingChangesMakeTheLogBeginAfterThem) {
  Tamper([](Batch& batch) { ASSERT_OK(batch.Delete(Column::kChanges, NumberBytes(2))); });
  Mended();
  EXPECT_EQ(store_->trimmed(), 3);
  Tamper([](Batch& batch) { ASSERT_OK(batch.Delete(Column::kChanges, NumberBytes(5))); });
  Mended();
  EXPECT_EQ(store_->trimmed(), 6) << "the last one is missing";
  EXPECT_EQ(Write(UpsertOf("new", "x")).revision, 6);
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(RepairTest, WhatOnlyABackupHasIsReportedAndLeftAlone) {
  Write(UpsertOf("b", "later"));
  Tamper([](Batch& batch) {
    ASSERT_OK(batch.Put(Column::kActivities, KeyOf("a"), "\xff\xff"));
    ASSERT_OK(batch.Put(Column::kHistory, HistoryKey(KeyOf("b"), 2), "\xff\xff"));
    ASSERT_OK(batch.Delete(Column::kEmbeddings, VectorKey("b")));
  });
  const auto problems = Problems();
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("activities record GM0150/a"), HasSubstr("meedoen-indexer restore"))));
  EXPECT_THAT(problems, Contains(AllOf(HasSubstr("history record GM0150/b"), HasSubstr("meedoen-indexer restore"))));
  EXPECT_THAT(*store_->Repair(), IsEmpty());
  EXPECT_EQ(Problems(), problems);
}

TEST_F(RepairTest, MendsBesideWhatItCannotMend) {
  Tamper([](Batch& batch) {
    ASSERT_OK(batch.Put(Column::kActivities, KeyOf("a"), "\xff\xff"));
    ASSERT_OK(batch.Put(Column::kEmbeddings, VectorKey("b"), "1"));
  });
  EXPECT_THAT(*store_->Repair(), ElementsAre(HasSubstr("wrong length")));
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("activities record GM0150/a")));
}

TEST_F(RepairTest, ManyRecordsAreMendedAndCounted) {
  Tamper([](Batch& batch) {
    for (size_t i = 0; i < kMaxReportedProblems + 500; ++i) {
      ASSERT_OK(batch.Put(Column::kEmbeddings, EmbeddingKey("model-a", HashOf(absl::StrCat(i), "x")), "1"));
    }
  });
  EXPECT_THAT(Problems(), SizeIs(kMaxReportedProblems));
  const auto mended = Mended();
  EXPECT_THAT(mended, SizeIs(kMaxRepairLines + 1));
  EXPECT_EQ(mended.back(), "and 9500 more records were mended");
}

TEST_F(RepairTest, TheAcknowledgedRevisionIsComparedToo) {
  Close();
  const auto mark = Acknowledged::Open(options_.folder + "/acknowledged", false);
  ASSERT_OK(mark);
  Open();
  ASSERT_OK((*mark)->Set(99));  // Behind the back of the store that is open.
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("/acknowledged says that revision 99"), HasSubstr("restore"))));
}

TEST_F(RepairTest, ADamagedSlotOfTheMarkIsNamedAndMendedByTheNextWrite) {
  store_.reset();
  FlipByte(options_.folder + "/acknowledged", 512 + 9);
  Open();
  EXPECT_THAT(Problems(),
              ElementsAre(AllOf(HasSubstr("/acknowledged: one of its two slots"), HasSubstr("next write"))));
  Write(UpsertOf("nieuw", "een"));
  Write(UpsertOf("nieuw", "twee"));
  EXPECT_THAT(Problems(), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer::testing
