#include "indexer/build/embedding_batch.h"

#include "tests/testing/status.h"
#include "tests/unit/indexer/build/fakes.h"

namespace meedoen::indexer {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class EmbeddingBatch : public ::testing::Test {
 protected:
  BatchResult Next() {
    auto result = batches_.RunNext();
    EXPECT_OK(result);
    return result.ok() ? *result : BatchResult();
  }
  void Put(const std::string& id, const std::string& text) {
    store_.Put("GM0150/" + id, meedoen::testing::ActivityAt(id, {52.2, 6.1}), text);
  }

  testing::FakeStore store_;
  testing::FakeEmbedder embedder_;
  FixedClock clock_{absl::FromUnixSeconds(1'795'000'000)};
  EmbeddingBatches batches_{store_, embedder_, clock_};
};

TEST_F(EmbeddingBatch, NothingWaits) {
  EXPECT_EQ(Next().taken, 0);
  EXPECT_EQ(embedder_.calls(), 0);
}

TEST_F(EmbeddingBatch, TakesTheOldestUpToTheSizeOfABatchAndCommitsThemAtOnce) {
  store_.PutMany(EmbeddingBatches::kBatchTexts + 6);
  const BatchResult first = Next();
  EXPECT_EQ(first.taken, EmbeddingBatches::kBatchTexts);
  EXPECT_EQ(first.embedded, EmbeddingBatches::kBatchTexts);
  EXPECT_EQ(store_.VectorOf("GM0150/a0").size(), static_cast<size_t>(testing::kDimension));
  EXPECT_EQ(store_.PendingCount(), 6);
  EXPECT_EQ(Next().embedded, 6);
  EXPECT_EQ(store_.commits(), 2);
  EXPECT_EQ(embedder_.calls(), 2);
  EXPECT_EQ(batches_.counts().embedded, EmbeddingBatches::kBatchTexts + 6);
}

TEST_F(EmbeddingBatch, OneBadTextDoesNotStopTheOthers) {
  Put("a", "good");
  Put("b", "bad");
  Put("c", "fine");
  const BatchResult result = Next();
  EXPECT_EQ(result.embedded, 2);
  EXPECT_THAT(result.failed, ElementsAre(TextId("GM0150/b", "bad")));
  EXPECT_TRUE(store_.VectorOf("GM0150/b").empty());
  EXPECT_EQ(batches_.counts().failures, 1);
}

TEST_F(EmbeddingBatch, ABadTextIsLeftAloneForEverLonger) {
  Put("b", "bad");
  absl::Duration pause = EmbeddingBatches::kFirstPause;
  for (int time = 1; time <= 12; ++time) {
    EXPECT_EQ(Next().taken, 1) << "time " << time;
    clock_.Set(clock_.Now() + pause - absl::Milliseconds(1));
    EXPECT_EQ(Next().taken, 0) << "time " << time;
    clock_.Set(clock_.Now() + absl::Milliseconds(1));
    pause = std::min(2 * pause, EmbeddingBatches::kLongestPause);
  }
  EXPECT_EQ(batches_.counts().failures, 12);
}

TEST_F(EmbeddingBatch, AChangedTextHasANewChanceAtOnce) {
  Put("b", "bad");
  EXPECT_EQ(Next().failed.size(), 1u);
  store_.Remove("GM0150/b");
  Put("b", "better");
  EXPECT_EQ(Next().embedded, 1);
}

TEST_F(EmbeddingBatch, BadTextsBehindWhichABatchOfGoodOnesWaitsAreStepped) {
  constexpr int kBad = EmbeddingBatches::kBatchTexts + 4;
  for (int i = 0; i < kBad; ++i) Put(absl::StrCat("b", i), absl::StrCat("bad ", i));
  store_.PutMany(10);
  EXPECT_EQ(Next().failed.size(), static_cast<size_t>(EmbeddingBatches::kBatchTexts));
  EXPECT_EQ(Next().embedded, 10);
  EXPECT_EQ(Next().taken, 0);
}

TEST_F(EmbeddingBatch, ATextThatMakesTheRuntimeFailDoesNotStopTheOthers) {
  Put("a", "good");
  Put("b", "poison");
  Put("c", "fine");
  EXPECT_EQ(Next().embedded, 2);
}

TEST_F(EmbeddingBatch, AnEmbedderThatFailsIsFoundOutSoon) {
  store_.PutMany(12);
  embedder_.Break(true);
  EXPECT_THAT(batches_.RunNext(), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("the runtime failed")));
  EXPECT_EQ(embedder_.calls(), 1 + 3) << "the batch, then three texts by themselves";
  embedder_.Break(false);
  EXPECT_EQ(Next().embedded, 9);
  clock_.Set(clock_.Now() + EmbeddingBatches::kFirstPause);
  EXPECT_EQ(Next().embedded, 3);
}

TEST_F(EmbeddingBatch, VectorsOfAnotherDimensionAreNotStored) {
  store_.PutMany(5);
  embedder_.GiveShortVectors();
  EXPECT_THAT(batches_.RunNext(), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("15 numbers")));
  EXPECT_EQ(store_.PendingCount(), 5);
}

TEST_F(EmbeddingBatch, WhatTheStoreRefusesIsPassedOn) {
  store_.PutMany(2);
  store_.FailCommits(absl::ResourceExhaustedError("no space"));
  EXPECT_THAT(batches_.RunNext(), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("no space")));
  EXPECT_EQ(batches_.counts().embedded, 0);
  store_.FailCommits(absl::OkStatus());
  EXPECT_EQ(Next().embedded, 2);
}

TEST_F(EmbeddingBatch, WithAListToSkipTheRestIsTriedAgain) {
  Put("b", "bad");
  Put("c", "bad too");
  EXPECT_EQ(Next().failed.size(), 2u);
  const auto again = batches_.RunNextUntil(INT64_MAX, {{"GM0150/b", "bad"}});
  ASSERT_OK(again);
  EXPECT_THAT(again->failed, ElementsAre(TextId("GM0150/c", "bad too")));
}

}  // namespace
}  // namespace meedoen::indexer
