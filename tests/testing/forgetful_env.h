// The same disk for our own files: appended bytes stay in memory until Sync, so that a kill loses them. Names are there
// at once; FaultEnv is the one that forgets names.
//
// Threads: safe; a WritableFile is for one thread. This process does not read what it has not synced: that would be a
// mistake, and gives what is on the disk. Nothing is really synced: for tests that kill the process, never the machine.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "tests/testing/unsynced_env.h"

namespace meedoen::testing {

class ForgetfulEnv final : public UnsyncedEnv {
 public:
  absl::StatusOr<std::unique_ptr<WritableFile>> CreateFile(const std::string& path) override {
    absl::StatusOr<std::unique_ptr<WritableFile>> file = PosixEnv()->CreateFile(path);
    if (!file.ok()) return file.status();
    return std::make_unique<File>(*std::move(file));
  }

 private:
  class File final : public WritableFile {
   public:
    explicit File(std::unique_ptr<WritableFile> real) : real_(std::move(real)) {}
    absl::Status Append(std::string_view bytes) override {
      held_.append(bytes);
      return absl::OkStatus();
    }
    absl::Status Sync() override {
      const absl::Status status = real_->Append(held_);
      held_.clear();
      return status;
    }
    absl::Status Close() override { return real_->Close(); }

   private:
    const std::unique_ptr<WritableFile> real_;
    std::string held_;
  };
};

}  // namespace meedoen::testing
