// What is known to be on disk of one data folder: everything that its killed processes had acknowledged. Compares it
// with what a catalogue and its snapshots hold.
//
// Threads: one. A copy of a ledger is for a copy of the folder. Errors: complaints, each naming what is wrong.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/embedding/hashing_embedder.h"
#include "indexer/store/catalog_store.h"
#include "tests/crash/store_crash_protocol.h"

namespace meedoen::indexer::testing {

using Complaints = std::vector<std::string>;

class CrashLedger {
 public:
  // Of one process, in the order it said them. What cannot be said rightly is a complaint.
  void Note(const CrashMessage& message, Complaints* complaints);

  // Compares the catalogue with what is known; after that, what is found in it is known.
  Complaints Check(CatalogStore& store);

  // Compares the snapshots: the current one opens whole and is neither older than the last one that was published nor
  // newer than the catalogue.
  Complaints CheckSnapshots(const std::string& folder) const;

  int64_t revision() const { return revision_; }
  int64_t published() const { return published_; }
  int64_t acknowledged() const { return acknowledged_; }
  int64_t vectors_checked() const { return vectors_checked_; }
  bool rebuilding() const { return rebuilding_; }
  void SetOrders(CrashOrders* orders) const;  // Where watchers go on, and what was trimmed.

 private:
  struct Known {
    int64_t revision = 0;
    bool deleted = false;
    std::string text;
  };
  // Of one import, or of one transaction's rows of a file.
  struct Group {
    int64_t revision = 0;
    std::string text;
  };
  using Rows = std::map<std::string, CatalogRow>;

  void NoteWrite(const CrashMessage& message, CrashState state);
  void NoteWatched(const CrashMessage& message, bool reloaded, Complaints* complaints);
  void CheckChanges(CatalogStore& store, Complaints* complaints) const;
  void CheckActivity(const CatalogStore& store, const Rows& rows, const std::string& key, Complaints* complaints);
  void CheckVectors(const Rows& rows, Complaints* complaints);
  void CheckGroups(const Rows& rows, Complaints* complaints);
  Group CheckGroup(const Rows& rows, const std::vector<std::string>& keys, int64_t acknowledged,
                   Complaints* complaints) const;

  std::map<std::string, Known> known_;                 // By key.
  std::map<uint32_t, int64_t> imports_;                // Thread to revision.
  std::map<uint32_t, uint32_t> files_;                 // Rows to the stamp of the last whole one.
  std::map<std::string, std::vector<float>> vectors_;  // By text hash, of the texts that activities have now.
  // Starts of the hashes of texts.
  std::unordered_set<int64_t> embedded_;       // They had a vector when the last process began, and have it for good.
  std::vector<int64_t> acknowledged_vectors_;  // Got one since; it can cross with a batch that was taken before.
  std::vector<int64_t> embedding_;             // May or may not have got one.
  std::array<int64_t, kCrashWatchers> watched_ = {};
  int64_t trimming_ = 0;
  int64_t revision_ = 0;
  int64_t published_ = -1;
  int64_t acknowledged_ = 0;
  int64_t vectors_checked_ = 0;
  bool rebuilding_ = false;
};

}  // namespace meedoen::indexer::testing
