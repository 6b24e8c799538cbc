// No damaged snapshot opens: not with a file missing, cut short, grown, swapped or with any bit turned.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "core/snapshot/manifest.h"
#include "tests/unit/core/snapshot/snapshot_fixture.h"

namespace meedoen {
namespace {

using namespace testing;  // NOLINT: the helpers of this test.
namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

int64_t FromEnv(const char* name, int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

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

  // Opens the one that CURRENT names, as a matcher does.
  absl::Status Serve() {
    const auto id = CurrentSnapshotId(*PosixEnv(), dir_.path());
    return id.ok() ? Snapshot::Open(*PosixEnv(), dir_.File(*id)).status() : id.status();
  }
  std::string Path(const std::string& file) const { return folder_ + "/" + file; }

  void PutByte(const std::string& file, size_t at, char byte) {
    std::fstream stream(Path(file), std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(static_cast<std::streamoff>(at)).put(byte);
    ASSERT_TRUE(stream.flush()) << file;
  }

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

// MEEDOEN_SNAPSHOT_FLIPS sets how many, MEEDOEN_SNAPSHOT_SEED repeats a run.
TEST_F(SnapshotDamage, AnyBitTurned) {
  const int64_t flips = FromEnv("MEEDOEN_SNAPSHOT_FLIPS", 10'000);
  const auto seed = static_cast<uint32_t>(FromEnv("MEEDOEN_SNAPSHOT_SEED", std::random_device()()));
  std::printf("%lld flips, MEEDOEN_SNAPSHOT_SEED=%u\n", static_cast<long long>(flips), seed);
  std::mt19937 random(seed);
  ASSERT_OK(PublishSnapshot(*PosixEnv(), dir_.path(), fs::path(folder_).filename()));
  const std::string current = "../CURRENT";
  std::map<std::string, std::string> whole = {{current, ReadAll(Path(current))}};
  for (const std::string& file : files_) whole[file] = ReadAll(Path(file));
  for (int64_t flip = 0; flip < flips; ++flip) {
    // Each file its share, whatever its size.
    const auto& [file, bytes] =
        *std::next(whole.begin(), static_cast<ptrdiff_t>(static_cast<size_t>(flip) % whole.size()));
    ASSERT_FALSE(bytes.empty()) << file;
    const size_t at = random() % bytes.size();
    const int mask = 1 << (random() % 8);
    PutByte(file, at, static_cast<char>(bytes[at] ^ mask));
    const absl::Status served = Serve();
    ASSERT_FALSE(served.ok()) << file << ", byte " << at << ", mask " << mask << ", MEEDOEN_SNAPSHOT_SEED=" << seed;
    // One bit of CURRENT can make it name a snapshot that is not there.
    if (file != current || !absl::IsNotFound(served)) {
      ASSERT_THAT(served, FailsWith(absl::StatusCode::kDataLoss, HasSubstr(fs::path(file).filename().string())));
    }
    PutByte(file, at, bytes[at]);
  }
  EXPECT_OK(Serve());
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
