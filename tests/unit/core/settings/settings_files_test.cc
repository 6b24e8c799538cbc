#include "core/settings/settings_files.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SettingsFilesTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& json) { std::ofstream(folder_.File(name)) << json; }
  SettingsFiles Read() {
    problems_ = {};
    const auto files = ReadSettingsFiles(*PosixEnv(), folder_.path(), &problems_);
    EXPECT_OK(files);
    return files.ok() ? *files : SettingsFiles();
  }

  const testing::TempDir folder_;
  Problems problems_;
};

TEST_F(SettingsFilesTest, OneForAllAndOneForEachThatWantsItsOwn) {
  EXPECT_THAT(Read().own, IsEmpty());
  Write("default.json", R"({"weights": {"travel": 2}})");
  Write("GM0150.json", "\xEF\xBB\xBF{\"ageing\": {\"ask_after_days\": 90}}");
  Write("README.md", "not settings");
  const SettingsFiles files = Read();
  EXPECT_THAT(problems_.all(), IsEmpty());
  EXPECT_EQ(files.common.weights().travel(), 2);
  ASSERT_THAT(files.own, SizeIs(1));
  EXPECT_EQ(files.own.at("GM0150").ageing().ask_after_days(), 90u);
  EXPECT_FALSE(files.own.at("GM0150").has_weights()) << "as the file says it";
}

TEST_F(SettingsFilesTest, TheIdChangesWithAnyByte) {
  Write("default.json", "{}");
  const std::string id = Read().id;
  EXPECT_THAT(id, SizeIs(12));
  EXPECT_EQ(Read().id, id);
  Write("default.json", "{ }");
  EXPECT_NE(Read().id, id);
  Write("default.json", "{}");
  Write("GM0150.json", "{}");
  EXPECT_NE(Read().id, id);
}

TEST_F(SettingsFilesTest, EveryFileThatIsWrongIsNamedAtOnce) {
  Write("default.json", "{\"crisis_contacts\": [{\"name\": \"\xC3\x28\"}]}");
  Write("GM0150.json", R"({"agening": {}})");
  Write("Deventer.json", "{}");
  Read();
  const std::string all(problems_.ToStatus().message());
  for (const char* named : {"default.json: is not valid UTF-8", "GM0150.json: is not settings in JSON", "agening",
                            "Deventer.json: is not the name of a settings file"}) {
    EXPECT_THAT(all, HasSubstr(named));
  }
}

TEST_F(SettingsFilesTest, FilesOfThisSizeAndNoLarger) {
  Write("default.json", "{}" + std::string(kMaxSettingsBytes - 2, ' '));
  Read();
  EXPECT_THAT(problems_.all(), IsEmpty());
  Write("default.json", "{}" + std::string(kMaxSettingsBytes - 1, ' '));
  EXPECT_THAT(ReadSettingsFiles(*PosixEnv(), folder_.path(), &problems_).status().message(), HasSubstr("default.json"));
  EXPECT_THAT(ReadSettingsFiles(*PosixEnv(), folder_.File("none"), &problems_),
              testing::FailsWith(absl::StatusCode::kNotFound, HasSubstr("none")));
}

TEST_F(SettingsFilesTest, SoManyFilesAndNoMore) {
  Write("default.json", "{}");
  for (size_t i = 1; i < kMaxSettingsFiles; ++i) Write(absl::StrCat("GM", 1000 + i, ".json"), "{}");
  EXPECT_THAT(Read().own, SizeIs(kMaxSettingsFiles - 1));
  EXPECT_THAT(problems_.all(), IsEmpty());
  Write("GM0001.json", "{}");
  Read();
  EXPECT_THAT(std::string(problems_.ToStatus().message()), HasSubstr("more than"));
}

}  // namespace
}  // namespace meedoen
