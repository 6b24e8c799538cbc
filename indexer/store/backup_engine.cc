#include "indexer/store/backup_engine.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "indexer/store/rocks.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/utilities/backup_engine.h"

namespace meedoen::indexer {
namespace {

namespace fs = std::filesystem;

constexpr char kLockFile[] = "LOCK";
constexpr char kMetaFolder[] = "meta";
constexpr char kSharedFolder[] = "shared_checksum";
constexpr char kNoteStart[] = "meedoen backup 1, catalogue ";

class Silent final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocksdb::BackupEngineOptions EngineOptions(const std::string& folder, rocksdb::Logger* log) {
  rocksdb::BackupEngineOptions options(folder);
  options.share_table_files = true;
  options.share_files_with_checksum = true;
  options.sync = true;
  // What was in memory is in table files by now, and all column families reach those together (atomic_flush), so the
  // tables alone are a prefix of the revisions.
  options.backup_log_files = false;
  options.info_log = log;
  return options;
}

Silent* Log() {
  static auto* const kLog = new Silent();
  return kLog;
}

// Of the whole folder; -1 with `there_only` if nobody has written to it yet.
absl::StatusOr<int> Lock(const std::string& folder, int operation, bool there_only) {
  const std::string path = absl::StrCat(folder, "/", kLockFile);
  const int fd = ::open(path.c_str(), O_CLOEXEC | (there_only ? O_RDONLY : O_RDWR | O_CREAT), 0644);
  if (fd < 0 && there_only && errno == ENOENT) return -1;
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": cannot open: ", std::strerror(errno)));
  if (::flock(fd, operation | LOCK_NB) == 0) return fd;
  const int error = errno;
  ::close(fd);
  if (error != EWOULDBLOCK) return absl::InternalError(absl::StrCat(path, ": cannot lock: ", std::strerror(error)));
  return absl::FailedPreconditionError(
      absl::StrCat(folder, " is in use by another backup or restore; try again when that is done"));
}

absl::Status CheckTarget(const rocksdb::DB& db, const std::string& folder) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(folder, error);
  const fs::path catalogue = fs::weakly_canonical(db.GetName(), error).parent_path();
  const auto [end, unused] = std::mismatch(catalogue.begin(), catalogue.end(), target.begin(), target.end());
  if (end == catalogue.end()) {
    return absl::FailedPreconditionError(
        absl::StrCat(folder, " lies within the catalogue ", catalogue.string(), "; choose a folder outside of it"));
  }
  if (!fs::exists(target) || fs::exists(target / kMetaFolder)) return absl::OkStatus();
  for (const auto& entry : fs::directory_iterator(target, error)) {
    if (entry.path().filename() == kLockFile) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(folder, " holds something else (", entry.path().filename().string(),
                     "): choose an empty folder, or one that backups were made in before"));
  }
  return absl::OkStatus();
}

// Opens for writing. What a backup that was broken off left behind is removed.
absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenEngine(const std::string& folder, rocksdb::Env* env) {
  rocksdb::BackupEngine* opened = nullptr;
  const rocksdb::IOStatus status = rocksdb::BackupEngine::Open(EngineOptions(folder, Log()), env, &opened);
  MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat(folder, " cannot be opened for backups")));
  std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  // Tidying up takes the files of damaged backups too, and with them what could still be saved by hand.
  std::vector<rocksdb::BackupID> damaged;
  engine->GetCorruptedBackups(&damaged);
  if (!damaged.empty()) {
    return absl::DataLossError(absl::StrCat(
        folder, " holds damaged backups (", damaged.size(), ", one is backup ", damaged.front(),
        "): nothing was written to it. Look at it with meedoen-indexer backup verify, and make new backups in another "
        "folder"));
  }
  MEEDOEN_RETURN_IF_ERROR(FromRocks(engine->GarbageCollect(), absl::StrCat(folder, " cannot be tidied up")));
  return engine;
}

absl::Status CheckSameCatalogue(const rocksdb::BackupEngine& engine, const std::string& folder,
                                const std::string& note) {
  std::vector<rocksdb::BackupInfo> infos;
  engine.GetBackupInfo(&infos);
  for (const rocksdb::BackupInfo& info : infos) {
    if (info.app_metadata == note) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(folder, " holds backups of another catalogue (backup ", info.backup_id,
                     " is one): choose another folder, or the restored one would be a matter of chance"));
  }
  return absl::OkStatus();
}

std::set<std::string> SharedFiles(const std::string& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / kSharedFolder, error)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

// What the backup has of its own, and what is shared and was not there before.
uint64_t CopiedBytes(const std::string& folder, uint32_t id, const std::set<std::string>& before) {
  uint64_t bytes = 0;
  std::error_code error;
  const auto add = [&](const fs::directory_entry& entry) {
    if (const auto size = entry.file_size(error); !error) bytes += size;
  };
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / kSharedFolder, error)) {
    if (before.count(entry.path().filename().string()) == 0) add(entry);
  }
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "private" / std::to_string(id), error)) add(entry);
  return bytes;
}

}  // namespace

absl::StatusOr<NewBackup> WriteBackup(rocksdb::DB& db, const std::string& folder, const std::string& catalogue) {
  MEEDOEN_RETURN_IF_ERROR(CheckTarget(db, folder));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return absl::InternalError(absl::StrCat(folder, ": cannot be made: ", error.message()));
  MEEDOEN_ASSIGN_OR_RETURN(const int lock, Lock(folder, LOCK_EX, /*there_only=*/false));
  const absl::Cleanup unlock = [lock] { ::close(lock); };
  MEEDOEN_ASSIGN_OR_RETURN(const auto engine, OpenEngine(folder, db.GetEnv()));
  const std::string note = kNoteStart + catalogue;
  MEEDOEN_RETURN_IF_ERROR(CheckSameCatalogue(*engine, folder, note));
  const std::set<std::string> before = SharedFiles(folder);
  rocksdb::CreateBackupOptions options;
  options.flush_before_backup = false;  // RocksDatabase::BackUp says why.
  NewBackup made;
  const rocksdb::IOStatus status = engine->CreateNewBackupWithMetadata(options, &db, note, &made.id);
  MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat("making a backup in ", folder)));
  made.copied_bytes = CopiedBytes(folder, made.id, before);
  return made;
}

absl::StatusOr<std::vector<uint32_t>> RemoveOldBackups(const std::string& folder, uint32_t keep) {
  MEEDOEN_ASSIGN_OR_RETURN(const int lock, Lock(folder, LOCK_EX, /*there_only=*/false));
  const absl::Cleanup unlock = [lock] { ::close(lock); };
  MEEDOEN_ASSIGN_OR_RETURN(const auto engine, OpenEngine(folder, rocksdb::Env::Default()));
  std::vector<rocksdb::BackupInfo> infos;
  engine->GetBackupInfo(&infos);
  std::vector<uint32_t> removed;
  for (size_t i = 0; i + keep < infos.size(); ++i) removed.push_back(infos[i].backup_id);
  if (removed.empty()) return removed;
  MEEDOEN_RETURN_IF_ERROR(FromRocks(engine->PurgeOldBackups(keep), absl::StrCat("removing old backups from ", folder)));
  return removed;
}

absl::StatusOr<BackupContents> ReadBackupContents(const rocksdb::BackupInfo& info) {
  rocksdb::DBOptions options = DatabaseOptions();
  options.create_if_missing = options.create_missing_column_families = false;
  options.env = info.env_for_open.get();
  options.info_log = std::make_shared<Silent>();
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& family : ColumnFamilies()) {
    const bool needed = family.name == rocksdb::kDefaultColumnFamilyName || family.name == ColumnName(Column::kMeta);
    if (needed) families.push_back(family);
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const std::string what = absl::StrCat("backup ", info.backup_id);
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(options, info.name_for_open, families, &handles, &opened);
  MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat(what, " cannot be opened")));
  const std::unique_ptr<rocksdb::DB> db(opened);
  const absl::Cleanup close = [&] {
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  };
  const auto number = [&](const char* key) -> absl::StatusOr<int64_t> {
    std::string value;
    const rocksdb::Status got = db->Get(rocksdb::ReadOptions(), handles.back(), key, &value);
    if (got.IsNotFound()) return 0;
    MEEDOEN_RETURN_IF_ERROR(FromRocks(got, absl::StrCat("reading ", what)));
    const auto read = NumberOf(value);
    if (!read.has_value())
      return absl::DataLossError(absl::StrCat(what, ": meta record ", key, " is not 8 bytes long"));
    return *read;
  };
  BackupContents contents;
  MEEDOEN_ASSIGN_OR_RETURN(contents.format, number(kMetaFormat));
  MEEDOEN_ASSIGN_OR_RETURN(contents.revision, number(kMetaRevision));
  return contents;
}

BackupFolder::BackupFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

BackupFolder::~BackupFolder() {
  if (lock_ >= 0) ::close(lock_);
}

absl::StatusOr<std::unique_ptr<BackupFolder>> BackupFolder::Open(const std::string& any_folder) {
  const std::string folder = fs::absolute(any_folder).lexically_normal().string();  // RocksDB reads no other.
  // The engine would make a folder that is not there.
  if (!fs::is_directory(fs::path(folder) / kMetaFolder)) {
    return absl::NotFoundError(absl::StrCat(folder,
                                            " is no folder of backups; make one with meedoen-indexer backup "
                                            "create"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const int lock, Lock(folder, LOCK_SH, /*there_only=*/true));
  std::unique_ptr<BackupFolder> opened(new BackupFolder(folder, lock));
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  const rocksdb::IOStatus status =
      rocksdb::BackupEngineReadOnly::Open(EngineOptions(folder, Log()), rocksdb::Env::Default(), &engine);
  MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat(folder, " cannot be opened")));
  opened->engine_.reset(engine);
  return opened;
}

std::vector<rocksdb::BackupInfo> BackupFolder::Whole() const {
  std::vector<rocksdb::BackupInfo> infos;
  engine_->GetBackupInfo(&infos, /*include_file_details=*/true);
  return infos;
}

std::vector<uint32_t> BackupFolder::All() const {
  std::vector<uint32_t> ids;
  engine_->GetCorruptedBackups(&ids);
  for (const rocksdb::BackupInfo& info : Whole()) ids.push_back(info.backup_id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

absl::Status BackupFolder::Verify(uint32_t id) const {
  const rocksdb::IOStatus status = engine_->VerifyBackup(id, /*verify_with_checksum=*/true);
  const std::string what = absl::StrCat(folder_, ": backup ", id);
  const std::vector<uint32_t> all = All();
  if (std::find(all.begin(), all.end(), id) == all.end()) {
    return absl::NotFoundError(absl::StrCat(what, " is not there; meedoen-indexer backup list shows which are"));
  }
  // To RocksDB a missing file is one not found, to us it is damage.
  if (!status.ok()) return absl::DataLossError(absl::StrCat(what, " is damaged: ", status.ToString()));
  return absl::OkStatus();
}

absl::StatusOr<rocksdb::BackupInfo> BackupFolder::Find(uint32_t id) const {
  rocksdb::BackupInfo info;
  MEEDOEN_RETURN_IF_ERROR(FromRocks(engine_->GetBackupInfo(id, &info, /*include_file_details=*/true),
                                    absl::StrCat(folder_, ": backup ", id)));
  return info;
}

absl::Status BackupFolder::CopyTo(uint32_t id, const std::string& database_folder) const {
  return FromRocks(engine_->RestoreDBFromBackup(rocksdb::RestoreOptions(), id, database_folder, database_folder),
                   absl::StrCat(folder_, ": copying backup ", id, " to ", database_folder));
}

}  // namespace meedoen::indexer
