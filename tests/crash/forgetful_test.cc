// The disk that the crash test drops unsynced writes with: does it forget?
#include "rocksdb/env.h"
#include "tests/crash/crash_damage.h"
#include "tests/testing/forgetful_env.h"
#include "tests/testing/forgetful_file_system.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

using meedoen::testing::ForgetfulEnv;
using meedoen::testing::ForgetfulFileSystem;
using meedoen::testing::TempDir;

class ForgetfulDisk : public ::testing::Test {
 protected:
  // What this process reads, synced or not.
  std::string ReadBack(const std::string& path) {
    std::string bytes;
    EXPECT_TRUE(rocksdb::ReadFileToString(disk_.get(), path, &bytes).ok());
    return bytes;
  }

  const TempDir dir_;
  const std::string path_ = dir_.File("file");
  const rocksdb::IOOptions io_;
  std::shared_ptr<ForgetfulFileSystem> disk_ = std::make_shared<ForgetfulFileSystem>(1, ForgetfulFileSystem::Habits());
  std::unique_ptr<rocksdb::FSWritableFile> file_;
};

TEST_F(ForgetfulDisk, KeepsOnlyWhatWasSynced) {
  ASSERT_TRUE(disk_->NewWritableFile(path_, {}, &file_, nullptr).ok());
  ASSERT_TRUE(file_->Append("een", io_, nullptr).ok());
  ASSERT_TRUE(file_->Flush(io_, nullptr).ok());
  EXPECT_EQ(BytesOf(path_), "");
  EXPECT_EQ(ReadBack(path_), "een");
  ASSERT_TRUE(file_->Sync(io_, nullptr).ok());
  EXPECT_EQ(BytesOf(path_), "een");
  ASSERT_TRUE(file_->Append(" twee", io_, nullptr).ok());
  ASSERT_TRUE(file_->RangeSync(0, 8, io_, nullptr).ok());
  ASSERT_TRUE(file_->Close(io_, nullptr).ok());
  EXPECT_EQ(BytesOf(path_), "een");
  uint64_t size = 0;
  ASSERT_TRUE(disk_->GetFileSize(path_, io_, &size, nullptr).ok());
  EXPECT_EQ(size, 8U);
  const std::string moved = dir_.File("moved");
  ASSERT_TRUE(disk_->RenameFile(path_, moved, io_, nullptr).ok());
  EXPECT_EQ(ReadBack(moved), "een twee");
  EXPECT_EQ(BytesOf(moved), "een");
}

TEST_F(ForgetfulDisk, SpillsPartsInOrder) {
  disk_ = std::make_shared<ForgetfulFileSystem>(1, ForgetfulFileSystem::Habits{.spills = true});
  ASSERT_TRUE(disk_->NewWritableFile(path_, {}, &file_, nullptr).ok());
  std::string written;
  bool torn = false;
  for (int i = 0; i < 100; ++i) {
    const std::string record = "regel " + std::to_string(i) + "\n";
    ASSERT_TRUE(file_->Append(record, io_, nullptr).ok());
    written += record;
    const std::string on_disk = BytesOf(path_);
    ASSERT_EQ(on_disk, written.substr(0, on_disk.size()));
    torn = torn || (!on_disk.empty() && on_disk.back() != '\n');
  }
  EXPECT_TRUE(torn);
  EXPECT_LT(BytesOf(path_).size(), written.size());
}

TEST_F(ForgetfulDisk, OurOwnFilesToo) {
  ForgetfulEnv env;
  auto file = env.CreateFile(path_);
  ASSERT_OK(file);
  ASSERT_OK((*file)->Append("een"));
  EXPECT_EQ(BytesOf(path_), "");
  ASSERT_OK((*file)->Sync());
  ASSERT_OK((*file)->Append("twee"));
  ASSERT_OK((*file)->Close());
  EXPECT_EQ(BytesOf(path_), "een");
}

}  // namespace
}  // namespace meedoen::indexer::testing
