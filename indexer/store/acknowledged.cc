#include "indexer/store/acknowledged.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/env.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

// Two slots, written in turn, each in a sector of its own: a write cut short spoils one of them only.
constexpr int kSlots = 2;
constexpr off_t kSlotDistance = 512;
constexpr char kMagic[] = "MDACKN01";
constexpr size_t kCheckBytes = 8;
constexpr size_t kSlotBytes = 8 + 8 + kCheckBytes;

std::string SlotBytes(int64_t revision) {
  const std::string bytes = kMagic + NumberBytes(revision);
  return bytes + Sha256Of(bytes).substr(0, kCheckBytes);
}

std::optional<int64_t> RevisionOf(const std::string& slot) {
  const auto revision = slot.size() == kSlotBytes ? NumberOf(slot.substr(8, 8)) : std::nullopt;
  if (!revision.has_value() || slot != SlotBytes(*revision)) return std::nullopt;
  return revision;
}

absl::Status FromErrno(const std::string& path, const char* doing) {
  return absl::InternalError(absl::StrCat(path, ": cannot ", doing, ": ", std::strerror(errno)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Acknowledged>> Acknowledged::Open(const std::string& path, bool create) {
  Env& env = *PosixEnv();
  if (!env.Exists(path)) {
    if (!create) return absl::NotFoundError(absl::StrCat(path, " is not there"));
    std::string bytes = SlotBytes(0);
    bytes.resize(kSlotDistance);
    MEEDOEN_RETURN_IF_ERROR(ReplaceFileAtomically(env, path, bytes + SlotBytes(0)));
  }
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return FromErrno(path, "open");
  std::unique_ptr<Acknowledged> file(new Acknowledged(path, fd));
  std::optional<int64_t> newest;
  for (int slot = 0; slot < kSlots; ++slot) {
    std::string bytes(kSlotBytes, '\0');
    const ssize_t got = ::pread(fd, bytes.data(), bytes.size(), slot * kSlotDistance);
    if (got < 0) return FromErrno(path, "read");
    bytes.resize(static_cast<size_t>(got));
    const auto revision = RevisionOf(bytes);
    if (!revision.has_value()) file->one_slot_damaged_ = true;
    if (!revision.has_value() || (newest.has_value() && *newest > *revision)) continue;
    newest = revision;
    file->next_slot_ = (slot + 1) % kSlots;
  }
  if (!newest.has_value()) return absl::DataLossError(absl::StrCat(path, " is damaged"));
  file->revision_ = *newest;
  return file;
}

Acknowledged::~Acknowledged() { ::close(fd_); }

absl::Status Acknowledged::Set(int64_t revision) {
  if (revision == revision_) return absl::OkStatus();
  const std::string bytes = SlotBytes(revision);
  const ssize_t written = ::pwrite(fd_, bytes.data(), bytes.size(), next_slot_ * kSlotDistance);
  if (written != static_cast<ssize_t>(bytes.size())) return FromErrno(path_, "write");
  next_slot_ = (next_slot_ + 1) % kSlots;
  revision_ = revision;
  return absl::OkStatus();
}

absl::Status Acknowledged::Sync() { return ::fdatasync(fd_) == 0 ? absl::OkStatus() : FromErrno(path_, "sync"); }

}  // namespace meedoen::indexer
