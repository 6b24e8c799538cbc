#include "core/embedding/caching_embedder.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/embedding/hashing_embedder.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

const absl::Time kLater = absl::InfiniteFuture();

std::unique_ptr<Embedder> Hashing() {
  return std::make_unique<HashingEmbedder>(ModelInfo{.id = "hashing", .dimension = 16, .most_tokens = 8});
}

TEST(CachingEmbedder, AnswersTheSecondTimeFromMemoryWithTheSameVector) {
  CachingEmbedder embedder(Hashing());
  const auto first = embedder.EmbedQuery("samen koken", kLater);
  const auto second = embedder.EmbedQuery("samen koken", kLater);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(embedder.misses(), 1u);
  EXPECT_EQ(embedder.hits(), 1u);
  EXPECT_NE(*first, *embedder.EmbedQuery("samen eten", kLater));
}

TEST(CachingEmbedder, DoesNotKeepErrors) {
  CachingEmbedder embedder(Hashing());
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(embedder.EmbedQuery("", kLater), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("empty")));
  }
  EXPECT_EQ(embedder.hits(), 0u);
}

TEST(CachingEmbedder, PassesPassagesThrough) {
  CachingEmbedder embedder(Hashing());
  EXPECT_OK(embedder.EmbedPassages(std::vector<std::string>{"koor"}));
  EXPECT_EQ(embedder.hits() + embedder.misses(), 0u);
  EXPECT_EQ(embedder.info().id, "hashing");
}

TEST(QueryCache, KeepsAsManyAsTheLimitAndDropsTheOneUsedLongestAgo) {
  QueryCache cache(kQueryCacheEntries);
  for (int i = 0; i < kQueryCacheEntries; ++i) cache.Keep(std::to_string(i), {static_cast<float>(i)});
  EXPECT_EQ(cache.size(), static_cast<size_t>(kQueryCacheEntries));
  EXPECT_TRUE(cache.Find("0").has_value());  // Used again, so "1" is the oldest now.
  cache.Keep("one more", {1.0f});
  EXPECT_EQ(cache.size(), static_cast<size_t>(kQueryCacheEntries));
  EXPECT_FALSE(cache.Find("1").has_value());
  EXPECT_EQ(cache.Find("0"), std::vector<float>({0.0f}));
  EXPECT_EQ(cache.Find("2"), std::vector<float>({2.0f}));
  EXPECT_TRUE(cache.Find("one more").has_value());
}

TEST(QueryCache, OfNoEntriesKeepsNothing) {
  QueryCache cache(0);
  cache.Keep("a", {1.0f});
  EXPECT_EQ(cache.size(), 0u);
}

TEST(QueryCache, StaysWholeUnderManyThreads) {
  QueryCache cache(50);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 2000; ++i) {
        const int n = (i * 7 + t) % 100;
        const auto found = cache.Find(std::to_string(n));
        if (found.has_value()) {
          EXPECT_EQ(found->front(), static_cast<float>(n));
        } else {
          cache.Keep(std::to_string(n), {static_cast<float>(n)});
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(cache.size(), 50u);
}

}  // namespace
}  // namespace meedoen
