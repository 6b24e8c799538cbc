// How the commands of the command line find the indexer that serves a data folder: its address stands in the folder, in
// a file that is locked for as long as it serves. So a command never talks to the indexer of another folder, and a file
// left behind by a crash is seen to be stale.
//
// Threads: one. Ownership: the lock is held until the object is destroyed, or the process dies.
// Errors: FAILED_PRECONDITION (another process serves this folder), INTERNAL by path.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

class ServingFile {
 public:
  static absl::StatusOr<std::unique_ptr<ServingFile>> Write(const std::string& data_folder, const std::string& address);
  ~ServingFile();
  ServingFile(const ServingFile&) = delete;
  ServingFile& operator=(const ServingFile&) = delete;

 private:
  explicit ServingFile(int fd) : fd_(fd) {}
  const int fd_;
};

// The address of the indexer that serves this folder now; nothing if none does.
std::optional<std::string> FindServing(const std::string& data_folder);

}  // namespace meedoen::indexer
