#include "core/embedding/hashing_embedder.h"

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "tests/testing/status.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using testing::Cosine;
using testing::FailsWith;
using ::testing::HasSubstr;
using testing::Length;

class HashingEmbedderTest : public ::testing::Test {
 protected:
  std::vector<float> Of(const std::string& text) {
    return embedder_.EmbedQuery(text, absl::InfiniteFuture()).value_or(std::vector<float>());
  }
  HashingEmbedder embedder_{ModelInfo{.id = "hashing", .dimension = 256, .most_tokens = 512}};
};

TEST_F(HashingEmbedderTest, GivesTheSameUnitVectorForTheSameTextOnEveryRun) {
  const std::vector<float> vector = Of("samen koken in het buurthuis");
  ASSERT_EQ(vector.size(), 256u);
  EXPECT_NEAR(Length(vector), 1, 1e-6);
  EXPECT_EQ(vector, Of("samen koken in het buurthuis"));
  HashingEmbedder other(embedder_.info());
  EXPECT_EQ(vector, other.EmbedQuery("samen koken in het buurthuis", absl::InfiniteFuture()).value());
  // Written down, so that a change of the hash shows.
  size_t largest = 0;
  for (size_t i = 0; i < vector.size(); ++i) {
    if (std::abs(vector[i]) > std::abs(vector[largest])) largest = i;
  }
  EXPECT_EQ(largest, 25u);
}

TEST_F(HashingEmbedderTest, PutsTextsThatShareWordsCloser) {
  const std::vector<float> wish = Of("Samen KOKEN");
  EXPECT_GT(Cosine(wish, Of("samen koken en eten")), Cosine(wish, Of("wandelen langs de rivier")) + 0.2);
  EXPECT_NEAR(Cosine(wish, Of("samen koken!")), 1, 1e-6);
}

TEST_F(HashingEmbedderTest, EmbedsPassagesInTheirOrder) {
  const std::vector<std::string> texts = {"koor", "moestuin", "koor"};
  const auto vectors = embedder_.EmbedPassages(texts);
  ASSERT_OK(vectors);
  ASSERT_EQ(vectors->size(), 3u);
  EXPECT_EQ((*vectors)[0], Of("koor"));
  EXPECT_EQ((*vectors)[1], Of("moestuin"));
  EXPECT_EQ((*vectors)[0], (*vectors)[2]);
}

TEST_F(HashingEmbedderTest, HasAVectorForPunctuationAlone) { EXPECT_NEAR(Length(Of("?!")), 1, 1e-6); }

TEST_F(HashingEmbedderTest, RefusesWhatEveryEmbedderRefuses) {
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  const absl::Time later = absl::InfiniteFuture();
  EXPECT_THAT(embedder_.EmbedQuery(" ", later), FailsWith(kInvalid, HasSubstr("empty")));
  EXPECT_THAT(embedder_.EmbedQuery("\xff", later), FailsWith(kInvalid, HasSubstr("UTF-8")));
  EXPECT_THAT(embedder_.EmbedPassages(std::vector<std::string>{"koor", ""}), FailsWith(kInvalid, HasSubstr("text 1")));
  EXPECT_THAT(embedder_.EmbedQuery("koor", absl::Now() - absl::Seconds(1)),
              FailsWith(absl::StatusCode::kDeadlineExceeded, HasSubstr("time")));
}

}  // namespace
}  // namespace meedoen
