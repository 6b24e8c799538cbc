#include "indexer/store/log_check.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "indexer/store/database.h"
#include "indexer/store/keys.h"
#include "indexer/store/rocks.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/metadata.h"
#include "rocksdb/wal_filter.h"
#include "rocksdb/write_batch.h"

namespace meedoen::indexer {
namespace {

// Hears from RocksDB which file it dropped bytes of: its Status does not say.
class DropListener final : public rocksdb::Logger {
 public:
  DropListener() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}
  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char line[1024];
    std::vsnprintf(line, sizeof(line), format, arguments);
    const std::string text = line;
    if (text.find(": dropping ") != std::string::npos) dropped_ = text;
  }
  const std::string& dropped() const { return dropped_; }

 private:
  std::string dropped_;
};

// Finds the first revision that a batch writes.
class FirstRevision final : public rocksdb::WriteBatch::Handler {
 public:
  explicit FirstRevision(uint32_t changes_id) : changes_id_(changes_id) {}
  rocksdb::Status PutCF(uint32_t id, const rocksdb::Slice& key, const rocksdb::Slice&) override {
    if (id == changes_id_ && !revision_.has_value()) revision_ = NumberOf({key.data(), key.size()});
    return rocksdb::Status::OK();
  }
  rocksdb::Status DeleteCF(uint32_t, const rocksdb::Slice&) override { return rocksdb::Status::OK(); }
  rocksdb::Status DeleteRangeCF(uint32_t, const rocksdb::Slice&, const rocksdb::Slice&) override {
    return rocksdb::Status::OK();
  }
  std::optional<int64_t> revision() const { return revision_; }

 private:
  const uint32_t changes_id_;
  std::optional<int64_t> revision_;
};

// Sees every record of the log in order.
class LogAuditor final : public rocksdb::WalFilter {
 public:
  const char* Name() const override { return "meedoen.LogAuditor"; }

  void ColumnFamilyLogNumberMap(const std::map<uint32_t, uint64_t>&,
                                const std::map<std::string, uint32_t>& ids) override {
    const auto found = ids.find(ColumnName(Column::kChanges));
    if (found != ids.end()) changes_id_ = found->second;
  }

  WalProcessingOption LogRecordFound(unsigned long long, const std::string& file, const rocksdb::WriteBatch& batch,
                                     rocksdb::WriteBatch*, bool*) override {
    // A batch starts with its 8-byte little-endian sequence number; each of its entries takes one.
    const std::string& bytes = batch.Data();
    uint64_t sequence = 0;
    for (int i = 7; i >= 0; --i) sequence = (sequence << 8) | static_cast<uint8_t>(bytes[static_cast<size_t>(i)]);
    const bool gap = next_sequence_.has_value() && sequence != *next_sequence_ && batch.Count() > 0;
    if (gap) {
      gap_ = absl::StrCat(last_file_, ": records are missing at its end: ", file, " begins ",
                          sequence - *next_sequence_, " entries later");
      return WalProcessingOption::kCorruptedRecord;
    }
    if (batch.Count() > 0) next_sequence_ = sequence + static_cast<uint64_t>(batch.Count());
    if (first_file_.empty()) first_file_ = file;
    last_file_ = file;
    if (!first_revision_.has_value()) {
      FirstRevision handler(changes_id_);
      if (batch.Iterate(&handler).ok()) first_revision_ = handler.revision();
    }
    return WalProcessingOption::kContinueProcessing;
  }

  const std::string& gap() const { return gap_; }
  const std::string& first_file() const { return first_file_; }
  const std::string& last_file() const { return last_file_; }
  std::optional<int64_t> first_revision() const { return first_revision_; }

 private:
  uint32_t changes_id_ = 0;
  std::optional<uint64_t> next_sequence_;
  std::optional<int64_t> first_revision_;
  std::string first_file_;
  std::string last_file_;
  std::string gap_;
};

absl::Status Damage(const std::string& what) { return absl::DataLossError(absl::StrCat(what, ". ", kDamageAdvice)); }

// What is in the database once the log has been read.
struct Contents {
  int64_t revision = 0;
  int64_t trimmed = 0;
  bool follows = true;  // The log's first revision follows on the table files.
};

absl::StatusOr<Contents> ReadContents(rocksdb::DB& db, const std::vector<rocksdb::ColumnFamilyHandle*>& handles,
                                      std::optional<int64_t> first_in_log) {
  const auto get = [&](Column column, const std::string& key) -> absl::StatusOr<std::optional<std::string>> {
    std::string value;
    const rocksdb::Status status =
        db.Get(rocksdb::ReadOptions(), handles[static_cast<size_t>(column) + 1], key, &value);
    if (status.IsNotFound()) return std::optional<std::string>();
    MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat("reading ", ColumnName(column))));
    return std::optional<std::string>(std::move(value));
  };
  Contents contents;
  MEEDOEN_ASSIGN_OR_RETURN(const auto revision, get(Column::kMeta, kMetaRevision));
  MEEDOEN_ASSIGN_OR_RETURN(const auto trimmed, get(Column::kMeta, kMetaTrimmed));
  const bool readable =
      NumberOf(revision.value_or(NumberBytes(0))).has_value() && NumberOf(trimmed.value_or(NumberBytes(1))).has_value();
  if (!readable) return Damage("meta record revision or trimmed is not 8 bytes long");
  contents.revision = *NumberOf(revision.value_or(NumberBytes(0)));
  contents.trimmed = *NumberOf(trimmed.value_or(NumberBytes(1)));
  if (first_in_log.has_value() && *first_in_log > contents.trimmed) {
    MEEDOEN_ASSIGN_OR_RETURN(const auto before, get(Column::kChanges, NumberBytes(*first_in_log - 1)));
    contents.follows = before.has_value();
  }
  return contents;
}

// The newest log file with anything in it: where the end is missing, if no record says more.
std::string NewestLog(const std::string& folder) {
  std::vector<std::string> names;
  std::string newest;
  if (!rocksdb::Env::Default()->GetChildren(folder, &names).ok()) return folder;
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    uint64_t size = 0;
    if (name.size() < 4 || name.substr(name.size() - 4) != ".log") continue;
    if (rocksdb::Env::Default()->GetFileSize(absl::StrCat(folder, "/", name), &size).ok() && size > 0) newest = name;
  }
  return newest.empty() ? absl::StrCat("the log files (*.log) of ", folder) : absl::StrCat(folder, "/", newest);
}

// Table files in the folder that MANIFEST does not name; a few, for a message.
std::string UnnamedTables(rocksdb::DB& db) {
  std::vector<rocksdb::LiveFileMetaData> files;
  db.GetLiveFilesMetaData(&files);
  std::set<std::string> named;
  for (const rocksdb::LiveFileMetaData& file : files) named.insert(file.name.substr(file.name.rfind('/') + 1));
  std::string unnamed;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(db.GetName(), error)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".sst" || named.count(name) > 0) continue;
    absl::StrAppend(&unnamed, unnamed.empty() ? "" : ", ", name);
    if (unnamed.size() > 60) return unnamed + " and more";
  }
  return unnamed;
}

absl::Status CheckFamilies(const std::string& folder) {
  std::vector<std::string> there;
  const rocksdb::Status manifest = rocksdb::DB::ListColumnFamilies(DatabaseOptions(), folder, &there);
  MEEDOEN_RETURN_IF_ERROR(Annotate(OpenError(manifest, folder), "CURRENT or MANIFEST cannot be read"));
  std::set<std::string> ours;
  for (const auto& family : ColumnFamilies()) ours.insert(family.name);
  for (const std::string& name : there) {
    if (ours.count(name) > 0) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        folder, " holds a part named ", name, " that this version does not know: use the newer version that wrote it"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> KeepAside(const std::string& folder) {
  namespace fs = std::filesystem;
  fs::path aside;
  for (int number = 1; aside.empty() || fs::exists(aside); ++number) aside = absl::StrCat(folder, ".damaged-", number);
  std::error_code error;
  fs::create_directory(aside, error);
  for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    const fs::path to = aside / it->path().filename();
    if (it->path().extension() == ".sst") {
      fs::create_hard_link(it->path(), to, error);  // Never written to again.
    } else if (it->is_regular_file()) {
      fs::copy_file(it->path(), to, error);
    }
    if (error) break;
  }
  if (!error) return aside.string();
  const std::string why = error.message();
  fs::remove_all(aside, error);
  return absl::InternalError(absl::StrCat(folder, " cannot be copied to ", aside.string(), " before it is opened (",
                                          why, "); make room for it"));
}

absl::Status CheckLog(const std::string& folder, int64_t acknowledged_revision) {
  MEEDOEN_RETURN_IF_ERROR(CheckFamilies(folder));
  auto listener = std::make_shared<DropListener>();
  LogAuditor auditor;
  rocksdb::DBOptions options = DatabaseOptions();
  options.info_log = listener;
  options.wal_filter = &auditor;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(options, folder, ColumnFamilies(), &handles, &opened);
  if (!auditor.gap().empty()) return Damage(auditor.gap());
  if (status.IsInvalidArgument() && acknowledged_revision == 0) return absl::OkStatus();  // Died while it was made.
  if (!status.ok() && !listener->dropped().empty()) {
    return Damage(absl::StrCat("The write-ahead log is damaged: ", listener->dropped()));
  }
  MEEDOEN_RETURN_IF_ERROR(OpenError(status, folder));
  const std::unique_ptr<rocksdb::DB> db(opened);
  const std::string unnamed = UnnamedTables(*db);
  const auto contents = ReadContents(*db, handles, auditor.first_revision());
  for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  MEEDOEN_RETURN_IF_ERROR(contents.status());
  if (!contents->follows) {
    return Damage(absl::StrCat(auditor.first_file(), " begins at revision ", *auditor.first_revision(),
                               " but the one before it is missing: an earlier log file is damaged or gone"));
  }
  if (contents->revision < acknowledged_revision && !unnamed.empty()) {
    return Damage(absl::StrCat("MANIFEST of ", folder, " or its newest log file is damaged: the tables ", unnamed,
                               " are there, but not part of it, and revisions ", contents->revision + 1, " to ",
                               acknowledged_revision, " were acknowledged and cannot be read"));
  }
  if (contents->revision < acknowledged_revision) {
    return Damage(absl::StrCat(NewestLog(folder), " is damaged: revisions ", contents->revision + 1, " to ",
                               acknowledged_revision, " were acknowledged and cannot be read"));
  }
  return absl::OkStatus();
}

}  // namespace meedoen::indexer
