// No damaged snapshot opens: not with a file missing, cut short, grown, swapped or with any bit turned.
#include <random>

#include "core/snapshot/manifest.h"
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using namespace testing;  // NOLINT: the helpers of this test.
using ::testing::AllOf;
using ::testing::HasSubstr;

class SnapshotDamage : public ::testing::Test {
 protected:
  SnapshotDamage() {
    const auto written = WriteSmallSnapshot(*PosixEnv(), dir_.path(), 42);
    EXPECT_OK(written);
    folder_ = dir_.File(written->id);
    files_ = SnapshotFileNames();
    files_.push_back(kManifestFile);
  }

  absl::Status Open() { return Snapshot::Open(*PosixEnv(), folder_).status(); }
  std::string Path(const std::string& file) const { return folder_ + "/" + file; }

  const TempDir dir_;
  std::string folder_;
  std::vector<std::string> files_;
};

TEST_F(SnapshotDamage, UndamagedItOpens) {
  EXPECT_OK(Open());
  EXPECT_EQ(files_.size(), NamesIn(folder_).size());
}

TEST_F(SnapshotDamage, AnyFileMissing) {
  for (const std::string& file : files_) {
    const std::string bytes = ReadAll(Path(file));
    ASSERT_OK(PosixEnv()->RemoveTree(Path(file)));
    EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kNotFound, HasSubstr(file)));
    WriteAll(Path(file), bytes);
  }
  EXPECT_OK(Open());
}

TEST_F(SnapshotDamage, AnyFileCutShortOrGrown) {
  for (const std::string& file : files_) {
    const std::string bytes = ReadAll(Path(file));
    for (const size_t size : {size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
      WriteAll(Path(file), bytes.substr(0, size));
      EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, AllOf(HasSubstr(file), HasSubstr("rebuild"))));
    }
    WriteAll(Path(file), bytes + '\0');
    EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, AllOf(HasSubstr(file), HasSubstr("rebuild"))));
    WriteAll(Path(file), bytes);
  }
  EXPECT_OK(Open());
}

TEST_F(SnapshotDamage, AnyBitTurned) {
  std::mt19937 random(20261122);
  for (int flip = 0; flip < 500; ++flip) {
    // Each file its share, whatever its size.
    const std::string& file = files_[static_cast<size_t>(flip) % files_.size()];
    const std::string bytes = ReadAll(Path(file));
    ASSERT_FALSE(bytes.empty()) << file;
    const size_t at = random() % bytes.size();
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    WriteAll(Path(file), changed);
    EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr(file))) << "byte " << at;
    WriteAll(Path(file), bytes);
  }
  EXPECT_OK(Open());
}

TEST_F(SnapshotDamage, TheFilesOfAnotherSnapshot) {
  const auto other = WriteSmallSnapshot(*PosixEnv(), dir_.path(), 43);
  ASSERT_OK(other);
  for (const std::string& file : files_) {
    const std::string bytes = ReadAll(Path(file)), others = ReadAll(dir_.File(other->id) + "/" + file);
    if (bytes == others) continue;  // The places of both are the same.
    WriteAll(Path(file), others);
    EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr(file)));
    WriteAll(Path(file), bytes);
  }
}

TEST_F(SnapshotDamage, ACalibrationOfAnotherId) {
  auto manifest = ReadManifest(*PosixEnv(), folder_);
  ASSERT_OK(manifest);
  manifest->calibration_id = "0123456789ab";
  WriteAll(Path(kManifestFile), EncodeManifest(*manifest));
  EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("0123456789ab")));
}

TEST_F(SnapshotDamage, AnotherNumberOfActivities) {
  auto manifest = ReadManifest(*PosixEnv(), folder_);
  ASSERT_OK(manifest);
  ++manifest->activities;
  WriteAll(Path(kManifestFile), EncodeManifest(*manifest));
  EXPECT_THAT(Open(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("where there should be 41")));
}

TEST_F(SnapshotDamage, AFolderThatIsNotThere) {
  EXPECT_THAT(Snapshot::Open(*PosixEnv(), dir_.File("0000000099-20261122T031500Z")).status(),
              FailsWith(absl::StatusCode::kNotFound, HasSubstr("0000000099")));
}

TEST_F(SnapshotDamage, AFolderUnderAnotherName) {
  std::filesystem::rename(folder_, dir_.File("0000000099-20261122T031500Z"));
  EXPECT_THAT(Snapshot::Open(*PosixEnv(), dir_.File("0000000099-20261122T031500Z")).status(),
              FailsWith(absl::StatusCode::kDataLoss, HasSubstr("0000000042")));
}

}  // namespace
}  // namespace meedoen
