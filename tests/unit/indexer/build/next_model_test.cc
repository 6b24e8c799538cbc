#include "indexer/build/next_model.h"

#include "core/base/clock.h"
#include "tests/testing/catalog_writes.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/indexer/build/fakes.h"

namespace meedoen::indexer {
namespace {

using testing::AttachTo;
using testing::DeleteOf;
using testing::HashOf;
using ::testing::IsEmpty;
using testing::kTestDimension;
using testing::TransactionOf;
using testing::UpsertOf;

// A catalogue kept with "model-a", to be prepared for the model of FakeEmbedder.
class NextModelTest : public ::testing::Test {
 protected:
  NextModelTest() { Open("model-a", kTestDimension, false); }

  void Open(const std::string& model_id, int dimension, bool allow_model_change) {
    store_.reset();
    StoreOptions options;
    options.folder = folder_.File("catalog");
    options.model_id = model_id;
    options.dimension = dimension;
    options.allow_model_change = allow_model_change;
    auto store = CatalogStore::Open(options, clock_);
    ASSERT_OK(store);
    store_ = *std::move(store);
  }
  void Write(const std::string& id, const std::string& text) {
    ASSERT_OK(store_->Commit(TransactionOf(UpsertOf(id, text))));
    ASSERT_OK(store_->Commit(TransactionOf(AttachTo(id, HashOf(id, text)))));
  }
  void RunToTheEnd(NextModel& next) {
    do {
      ASSERT_OK(next.Step());
    } while (!next.progress().complete);
  }
  size_t Without() {
    std::string last;
    return store_->TextsWithout(embedder_.info().id, "", 1000, &last)->size();
  }

  meedoen::testing::TempDir folder_;
  FixedClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  std::unique_ptr<CatalogStore> store_;
  testing::FakeEmbedder embedder_;
};

TEST_F(NextModelTest, EmbedsEverythingWithoutARevisionAndThenTheModelIsThere) {
  for (int i = 0; i < 3 * NextModel::kBatchTexts + 1; ++i) Write(absl::StrCat("a", i), absl::StrCat("tekst ", i));
  ASSERT_OK(store_->Commit(TransactionOf(DeleteOf("a0"))));
  const int64_t revision = store_->revision();
  {
    NextModel next(*store_, embedder_);
    RunToTheEnd(next);
    EXPECT_EQ(next.progress().embedded, 3u * NextModel::kBatchTexts);
  }
  EXPECT_EQ(store_->revision(), revision) << "nobody has to hear of it";
  EXPECT_EQ(Without(), 0u);
  Open(embedder_.info().id, embedder_.info().dimension, /*allow_model_change=*/true);
  EXPECT_EQ(store_->PendingCount(), 0) << "the change-over has nothing left to embed";
}

TEST_F(NextModelTest, GoesOnWhereItWasAfterARestart) {
  for (int i = 0; i < 2 * NextModel::kBatchTexts; ++i) Write(absl::StrCat("a", i), absl::StrCat("tekst ", i));
  {
    NextModel next(*store_, embedder_);
    ASSERT_OK(next.Step());
    EXPECT_FALSE(next.progress().complete);
  }
  Open("model-a", kTestDimension, false);
  NextModel next(*store_, embedder_);
  RunToTheEnd(next);
  EXPECT_EQ(next.progress().embedded, static_cast<uint64_t>(NextModel::kBatchTexts)) << "nothing is embedded twice";
}

TEST_F(NextModelTest, TakesTextsThatComeLaterToo) {
  Write("a", "een");
  NextModel next(*store_, embedder_);
  RunToTheEnd(next);
  const int calls = embedder_.calls();
  ASSERT_OK(next.Step());
  EXPECT_EQ(embedder_.calls(), calls) << "nothing new, nothing to do";
  Write("a", "twee");
  ASSERT_OK(next.Step());
  EXPECT_EQ(next.progress().embedded, 2u);
  EXPECT_EQ(Without(), 0u);
}

TEST_F(NextModelTest, ATextThatItCannotEmbedHoldsUpNoOther) {
  Write("a", "een");
  Write("b", "bad");
  Write("c", "drie");
  NextModel next(*store_, embedder_);
  RunToTheEnd(next);
  EXPECT_EQ(next.progress().embedded, 2u);
  EXPECT_EQ(next.progress().refused, 1u);
}

TEST_F(NextModelTest, AnEmbedderThatFailsIsTriedAgain) {
  Write("a", "een");
  embedder_.Break(true);
  NextModel next(*store_, embedder_);
  EXPECT_FALSE(next.Step().ok());
  EXPECT_FALSE(next.progress().complete);
  embedder_.Break(false);
  RunToTheEnd(next);
  EXPECT_EQ(next.progress().embedded, 1u);
}

TEST_F(NextModelTest, TheStoreRefusesVectorsThatAreNotForAnotherModel) {
  Write("a", "een");
  const TextVector good = {HashOf("a", "een"), std::vector<float>(8, 0.5F)};
  EXPECT_OK(store_->PutVectors("model-b", 8, {good}));
  EXPECT_THAT(store_->PutVectors("model-a", 8, {good}),
              meedoen::testing::FailsWith(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("another model")));
  EXPECT_FALSE(store_->PutVectors("model-b", 9, {good}).ok());
  EXPECT_FALSE(store_->PutVectors("model-b", 8, {{"short", good.vector}}).ok());
  EXPECT_FALSE(store_->PutVectors("model-b", 8, {{good.text_hash, std::vector<float>(8, NAN)}}).ok());
  EXPECT_THAT(*store_->Verify(), IsEmpty());
}

TEST_F(NextModelTest, WorksByItselfInTheBackground) {
  for (int i = 0; i < 40; ++i) Write(absl::StrCat("a", i), absl::StrCat("tekst ", i));
  NextModel next(*store_, embedder_);
  next.Start();
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (!next.progress().complete && absl::Now() < deadline) absl::SleepFor(absl::Milliseconds(5));
  next.Stop();
  EXPECT_EQ(next.progress().embedded, 40u);
}

}  // namespace
}  // namespace meedoen::indexer
