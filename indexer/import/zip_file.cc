#include "indexer/import/zip_file.h"

#include <zip.h>

#include <array>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

constexpr uint64_t kNoBomb = 1 << 20;  // What is smaller than this is not looked at for its ratio.

absl::Status Wrong(const std::string& entry, const std::string& why) {
  return absl::InvalidArgumentError(absl::StrCat("its part ", entry, " ", why));
}

// Of the size that an entry states, and then of what really came out of it.
absl::Status CheckSize(const std::string& entry, uint64_t size, uint64_t packed) {
  if (size > kMaxZipEntryBytes) {
    return Wrong(entry, absl::StrCat("has more than ", kMaxZipEntryBytes, " bytes unpacked"));
  }
  if (size > kNoBomb && size > packed * kMaxZipRatio) {
    return Wrong(entry, absl::StrCat("is more than ", kMaxZipRatio, " times as large as it is packed"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<ZipFile>> ZipFile::Open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return absl::InvalidArgumentError(absl::StrCat("is no whole .xlsx file (", why, ")"));
  }
  std::unique_ptr<ZipFile> file(new ZipFile(archive));
  const zip_int64_t entries = zip_get_num_entries(archive, 0);
  if (entries < 0 || static_cast<uint64_t>(entries) > kMaxZipEntries) {
    return absl::InvalidArgumentError(absl::StrCat("has ", entries, " parts; at most ", kMaxZipEntries, " are taken"));
  }
  return file;
}

ZipFile::~ZipFile() { zip_discard(archive_); }

bool ZipFile::Has(const std::string& name) const { return zip_name_locate(archive_, name.c_str(), 0) >= 0; }

absl::Status ZipFile::Read(const std::string& name, const std::function<absl::Status(std::string_view)>& take) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat(archive_, name.c_str(), 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
    return Wrong(name, "is missing");
  }
  MEEDOEN_RETURN_IF_ERROR(CheckSize(name, stat.size, stat.comp_size));
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> entry(zip_fopen(archive_, name.c_str(), 0), zip_fclose);
  if (entry == nullptr) return Wrong(name, "cannot be unpacked; is it protected with a password?");
  std::array<char, 1 << 16> buffer;
  for (uint64_t size = 0;;) {
    const zip_int64_t got = zip_fread(entry.get(), buffer.data(), buffer.size());
    if (got < 0) return Wrong(name, "is damaged");
    if (got == 0) return absl::OkStatus();
    size += static_cast<uint64_t>(got);
    MEEDOEN_RETURN_IF_ERROR(CheckSize(name, size, stat.comp_size));
    MEEDOEN_RETURN_IF_ERROR(take({buffer.data(), static_cast<size_t>(got)}));
  }
}

}  // namespace meedoen::indexer
