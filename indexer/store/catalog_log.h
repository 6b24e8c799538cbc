// The seam between those who change the catalogue and where changes are kept: one ordered log of revisions.
//
// A transaction is one revision: all of it or nothing. Revisions count from 1 without holes. When Commit returns OK,
// the transaction is on disk and survives any crash. The local RocksDB store is one implementation; a replicated log
// can be another. Every implementation passes tests/unit/indexer/store/catalog_log_contract.h.
//
// Threads: all methods may be called by many threads at once. Ownership: the log outlives its watchers.
// Errors: INVALID_ARGUMENT (request_id reused with another body; too large; a key written twice), ABORTED (etag is not
// current), NOT_FOUND (delete of, redaction of, or etag for, what is not there), OUT_OF_RANGE (revision was trimmed, or
// is not there yet), RESOURCE_EXHAUSTED (too many watchers; a watcher too slow), DATA_LOSS (a damaged record, named),
// UNAVAILABLE (shutting down).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/geo/place.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// One thing to change.
struct Mutation {
  enum class Kind { kUpsert, kDelete, kAttachVector, kRedact };
  // Who makes an upsert. kEditor: fields that become other than what an import brought are added to edited_fields.
  // kImport: edited_fields stay as stored. Both: duplicates stay as stored, and an empty source or source_id keeps the
  // stored one. kService: everything is taken as given.
  enum class Author { kEditor, kImport, kService };
  Kind kind = Kind::kUpsert;
  Author author = Author::kEditor;
  std::string key;            // GM0150/koor-de-ijssel
  v1::Activity activity;      // kUpsert: normalised and valid, name set.
  std::string etag;           // Not empty: must be the current etag.
  bool must_be_new = false;   // kUpsert: ABORTED if the activity is there.
  std::string text_hash;      // kAttachVector: the text that `vector` belongs to.
  std::vector<float> vector;  // kAttachVector: skipped without error if the activity's text is another by now.
  // kRedact: paths of Activity that are cleared in every version that is kept, also of a deleted activity.
  std::vector<std::string> redacted_fields;
  bool earlier_versions_only = false;  // kRedact: not in the current one.
};

struct Transaction {
  std::vector<Mutation> mutations;
  std::vector<Place> places;   // Rows of the table of places to add or replace.
  std::string principal;       // Who asks: "local", a token's name.
  std::string request_id;      // Empty: not remembered. Else a repeat is answered as the first time, for a day.
  std::string request_hash;    // Of the request's body, to tell a retry from a mistake.
  bool skip_unchanged = true;  // An upsert that changes nothing is left out, its activity returned as stored.
};

struct Committed {
  int64_t revision = 0;                  // Of this transaction; the current one if nothing changed.
  std::vector<v1::Activity> activities;  // As stored, one for each kUpsert, in order.
  std::vector<bool> created;             // Beside `activities`: was not there before.
  std::vector<bool> changed;             // Beside `activities`: was written.
  uint32_t redacted_versions = 0;        // By kRedact: how many had something in one of the fields.
};

// One activity's new state in a revision.
struct ChangedActivity {
  std::string key;
  bool deleted = false;
  v1::Activity activity;      // As of now, which can be later than the revision.
  std::vector<float> vector;  // Empty: not embedded yet.
};

struct ChangeSet {
  int64_t revision = 0;
  absl::Time commit_time;
  std::vector<ChangedActivity> changes;
};

// A reader of the log's end. One thread at a time.
class Watcher {
 public:
  virtual ~Watcher() = default;
  // The next revision, waiting until `deadline` for it. DEADLINE_EXCEEDED: none came, try again. After
  // RESOURCE_EXHAUSTED or OUT_OF_RANGE: load a snapshot, watch anew.
  virtual absl::StatusOr<ChangeSet> Next(absl::Time deadline) = 0;
};

class CatalogLog {
 public:
  virtual ~CatalogLog() = default;
  virtual absl::StatusOr<Committed> Commit(Transaction transaction) = 0;
  // Up to `most` revisions after `after_revision`, in order; fewer if they are large. None: there are no more.
  virtual absl::StatusOr<std::vector<ChangeSet>> ReadFrom(int64_t after_revision, int most) = 0;
  virtual absl::StatusOr<std::unique_ptr<Watcher>> Watch(int64_t after_revision) = 0;
  virtual absl::Status TrimBelow(int64_t revision) = 0;  // Forgets changes of lower revisions.
  virtual int64_t revision() const = 0;                  // The last one committed; 0: none.
};

}  // namespace meedoen::indexer
