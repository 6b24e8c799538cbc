#include "indexer/service/serving_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace meedoen::indexer {
namespace {

std::string PathIn(const std::string& data_folder) { return data_folder + "/serving"; }

// Of the whole file. Such a lock belongs to the open file, not to the process, so a test can be both sides.
struct flock WholeFile(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServingFile>> ServingFile::Write(const std::string& data_folder,
                                                                const std::string& address) {
  const std::string path = PathIn(data_folder);
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  std::unique_ptr<ServingFile> file(new ServingFile(fd));
  struct flock lock = WholeFile(F_WRLCK);
  if (::fcntl(fd, F_OFD_SETLK, &lock) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("another indexer serves ", data_folder, " already"));
  }
  const std::string line = address + "\n";
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) {
    return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  }
  return file;
}

ServingFile::~ServingFile() { ::close(fd_); }

std::optional<std::string> FindServing(const std::string& data_folder) {
  const int fd = ::open(PathIn(data_folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  struct flock lock = WholeFile(F_RDLCK);
  const bool held = ::fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  char bytes[256];
  const ssize_t size = held ? ::pread(fd, bytes, sizeof(bytes), 0) : 0;
  ::close(fd);
  if (size <= 1 || bytes[size - 1] != '\n') return std::nullopt;
  return std::string(bytes, static_cast<size_t>(size - 1));
}

}  // namespace meedoen::indexer
