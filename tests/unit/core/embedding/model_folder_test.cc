#include "core/embedding/model_folder.h"

#include <filesystem>
#include <string>

#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/core/embedding/model_files.h"

namespace meedoen {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using testing::FailsWith;
using testing::HashingManifest;
using ::testing::HasSubstr;
using testing::WriteManifest;
using testing::WriteText;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class ModelFolderTest : public ::testing::Test {
 protected:
  absl::StatusOr<ModelFolder> Read(const json& manifest) {
    WriteManifest(dir_.path(), manifest);
    return ReadModelFolder(*PosixEnv(), dir_.path());
  }
  absl::StatusOr<ModelFolder> ReadWith(const std::string& field, const json& value) {
    json manifest = HashingManifest();
    manifest[field] = value;
    return Read(manifest);
  }
  absl::Status Verify(const json& files) {
    const absl::StatusOr<ModelFolder> folder = ReadWith("files", files);
    return folder.ok() ? VerifyModelFiles(*PosixEnv(), *folder) : folder.status();
  }

  testing::TempDir dir_;
};

TEST_F(ModelFolderTest, ReadsEveryField) {
  json manifest = HashingManifest();
  manifest["query_prefix"] = "query: ";
  manifest["passage_prefix"] = "passage: ";
  manifest["pooling"] = "mean";
  manifest["files"] = {{"a.bin", std::string(64, '0')}};
  const absl::StatusOr<ModelFolder> folder = Read(manifest);
  ASSERT_OK(folder);
  EXPECT_EQ(folder->path, dir_.path());
  EXPECT_EQ(folder->info.id, "test-hashing");
  EXPECT_EQ(folder->info.dimension, 64);
  EXPECT_EQ(folder->info.most_tokens, 512);
  EXPECT_EQ(folder->licence, "none");
  EXPECT_EQ(folder->source, "a test");
  EXPECT_EQ(folder->engine, ModelEngine::kHashing);
  EXPECT_EQ(folder->pooling, Pooling::kMean);
  EXPECT_EQ(folder->query_prefix, "query: ");
  EXPECT_EQ(folder->passage_prefix, "passage: ");
  EXPECT_EQ(folder->files.at("a.bin"), std::string(64, '0'));
}

TEST_F(ModelFolderTest, SaysThatThereIsNoFolderAndWhatToDo) {
  EXPECT_THAT(ReadModelFolder(*PosixEnv(), dir_.File("nowhere")),
              FailsWith(absl::StatusCode::kNotFound,
                        AllOf(HasSubstr("nowhere/model.json"), HasSubstr("scripts/setup"), HasSubstr("docs/formats"))));
}

TEST_F(ModelFolderTest, RefusesBrokenJson) {
  for (const char* text : {"", "{", "[]", "null", "{\"id\": \"x\"", "\xff\xfe", "{\"id\": \"\xff\"}", "{} {}"}) {
    WriteText(dir_.File("model.json"), text);
    EXPECT_THAT(ReadModelFolder(*PosixEnv(), dir_.path()), FailsWith(kInvalid, HasSubstr("model.json"))) << text;
  }
}

TEST_F(ModelFolderTest, RefusesDeeplyNestedAndHugeJson) {
  WriteText(dir_.File("model.json"), std::string(60'000, '['));
  EXPECT_THAT(ReadModelFolder(*PosixEnv(), dir_.path()), FailsWith(kInvalid, HasSubstr("model.json")));
  WriteText(dir_.File("model.json"), "{\"id\": \"" + std::string(70'000, 'x') + "\"}");
  EXPECT_THAT(ReadModelFolder(*PosixEnv(), dir_.path()),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("model.json")));
}

TEST_F(ModelFolderTest, NamesEachFieldThatIsMissing) {
  const json manifest = HashingManifest();
  for (const auto& [name, value] : manifest.items()) {
    json without = manifest;
    without.erase(name);
    EXPECT_THAT(Read(without), FailsWith(kInvalid, HasSubstr(name)));
  }
}

TEST_F(ModelFolderTest, NamesEveryFieldOfAnotherType) {
  const json good = HashingManifest();
  json manifest;
  for (const auto& [name, value] : good.items()) manifest[name] = json::array({1});
  const absl::StatusOr<ModelFolder> folder = Read(manifest);
  for (const auto& [name, value] : manifest.items()) EXPECT_THAT(folder, FailsWith(kInvalid, HasSubstr(name)));
}

TEST_F(ModelFolderTest, RefusesValuesThatMakeNoSense) {
  EXPECT_THAT(ReadWith("format", 2), FailsWith(kInvalid, HasSubstr("format")));
  EXPECT_THAT(ReadWith("id", ""), FailsWith(kInvalid, HasSubstr("id")));
  EXPECT_THAT(ReadWith("id", "Big Model"), FailsWith(kInvalid, HasSubstr("id")));
  EXPECT_THAT(ReadWith("id", std::string(64, 'a')), FailsWith(kInvalid, HasSubstr("id")));
  EXPECT_THAT(ReadWith("engine", "magic"), FailsWith(kInvalid, HasSubstr("engine")));
  EXPECT_THAT(ReadWith("pooling", "max"), FailsWith(kInvalid, HasSubstr("pooling")));
  EXPECT_THAT(ReadWith("most_tokens", 2), FailsWith(kInvalid, HasSubstr("most_tokens")));
  EXPECT_THAT(ReadWith("dimension", 0), FailsWith(kInvalid, HasSubstr("dimension")));
  EXPECT_THAT(ReadWith("dimension", 384.5), FailsWith(kInvalid, HasSubstr("dimension")));
  EXPECT_THAT(ReadWith("dimension", 18446744073709551615u), FailsWith(kInvalid, HasSubstr("dimension")));
}

TEST_F(ModelFolderTest, TakesTheLimitsAndRefusesOneMore) {
  EXPECT_OK(ReadWith("dimension", kMaxDimension));
  EXPECT_THAT(ReadWith("dimension", kMaxDimension + 1), FailsWith(kInvalid, HasSubstr("4096")));
  EXPECT_OK(ReadWith("most_tokens", kMaxModelTokens));
  EXPECT_THAT(ReadWith("most_tokens", kMaxModelTokens + 1), FailsWith(kInvalid, HasSubstr("8192")));
}

TEST_F(ModelFolderTest, RefusesNamesThatLeadOutOfTheFolderAndBadChecksums) {
  const std::string digest(64, 'a');
  for (const char* name : {"../secret", "/etc/passwd", "a/b", "", ".", ".."}) {
    EXPECT_THAT(ReadWith("files", {{name, digest}}), FailsWith(kInvalid, HasSubstr("files"))) << name;
  }
  EXPECT_THAT(ReadWith("files", {{"a", "abc"}}), FailsWith(kInvalid, HasSubstr("SHA-256")));
  EXPECT_THAT(ReadWith("files", {{"a", std::string(64, 'G')}}), FailsWith(kInvalid, HasSubstr("SHA-256")));
  EXPECT_THAT(ReadWith("files", {{"a", 7}}), FailsWith(kInvalid, HasSubstr("SHA-256")));
}

TEST_F(ModelFolderTest, WantsTheFourFilesForOpenVino) {
  EXPECT_THAT(ReadWith("engine", "openvino"),
              FailsWith(kInvalid, AllOf(HasSubstr("openvino_model.bin"), HasSubstr("openvino_model.xml"),
                                        HasSubstr("openvino_tokenizer.bin"), HasSubstr("openvino_tokenizer.xml"))));
}

TEST_F(ModelFolderTest, VerifiesFilesByteForByte) {
  WriteText(dir_.File("weights"), "some weights");
  const json files = {{"weights", Sha256HexOf("some weights")}};
  EXPECT_OK(Verify(files));
  WriteText(dir_.File("weights"), "some wEights");
  EXPECT_THAT(Verify(files), FailsWith(absl::StatusCode::kDataLoss,
                                       AllOf(HasSubstr(dir_.File("weights")), HasSubstr("scripts/setup"))));
  std::filesystem::remove(dir_.File("weights"));
  EXPECT_THAT(Verify(files), FailsWith(absl::StatusCode::kNotFound, HasSubstr(dir_.File("weights"))));
}

TEST_F(ModelFolderTest, TakesAFileOfTheLargestSizeAndRefusesOneByteMore) {
  WriteText(dir_.File("large"), "");
  // "missing" is not there: reaching it shows that the large file's size was accepted, without reading 4 GiB of it.
  const json files = {{"large", std::string(64, '0')}, {"missing", std::string(64, '0')}};
  std::filesystem::resize_file(dir_.File("large"), kMaxModelFileBytes);
  EXPECT_THAT(Verify(files), FailsWith(absl::StatusCode::kNotFound, HasSubstr("missing")));
  std::filesystem::resize_file(dir_.File("large"), kMaxModelFileBytes + 1);
  EXPECT_THAT(Verify(files), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("large")));
}

}  // namespace
}  // namespace meedoen
