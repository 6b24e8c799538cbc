// Token ids and vectors of the default model against two references calculated elsewhere.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/embedding/openvino_embedder.h"
#include "tests/testing/status.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using nlohmann::json;
using testing::Cosine;
using testing::Length;

class ReferenceTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<std::unique_ptr<Embedder>> loaded =
        LoadEmbedder(*PosixEnv(), testing::kRealModel, {.query_requests = 1, .passage_threads = 1});
    loaded_ = loaded.status();
    if (loaded.ok()) embedder_ = dynamic_cast<OpenVinoEmbedder*>(loaded->release());
  }
  static void TearDownTestSuite() {
    delete embedder_;
    embedder_ = nullptr;
  }
  void SetUp() override { ASSERT_NE(embedder_, nullptr) << loaded_ << "\n" << testing::kNoRealModel; }

  static std::vector<json> Lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<json> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(json::parse(line));
    return lines;
  }
  static std::vector<int64_t> IdsOf(const json& line) {
    const TextKind kind = line["kind"] == "query" ? TextKind::kQuery : TextKind::kPassage;
    return embedder_->TokenIdsOf(line["text"].get<std::string>(), kind).value();
  }
  static std::vector<float> VectorOf(const json& line) {
    const std::string text = line["text"];
    if (line["kind"] == "query") return embedder_->EmbedQuery(text, absl::InfiniteFuture()).value();
    return embedder_->EmbedPassages(std::vector<std::string>{text}).value().front();
  }

  static OpenVinoEmbedder* embedder_;
  static absl::Status loaded_;
};

OpenVinoEmbedder* ReferenceTest::embedder_ = nullptr;
absl::Status ReferenceTest::loaded_;

TEST_F(ReferenceTest, OurOwn) {
  const std::vector<json> lines = Lines("tests/unit/core/embedding/reference.jsonl");
  ASSERT_EQ(lines.size(), 8u);
  for (const json& line : lines) {
    EXPECT_EQ(IdsOf(line), line["ids"].get<std::vector<int64_t>>()) << line["text"];
    const std::vector<float> vector = VectorOf(line);
    EXPECT_NEAR(Length(vector), line["length"].get<double>(), 1e-4);
    const std::vector<float> first = line["first"];
    for (size_t i = 0; i < first.size(); ++i) EXPECT_NEAR(vector[i], first[i], 0.006) << line["text"] << " " << i;
  }
}

TEST_F(ReferenceTest, TheSharedOne) {
  const char* set = std::getenv("MEEDOEN_SHARED");
  const std::string path = std::string(set != nullptr ? set : "../shared") + "/data/eval/me5_small_reference.jsonl";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (set MEEDOEN_SHARED to where it is)";
  const std::vector<json> lines = Lines(path);
  ASSERT_EQ(lines.size(), 25u);
  double lowest = 1;
  for (const json& line : lines) {
    if (line["text"] == "") {  // The reference has a vector for it; we refuse it before the model sees it.
      EXPECT_FALSE(embedder_->TokenIdsOf("", TextKind::kQuery).ok());
      continue;
    }
    EXPECT_EQ(IdsOf(line), line["ids"].get<std::vector<int64_t>>()) << line["text"];
    const std::vector<float> expected = line["vector"];
    ASSERT_EQ(expected.size(), 384u);
    lowest = std::min(lowest, Cosine(VectorOf(line), expected));
  }
  EXPECT_GT(lowest, 0.9993);
  RecordProperty("lowest_cosine", std::to_string(lowest));
  std::cout << "lowest cosine with the shared reference: " << lowest << "\n";
}

}  // namespace
}  // namespace meedoen
