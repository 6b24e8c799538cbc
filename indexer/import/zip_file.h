// A ZIP archive in memory, read with libzip, against archives that unpack to far more than they look.
//
// Inside indexer/import only. Threads: one at a time. Ownership: a view of the bytes; they outlive it. Errors:
// INVALID_ARGUMENT without the file's name. Bounds: kMaxZipEntries, kMaxZipEntryBytes, kMaxZipRatio.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct zip;

namespace meedoen::indexer {

class ZipFile {
 public:
  static absl::StatusOr<std::unique_ptr<ZipFile>> Open(std::string_view bytes);
  ~ZipFile();

  bool Has(const std::string& name) const;
  // Hands over what is in an entry, piece by piece, and stops with what `take` returns if that is not OK.
  absl::Status Read(const std::string& name, const std::function<absl::Status(std::string_view)>& take) const;

 private:
  explicit ZipFile(zip* archive) : archive_(archive) {}
  zip* const archive_;
};

}  // namespace meedoen::indexer
