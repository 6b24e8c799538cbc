#include "core/base/env.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"

namespace meedoen {
namespace {

absl::Status FromErrno(const std::string& path, const char* doing, int error) {
  const std::string text = absl::StrCat(path, ": cannot ", doing, ": ", std::strerror(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(text);
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(text);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(absl::StrCat(text, "; make room and try again"));
    default:
      return absl::InternalError(text);
  }
}

class PosixWritableFile final : public WritableFile {
 public:
  PosixWritableFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  ~PosixWritableFile() override {
    if (fd_ >= 0) ::close(fd_);
  }

  absl::Status Append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return FromErrno(path_, "write", errno);
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return absl::OkStatus();
  }

  absl::Status Sync() override { return ::fsync(fd_) == 0 ? absl::OkStatus() : FromErrno(path_, "sync", errno); }

  absl::Status Close() override {
    const int fd = std::exchange(fd_, -1);
    return ::close(fd) == 0 ? absl::OkStatus() : FromErrno(path_, "close", errno);
  }

 private:
  const std::string path_;
  int fd_;
};

class PosixMappedFile final : public MappedFile {
 public:
  PosixMappedFile(void* data, size_t size) : data_(data), size_(size) {}
  ~PosixMappedFile() override {
    if (size_ > 0) ::munmap(data_, size_);
  }
  std::string_view bytes() const override { return {static_cast<const char*>(data_), size_}; }

 private:
  void* const data_;
  const size_t size_;
};

// An open file descriptor that closes itself.
struct Descriptor {
  int fd;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

class PosixEnvImpl final : public Env {
 public:
  absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most_bytes) override {
    MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<MappedFile> file, MapFile(path));
    if (file->bytes().size() > most_bytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat(path, ": ", file->bytes().size(), " bytes; at most ", most_bytes, " are read"));
    }
    return std::string(file->bytes());
  }

  absl::StatusOr<std::unique_ptr<MappedFile>> MapFile(const std::string& path) override {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) return FromErrno(path, "open", errno);
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) return FromErrno(path, "stat", errno);
    if (!S_ISREG(info.st_mode)) return absl::InvalidArgumentError(absl::StrCat(path, ": not a file"));
    const size_t size = static_cast<size_t>(info.st_size);
    if (size == 0) return std::make_unique<PosixMappedFile>(nullptr, 0);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.fd, 0);
    if (data == MAP_FAILED) return FromErrno(path, "map", errno);
    return std::make_unique<PosixMappedFile>(data, size);
  }

  absl::StatusOr<std::unique_ptr<WritableFile>> CreateFile(const std::string& path) override {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    if (fd < 0) return FromErrno(path, "create", errno);
    return std::make_unique<PosixWritableFile>(path, fd);
  }

  absl::Status CreateDir(const std::string& path) override {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    return error ? FromErrno(path, "create the folder", error.value()) : absl::OkStatus();
  }

  absl::StatusOr<std::vector<std::string>> ListDir(const std::string& path) override {
    std::error_code error;
    std::vector<std::string> names;
    std::filesystem::directory_iterator entries(path, error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
      names.push_back(entries->path().filename().string());
    }
    if (error) return FromErrno(path, "list", error.value());
    std::sort(names.begin(), names.end());
    return names;
  }

  absl::Status Rename(const std::string& from, const std::string& to) override {
    return ::rename(from.c_str(), to.c_str()) == 0 ? absl::OkStatus() : FromErrno(from, "rename", errno);
  }

  absl::Status RemoveTree(const std::string& path) override {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    return error ? FromErrno(path, "remove", error.value()) : absl::OkStatus();
  }

  absl::Status SyncDir(const std::string& path) override {
    const Descriptor folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.fd < 0) return FromErrno(path, "open", errno);
    return ::fsync(folder.fd) == 0 ? absl::OkStatus() : FromErrno(path, "sync", errno);
  }

  bool Exists(const std::string& path) override { return ::access(path.c_str(), F_OK) == 0; }
};

}  // namespace

Env* PosixEnv() {
  static PosixEnvImpl env;
  return &env;
}

absl::Status WriteFileSynced(Env& env, const std::string& path, std::string_view bytes) {
  MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<WritableFile> file, env.CreateFile(path));
  MEEDOEN_RETURN_IF_ERROR(file->Append(bytes));
  MEEDOEN_RETURN_IF_ERROR(file->Sync());
  return file->Close();
}

absl::Status ReplaceFileAtomically(Env& env, const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp";
  MEEDOEN_RETURN_IF_ERROR(WriteFileSynced(env, temporary, bytes));
  MEEDOEN_RETURN_IF_ERROR(env.Rename(temporary, path));
  std::string folder = std::filesystem::path(path).parent_path().string();
  return env.SyncDir(folder.empty() ? "." : folder);
}

}  // namespace meedoen
