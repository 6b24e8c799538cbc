#include "indexer/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace meedoen::indexer {

absl::StatusOr<std::unique_ptr<FolderLock>> FolderLock::Take(const std::string& folder) {
  const std::string path = folder + "/LOCK";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": cannot open: ", std::strerror(errno)));
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return std::unique_ptr<FolderLock>(new FolderLock(fd));
  const int error = errno;
  ::close(fd);
  if (error != EWOULDBLOCK) return absl::InternalError(absl::StrCat(path, ": cannot lock: ", std::strerror(error)));
  return absl::FailedPreconditionError(absl::StrCat(
      folder, " is in use by another process, probably a running indexer: ask that one, or stop it first"));
}

FolderLock::~FolderLock() { ::close(fd_); }

}  // namespace meedoen::indexer
