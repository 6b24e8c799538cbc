// The file system under RocksDB, as a disk that keeps only what was synced: appended bytes stay in this process's
// memory until Sync, so that a kill loses them as a power cut would. Now and then part of them is written all the same,
// cut anywhere, as a disk may do by itself. Names (new files, renames) are there at once.
//
// Threads: safe, as RocksDB asks. Ownership: shared with the database. This process reads what it has written, synced
// or not. Nothing is really synced: for tests that kill the process, never the machine. Cost: less than the real one.
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "rocksdb/file_system.h"

namespace meedoen::testing {

class ForgetfulFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  struct Habits {
    bool spills = false;  // An Append in eight writes part of what is held.
    bool lies = false;    // Sync of a log (*.log) does nothing, to see what notices.
  };

  ForgetfulFileSystem(uint32_t seed, Habits habits)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), random_(seed), habits_(habits) {}

  const char* Name() const override { return "ForgetfulFileSystem"; }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->NewWritableFile(path, options, file, debug);
    if (status.ok()) *file = std::make_unique<File>(*this, std::move(*file), Hold(path, /*anew=*/true));
    return status;
  }

  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->ReopenWritableFile(path, options, file, debug);
    if (status.ok()) *file = std::make_unique<File>(*this, std::move(*file), Hold(path, /*anew=*/false));
    return status;
  }

  // As the one to reuse were removed and another made: what it held is of no use to the new one.
  rocksdb::IOStatus ReuseWritableFile(const std::string& path, const std::string& old_path,
                                      const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus renamed = RenameFile(old_path, path, options.io_options, debug);
    return renamed.ok() ? NewWritableFile(path, options, file, debug) : renamed;
  }

  rocksdb::IOStatus NewSequentialFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                      rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->NewSequentialFile(path, options, file, debug);
    const std::string held = HeldOf(path);
    if (!status.ok() || held.empty()) return status;
    std::string bytes;
    const rocksdb::IOStatus read = ReadAll(**file, &bytes);
    *file = std::make_unique<SequentialBytes>(bytes + held);
    return read;
  }

  rocksdb::IOStatus NewRandomAccessFile(const std::string& path, const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override {
    const std::string held = HeldOf(path);
    if (held.empty()) return target()->NewRandomAccessFile(path, options, file, debug);
    std::unique_ptr<rocksdb::FSSequentialFile> base;
    const rocksdb::IOStatus status = target()->NewSequentialFile(path, options, &base, debug);
    if (!status.ok()) return status;
    std::string bytes;
    const rocksdb::IOStatus read = ReadAll(*base, &bytes);
    *file = std::make_unique<RandomBytes>(bytes + held);
    return read;
  }

  rocksdb::IOStatus GetFileSize(const std::string& path, const rocksdb::IOOptions& options, uint64_t* size,
                                rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->GetFileSize(path, options, size, debug);
    if (status.ok()) *size += HeldOf(path).size();
    return status;
  }

  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->RenameFile(from, to, options, debug);
    if (!status.ok()) return status;
    absl::MutexLock lock(&mutex_);
    held_.erase(to);
    if (auto moved = held_.extract(from); !moved.empty()) {
      moved.key() = to;
      held_.insert(std::move(moved));
    }
    return status;
  }

  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = target()->DeleteFile(path, options, debug);
    absl::MutexLock lock(&mutex_);
    if (status.ok()) held_.erase(path);
    return status;
  }

 private:
  struct Held {
    absl::Mutex mutex;
    std::string bytes ABSL_GUARDED_BY(mutex);  // Appended, not synced.
    bool never_written = false;                // Constant once the file is there.
  };

  class File final : public rocksdb::FSWritableFile {
   public:
    File(ForgetfulFileSystem& disk, std::unique_ptr<rocksdb::FSWritableFile> base, std::shared_ptr<Held> held)
        : disk_(disk), base_(std::move(base)), held_(std::move(held)) {}

    using rocksdb::FSWritableFile::Append;
    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override {
      absl::MutexLock lock(&held_->mutex);
      held_->bytes.append(data.data(), data.size());
      return disk_.Spills() ? Write(disk_.Below(held_->bytes.size() + 1), options, debug) : rocksdb::IOStatus::OK();
    }
    rocksdb::IOStatus Flush(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override {
      return rocksdb::IOStatus::OK();  // To the system, which is not yet the disk.
    }
    rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      absl::MutexLock lock(&held_->mutex);
      return held_->never_written ? rocksdb::IOStatus::OK() : Write(held_->bytes.size(), options, debug);
    }
    bool IsSyncThreadSafe() const override { return true; }
    rocksdb::IOStatus Truncate(uint64_t size, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
      absl::MutexLock lock(&held_->mutex);
      const uint64_t written = base_->GetFileSize(options, debug);
      if (size < written) return rocksdb::IOStatus::NotSupported("cutting what was synced");
      held_->bytes.resize(std::min<uint64_t>(held_->bytes.size(), size - written));
      return rocksdb::IOStatus::OK();
    }
    rocksdb::IOStatus Close(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      return base_->Close(options, debug);  // What is held stays so: closing is not syncing.
    }
    uint64_t GetFileSize(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      absl::MutexLock lock(&held_->mutex);
      return base_->GetFileSize(options, debug) + held_->bytes.size();
    }

   private:
    rocksdb::IOStatus Write(size_t bytes, const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug)
        ABSL_EXCLUSIVE_LOCKS_REQUIRED(held_->mutex) {
      const rocksdb::IOStatus status = base_->Append({held_->bytes.data(), bytes}, options, debug);
      if (status.ok()) held_->bytes.erase(0, bytes);
      return status;
    }

    ForgetfulFileSystem& disk_;
    const std::unique_ptr<rocksdb::FSWritableFile> base_;
    const std::shared_ptr<Held> held_;
  };

  class SequentialBytes final : public rocksdb::FSSequentialFile {
   public:
    explicit SequentialBytes(std::string bytes) : bytes_(std::move(bytes)) {}
    rocksdb::IOStatus Read(size_t most, const rocksdb::IOOptions&, rocksdb::Slice* result, char* scratch,
                           rocksdb::IODebugContext*) override {
      const size_t count = std::min(most, bytes_.size() - at_);
      std::memcpy(scratch, bytes_.data() + at_, count);
      at_ += count;
      *result = {scratch, count};
      return rocksdb::IOStatus::OK();
    }
    rocksdb::IOStatus Skip(uint64_t count) override {
      at_ = static_cast<size_t>(std::min<uint64_t>(bytes_.size(), at_ + count));
      return rocksdb::IOStatus::OK();
    }

   private:
    const std::string bytes_;
    size_t at_ = 0;
  };

  class RandomBytes final : public rocksdb::FSRandomAccessFile {
   public:
    explicit RandomBytes(std::string bytes) : bytes_(std::move(bytes)) {}
    rocksdb::IOStatus Read(uint64_t offset, size_t most, const rocksdb::IOOptions&, rocksdb::Slice* result,
                           char* scratch, rocksdb::IODebugContext*) const override {
      const size_t at = static_cast<size_t>(std::min<uint64_t>(bytes_.size(), offset));
      const size_t count = std::min(most, bytes_.size() - at);
      std::memcpy(scratch, bytes_.data() + at, count);
      *result = {scratch, count};
      return rocksdb::IOStatus::OK();
    }

   private:
    const std::string bytes_;
  };

  static rocksdb::IOStatus ReadAll(rocksdb::FSSequentialFile& file, std::string* bytes) {
    char scratch[4096];
    rocksdb::Slice part;
    while (true) {
      const rocksdb::IOStatus status = file.Read(sizeof(scratch), rocksdb::IOOptions(), &part, scratch, nullptr);
      if (!status.ok() || part.empty()) return status;
      bytes->append(part.data(), part.size());
    }
  }

  std::shared_ptr<Held> Hold(const std::string& path, bool anew) {
    absl::MutexLock lock(&mutex_);
    std::shared_ptr<Held>& held = held_[path];
    if (held == nullptr || anew) held = std::make_shared<Held>();
    held->never_written = habits_.lies && path.ends_with(".log");
    return held;
  }

  std::string HeldOf(const std::string& path) {
    std::shared_ptr<Held> held;
    {
      absl::MutexLock lock(&mutex_);
      const auto found = held_.find(path);
      if (found == held_.end()) return "";
      held = found->second;
    }
    absl::MutexLock lock(&held->mutex);
    return held->bytes;
  }

  bool Spills() { return habits_.spills && Below(8) == 0; }
  size_t Below(size_t limit) {
    absl::MutexLock lock(&mutex_);
    return random_() % limit;
  }

  absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<Held>> held_ ABSL_GUARDED_BY(mutex_);
  std::mt19937 random_ ABSL_GUARDED_BY(mutex_);
  const Habits habits_;
};

}  // namespace meedoen::testing
