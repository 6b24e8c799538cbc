// The real file system without waiting for the disk, for tests that are not about crashes.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/env.h"

namespace meedoen::testing {

class UnsyncedEnv : public Env {
 public:
  absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most_bytes) override {
    return real_->ReadFile(path, most_bytes);
  }
  absl::StatusOr<std::unique_ptr<MappedFile>> MapFile(const std::string& path) override { return real_->MapFile(path); }
  absl::StatusOr<std::unique_ptr<WritableFile>> CreateFile(const std::string& path) override {
    absl::StatusOr<std::unique_ptr<WritableFile>> file = real_->CreateFile(path);
    if (!file.ok()) return file.status();
    return std::make_unique<File>(*std::move(file));
  }
  absl::Status CreateDir(const std::string& path) override { return real_->CreateDir(path); }
  absl::StatusOr<std::vector<std::string>> ListDir(const std::string& path) override { return real_->ListDir(path); }
  absl::Status Rename(const std::string& from, const std::string& to) override { return real_->Rename(from, to); }
  absl::Status RemoveTree(const std::string& path) override { return real_->RemoveTree(path); }
  absl::Status SyncDir(const std::string&) override { return absl::OkStatus(); }
  bool Exists(const std::string& path) override { return real_->Exists(path); }

 private:
  class File final : public WritableFile {
   public:
    explicit File(std::unique_ptr<WritableFile> real) : real_(std::move(real)) {}
    absl::Status Append(std::string_view bytes) override { return real_->Append(bytes); }
    absl::Status Sync() override { return absl::OkStatus(); }
    absl::Status Close() override { return real_->Close(); }

   private:
    const std::unique_ptr<WritableFile> real_;
  };

  Env* const real_ = PosixEnv();
};

}  // namespace meedoen::testing
