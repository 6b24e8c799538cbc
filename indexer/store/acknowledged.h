// A file that remembers the last revision that a caller was told is safe, outside the database.
//
// Why: the last records of a log that cannot be read look the same whether they were never finished (harmless) or
// were flipped later (loss). Written after the database's sync and before the answer, so a database
// that holds less than this has lost something. Written without a sync of its own, which would double the cost of a
// commit: after the death of the process the page cache still has it. `Sync` soon after covers a power cut.
//
// Threads: one at a time. Errors: DATA_LOSS (damaged), else as Env. Format: docs/formats/store.md. Cost: Set some 2
// microseconds.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace meedoen::indexer {

class Acknowledged {
 public:
  // Makes the file, with revision 0, if it is not there and `create`; else NOT_FOUND.
  static absl::StatusOr<std::unique_ptr<Acknowledged>> Open(const std::string& path, bool create);
  ~Acknowledged();

  int64_t revision() const { return revision_; }
  bool one_slot_damaged() const { return one_slot_damaged_; }  // When it was opened; the next write mends it.
  absl::Status Set(int64_t revision);
  absl::Status Sync();

 private:
  Acknowledged(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  const std::string path_;
  const int fd_;
  int64_t revision_ = 0;
  int next_slot_ = 0;
  bool one_slot_damaged_ = false;
};

}  // namespace meedoen::indexer
