#include "indexer/store/rocks.h"

#include "absl/strings/str_cat.h"
#include "rocksdb/cache.h"
#include "rocksdb/db.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/options.h"
#include "rocksdb/status.h"
#include "rocksdb/table.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr size_t kBlockCacheBytes = 64 * kMiB;
constexpr size_t kWriteBufferBytes = 32 * kMiB;  // One column family's unwritten records.
constexpr size_t kAllWriteBuffersBytes = 64 * kMiB;
constexpr size_t kLogBytes = 128 * kMiB;  // Bounds what an opening has to read again.
constexpr size_t kInfoLogBytes = 4 * kMiB;
constexpr size_t kInfoLogs = 5;
constexpr double kBloomBitsPerKey = 10;

}  // namespace

absl::Status FromRocks(const rocksdb::Status& status, const std::string& doing) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = absl::StrCat(doing, ": ", status.ToString());
  if (status.IsCorruption() || status.IsPathNotFound()) return absl::DataLossError(text);
  if (status.IsNoSpace()) return absl::ResourceExhaustedError(absl::StrCat(text, "; make room and start again"));
  if (status.IsShutdownInProgress()) return absl::UnavailableError(text);
  return absl::InternalError(text);
}

absl::Status OpenError(const rocksdb::Status& status, const std::string& folder) {
  const absl::Status error = FromRocks(status, absl::StrCat(folder, " cannot be opened"));
  const bool missing = status.IsIOError() && status.ToString().find("No such file") != std::string::npos;
  if (!absl::IsDataLoss(error) && !missing) return error;
  return absl::DataLossError(absl::StrCat(std::string(error.message()), ". ", kFileAdvice));
}

rocksdb::DBOptions DatabaseOptions() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // An unfinished record at the log's end is the mark of a crash; anything else that cannot be read is damage. The
  // default mode would drop every record after a flipped byte without a word.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  // All column families reach their files together, so files and log are one prefix of history.
  options.atomic_flush = true;
  options.db_write_buffer_size = kAllWriteBuffersBytes;
  options.max_total_wal_size = kLogBytes;
  options.max_background_jobs = 2;
  options.max_file_opening_threads = 1;  // Else an opening starts 15 threads for each column family.
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.max_log_file_size = kInfoLogBytes;
  options.keep_log_file_num = kInfoLogs;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> ColumnFamilies() {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = kWriteBufferBytes;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  family.compression = rocksdb::kLZ4Compression;
  std::vector<rocksdb::ColumnFamilyDescriptor> families = {{rocksdb::kDefaultColumnFamilyName, family}};
  for (int i = 0; i < kColumns; ++i) {
    const Column column = static_cast<Column>(i);
    families.emplace_back(ColumnName(column), family);
    // Floats do not compress.
    if (column == Column::kEmbeddings) families.back().options.compression = rocksdb::kNoCompression;
  }
  return families;
}

}  // namespace meedoen::indexer
