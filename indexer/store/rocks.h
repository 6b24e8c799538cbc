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

// Of opening `folder`: DATA_LOSS for anything damaged or missing, with what to do.
absl::Status OpenError(const rocksdb::Status& status, const std::string& folder);

rocksdb::DBOptions DatabaseOptions();

// RocksDB's `default`, which stays empty, and then ours in the order of Column.
std::vector<rocksdb::ColumnFamilyDescriptor> ColumnFamilies();

// What to do about a damaged log: the end of its DATA_LOSS messages.
inline constexpr char kDamageAdvice[] =
    "Restore the catalogue from a backup (meedoen-indexer restore DIR --replace, which keeps this folder aside); "
    "without one, opening it with accept-lost-writes (meedoen-indexer verify --accept-lost-writes) keeps everything "
    "before the damage";

// The same for files that nothing can be read without, and for those whose records nothing else has.
inline constexpr char kFileAdvice[] =
    "Restore the catalogue from a backup (meedoen-indexer restore DIR --replace, which keeps this folder aside)";

}  // namespace meedoen::indexer
