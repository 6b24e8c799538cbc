#include "indexer/store/catalog_store.h"

#include <limits>
#include <thread>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/unit/indexer/store/store_fixture.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CatalogStoreTest : public StoreFixture {
 protected:
  std::vector<std::string> PendingKeys(int most = 100) {
    std::vector<std::string> keys;
    const auto pending = store_->Pending(most);
    EXPECT_OK(pending);
    for (const PendingText& text : *pending) keys.push_back(text.key);
    return keys;
  }
};

TEST_F(CatalogStoreTest, GetsWhatWasWritten) {
  const Committed committed = Write(UpsertOf("a", "een"));
  const auto got = store_->Get(KeyOf("a"));
  ASSERT_OK(got);
  EXPECT_EQ(got->SerializeAsString(), committed.activities[0].SerializeAsString());
  EXPECT_EQ(got->update_time().seconds(), 1'760'000'000);
  Open();
  EXPECT_EQ(store_->Get(KeyOf("a"))->SerializeAsString(), got->SerializeAsString());
  EXPECT_THAT(store_->Get(KeyOf("b")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("GM0150/b")));
  Write(DeleteOf("a"));
  EXPECT_THAT(store_->Get(KeyOf("a")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("GM0150/a")));
}

TEST_F(CatalogStoreTest, RefusesAKeyThatIsNotTheActivitys) {
  Mutation mutation = UpsertOf("a", "een");
  mutation.key = "GM0150/b";
  EXPECT_THAT(store_->Commit(TransactionOf(mutation)),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("GM0150/b")));
  mutation.key = std::string("GM0150/\0", 8);
  EXPECT_THAT(store_->Commit(TransactionOf(mutation)), FailsWith(absl::StatusCode::kInvalidArgument, ::testing::_));
  EXPECT_EQ(store_->revision(), 0);
}

TEST_F(CatalogStoreTest, RefusesVectorsThatDoNotFit) {
  Write(UpsertOf("a", "een"));
  Mutation mutation = AttachTo("a", HashOf("a", "een"));
  mutation.vector.push_back(1);
  EXPECT_THAT(store_->Commit(TransactionOf(mutation)),
              FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("5 numbers"), HasSubstr("model-a"))));
  mutation.vector = {0, 0, 0, std::numeric_limits<float>::quiet_NaN()};
  EXPECT_THAT(store_->Commit(TransactionOf(mutation)), FailsWith(absl::StatusCode::kInvalidArgument, ::testing::_));
  mutation = AttachTo("a", "short");
  EXPECT_THAT(store_->Commit(TransactionOf(mutation)), FailsWith(absl::StatusCode::kInvalidArgument, ::testing::_));
}

TEST_F(CatalogStoreTest, ScansInOrderOfKeysFromOneMoment) {
  Write(UpsertOf("c", "drie"), UpsertOf("a", "een"), UpsertOf("b", "twee"), UpsertOf("b-2", "weg"));
  Write(DeleteOf("b-2"));
  Write(AttachTo("b", HashOf("b", "twee"), 0.25F));
  const auto scan = [&](const std::string& prefix, const std::string& after, size_t most) {
    std::vector<std::string> keys;
    int64_t revision = 0;
    EXPECT_OK(store_->Scan(prefix, after, false, &revision, [&](CatalogRow row) {
      if (keys.empty()) Write(UpsertOf("zz", absl::StrCat("later ", store_->revision())));  // Not in this view.
      keys.push_back(row.key);
      return keys.size() < most;
    }));
    EXPECT_LE(revision, store_->revision());
    return keys;
  };
  EXPECT_THAT(scan("", "", 100), ElementsAre("GM0150/a", "GM0150/b", "GM0150/c"));
  EXPECT_THAT(scan("GM0150/", "GM0150/a", 1), ElementsAre("GM0150/b"));
  EXPECT_THAT(scan("GM0150/", "GM0150/b", 1), ElementsAre("GM0150/c"));
  EXPECT_THAT(scan("GM0150/", "GM0149/x", 1), ElementsAre("GM0150/a"));
  EXPECT_THAT(scan("GM0150/", "GM0151/a", 1), IsEmpty());
  EXPECT_THAT(scan("GM0151/", "", 100), IsEmpty());
}

TEST_F(CatalogStoreTest, ScansVectorsAndHashes) {
  Write(UpsertOf("a", "een"), UpsertOf("b", "twee"));
  Write(AttachTo("b", HashOf("b", "twee"), 0.25F));
  std::vector<CatalogRow> rows;
  int64_t revision = 0;
  ASSERT_OK(store_->Scan("", "", true, &revision, [&](CatalogRow row) {
    rows.push_back(std::move(row));
    return true;
  }));
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(revision, 2);
  EXPECT_THAT(rows[0].vector, IsEmpty());
  EXPECT_EQ(rows[0].text_hash, HashOf("a", "een"));
  EXPECT_EQ(rows[1].vector, std::vector<float>(kTestDimension, 0.25F));
}

TEST_F(CatalogStoreTest, KeepsEveryVersion) {
  Transaction first = TransactionOf(UpsertOf("a", "een"));
  first.principal = "redactie";
  ASSERT_OK(store_->Commit(first));
  clock_.Set(clock_.Now() + absl::Hours(1));
  Write(UpsertOf("a", "twee"));
  Write(DeleteOf("a"));
  Write(UpsertOf("a", "drie"));
  Write(UpsertOf("a", "drie"));  // Changes nothing.
  Open();
  const auto versions = store_->History(KeyOf("a"));
  ASSERT_OK(versions);
  ASSERT_THAT(*versions, SizeIs(4));
  EXPECT_EQ((*versions)[0].activity.description(), "drie");
  EXPECT_TRUE((*versions)[1].deleted);
  EXPECT_EQ((*versions)[2].activity.description(), "twee");
  EXPECT_EQ((*versions)[2].revision, 2);
  EXPECT_EQ((*versions)[3].principal, "redactie");
  EXPECT_EQ((*versions)[3].commit_time + absl::Hours(1), (*versions)[2].commit_time);
  EXPECT_THAT(store_->History(KeyOf("b")), FailsWith(absl::StatusCode::kNotFound, HasSubstr("GM0150/b")));
}

TEST_F(CatalogStoreTest, PendingSurvivesAndEnds) {
  Write(UpsertOf("a", "een"));
  Write(UpsertOf("b", "twee"));
  EXPECT_THAT(PendingKeys(), ElementsAre("GM0150/a", "GM0150/b"));
  Open();
  EXPECT_EQ(store_->PendingCount(), 2);
  const auto pending = store_->Pending(1);
  ASSERT_OK(pending);
  ASSERT_THAT(*pending, SizeIs(1));
  EXPECT_EQ((*pending)[0].text_hash, HashOf("a", "een"));
  EXPECT_THAT((*pending)[0].text, HasSubstr("een"));
  Write(AttachTo("a", HashOf("a", "een")));
  EXPECT_THAT(PendingKeys(), ElementsAre("GM0150/b"));
  Write(DeleteOf("b"));
  EXPECT_THAT(PendingKeys(), IsEmpty());
  EXPECT_EQ(store_->PendingCount(), 0);
  Open();
  EXPECT_EQ(store_->PendingCount(), 0);
  EXPECT_THAT(*store_->Verify(), IsEmpty());
}

TEST_F(CatalogStoreTest, PendingKeepsItsPlaceAndFollowsTheText) {
  Write(UpsertOf("a", "een"));
  Write(UpsertOf("b", "twee"));
  Mutation other = UpsertOf("a", "een");
  other.activity.set_status(v1::PAUSED);  // The text is as it was.
  Write(other);
  EXPECT_THAT(PendingKeys(), ElementsAre("GM0150/a", "GM0150/b"));
  Write(UpsertOf("a", "anders"));
  EXPECT_THAT(PendingKeys(), ElementsAre("GM0150/b", "GM0150/a"));
  EXPECT_EQ(store_->PendingCount(), 2);
  EXPECT_THAT(*store_->Verify(), IsEmpty());
}

TEST_F(CatalogStoreTest, InteractiveTextsGoBeforeImports) {
  Transaction import;
  for (int i = 0; i < 50; ++i) import.mutations.push_back(UpsertOf(absl::StrCat("import-", i), "tekst"));
  ASSERT_OK(store_->Commit(import));
  Write(UpsertOf("nu", "nieuw"));
  EXPECT_THAT(PendingKeys(1), ElementsAre("GM0150/nu"));
  EXPECT_EQ(store_->PendingCount(), 51);
}

TEST_F(CatalogStoreTest, OneVectorServesEveryActivityWithItsText) {
  Mutation twin = UpsertOf("a", "zelfde");
  twin.key = KeyOf("b");
  twin.activity.set_name(MakeActivity("b", "").name());
  Write(UpsertOf("a", "zelfde"), twin);
  EXPECT_EQ(store_->PendingCount(), 2);
  Write(AttachTo("a", HashOf("a", "zelfde")));
  EXPECT_EQ(store_->PendingCount(), 0);
  const auto sets = store_->ReadFrom(1, 10);
  ASSERT_OK(sets);
  ASSERT_THAT(*sets, SizeIs(1));
  EXPECT_THAT((*sets)[0].changes, SizeIs(2));
  for (const ChangedActivity& change : (*sets)[0].changes) EXPECT_THAT(change.vector, SizeIs(kTestDimension));
  Write(DeleteOf("b"));
  const Committed back = Write(twin);  // Known text: complete at once.
  EXPECT_EQ(store_->PendingCount(), 0);
  EXPECT_THAT(store_->ReadFrom(back.revision - 1, 1)->front().changes[0].vector, SizeIs(kTestDimension));
}

TEST_F(CatalogStoreTest, WaitForPendingWakes) {
  EXPECT_FALSE(store_->WaitForPending(absl::Now() + absl::Milliseconds(10)));
  std::thread writer([&] {
    absl::SleepFor(absl::Milliseconds(20));
    Write(UpsertOf("a", "een"));
  });
  EXPECT_TRUE(store_->WaitForPending(absl::Now() + absl::Seconds(20)));
  writer.join();
}

TEST_F(CatalogStoreTest, KeepsPlaces) {
  const Place deventer = {"7415", 52.25, 6.16, 900, "GM0150", "Deventer"};
  const Place winsum = {"9951", 53.33, 6.52, 2500, "GM1966", "Winsum"};
  Transaction transaction;
  transaction.places = {winsum, deventer};
  ASSERT_OK(store_->Commit(transaction));
  Open();
  EXPECT_THAT(*store_->Places(), ElementsAre(deventer, winsum));
  EXPECT_EQ(*store_->FindPlace("9951"), winsum);
  EXPECT_THAT(store_->FindPlace("1234"), FailsWith(absl::StatusCode::kNotFound, HasSubstr("1234")));
}

TEST_F(CatalogStoreTest, IsForOneProcess) {
  EXPECT_THAT(CatalogStore::Open(options_, clock_),
              FailsWith(absl::StatusCode::kFailedPrecondition, AllOf(HasSubstr("in use"), HasSubstr(options_.folder))));
}

TEST_F(CatalogStoreTest, RequestsAreForgottenAfterADay) {
  ASSERT_OK(store_->Commit(WithRequest(TransactionOf(UpsertOf("a", "een")), "id", "h1")));
  clock_.Set(clock_.Now() + absl::Hours(23));
  EXPECT_THAT(store_->Commit(WithRequest(TransactionOf(UpsertOf("a", "twee")), "id", "h2")),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("revision 1")));
  clock_.Set(clock_.Now() + absl::Hours(1));
  ASSERT_OK(store_->Commit(WithRequest(TransactionOf(UpsertOf("a", "twee")), "id", "h2")));
  EXPECT_EQ(store_->revision(), 2);
}

TEST_F(CatalogStoreTest, RepeatedImportIsAnsweredRowByRow) {
  Write(UpsertOf("b", "was er al"));
  const Transaction import =
      WithRequest(TransactionOf(UpsertOf("a", "een"), UpsertOf("b", "was er al"), UpsertOf("c", "drie")), "id", "h");
  const auto first = store_->Commit(import);
  ASSERT_OK(first);
  Write(UpsertOf("a", "later"));
  Open();
  const auto again = store_->Commit(import);
  ASSERT_OK(again);
  EXPECT_EQ(again->revision, 2);
  EXPECT_EQ(again->changed, first->changed);
  EXPECT_EQ(again->created, first->created);
  ASSERT_THAT(again->activities, SizeIs(3));
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again->activities[i].SerializeAsString(), first->activities[i].SerializeAsString()) << i;
  }
  EXPECT_EQ(store_->Get(KeyOf("a"))->description(), "later");
}

TEST_F(CatalogStoreTest, SlowWatcherIsCutOff) {
  auto at_limit = store_->Watch(0);
  auto over_limit = store_->Watch(0);
  auto catching_up = store_->Watch(0);  // Never at the end yet: that is not being slow.
  Write(UpsertOf("a", "een"));
  ASSERT_OK((*at_limit)->Next(absl::InfiniteFuture()));
  ASSERT_OK((*over_limit)->Next(absl::InfiniteFuture()));
  constexpr int kWriters = 16;
  std::vector<std::thread> threads;
  for (int t = 0; t < kWriters; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kMaxWatcherLag / kWriters; ++i) {
        EXPECT_OK(store_->Commit(TransactionOf(UpsertOf(absl::StrCat("a", t), absl::StrCat("tekst ", i)))));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(store_->revision(), kMaxWatcherLag + 1);
  EXPECT_EQ((*at_limit)->Next(absl::InfiniteFuture())->revision, 2);
  Write(UpsertOf("a", "een te veel"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT((*over_limit)->Next(absl::InfiniteFuture()),
                FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr(absl::StrCat(kMaxWatcherLag))));
  }
  EXPECT_EQ((*catching_up)->Next(absl::InfiniteFuture())->revision, 1);
  ASSERT_OK(store_->TrimBelow(5));
  EXPECT_THAT((*catching_up)->Next(absl::InfiniteFuture()),
              FailsWith(absl::StatusCode::kOutOfRange, HasSubstr("snapshot")));
}

TEST_F(CatalogStoreTest, ClosingWakesThoseThatWait) {
  auto watcher = store_->Watch(0);
  ASSERT_OK(watcher);
  absl::Status ended;
  std::thread waiting([&] { ended = (*watcher)->Next(absl::InfiniteFuture()).status(); });
  absl::SleepFor(absl::Milliseconds(20));
  Close();
  waiting.join();
  EXPECT_THAT(ended, FailsWith(absl::StatusCode::kUnavailable, HasSubstr("closed")));
  watcher->reset();
  Open();
}

}  // namespace
}  // namespace meedoen::indexer::testing
