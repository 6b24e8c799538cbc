// Every input that a fuzzer's corpus keeps, once: what was found stays mended, with any compiler.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/checks.h"
#include "tests/fuzz/targets.h"
#include "tests/testing/status.h"

namespace meedoen::fuzz {
namespace {

using meedoen::testing::FailsWith;
using ::testing::HasSubstr;

std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string Bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(FuzzCorpusTest, EveryKeptInputHoldsWhatMustHold) {
  for (const Target& target : Targets()) {
    const std::vector<std::filesystem::path> files = FilesIn(std::filesystem::path("tests/fuzz/corpus") / target.name);
    EXPECT_GE(files.size(), 3u) << target.name << ": a fuzzer begins with examples";
    for (const std::filesystem::path& file : files) EXPECT_OK(target.run(Bytes(file))) << file;
  }
}

TEST(FuzzCorpusTest, EveryFileOfSamplesHoldsWhatMustHold) {
  for (const std::filesystem::path& file : FilesIn("catalog-samples/spreadsheets")) {
    const std::string kind = file.extension().string();
    const auto run = kind == ".csv" ? Csv : kind == ".xlsx" ? Xlsx : kind == ".mapping" ? Mapping : nullptr;
    if (run != nullptr) {
      EXPECT_OK(run(Bytes(file))) << file;
    }
  }
}

// That the checks catch what they are there for.
TEST(FuzzCorpusTest, TheChecksCatch) {
  constexpr absl::StatusCode kBroken = absl::StatusCode::kFailedPrecondition;
  EXPECT_THAT(CheckMessage(""), FailsWith(kBroken, HasSubstr("empty")));
  EXPECT_THAT(CheckMessage("a\xFF"), FailsWith(kBroken, HasSubstr("UTF-8")));
  EXPECT_THAT(CheckMessage("cell \"123456782\""), FailsWith(kBroken, HasSubstr("citizen")));
  EXPECT_THAT(CheckRefusal(absl::InternalError("x")), FailsWith(kBroken, HasSubstr("refused with")));

  v1::Activity activity;
  EXPECT_THAT(CheckActivity(activity), FailsWith(kBroken, HasSubstr("not valid")));
  activity.set_name("municipalities/GM0150/activities/koor");
  activity.set_title("Koor");
  activity.set_description("Samen zingen");
  activity.mutable_provider()->set_name("Koor");
  activity.add_categories("walking");
  activity.mutable_place()->set_postcode("7411");
  activity.mutable_place()->set_kind(v1::VENUE);
  EXPECT_THAT(CheckActivity(activity), FailsWith(kBroken, HasSubstr("not in normal form")));
  activity.set_role(v1::PARTICIPANT);
  activity.set_status(v1::ACTIVE);
  EXPECT_OK(CheckActivity(activity));
  activity.set_title("Koor ");
  EXPECT_THAT(CheckActivity(activity), FailsWith(kBroken, HasSubstr("not in normal form")));
}

}  // namespace
}  // namespace meedoen::fuzz
