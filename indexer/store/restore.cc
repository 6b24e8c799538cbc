#include "indexer/store/restore.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "core/base/env.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "indexer/store/acknowledged.h"
#include "indexer/store/backup_engine.h"
#include "indexer/store/database.h"
#include "indexer/store/folder_lock.h"
#include "indexer/store/keys.h"
#include "indexer/store/open_store.h"
#include "rocksdb/utilities/backup_engine.h"

namespace meedoen::indexer {
namespace {

namespace fs = std::filesystem;

constexpr char kRestoredFile[] = "restored";  // In the folder of backups.
constexpr size_t kMostRestoredBytes = 64;

// Paths that belong to one restore.
struct Places {
  fs::path catalogue;
  fs::path parent;
  fs::path preparing;  // Beside it, so that a rename is enough.
  fs::path replaced;
};

Places PlacesOf(const RestoreRequest& request, absl::Time now) {
  Places places;
  places.catalogue = fs::absolute(request.catalogue_folder);
  if (!places.catalogue.has_filename()) places.catalogue = places.catalogue.parent_path();
  places.parent = places.catalogue.parent_path();
  const std::string name = places.catalogue.filename().string();
  places.preparing = places.parent / (name + ".restoring");
  const std::string time = absl::FormatTime("%Y%m%dT%H%M%SZ", now, absl::UTCTimeZone());
  places.replaced = places.parent / (name + ".replaced-" + time);
  for (int again = 2; fs::exists(places.replaced); ++again) {
    places.replaced = places.parent / absl::StrCat(name, ".replaced-", time, "-", again);
  }
  return places;
}

// Whether a folder holds more than a lock.
bool HoldsSomething(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().filename() != "LOCK") return true;
  }
  return false;
}

// The highest revision that this catalogue, or one moved aside before, says it gave out.
int64_t HighestGivenOut(const Places& places) {
  int64_t highest = 0;
  const std::string name = places.catalogue.filename().string();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(places.parent, error)) {
    const std::string other = entry.path().filename().string();
    if (other != name && other.rfind(name + ".replaced-", 0) != 0) continue;
    const auto mark = Acknowledged::Open((entry.path() / "acknowledged").string(), /*create=*/false);
    if (mark.ok()) highest = std::max(highest, (*mark)->revision());
  }
  return highest;
}

std::string RestoredPath(const RestoreRequest& request) {
  return absl::StrCat(request.backups_folder, "/", kRestoredFile);
}

// What the last catalogue restored from this folder began at: it may be lost by now, and what it gave out is not known
// but lies behind that.
int64_t LastRestored(const RestoreRequest& request) {
  const auto text = PosixEnv()->ReadFile(RestoredPath(request), kMostRestoredBytes);
  int64_t revision = 0;
  return text.ok() && absl::SimpleAtoi(*text, &revision) ? std::max<int64_t>(revision, 0) : 0;
}

absl::StatusOr<rocksdb::BackupInfo> ChooseBackup(const BackupFolder& backups, const RestoreRequest& request) {
  const std::vector<uint32_t> all = backups.All();
  if (all.empty()) return absl::NotFoundError(absl::StrCat(request.backups_folder, " holds no backup"));
  const uint32_t id = request.backup != 0 ? request.backup : all.back();
  const absl::Status whole = backups.Verify(id);
  if (absl::IsDataLoss(whole)) {
    return Annotate(whole, "nothing was changed; name another one with --backup");
  }
  MEEDOEN_RETURN_IF_ERROR(whole);
  MEEDOEN_ASSIGN_OR_RETURN(rocksdb::BackupInfo info, backups.Find(id));
  MEEDOEN_ASSIGN_OR_RETURN(const BackupContents contents, ReadBackupContents(info));
  if (contents.format > kFormatVersion) {
    return absl::FailedPreconditionError(absl::StrCat("backup ", id, " has format ", contents.format,
                                                      "; this version reads up to ", kFormatVersion,
                                                      ". Use the newer version that made it"));
  }
  return info;
}

// The copy becomes a catalogue that goes on at `revision`.
absl::Status MakeReady(const Places& places, int64_t revision) {
  {
    MEEDOEN_ASSIGN_OR_RETURN(const auto database, Database::Open((places.preparing / "rocksdb").string(), 0, false));
    MEEDOEN_RETURN_IF_ERROR(SkipToRevision(*database, revision));
  }
  const std::string path = (places.preparing / "acknowledged").string();
  MEEDOEN_ASSIGN_OR_RETURN(const auto mark, Acknowledged::Open(path, /*create=*/true));
  MEEDOEN_RETURN_IF_ERROR(mark->Set(revision));
  MEEDOEN_RETURN_IF_ERROR(mark->Sync());
  return PosixEnv()->SyncDir(places.preparing.string());
}

// At every moment there is a whole catalogue under the name: the old one or the new one.
absl::Status SwapIn(const Places& places, bool was_there) {
  Env& env = *PosixEnv();
  if (!was_there) {
    MEEDOEN_RETURN_IF_ERROR(env.RemoveTree(places.catalogue.string()));  // Empty, or a lock.
    MEEDOEN_RETURN_IF_ERROR(env.Rename(places.preparing.string(), places.catalogue.string()));
    return env.SyncDir(places.parent.string());
  }
  MEEDOEN_RETURN_IF_ERROR(env.Rename(places.preparing.string(), places.replaced.string()));
  if (::renameat2(AT_FDCWD, places.replaced.c_str(), AT_FDCWD, places.catalogue.c_str(), RENAME_EXCHANGE) != 0) {
    const std::string why = std::strerror(errno);
    env.RemoveTree(places.replaced.string()).IgnoreError();  // The copy; the catalogue is where it was.
    return absl::FailedPreconditionError(absl::StrCat(places.catalogue.string(), " cannot be swapped for the copy (",
                                                      why, "); move it aside yourself and restore without --replace"));
  }
  return env.SyncDir(places.parent.string());
}

}  // namespace

absl::StatusOr<RestoreReport> RestoreBackup(const RestoreRequest& request, absl::Time now) {
  const Places places = PlacesOf(request, now);
  Env& env = *PosixEnv();
  const bool was_there = HoldsSomething(places.catalogue);
  std::unique_ptr<FolderLock> old_lock, new_lock;
  if (fs::exists(places.catalogue)) {
    MEEDOEN_ASSIGN_OR_RETURN(old_lock, FolderLock::Take(places.catalogue.string()));
  }
  if (was_there && !request.replace) {
    return absl::FailedPreconditionError(absl::StrCat(
        places.catalogue.string(), " holds a catalogue; --replace moves it aside and puts the backup in its place"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto backups, BackupFolder::Open(request.backups_folder));
  MEEDOEN_ASSIGN_OR_RETURN(const rocksdb::BackupInfo backup, ChooseBackup(*backups, request));
  MEEDOEN_ASSIGN_OR_RETURN(const BackupContents contents, ReadBackupContents(backup));

  RestoreReport report;
  report.backup = backup.backup_id;
  report.backup_revision = contents.revision;
  const int64_t given_out = std::max({contents.revision, HighestGivenOut(places), LastRestored(request)});
  report.revision = given_out + kRestoreJump;

  MEEDOEN_RETURN_IF_ERROR(env.CreateDir(places.preparing.string()));
  MEEDOEN_ASSIGN_OR_RETURN(new_lock, FolderLock::Take(places.preparing.string()));
  const std::string database_folder = (places.preparing / "rocksdb").string();
  absl::Status status = env.RemoveTree(database_folder);  // Of one that was broken off.
  if (status.ok()) status = env.RemoveTree((places.preparing / "acknowledged").string());
  if (status.ok()) status = backups->CopyTo(backup.backup_id, database_folder);
  if (status.ok()) status = MakeReady(places, report.revision);
  // Before the swap: rather a number skipped than one given twice.
  const absl::Status noted = ReplaceFileAtomically(env, RestoredPath(request), absl::StrCat(report.revision, "\n"));
  if (!noted.ok()) LogWarning("{} is not noted: {}", RestoredPath(request), noted.ToString());
  if (status.ok()) status = SwapIn(places, was_there);
  if (!status.ok()) {
    env.RemoveTree(places.preparing.string()).IgnoreError();
    return status;
  }
  if (was_there) report.replaced_folder = places.replaced.string();
  return report;
}

}  // namespace meedoen::indexer
