// The file system, as a seam: programs get the real one, tests one that fails or forgets.
//
// Threads: an Env is safe; one WritableFile is for one thread. Ownership: the Env outlives the files it opened.
// Errors: NOT_FOUND (no such file or folder), PERMISSION_DENIED, RESOURCE_EXHAUSTED (no space), DATA_LOSS (short read),
// else INTERNAL; each names the path and what the system said.
// Cost: Sync is a round trip to the disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace meedoen {

class WritableFile {
 public:
  virtual ~WritableFile() = default;
  virtual absl::Status Append(std::string_view bytes) = 0;
  virtual absl::Status Sync() = 0;   // On disk when this returns.
  virtual absl::Status Close() = 0;  // No use after this.
};

// A whole file mapped read-only; the bytes live as long as this.
class MappedFile {
 public:
  virtual ~MappedFile() = default;
  virtual std::string_view bytes() const = 0;
};

class Env {
 public:
  virtual ~Env() = default;

  // Refuses a file of more than `most_bytes` (RESOURCE_EXHAUSTED).
  virtual absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most_bytes) = 0;
  virtual absl::StatusOr<std::unique_ptr<MappedFile>> MapFile(const std::string& path) = 0;
  virtual absl::StatusOr<std::unique_ptr<WritableFile>> CreateFile(const std::string& path) = 0;  // Replaces.
  virtual absl::Status CreateDir(const std::string& path) = 0;  // And its parents; there already is OK.
  virtual absl::StatusOr<std::vector<std::string>> ListDir(const std::string& path) = 0;  // Names, sorted.
  virtual absl::Status Rename(const std::string& from, const std::string& to) = 0;
  virtual absl::Status RemoveTree(const std::string& path) = 0;  // Not there is OK.
  virtual absl::Status SyncDir(const std::string& path) = 0;     // Names in it are on disk when this returns.
  virtual bool Exists(const std::string& path) = 0;
};

// The real file system. Never null, lives for ever.
Env* PosixEnv();

// Write, sync, close.
absl::Status WriteFileSynced(Env& env, const std::string& path, std::string_view bytes);

// Replaces a file so that a crash leaves the old or the new one: writes path + ".tmp", syncs, renames, syncs the
// folder.
absl::Status ReplaceFileAtomically(Env& env, const std::string& path, std::string_view bytes);

}  // namespace meedoen
