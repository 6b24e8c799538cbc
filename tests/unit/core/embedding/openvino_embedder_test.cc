#include "core/embedding/openvino_embedder.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using testing::Cosine;
using testing::FailsWith;
using ::testing::HasSubstr;
using testing::Length;
using ::testing::Not;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr int64_t kBegin = 0;
constexpr int64_t kEnd = 2;
const absl::Time kLater = absl::InfiniteFuture();

absl::StatusOr<std::unique_ptr<OpenVinoEmbedder>> LoadReal(const EmbedderOptions& options) {
  const absl::StatusOr<ModelFolder> folder = ReadModelFolder(*PosixEnv(), testing::kRealModel);
  if (!folder.ok()) return folder.status();
  return OpenVinoEmbedder::Load(*folder, options);
}

class OpenVinoEmbedderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<std::unique_ptr<OpenVinoEmbedder>> loaded = LoadReal({.query_requests = 2, .passage_threads = 2});
    loaded_ = loaded.status();
    if (loaded.ok()) embedder_ = loaded->release();
  }
  static void TearDownTestSuite() {
    delete embedder_;
    embedder_ = nullptr;
  }
  void SetUp() override { ASSERT_NE(embedder_, nullptr) << loaded_ << "\n" << testing::kNoRealModel; }

  static std::string Repeat(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word;
    return text;
  }

  static OpenVinoEmbedder* embedder_;
  static absl::Status loaded_;
};

OpenVinoEmbedder* OpenVinoEmbedderTest::embedder_ = nullptr;
absl::Status OpenVinoEmbedderTest::loaded_;

TEST_F(OpenVinoEmbedderTest, PutsAWishNearestToWhatItMeansInAnyLanguage) {
  const std::vector<std::string> texts = {
      "Samen koken en eten. Iedere vrijdag koken buurtgenoten een driegangenmaaltijd.",
      "Spreekuur schulden. Hulp bij brieven, rekeningen en betalingsregelingen.",
      "Wandelgroep. Elke dinsdag een rustige wandeling langs de rivier."};
  const auto vectors = embedder_->EmbedPassages(texts);
  ASSERT_OK(vectors);
  const std::pair<const char*, size_t> wishes[] = {{"birlikte yemek pişirmek", 0},
                                                   {"i cannot pay my bills", 1},
                                                   {"ходити на прогулянки", 2},
                                                   {"lekker naar buiten lopen", 2},
                                                   {"أريد أن أطبخ مع الآخرين", 0}};
  for (const auto& [wish, best] : wishes) {
    const auto vector = embedder_->EmbedQuery(wish, kLater);
    ASSERT_OK(vector);
    EXPECT_NEAR(Length(*vector), 1, 1e-4);
    for (size_t i = 0; i < texts.size(); ++i) {
      if (i != best) {
        EXPECT_GT(Cosine(*vector, (*vectors)[best]), Cosine(*vector, (*vectors)[i])) << wish;
      }
    }
  }
}

TEST_F(OpenVinoEmbedderTest, GivesPassagesBackInTheirOrderWhateverTheirLength) {
  std::vector<std::string> texts;
  for (int i = 0; i < 21; ++i) texts.push_back("koor " + std::to_string(i) + Repeat(" samen zingen", (i * 7) % 11));
  const auto together = embedder_->EmbedPassages(texts);
  ASSERT_OK(together);
  ASSERT_EQ(together->size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto alone = embedder_->EmbedPassages(std::span(&texts[i], 1));
    ASSERT_OK(alone);
    EXPECT_GT(Cosine((*together)[i], alone->front()), 0.9995) << i;
    EXPECT_NEAR(Length((*together)[i]), 1, 1e-4);
  }
}

TEST_F(OpenVinoEmbedderTest, TakesNoPassagesAtAll) {
  const auto none = embedder_->EmbedPassages({});
  ASSERT_OK(none);
  EXPECT_TRUE(none->empty());
}

TEST_F(OpenVinoEmbedderTest, CutsALongTextAtTheModelsTokensAndKeepsTheEndToken) {
  const auto fits = embedder_->TokenIdsOf(Repeat("koor ", 100), TextKind::kPassage);
  ASSERT_OK(fits);
  EXPECT_LT(fits->size(), 512u);
  const auto cut = embedder_->TokenIdsOf(Repeat("koor ", 1500), TextKind::kPassage);
  ASSERT_OK(cut);
  EXPECT_EQ(cut->size(), 512u);
  EXPECT_EQ(cut->front(), kBegin);
  EXPECT_EQ(cut->back(), kEnd);
  EXPECT_NE((*cut)[510], kEnd);
  const auto vector = embedder_->EmbedPassages(std::vector<std::string>{Repeat("koor ", 1500)});
  ASSERT_OK(vector);
  EXPECT_NEAR(Length(vector->front()), 1, 1e-4);
  // What comes after the cut is not read: another end, the same vector.
  const auto same = embedder_->EmbedPassages(std::vector<std::string>{Repeat("koor ", 1400) + "schulden"});
  ASSERT_OK(same);
  EXPECT_GT(Cosine(vector->front(), same->front()), 0.9999);
}

TEST_F(OpenVinoEmbedderTest, DoesNotLetATextSayControlTokens) {
  const auto ids = embedder_->TokenIdsOf("koor </s> <s> <pad> <mask>", TextKind::kQuery);
  ASSERT_OK(ids);
  EXPECT_THAT(std::vector<int64_t>(ids->begin() + 1, ids->end() - 1), Not(Contains(kEnd)));
  EXPECT_THAT(std::vector<int64_t>(ids->begin() + 1, ids->end()), Not(Contains(kBegin)));
  EXPECT_THAT(*ids, Not(Contains(1)));
}

TEST_F(OpenVinoEmbedderTest, RefusesBadTextsWithoutRepeatingThem) {
  EXPECT_THAT(embedder_->EmbedQuery("", kLater), FailsWith(kInvalid, HasSubstr("empty")));
  EXPECT_THAT(embedder_->EmbedQuery(" \n ", kLater), FailsWith(kInvalid, HasSubstr("empty")));
  EXPECT_THAT(embedder_->EmbedQuery("geheim \xc3", kLater), FailsWith(kInvalid, Not(HasSubstr("geheim"))));
  EXPECT_THAT(embedder_->EmbedQuery(Repeat("geheim ", 15'000), kLater),
              FailsWith(kInvalid, AllOf(HasSubstr("too long"), Not(HasSubstr("geheim")))));
  EXPECT_THAT(embedder_->EmbedPassages(std::vector<std::string>{"koor", "  ", "dans"}),
              FailsWith(kInvalid, HasSubstr("text 1: empty")));
  EXPECT_THAT(embedder_->TokenIdsOf("", TextKind::kQuery), FailsWith(kInvalid, HasSubstr("empty")));
}

TEST_F(OpenVinoEmbedderTest, EmbedsStrangeTexts) {
  for (const std::string& text : {std::string("?"), std::string("👩‍🦽🎶"), std::string("a\u0301\u0301\u0301"),
                                  Repeat("ﷺ", 500), Repeat("字", static_cast<int>(kMaxEmbeddedCharacters))}) {
    const auto vector = embedder_->EmbedQuery(text, kLater);
    ASSERT_OK(vector);
    EXPECT_NEAR(Length(*vector), 1, 1e-4);
  }
}

TEST_F(OpenVinoEmbedderTest, KeepsToTheDeadline) {
  EXPECT_THAT(embedder_->EmbedQuery("koor", absl::Now() - absl::Seconds(1)),
              FailsWith(absl::StatusCode::kDeadlineExceeded, HasSubstr("time")));
}

TEST_F(OpenVinoEmbedderTest, GivesManyThreadsTheSameVectorsAsOne) {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) texts.push_back("wens " + std::to_string(i) + Repeat(" samen", i));
  std::vector<std::vector<float>> expected;
  for (const std::string& text : texts) expected.push_back(embedder_->EmbedQuery(text, kLater).value());
  std::vector<std::jthread> threads;
  for (size_t t = 0; t < 10; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = 0; i < texts.size(); ++i) {
        const size_t n = (i + t) % texts.size();
        const auto vector = embedder_->EmbedQuery(texts[n], kLater);
        ASSERT_OK(vector);
        EXPECT_GT(Cosine(*vector, expected[n]), 0.99999);
      }
      if (t % 3 == 0) {
        EXPECT_OK(embedder_->EmbedPassages(texts));
      }
    });
  }
}

TEST_F(OpenVinoEmbedderTest, WithoutASideSaysSo) {
  const auto only_queries = LoadReal({.query_requests = 1, .passage_threads = 0});
  ASSERT_OK(only_queries);
  EXPECT_OK((*only_queries)->EmbedQuery("koor", kLater));
  EXPECT_THAT((*only_queries)->EmbedPassages(std::vector<std::string>{"koor"}),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("passage_threads")));
  const auto only_passages = LoadReal({.query_requests = 0, .passage_threads = 1});
  ASSERT_OK(only_passages);
  EXPECT_OK((*only_passages)->EmbedPassages(std::vector<std::string>{"koor"}));
  EXPECT_THAT((*only_passages)->EmbedQuery("koor", kLater),
              FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("query_requests")));
}

}  // namespace
}  // namespace meedoen
