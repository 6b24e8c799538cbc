// The database under the catalogue: ordered bytes in column families, written in synced batches. The only door to
// RocksDB.
//
// Threads: Database and views may be used by many threads at once; a Batch by one.
// Ownership: a Database outlives its views and batches. Errors: DATA_LOSS (damaged file, named), RESOURCE_EXHAUSTED (no
// space), FAILED_PRECONDITION (locked by another process; a newer format), else INTERNAL. Cost: a Get is some
// microseconds; a Write is one round trip to the disk.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace rocksdb {
class FileSystem;
}

namespace meedoen::indexer {

enum class Column { kActivities, kHistory, kChanges, kEmbeddings, kPending, kRequests, kPlaces, kMeta };
inline constexpr int kColumns = 8;
const char* ColumnName(Column column);

// Returns false to stop.
using RecordVisitor = std::function<bool(std::string_view key, std::string_view value)>;

// Where records are read from: the database as it is, a view of one moment, or a batch over the database.
class Records {
 public:
  virtual ~Records() = default;
  virtual absl::StatusOr<std::optional<std::string>> Get(Column column, const std::string& key) const = 0;
  // In the order of keys: those with the prefix, from `from` (which is empty or has the prefix).
  virtual absl::Status Scan(Column column, const std::string& prefix, const std::string& from,
                            const RecordVisitor& visit) const = 0;
};

// Changes that are not written yet, and the database as if they were.
class Batch : public Records {
 public:
  virtual absl::Status Put(Column column, const std::string& key, const std::string& value) = 0;
  virtual absl::Status Delete(Column column, const std::string& key) = 0;
  virtual void SetSavePoint() = 0;
  virtual absl::Status RollBack() = 0;  // To the last save point, which is gone then.
  virtual bool empty() const = 0;
};

struct NewBackup {
  uint32_t id = 0;
  uint64_t copied_bytes = 0;
};

class Database : public Records {
 public:
  // Opens `folder`, or makes it. `acknowledged_revision` is what must be in it (0: nothing): less is DATA_LOSS, as is a
  // damaged log. With `accept_lost_writes` a damaged log is read up to the damage. `file_system`: null, or a test's.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& folder, int64_t acknowledged_revision,
                                                        bool accept_lost_writes,
                                                        std::shared_ptr<rocksdb::FileSystem> file_system = nullptr);

  virtual std::unique_ptr<Records> View() const = 0;  // As of now, and so it stays.
  virtual std::unique_ptr<Batch> NewBatch() const = 0;
  virtual absl::Status Write(Batch& batch) = 0;  // All or nothing; on disk when this returns.
  virtual absl::Status DeleteBelow(Column column, const std::string& key, Batch& with) = 0;  // Writes `with` too.

  // Writes out what is in memory and rewrites the files that hold keys from `begin` to before `end`, without what was
  // overwritten or deleted.
  virtual absl::Status RewriteRange(Column column, const std::string& begin, const std::string& end) = 0;

  // Reads every file with its checksums, past every cache: one line a problem.
  virtual absl::StatusOr<std::vector<std::string>> CheckFiles() = 0;

  // As WriteBackup of backup_engine.h.
  virtual absl::StatusOr<NewBackup> BackUp(const std::string& folder, const std::string& catalogue) = 0;
};

}  // namespace meedoen::indexer
