// Model folders made up here: a small encoder of our own beside the real tokenizer.
#include "core/embedding/openvino_model.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/embedding/openvino_embedder.h"
#include "openvino/opsets/opset8.hpp"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;
namespace op = ov::opset8;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr int kDimension = 4;
constexpr int kRows = 16;

float Cell(int64_t id, int column) { return static_cast<float>((id % kRows) * (column + 1) + column); }

// Looks each id up in a table of 16 rows of 4 numbers; gives token vectors, or their plain sum if `inside`.
std::shared_ptr<ov::Model> SmallEncoder(bool inside, const std::string& third_input) {
  std::vector<float> table;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kDimension; ++column) table.push_back(Cell(row, column));
  }
  const auto input = [](const std::string& name) {
    auto parameter = std::make_shared<op::Parameter>(ov::element::i64, ov::PartialShape{-1, -1});
    parameter->output(0).set_names({name});
    return parameter;
  };
  ov::ParameterVector inputs{input("input_ids"), input("attention_mask")};
  const auto row = std::make_shared<op::FloorMod>(inputs[0], op::Constant::create(ov::element::i64, {}, {kRows}));
  std::shared_ptr<ov::Node> out =
      std::make_shared<op::Gather>(op::Constant::create(ov::element::f32, {kRows, kDimension}, table), row,
                                   op::Constant::create(ov::element::i64, {}, {0}));
  if (!third_input.empty()) {  // Added, so that anything but zeros would show.
    inputs.push_back(input(third_input));
    const auto number = std::make_shared<op::Convert>(inputs[2], ov::element::f32);
    out = std::make_shared<op::Add>(
        out, std::make_shared<op::Unsqueeze>(number, op::Constant::create(ov::element::i64, {1}, {2})));
  }
  if (inside) out = std::make_shared<op::ReduceSum>(out, op::Constant::create(ov::element::i64, {1}, {1}), false);
  return std::make_shared<ov::Model>(ov::ResultVector{std::make_shared<op::Result>(out)}, inputs, "small");
}

class OpenVinoModelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(std::filesystem::exists(std::string(testing::kRealModel) + "/openvino_tokenizer.bin"))
        << testing::kNoRealModel;
  }

  void WriteFolder(bool inside, const std::string& third_input = "") {
    ov::serialize(SmallEncoder(inside, third_input), dir_.File("openvino_model.xml"), dir_.File("openvino_model.bin"));
    for (const char* name : {"openvino_tokenizer.xml", "openvino_tokenizer.bin"}) {
      std::filesystem::copy_file(std::string(testing::kRealModel) + "/" + name, dir_.File(name));
    }
    manifest_ = testing::HashingManifest();
    manifest_["engine"] = "openvino";
    manifest_["dimension"] = kDimension;
    manifest_["pooling"] = inside ? "inside" : "mean";
    manifest_["query_prefix"] = "q: ";
    WriteManifest();
  }
  void WriteManifest() {
    for (const char* name :
         {"openvino_model.xml", "openvino_model.bin", "openvino_tokenizer.xml", "openvino_tokenizer.bin"}) {
      manifest_["files"][name] = Sha256HexOf(testing::ReadText(dir_.File(name)));
    }
    testing::WriteManifest(dir_.path(), manifest_);
  }
  absl::StatusOr<std::unique_ptr<Embedder>> Load() {
    return LoadEmbedder(*PosixEnv(), dir_.path(), {.query_requests = 1, .passage_threads = 1});
  }
  // What mean pooling and unit length must make of these ids.
  static std::vector<float> Expected(const std::vector<int64_t>& ids) {
    std::vector<float> sum(kDimension, 0.0f);
    for (const int64_t id : ids) {
      for (int column = 0; column < kDimension; ++column) sum[static_cast<size_t>(column)] += Cell(id, column);
    }
    const double length = testing::Length(sum);
    for (float& x : sum) x = static_cast<float>(x / length);
    return sum;
  }
  void ExpectMeans(const std::vector<std::string>& texts) {
    const absl::StatusOr<ModelFolder> folder = ReadModelFolder(*PosixEnv(), dir_.path());
    ASSERT_OK(folder);
    const auto embedder = OpenVinoEmbedder::Load(*folder, {.query_requests = 1, .passage_threads = 1});
    ASSERT_OK(embedder);
    const auto vectors = (*embedder)->EmbedPassages(texts);
    ASSERT_OK(vectors);
    for (size_t i = 0; i < texts.size(); ++i) {
      const auto ids = (*embedder)->TokenIdsOf(texts[i], TextKind::kPassage);
      ASSERT_OK(ids);
      for (size_t x = 0; x < kDimension; ++x) EXPECT_NEAR((*vectors)[i][x], Expected(*ids)[x], 0.01) << texts[i];
      const auto query = (*embedder)->EmbedQuery(texts[i], absl::InfiniteFuture());
      const auto query_ids = (*embedder)->TokenIdsOf(texts[i], TextKind::kQuery);
      ASSERT_OK(query);
      EXPECT_GT(query_ids->size(), ids->size()) << "the query prefix is missing";
      for (size_t x = 0; x < kDimension; ++x) EXPECT_NEAR((*query)[x], Expected(*query_ids)[x], 1e-4) << texts[i];
    }
  }

  testing::TempDir dir_;
  json manifest_;
};

TEST_F(OpenVinoModelTest, TakesTheMeanOverTheRealTokensOnly) {
  WriteFolder(/*inside=*/false);
  // Of unlike length, in one batch: the short ones are filled up, which must not show.
  ExpectMeans({"koor", "samen zingen in een koor op donderdag", "dans", "moestuin met buren"});
}

TEST_F(OpenVinoModelTest, GivesZerosForTokenTypes) {
  WriteFolder(/*inside=*/false, "token_type_ids");
  ExpectMeans({"koor", "samen zingen"});
}

TEST_F(OpenVinoModelTest, BringsVectorsToLengthOne) {
  WriteFolder(/*inside=*/true);
  const auto embedder = Load();
  ASSERT_OK(embedder);
  const auto vector = (*embedder)->EmbedQuery("koor", absl::InfiniteFuture());
  ASSERT_OK(vector);
  EXPECT_NEAR(testing::Length(*vector), 1, 1e-5);
}

TEST_F(OpenVinoModelTest, RefusesAnotherDimensionThanStated) {
  WriteFolder(/*inside=*/true);
  manifest_["dimension"] = 384;
  WriteManifest();
  EXPECT_THAT(Load(),
              FailsWith(kInvalid, AllOf(HasSubstr("have 4 numbers"), HasSubstr("384"), HasSubstr(dir_.path()))));
}

TEST_F(OpenVinoModelTest, RefusesAnotherPoolingThanStated) {
  WriteFolder(/*inside=*/true);
  manifest_["pooling"] = "mean";
  WriteManifest();
  EXPECT_THAT(Load(), FailsWith(kInvalid, AllOf(HasSubstr("openvino_model.xml"), HasSubstr("pooling"))));
}

TEST_F(OpenVinoModelTest, RefusesAnInputItDoesNotKnow) {
  WriteFolder(/*inside=*/false, "pixel_values");
  EXPECT_THAT(Load(), FailsWith(kInvalid, HasSubstr("pixel_values")));
}

TEST_F(OpenVinoModelTest, RefusesOneFlippedByteInAnyFile) {
  WriteFolder(/*inside=*/false);
  for (const auto& [name, digest] : manifest_["files"].items()) {
    const std::string whole = testing::ReadText(dir_.File(name));
    std::string flipped = whole;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
    testing::WriteText(dir_.File(name), flipped);
    EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr(name)));
    testing::WriteText(dir_.File(name), whole);
  }
  EXPECT_OK(Load());
}

TEST_F(OpenVinoModelTest, RefusesAMissingFile) {
  WriteFolder(/*inside=*/false);
  std::filesystem::remove(dir_.File("openvino_tokenizer.bin"));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kNotFound,
                                AllOf(HasSubstr("openvino_tokenizer.bin"), HasSubstr("scripts/setup"))));
}

TEST_F(OpenVinoModelTest, RefusesGraphsThatAreNoneThoughTheirChecksumsFit) {
  WriteFolder(/*inside=*/false);
  const std::string whole = testing::ReadText(dir_.File("openvino_model.xml"));
  for (const std::string& text : {std::string(), std::string("<net>"), whole.substr(0, whole.size() / 2)}) {
    testing::WriteText(dir_.File("openvino_model.xml"), text);
    WriteManifest();
    EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInternal, HasSubstr(dir_.path())));
  }
}

TEST_F(OpenVinoModelTest, SaysWhereItLookedForTheTokenizersExtension) {
  WriteFolder(/*inside=*/false);
  ASSERT_EQ(setenv("MEEDOEN_OPENVINO_TOKENIZERS", "/nowhere/libopenvino_tokenizers.so", 1), 0);
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInternal, HasSubstr("/nowhere")));
  ASSERT_EQ(unsetenv("MEEDOEN_OPENVINO_TOKENIZERS"), 0);
  EXPECT_OK(Load());
}

}  // namespace
}  // namespace meedoen
