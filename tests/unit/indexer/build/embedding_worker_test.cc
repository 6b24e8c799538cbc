#include "indexer/build/embedding_worker.h"

#include "tests/testing/status.h"
#include "tests/unit/indexer/build/fakes.h"

namespace meedoen::indexer {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::HasSubstr;

class EmbeddingWorkerTest : public ::testing::Test {
 protected:
  // Whether it comes true within a time that only a fault takes.
  template <typename Condition>
  static bool Soon(Condition condition) {
    const absl::Time end = absl::Now() + absl::Seconds(20);
    while (!condition() && absl::Now() < end) absl::SleepFor(absl::Milliseconds(2));
    return condition();
  }

  testing::FakeStore store_;
  testing::FakeEmbedder embedder_;
  RealClock clock_;
  EmbeddingBatches batches_{store_, embedder_, clock_};
  EmbeddingWorker worker_{store_, batches_};
};

TEST_F(EmbeddingWorkerTest, EmbedsWhatWaitsAndWhatComes) {
  store_.PutMany(150);
  worker_.Start();
  EXPECT_TRUE(Soon([&] { return store_.PendingCount() == 0; }));
  store_.Put("GM0150/new", testing::NumberedActivity(999), "a new text");
  EXPECT_TRUE(Soon([&] { return store_.PendingCount() == 0; }));
  EXPECT_EQ(batches_.counts().embedded, 151);
}

TEST_F(EmbeddingWorkerTest, ATextThatAlwaysFailsNeitherSpinsNorHoldsUpOthers) {
  store_.Put("GM0150/bad", testing::NumberedActivity(1), "bad");
  worker_.Start();
  EXPECT_TRUE(Soon([&] { return batches_.counts().failures == 1; }));
  const int calls = embedder_.calls(), waits = store_.waits();
  store_.Put("GM0150/good", testing::NumberedActivity(2), "good");
  const absl::Time start = absl::Now();
  EXPECT_TRUE(Soon([&] { return batches_.counts().embedded == 1; }));
  EXPECT_LT(absl::Now() - start, absl::Seconds(2));
  absl::SleepFor(absl::Milliseconds(600));
  EXPECT_LE(embedder_.calls() - calls, 6) << "the good one, and the bad one each second at most";
  EXPECT_LE(store_.waits() - waits, 20) << "some five looks a second";
}

TEST_F(EmbeddingWorkerTest, StopsAfterTheBatchAtHand) {
  embedder_.SetDelay(absl::Milliseconds(50));
  store_.PutMany(EmbeddingBatches::kBatchTexts * 100);
  worker_.Start();
  EXPECT_TRUE(Soon([&] { return embedder_.calls() > 0; }));
  const absl::Time start = absl::Now();
  worker_.Stop();
  EXPECT_LT(absl::Now() - start, absl::Seconds(2));
  EXPECT_GT(store_.PendingCount(), 0);
  const int calls = embedder_.calls();
  absl::SleepFor(absl::Milliseconds(150));
  EXPECT_EQ(embedder_.calls(), calls);
}

TEST_F(EmbeddingWorkerTest, StopsWhileItRestsAndStartsAgain) {
  store_.PutMany(1);
  embedder_.Break(true);
  worker_.Start();
  EXPECT_TRUE(Soon([&] { return embedder_.calls() > 0; }));
  const absl::Time start = absl::Now();
  worker_.Stop();
  worker_.Stop();
  EXPECT_LT(absl::Now() - start, absl::Seconds(1));
  embedder_.Break(false);
  worker_.Start();
  worker_.Start();
  EXPECT_TRUE(Soon([&] { return store_.PendingCount() == 0; }));
}

TEST_F(EmbeddingWorkerTest, AStoreThatIsClosingDoesNotMakeItSpin) {
  store_.Close();
  worker_.Start();
  absl::SleepFor(absl::Milliseconds(500));
  worker_.Stop();
  EXPECT_LE(store_.waits(), 6);
}

TEST_F(EmbeddingWorkerTest, AStoreThatRefusesIsTriedAgainAfterARest) {
  store_.PutMany(1);
  store_.FailCommits(absl::ResourceExhaustedError("no space"));
  worker_.Start();
  absl::SleepFor(absl::Milliseconds(400));
  EXPECT_LE(embedder_.calls(), 2);
  store_.FailCommits(absl::OkStatus());
  EXPECT_TRUE(Soon([&] { return store_.PendingCount() == 0; }));
}

TEST_F(EmbeddingWorkerTest, ARebuildBesideTheWorkerEmbedsNothingTwice) {
  embedder_.SetDelay(absl::Milliseconds(2));
  store_.PutMany(2000);
  worker_.Start();
  const auto report = EmbedPending(batches_, [](int64_t, int64_t) { return true; });
  ASSERT_OK(report);
  worker_.Stop();
  EXPECT_EQ(store_.PendingCount(), 0);
  EXPECT_EQ(store_.attached_twice(), 0);
  EXPECT_EQ(embedder_.most_running(), 1);
  EXPECT_EQ(batches_.counts().embedded, 2000);
}

TEST_F(EmbeddingWorkerTest, ARebuildTriesEachTextOnceAndTellsHowFarItIs) {
  store_.PutMany(100);
  store_.Put("GM0150/bad", testing::NumberedActivity(1000), "bad");
  std::vector<std::pair<int64_t, int64_t>> told;
  const auto report = EmbedPending(batches_, [&told](int64_t done, int64_t total) {
    told.emplace_back(done, total);
    return true;
  });
  ASSERT_OK(report);
  EXPECT_EQ(report->embedded, 100);
  EXPECT_EQ(report->failed.size(), 1u);
  EXPECT_EQ(told.front(), std::pair(int64_t{0}, int64_t{101}));
  EXPECT_EQ(told.back(), std::pair(int64_t{100}, int64_t{100}));
}

TEST_F(EmbeddingWorkerTest, ARebuildEndsThoughTextsComeFasterThanTheyAreEmbedded) {
  store_.PutMany(40);
  int later = 1000;
  const auto report = EmbedPending(batches_, [&](int64_t, int64_t) {
    for (int i = 0; i < 2 * EmbeddingBatches::kBatchTexts; ++i, ++later) {
      store_.Put(absl::StrCat("GM0150/a", later), testing::NumberedActivity(later), absl::StrCat("later ", later));
    }
    return later < 5000;
  });
  ASSERT_OK(report);
  EXPECT_GE(report->embedded, 40);
  EXPECT_LT(later, 5000) << "it ended by itself";
  EXPECT_GT(store_.PendingCount(), 0) << "they are left to the worker";
}

TEST_F(EmbeddingWorkerTest, ARebuildTakesWhatCameMeanwhileToo) {
  store_.PutMany(40);
  bool came = false;
  const auto report = EmbedPending(batches_, [&](int64_t, int64_t) {
    if (!std::exchange(came, true)) store_.Put("GM0150/later", testing::NumberedActivity(1000), "later");
    return true;
  });
  ASSERT_OK(report);
  EXPECT_EQ(report->embedded, 41);
  EXPECT_EQ(store_.PendingCount(), 0);
}

TEST_F(EmbeddingWorkerTest, ARebuildCanBeStopped) {
  store_.PutMany(500);
  const auto report = EmbedPending(batches_, [](int64_t done, int64_t) { return done < 100; });
  EXPECT_THAT(report, FailsWith(absl::StatusCode::kCancelled, HasSubstr("stopped")));
  constexpr int kBatches = (100 + EmbeddingBatches::kBatchTexts - 1) / EmbeddingBatches::kBatchTexts;
  EXPECT_EQ(store_.PendingCount(), 500 - kBatches * EmbeddingBatches::kBatchTexts) << "what was embedded is kept";
}

TEST_F(EmbeddingWorkerTest, ARebuildSaysThatTheEmbedderFails) {
  store_.PutMany(500);
  embedder_.Break(true);
  EXPECT_THAT(EmbedPending(batches_, [](int64_t, int64_t) { return true; }),
              FailsWith(absl::StatusCode::kUnavailable, HasSubstr("the runtime failed")));
}

}  // namespace
}  // namespace meedoen::indexer
