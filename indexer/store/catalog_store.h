// The catalogue in RocksDB: the local CatalogLog, and everything that is read from it (design: docs/formats/store.md).
//
// Threads: all methods may be called by many threads at once; one committer thread writes.
// Ownership: the caller owns the store; the clock must outlive it. One process at a time can open a folder.
// Errors: FAILED_PRECONDITION (another process has it open; a newer format; another model), DATA_LOSS (damaged log,
// file or record, named, with what to do), NOT_FOUND, UNAVAILABLE (closing, or a write failed), and those of
// CatalogLog. Cost: a commit is one synced write, shared by those that wait together; a read is some microseconds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "indexer/store/backup.h"
#include "indexer/store/catalog_log.h"

namespace rocksdb {
class FileSystem;
}

namespace meedoen::indexer {

struct StoreOptions {
  std::string folder;
  // The model that vectors are kept for; those of another stay, unused. Empty: the one that the catalogue has.
  std::string model_id;
  int dimension = 0;
  bool allow_model_change = false;  // Else another model than the catalogue's is FAILED_PRECONDITION, naming both.
  // Opens a damaged log up to the damage, instead of DATA_LOSS. What is gone is logged; watchers have to load a
  // snapshot.
  bool accept_lost_writes = false;
  std::shared_ptr<rocksdb::FileSystem> file_system;  // Under the database, for tests. Null: the real one.
};

// An activity whose text has no vector yet.
struct PendingText {
  std::string key;
  std::string text_hash;
  std::string text;  // EmbeddingText of the activity.
};

struct TextVector {
  std::string text_hash;
  std::vector<float> vector;
};

// One version of an activity: who wrote what and when.
struct ActivityVersion {
  int64_t revision = 0;
  absl::Time commit_time;
  std::string principal;
  bool deleted = false;  // By this version; `activity` is empty then.
  v1::Activity activity;
  std::vector<std::string> redacted_fields;
};

// An activity that was deleted.
struct DeletedActivity {
  std::string key;
  std::string source;  // What had brought it; empty: an editor, or not known.
  std::string source_id;
  std::string principal;  // Who deleted it.
};

// What a whole-catalogue reader gets for each activity, in the order of keys.
struct CatalogRow {
  std::string key;
  v1::Activity activity;
  std::string text_hash;
  std::vector<float> vector;  // Empty: not embedded yet.
  std::string principal;      // Who wrote this version.
};

class CatalogStore : public CatalogLog {
 public:
  // Creates the database if the folder has none. Refuses a log damaged in the middle (DATA_LOSS).
  static absl::StatusOr<std::unique_ptr<CatalogStore>> Open(const StoreOptions& options, const Clock& clock);

  virtual absl::StatusOr<v1::Activity> Get(const std::string& key) const = 0;  // NOT_FOUND: not there, or deleted.

  // Which model's vectors it keeps; empty: none yet.
  virtual const std::string& model_id() const = 0;
  virtual int dimension() const = 0;

  // Calls `visit` for every activity after `after_key` with the prefix ("GM0150/" or ""), until it returns false.
  // A consistent view: the one of `*revision`, which is set first (may be null).
  virtual absl::Status Scan(const std::string& prefix, const std::string& after_key, bool with_vectors,
                            int64_t* revision, const std::function<bool(CatalogRow)>& visit) const = 0;

  // Those that are not there any more, with the prefix, in the order of keys.
  virtual absl::StatusOr<std::vector<DeletedActivity>> Deletions(const std::string& prefix) const = 0;

  // What a request with this principal, id and hash was answered, if it was; as Commit would. INVALID_ARGUMENT: the id
  // belongs to another body. For checks that must not refuse a retry because of what came in between.
  virtual absl::StatusOr<std::optional<Committed>> Answered(const Transaction& request) const = 0;

  // Every version, the newest first, deletions too. NOT_FOUND: there never was one.
  virtual absl::StatusOr<std::vector<ActivityVersion>> History(const std::string& key) const = 0;

  // Of small transactions before those of imports, and then the oldest first.
  absl::StatusOr<std::vector<PendingText>> Pending(int most) const { return PendingUntil(INT64_MAX, most); }
  // Likewise, only of those that came with this revision or an earlier one: they become fewer whatever is written.
  virtual absl::StatusOr<std::vector<PendingText>> PendingUntil(int64_t revision, int most) const = 0;
  virtual int64_t PendingCount() const = 0;
  // Blocks until something is pending, `deadline` passes, or the store is closing; true if something is pending.
  virtual bool WaitForPending(absl::Time deadline) const = 0;

  // For a model that is being prepared while the catalogue still uses another: up to `most` texts after `after_key`
  // that it has no vector for, in the order of keys. `*last_key`: how far the search came; empty: to the end.
  virtual absl::StatusOr<std::vector<PendingText>> TextsWithout(const std::string& model_id,
                                                                const std::string& after_key, int most,
                                                                std::string* last_key) const = 0;
  // Keeps vectors for such a model. No revision: nobody sees them before the catalogue is opened with it.
  // INVALID_ARGUMENT: it is the catalogue's own model, or a vector or hash has another length.
  virtual absl::Status PutVectors(const std::string& model_id, int dimension,
                                  const std::vector<TextVector>& vectors) = 0;

  // Takes what was overwritten of this activity, by a redaction say, out of the files too. Cost: writes out what is in
  // memory and rewrites the files that hold it: up to some seconds.
  virtual absl::Status EraseOverwritten(const std::string& key) = 0;

  virtual int64_t trimmed() const = 0;  // The lowest revision that ReadFrom still has; 1: all.
  virtual int watchers() const = 0;

  virtual absl::StatusOr<std::vector<Place>> Places() const = 0;  // In the order of codes.
  virtual absl::StatusOr<Place> FindPlace(const std::string& code) const = 0;
  // Another number after every change of the table since the store was opened.
  virtual int64_t places_version() const = 0;

  // Reads every file with its checksums and every record; one line a problem, naming the record and what to do. At most
  // kMaxReportedProblems lines.
  virtual absl::StatusOr<std::vector<std::string>> Verify() const = 0;

  // Mends what can be made anew from the rest (repair.h), while writers wait. One line a record that was mended.
  virtual absl::StatusOr<std::vector<std::string>> Repair() = 0;

  // A backup of the catalogue as it is now, while writes go on: as CreateBackup of backup.h.
  virtual absl::StatusOr<BackupInfo> Backup(const std::string& folder, uint32_t keep) = 0;
};

}  // namespace meedoen::indexer
