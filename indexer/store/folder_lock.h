// Keeps a second process, or a second store in this one, out of a folder.
//
// Threads: one. Ownership: holds the lock until destroyed; the system lets go of it when the process dies.
// Errors: FAILED_PRECONDITION (somebody else has it), INTERNAL.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

class FolderLock {
 public:
  static absl::StatusOr<std::unique_ptr<FolderLock>> Take(const std::string& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  const int fd_;
};

}  // namespace meedoen::indexer
