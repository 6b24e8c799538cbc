#include "indexer/store/database.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "indexer/store/backup_engine.h"
#include "indexer/store/log_check.h"
#include "indexer/store/rocks.h"
#include "indexer/store/table_check.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/utilities/write_batch_with_index.h"
#include "rocksdb/write_batch.h"

namespace meedoen::indexer {
namespace {

using Handles = std::vector<rocksdb::ColumnFamilyHandle*>;

rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// The first key after all that have the prefix; empty: there is none.
std::string AfterPrefix(std::string prefix) {
  while (!prefix.empty() && static_cast<uint8_t>(prefix.back()) == 0xff) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<uint8_t>(prefix.back()) + 1);
  return prefix;
}

// Where to begin, where to end, and what to call it in an error.
struct Range {
  std::string what;
  const std::string& prefix;
  const std::string& from;
};

absl::Status Walk(rocksdb::Iterator& it, const Range& range, const RecordVisitor& visit) {
  const std::string& start = range.from.empty() ? range.prefix : range.from;
  for (it.Seek(start); it.Valid() && it.key().starts_with(range.prefix); it.Next()) {
    if (!visit(ToView(it.key()), ToView(it.value()))) return absl::OkStatus();
  }
  return FromRocks(it.status(), range.what);
}

class RocksBatch final : public Batch {
 public:
  RocksBatch(rocksdb::DB& db, const Handles& handles)
      : db_(db), handles_(handles), batch_(rocksdb::BytewiseComparator(), 0, /*overwrite_key=*/true) {}

  absl::StatusOr<std::optional<std::string>> Get(Column column, const std::string& key) const override {
    std::string value;
    // The batch's reading methods are not const, though they change nothing.
    auto& batch = const_cast<rocksdb::WriteBatchWithIndex&>(batch_);
    const auto status = batch.GetFromBatchAndDB(&db_, rocksdb::ReadOptions(), HandleOf(column), key, &value);
    if (status.IsNotFound()) return std::optional<std::string>();
    MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat("reading ", ColumnName(column))));
    return std::optional<std::string>(std::move(value));
  }

  absl::Status Scan(Column column, const std::string& prefix, const std::string& from,
                    const RecordVisitor& visit) const override {
    auto& batch = const_cast<rocksdb::WriteBatchWithIndex&>(batch_);
    rocksdb::Iterator* below = db_.NewIterator(rocksdb::ReadOptions(), HandleOf(column));
    const std::unique_ptr<rocksdb::Iterator> it(batch.NewIteratorWithBase(HandleOf(column), below));
    return Walk(*it, {absl::StrCat("reading ", ColumnName(column)), prefix, from}, visit);
  }

  absl::Status Put(Column column, const std::string& key, const std::string& value) override {
    return FromRocks(batch_.Put(HandleOf(column), key, value), "adding to a batch");
  }
  absl::Status Delete(Column column, const std::string& key) override {
    return FromRocks(batch_.Delete(HandleOf(column), key), "adding to a batch");
  }
  void SetSavePoint() override { batch_.SetSavePoint(); }
  absl::Status RollBack() override { return FromRocks(batch_.RollbackToSavePoint(), "rolling back a batch"); }
  bool empty() const override {
    return const_cast<rocksdb::WriteBatchWithIndex&>(batch_).GetWriteBatch()->Count() == 0;
  }

  rocksdb::WriteBatch* writes() { return batch_.GetWriteBatch(); }

 private:
  rocksdb::ColumnFamilyHandle* HandleOf(Column column) const { return handles_[static_cast<size_t>(column) + 1]; }

  rocksdb::DB& db_;
  const Handles& handles_;
  rocksdb::WriteBatchWithIndex batch_;
};

absl::StatusOr<std::optional<std::string>> GetWith(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle,
                                                   const rocksdb::ReadOptions& options, const std::string& key) {
  std::string value;
  const rocksdb::Status status = db.Get(options, handle, key, &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  MEEDOEN_RETURN_IF_ERROR(FromRocks(status, absl::StrCat("reading ", handle->GetName())));
  return std::optional<std::string>(std::move(value));
}

absl::Status ScanWith(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle, rocksdb::ReadOptions options,
                      const Range& range, const RecordVisitor& visit) {
  const std::string end = AfterPrefix(range.prefix);
  const rocksdb::Slice bound = ToSlice(end);
  if (!end.empty()) options.iterate_upper_bound = &bound;
  options.fill_cache = false;  // A walk through everything must not push out what others read often.
  const std::unique_ptr<rocksdb::Iterator> it(db.NewIterator(options, handle));
  return Walk(*it, range, visit);
}

class RocksView final : public Records {
 public:
  RocksView(rocksdb::DB& db, const Handles& handles) : db_(db), handles_(handles) {
    options_.snapshot = db.GetSnapshot();
  }
  ~RocksView() override { db_.ReleaseSnapshot(options_.snapshot); }

  absl::StatusOr<std::optional<std::string>> Get(Column column, const std::string& key) const override {
    return GetWith(db_, handles_[static_cast<size_t>(column) + 1], options_, key);
  }
  absl::Status Scan(Column column, const std::string& prefix, const std::string& from,
                    const RecordVisitor& visit) const override {
    const Range range = {absl::StrCat("reading ", ColumnName(column)), prefix, from};
    return ScanWith(db_, handles_[static_cast<size_t>(column) + 1], options_, range, visit);
  }

 private:
  rocksdb::DB& db_;
  const Handles& handles_;
  rocksdb::ReadOptions options_;
};

class RocksDatabase final : public Database {
 public:
  RocksDatabase(std::unique_ptr<rocksdb::Env> env, rocksdb::DB* db, Handles handles)
      : env_(std::move(env)), db_(db), handles_(std::move(handles)) {}
  ~RocksDatabase() override {
    for (rocksdb::ColumnFamilyHandle* handle : handles_) {
      db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    }
    db_->Close().PermitUncheckedError();  // Every write is on disk already.
  }

  absl::StatusOr<std::optional<std::string>> Get(Column column, const std::string& key) const override {
    return GetWith(*db_, handles_[static_cast<size_t>(column) + 1], rocksdb::ReadOptions(), key);
  }
  absl::Status Scan(Column column, const std::string& prefix, const std::string& from,
                    const RecordVisitor& visit) const override {
    const Range range = {absl::StrCat("reading ", ColumnName(column)), prefix, from};
    return ScanWith(*db_, handles_[static_cast<size_t>(column) + 1], rocksdb::ReadOptions(), range, visit);
  }

  std::unique_ptr<Records> View() const override { return std::make_unique<RocksView>(*db_, handles_); }
  std::unique_ptr<Batch> NewBatch() const override { return std::make_unique<RocksBatch>(*db_, handles_); }

  absl::Status Write(Batch& batch) override { return WriteSynced(static_cast<RocksBatch&>(batch).writes()); }

  absl::Status DeleteBelow(Column column, const std::string& key, Batch& with) override {
    rocksdb::WriteBatch* writes = static_cast<RocksBatch&>(with).writes();
    const rocksdb::Status status = writes->DeleteRange(handles_[static_cast<size_t>(column) + 1], "", key);
    MEEDOEN_RETURN_IF_ERROR(FromRocks(status, "deleting a range"));
    return WriteSynced(writes);
  }

  absl::Status RewriteRange(Column column, const std::string& begin, const std::string& end) override {
    MEEDOEN_RETURN_IF_ERROR(FromRocks(db_->Flush(rocksdb::FlushOptions(), handles_), "writing out what is in memory"));
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction =
        rocksdb::BottommostLevelCompaction::kForce;  // The last level has old ones too.
    const rocksdb::Slice from(begin), to(end);
    return FromRocks(db_->CompactRange(options, handles_[static_cast<size_t>(column) + 1], &from, &to),
                     absl::StrCat("rewriting ", ColumnName(column)));
  }

  absl::StatusOr<std::vector<std::string>> CheckFiles() override {
    rocksdb::FlushOptions flush;
    MEEDOEN_RETURN_IF_ERROR(FromRocks(db_->Flush(flush, handles_), "writing out what is in memory"));
    return CheckTables(*db_);
  }

  absl::StatusOr<NewBackup> BackUp(const std::string& folder, const std::string& catalogue) override {
    // Here and not by the engine's own flush: that one chooses the column families before it stops the writers, so that
    // of a transaction which comes in between some records are written out and others are not (RocksDB 7.8).
    MEEDOEN_RETURN_IF_ERROR(FromRocks(db_->Flush(rocksdb::FlushOptions(), handles_), "writing out what is in memory"));
    return WriteBackup(*db_, folder, catalogue);
  }

 private:
  absl::Status WriteSynced(rocksdb::WriteBatch* writes) {
    rocksdb::WriteOptions options;
    options.sync = true;
    return FromRocks(db_->Write(options, writes), "writing to the catalogue");
  }

  const std::unique_ptr<rocksdb::Env> env_;  // Null: RocksDB's own.
  const std::unique_ptr<rocksdb::DB> db_;
  const Handles handles_;
};

}  // namespace

const char* ColumnName(Column column) {
  static constexpr std::array<const char*, kColumns> kNames = {"activities", "history",  "changes", "embeddings",
                                                               "pending",    "requests", "places",  "meta"};
  return kNames[static_cast<size_t>(column)];
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& folder, int64_t acknowledged_revision,
                                                         bool accept_lost_writes,
                                                         std::shared_ptr<rocksdb::FileSystem> file_system) {
  const bool there = std::filesystem::exists(std::filesystem::path(folder) / "CURRENT");
  if (!there && acknowledged_revision > 0) {
    return absl::DataLossError(absl::StrCat(folder, "/CURRENT is missing though revision ", acknowledged_revision,
                                            " was acknowledged. ", kFileAdvice));
  }
  std::string aside;  // Opening with damage can remove files for good: MANIFEST may be what is damaged.
  if (there) {
    const absl::Status whole = CheckLog(folder, acknowledged_revision);
    if (!whole.ok() && (!accept_lost_writes || !absl::IsDataLoss(whole))) return whole;
    if (!whole.ok()) {
      MEEDOEN_ASSIGN_OR_RETURN(aside, KeepAside(folder));
    }
  }
  rocksdb::DBOptions options = DatabaseOptions();
  if (accept_lost_writes) options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  std::unique_ptr<rocksdb::Env> env;
  if (file_system != nullptr) {
    env = rocksdb::NewCompositeEnv(file_system);
    options.env = env.get();
  }
  Handles handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, folder, ColumnFamilies(), &handles, &db);
  if (!status.ok() && !aside.empty()) std::filesystem::remove_all(aside);  // Nothing was changed.
  MEEDOEN_RETURN_IF_ERROR(OpenError(status, folder));
  if (!aside.empty()) LogWarning("the damaged database is kept as {}: remove it when it is not needed", aside);
  return std::make_unique<RocksDatabase>(std::move(env), db, std::move(handles));
}

}  // namespace meedoen::indexer
