// Every record of a small catalogue is damaged in turn: verify must name it, but for values that became other possible
// ones. docs/formats/store.md says which those are.
#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "indexer/store/keys.h"
#include "indexer/store/open_store.h"
#include "indexer/store/stored.h"
#include "indexer/store/verify.h"
#include "tests/unit/indexer/store/damage.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;

struct Record {
  Column column = Column::kActivities;
  std::string key, value;
  std::string Shown() const { return absl::StrCat(ColumnName(column), " record ", absl::CEscape(key)); }
};

std::string Damaged(const std::string& value, const std::string& how) {
  if (how == "emptied") return "";
  if (how == "halved") return value.substr(0, value.size() / 2);
  if (how == "cut") return value.substr(0, value.size() - 1);
  std::string flipped = value;
  flipped[value.size() / 2] = static_cast<char>(flipped[value.size() / 2] ^ 0x10);
  return flipped;
}

class RecordDamageTest : public StoreFixture {
 protected:
  void SetUp() override {
    Open();
    for (const char* id : {"a", "b", "c", "d"}) Write(UpsertOf(id, absl::StrCat("Samen wandelen met ", id)));
    Write(AttachTo("a", HashOf("a", "Samen wandelen met a")));
    Write(AttachTo("b", HashOf("b", "Samen wandelen met b")));
    Write(UpsertOf("a", "Samen fietsen"));
    Write(DeleteOf("d"));
    ASSERT_OK(store_->Commit(WithRequest(TransactionOf(UpsertOf("e", "Samen eten")), "an-id", "a-hash")));
    Transaction places;
    places.places = {{"7415", 52.271, 6.165, 700, "GM0150", "Deventer"}};
    ASSERT_OK(store_->Commit(std::move(places)));
    ASSERT_THAT(*store_->Verify(), IsEmpty());
    Close();
    state_ = std::make_unique<StoreState>(clock_, ModelKey{"model-a", kTestDimension});
    state_->folder = options_.folder;
    auto database = Database::Open(options_.folder + "/rocksdb", 1, false);
    ASSERT_OK(database);
    state_->database = *std::move(database);
  }

  std::vector<Record> AllRecords(bool meta) {
    std::vector<Record> records;
    for (int i = 0; i < kColumns; ++i) {
      const Column column = static_cast<Column>(i);
      if ((column == Column::kMeta) != meta) continue;
      EXPECT_OK(state_->database->Scan(column, "", "", [&](std::string_view key, std::string_view value) {
        records.push_back({column, std::string(key), std::string(value)});
        return true;
      }));
    }
    return records;
  }

  void Put(const Record& record, const std::string& value) {
    const auto batch = state_->database->NewBatch();
    ASSERT_OK(batch->Put(record.column, record.key, value));
    ASSERT_OK(state_->database->Write(*batch));
  }

  std::unique_ptr<StoreState> state_;
};

TEST_F(RecordDamageTest, IsFoundInEveryRecord) {
  std::set<std::string> unseen;
  std::map<std::string, int> seen;
  for (const Record& record : AllRecords(/*meta=*/false)) {
    for (const char* how : {"emptied", "halved", "cut", "flipped"}) {
      if (record.value.empty()) continue;  // The times of requests: their keys are all there is.
      SCOPED_TRACE(absl::StrCat(record.Shown(), " ", how));
      Put(record, Damaged(record.value, how));
      const auto problems = VerifyStore(*state_);
      ASSERT_OK(problems);
      if (problems->empty()) {
        unseen.insert(absl::StrCat(ColumnName(record.column), " ", how));
      } else {
        ++seen[ColumnName(record.column)];
        // Each line ends with what to do.
        for (const std::string& problem : *problems) {
          EXPECT_THAT(problem, AnyOf(HasSubstr("--repair"), HasSubstr("backup"), HasSubstr("places import")));
        }
        EXPECT_THAT(*problems, Contains(HasSubstr(record.Shown())));
      }
      Put(record, record.value);
    }
  }
  EXPECT_THAT(*VerifyStore(*state_), IsEmpty());
  // One bit of a value that is another possible value then: a letter of a text that is not embedded, a digit of a
  // number or time. Nothing that is cut short is among them.
  EXPECT_THAT(unseen, IsSubsetOf({"activities flipped", "changes flipped", "embeddings flipped", "history flipped",
                                  "places flipped", "requests flipped"}));
  EXPECT_EQ(seen.size(), 7U);
}

// What a flipped bit of an activity can change without being seen, byte for byte.
TEST_F(RecordDamageTest, WhatAFlippedBitCanHide) {
  const auto whole = GetStored(*state_->database, KeyOf("b"));
  const std::string value = whole->value().SerializeAsString();
  std::set<std::string> hidden;
  int missed = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    std::string flipped = value;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x02);
    Put({Column::kActivities, KeyOf("b"), value}, flipped);
    const std::unique_ptr<meedoen::indexer::Records> view = state_->database->View();
    if (!InspectRecords(*view, state_->model, false).empty()) continue;
    ++missed;
    storage::v1::StoredActivity before = **whole, after;
    ASSERT_TRUE(after.ParseFromString(flipped));
    for (const char* field : {"principal", "commit_time", "redacted_fields"}) {
      const auto* descriptor = before.GetDescriptor()->FindFieldByName(field);
      before.GetReflection()->ClearField(&before, descriptor);
      after.GetReflection()->ClearField(&after, descriptor);
    }
    before.mutable_activity()->clear_update_time();
    after.mutable_activity()->clear_update_time();
    before.mutable_activity()->clear_role();
    after.mutable_activity()->clear_role();
    after.DiscardUnknownFields();
    if (before.SerializeAsString() != after.SerializeAsString()) hidden.insert(after.ShortDebugString());
  }
  EXPECT_THAT(hidden, IsEmpty()) << "name, etag, revision, title, description, categories and hash are all checked";
  EXPECT_GT(missed, 0);
  EXPECT_LT(missed, static_cast<int>(value.size()) / 4);
  RecordProperty("missed", missed);
  RecordProperty("bytes", static_cast<int>(value.size()));
}

TEST_F(RecordDamageTest, OfTheCataloguesOwnNumbersIsFound) {
  for (const Record& record : AllRecords(/*meta=*/true)) {
    for (const char* how : {"emptied", "halved", "cut", "flipped"}) {
      SCOPED_TRACE(absl::StrCat(record.Shown(), " ", how));
      Put(record, Damaged(record.value, how));
      state_->database.reset();
      auto opened = OpenStore(options_, clock_);
      std::vector<std::string> problems = {std::string(opened.status().message())};
      if (opened.ok()) problems = *VerifyStore(*opened->state);
      if (record.key == kMetaModel) {  // Vectors of no other model are there, so that it can only have been this one.
        ASSERT_OK(opened);
        EXPECT_EQ(opened->state->model.id, "model-a");
        EXPECT_THAT(problems, IsEmpty());
      } else {
        EXPECT_THAT(problems, Contains(AnyOf(HasSubstr("meta record"), HasSubstr("format"), HasSubstr("numbers"),
                                             HasSubstr("is missing"))));
      }
      if (opened.ok()) state_->database = std::move(opened->state->database);
      if (!opened.ok())
        state_->database = *Database::Open(options_.folder + "/rocksdb", 0, /*accept_lost_writes=*/true);
      Put(record, record.value);
    }
  }
}

}  // namespace
}  // namespace meedoen::indexer::testing
