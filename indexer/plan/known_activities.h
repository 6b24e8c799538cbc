// What the catalogue has in the municipalities of a file, as far as it takes to tell which activity a row is.
//
// Threads: one at a time. Errors: those of the store. Cost: one read of each activity there, some 10 microseconds, and
// of the versions of those that were deleted or edited; 400 bytes of memory each.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "indexer/store/catalog_store.h"

namespace meedoen::indexer {

struct KnownActivity {
  std::string key;  // GM0150/koor-de-ijssel
  bool deleted = false;
  bool imported = false;  // An import brought it, at some time.
  std::string source;
  std::string source_id;
  std::string principal;      // Who deleted it.
  std::string identity_text;  // Provider, title and place; of a deleted one as they were last.
  bool claimed = false;       // A row of the file is this one.
};

class KnownActivities {
 public:
  // Of municipalities, by code.
  static absl::StatusOr<KnownActivities> Read(const CatalogStore& store, const std::set<std::string>& codes);

  KnownActivity* ByKey(const std::string& key);  // Null: there never was one.
  KnownActivity* ById(const std::string& code, const std::string& source, const std::string& source_id);
  // Those of this source with this provider, title and place, as they are now or as an import brought them, that no row
  // has claimed yet. The ones that are there go before deleted ones, then by key.
  std::vector<KnownActivity*> Unclaimed(const std::string& code, const std::string& source,
                                        const std::string& identity_text);
  // Another source that has such an activity; empty: none has.
  std::string OtherSource(const std::string& code, const std::string& source, const std::string& identity_text) const;
  const std::deque<KnownActivity>& all() const { return all_; }

 private:
  KnownActivity* Add(KnownActivity known);
  void AddIdentity(KnownActivity* known, const std::string& identity_text);
  absl::Status AddDeleted(const CatalogStore& store, const DeletedActivity& deleted);
  absl::Status AddAsImported(const CatalogStore& store, KnownActivity* known);

  std::deque<KnownActivity> all_;  // Never moves what the maps point to.
  absl::flat_hash_map<std::string, KnownActivity*> by_key_;
  absl::flat_hash_map<std::string, KnownActivity*> by_id_;
  absl::flat_hash_map<std::string, std::vector<KnownActivity*>> by_identity_;
  absl::flat_hash_map<std::string, std::set<std::string>> sources_;  // By code and identity.
};

}  // namespace meedoen::indexer
