// What database.cc and log_check.cc share of RocksDB: its settings, and its errors as ours. For these two only.
//
// Threads: safe. Errors: see FromRocks.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "indexer/store/database.h"

namespace rocksdb {
struct DBOptions;
struct ColumnFamilyDescriptor;
class Status;
}  // namespace rocksdb

namespace meedoen::indexer {

// Corruption and missing files become DATA_LOSS, no space RESOURCE_EXHAUSTED, shutting down UNAVAILABLE, else INTERNAL.
absl::Status FromRocks(const rocksdb::Status& status, const std::string& doing);

rocksdb::DBOptions DatabaseOptions();

// RocksDB's `default`, which stays empty, and then ours in the order of Column.
std::vector<rocksdb::ColumnFamilyDescriptor> ColumnFamilies();

// What to do about damage: the end of every DATA_LOSS message of this folder.
inline constexpr char kDamageAdvice[] =
    "Keep the folder as it is and restore the catalogue from a backup; without one, opening it with accept-lost-writes "
    "keeps everything before the damage";

}  // namespace meedoen::indexer
