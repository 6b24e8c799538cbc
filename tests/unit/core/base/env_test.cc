#include "core/base/env.h"

#include "core/base/checksum.h"
#include "gmock/gmock.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class EnvTest : public ::testing::Test {
 protected:
  Env& env_ = *PosixEnv();
  testing::TempDir dir_;
};

TEST_F(EnvTest, WritesReadsListsRenamesRemoves) {
  ASSERT_OK(env_.CreateDir(dir_.File("a/b")));
  ASSERT_OK(env_.CreateDir(dir_.File("a/b")));
  ASSERT_OK(WriteFileSynced(env_, dir_.File("a/b/two"), "2"));
  ASSERT_OK(WriteFileSynced(env_, dir_.File("a/b/one"), "1"));
  ASSERT_OK(env_.Rename(dir_.File("a/b/two"), dir_.File("a/b/three")));
  const auto names = env_.ListDir(dir_.File("a/b"));
  ASSERT_OK(names);
  EXPECT_THAT(*names, ElementsAre("one", "three"));
  const auto text = env_.ReadFile(dir_.File("a/b/three"), 10);
  ASSERT_OK(text);
  EXPECT_EQ(*text, "2");
  ASSERT_OK(env_.RemoveTree(dir_.File("a")));
  ASSERT_OK(env_.RemoveTree(dir_.File("a")));
  EXPECT_FALSE(env_.Exists(dir_.File("a")));
}

TEST_F(EnvTest, EachFailureNamesThePath) {
  const std::string missing = dir_.File("missing");
  EXPECT_THAT(env_.ReadFile(missing, 10), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.MapFile(missing), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.ListDir(missing), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.Rename(missing, missing + "2"), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.CreateFile(missing + "/x"), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.SyncDir(missing), FailsWith(absl::StatusCode::kNotFound, HasSubstr(missing)));
  EXPECT_THAT(env_.MapFile(dir_.path()), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("not a file")));
}

TEST_F(EnvTest, ReadsAFileAtItsBoundAndRefusesOneAboveIt) {
  ASSERT_OK(WriteFileSynced(env_, dir_.File("f"), "12345"));
  EXPECT_OK(env_.ReadFile(dir_.File("f"), 5));
  EXPECT_THAT(env_.ReadFile(dir_.File("f"), 4),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("at most 4")));
}

TEST_F(EnvTest, ReplacesAFileAndLeavesNoTemporaryOne) {
  ASSERT_OK(ReplaceFileAtomically(env_, dir_.File("f"), "old"));
  ASSERT_OK(ReplaceFileAtomically(env_, dir_.File("f"), "new"));
  const auto text = env_.ReadFile(dir_.File("f"), 10);
  ASSERT_OK(text);
  EXPECT_EQ(*text, "new");
  EXPECT_THAT(*env_.ListDir(dir_.path()), ElementsAre("f"));
}

TEST_F(EnvTest, MapsAnEmptyFile) {
  ASSERT_OK(WriteFileSynced(env_, dir_.File("empty"), ""));
  const auto file = env_.MapFile(dir_.File("empty"));
  ASSERT_OK(file);
  EXPECT_TRUE((*file)->bytes().empty());
}

TEST(ChecksumTest, IsTheStandardsExample) {
  // FIPS 180-4, one-block message "abc".
  EXPECT_EQ(Sha256HexOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 parts;
  parts.Update("a");
  parts.Update("bc");
  EXPECT_EQ(ToHex(parts.Digest()), Sha256HexOf("abc"));
}

}  // namespace
}  // namespace meedoen
