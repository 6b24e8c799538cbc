#include "tests/crash/crash_ledger.h"

#include <algorithm>
#include <utility>

#include "core/base/checksum.h"
#include "core/base/env.h"
#include "core/snapshot/snapshot.h"

namespace meedoen::indexer::testing {
namespace {

constexpr int64_t kChangesRead = 200;

std::vector<std::string> ImportKeys(uint32_t thread) {
  std::vector<std::string> keys;
  for (uint32_t row = 0; row < kCrashImportRows; ++row) keys.push_back(KeyOf(CrashImportId(thread, row)));
  return keys;
}

std::vector<std::string> FileKeys(uint32_t rows, uint32_t first, uint32_t end) {
  std::vector<std::string> keys;
  for (uint32_t row = first; row < end; ++row) keys.push_back(KeyOf(CrashFileId(rows, row)));
  return keys;
}

uint32_t StampOf(const std::string& text) {
  const size_t space = text.rfind(' ');
  return space == std::string::npos ? 0 : static_cast<uint32_t>(std::stoul(text.substr(space + 1)));
}

}  // namespace

void CrashLedger::Note(const CrashMessage& message, Complaints* complaints) {
  const auto state = static_cast<CrashState>(message.state);
  switch (state) {
    case CrashState::kOpened:
      // Whoever checked before has opened it too, and opening changes nothing.
      if (message.revision != revision_) {
        complaints->push_back(absl::StrCat("opened at revision ", message.revision, " instead of ", revision_));
      }
      embedding_.clear();
      rebuilding_ = false;
      break;
    case CrashState::kUpserted:
    case CrashState::kDeleted:
    case CrashState::kAttached:
    case CrashState::kImported:
    case CrashState::kFile:
      ++acknowledged_;
      revision_ = std::max(revision_, message.revision);
      NoteWrite(message, state);
      break;
    case CrashState::kEmbedding:
      if (embedded_.count(message.revision) > 0) complaints->push_back("a text is embedded that has a vector");
      embedding_.push_back(message.revision);
      break;
    case CrashState::kVectors:
      acknowledged_vectors_.insert(acknowledged_vectors_.end(), embedding_.begin(), embedding_.end());
      embedding_.clear();
      break;
    case CrashState::kRebuilding:
      rebuilding_ = true;
      break;
    case CrashState::kPublished:
      if (message.revision < published_) complaints->push_back("a snapshot older than the one before it");
      published_ = message.revision;
      rebuilding_ = false;
      break;
    case CrashState::kRefused:
      rebuilding_ = false;
      break;
    case CrashState::kWatched:
    case CrashState::kReloaded:
      NoteWatched(message, state == CrashState::kReloaded, complaints);
      break;
    case CrashState::kTrimming:
      trimming_ = std::max(trimming_, message.revision);
      break;
  }
}

void CrashLedger::NoteWrite(const CrashMessage& message, CrashState state) {
  if (state == CrashState::kImported) {
    imports_[message.thread] = message.revision;
  } else if (state == CrashState::kFile) {
    files_[message.slot] = message.stamp;
  } else {
    const std::string id = CrashId(message.thread, message.slot);
    if (state == CrashState::kAttached) {
      acknowledged_vectors_.push_back(CrashHash(HashOf(id, CrashText(message.stamp))));
    } else {
      known_[KeyOf(id)] = {message.revision, state == CrashState::kDeleted, CrashText(message.stamp)};
    }
  }
}

void CrashLedger::NoteWatched(const CrashMessage& message, bool reloaded, Complaints* complaints) {
  int64_t& last = watched_[message.thread];
  const bool right = reloaded ? message.revision > last : message.revision == last + 1;
  if (!right) {
    complaints->push_back(
        absl::StrCat("watcher ", message.thread, " went from revision ", last, " to ", message.revision));
  }
  last = message.revision;
  revision_ = std::max(revision_, last);  // What somebody was shown is acknowledged too.
}

void CrashLedger::SetOrders(CrashOrders* orders) const {
  orders->trimming = trimming_;
  orders->watched = watched_;
}

Complaints CrashLedger::Check(CatalogStore& store) {
  Complaints complaints;
  if (store.revision() < revision_) {
    complaints.push_back(absl::StrCat("revision ", revision_, " was acknowledged, there is ", store.revision()));
  }
  CheckChanges(store, &complaints);
  Rows rows;
  const absl::Status scanned = store.Scan("", "", /*with_vectors=*/true, nullptr, [&rows](CatalogRow row) {
    const std::string key = row.key;
    rows.emplace(key, std::move(row));
    return true;
  });
  if (!scanned.ok()) {
    complaints.push_back(scanned.ToString());
    return complaints;
  }
  std::vector<std::string> keys;
  for (const auto& [key, known] : known_) keys.push_back(key);
  for (const std::string& key : keys) CheckActivity(store, rows, key, &complaints);
  CheckVectors(rows, &complaints);
  CheckGroups(rows, &complaints);
  revision_ = store.revision();
  return complaints;
}

void CrashLedger::CheckChanges(CatalogStore& store, Complaints* complaints) const {
  int64_t after = std::max<int64_t>({0, store.revision() - kChangesRead, trimming_ - 1});
  while (after < store.revision()) {
    const auto sets = store.ReadFrom(after, 50);
    if (!sets.ok() || sets->empty()) {
      complaints->push_back(absl::StrCat("changes after ", after, ": ", sets.status().ToString()));
      return;
    }
    for (const ChangeSet& set : *sets) {
      if (set.revision != ++after) complaints->push_back(absl::StrCat("a hole at revision ", after));
    }
  }
}

// One later write can have reached the disk without being acknowledged.
void CrashLedger::CheckActivity(const CatalogStore& store, const Rows& rows, const std::string& key,
                                Complaints* complaints) {
  Known& known = known_[key];
  const auto row = rows.find(key);
  const bool there = row != rows.end();
  if (there && !known.deleted && row->second.activity.revision() == known.revision) {
    if (row->second.activity.description() != known.text) complaints->push_back(key + " has another text");
    return;
  }
  const auto versions = store.History(key);
  if (!versions.ok()) {
    complaints->push_back(absl::StrCat(key, ": ", versions.status().ToString()));
    return;
  }
  size_t at = 0;
  while (at < versions->size() && (*versions)[at].revision != known.revision) ++at;
  if (at == versions->size()) {
    complaints->push_back(absl::StrCat(key, " lacks acknowledged revision ", known.revision));
    return;
  }
  const ActivityVersion& version = (*versions)[at];
  const ActivityVersion& newest = versions->front();
  if (at > 1) complaints->push_back(key + ": more than one write was not acknowledged");
  if (version.deleted != known.deleted || newest.deleted == there) complaints->push_back(key + ": deleted or not");
  if (!known.deleted && version.activity.description() != known.text) complaints->push_back(key + " had another text");
  known = {newest.revision, newest.deleted, newest.activity.description()};
}

void CrashLedger::CheckVectors(const Rows& rows, Complaints* complaints) {
  HashingEmbedder embedder{ModelInfo{kCrashModel, kCrashDimension, 512}};
  embedded_.insert(acknowledged_vectors_.begin(), acknowledged_vectors_.end());
  acknowledged_vectors_.clear();
  std::map<std::string, std::vector<float>> vectors;
  for (const auto& [key, row] : rows) {
    const int64_t start = CrashHash(row.text_hash);
    if (row.vector.empty()) {
      if (embedded_.count(start) > 0) complaints->push_back(key + ": its vector is gone");
      continue;
    }
    ++vectors_checked_;
    const auto before = vectors_.find(row.text_hash);
    if (before != vectors_.end()) {
      if (row.vector != before->second) complaints->push_back(key + ": its vector is another");
    } else if (row.vector != CrashVector(StampOf(row.activity.description()))) {
      const std::string text = EmbeddingText(row.activity);
      const auto expected = embedder.EmbedPassages({&text, 1});
      if (!expected.ok() || row.vector != expected->front()) complaints->push_back(key + ": nobody made its vector");
    }
    embedded_.insert(start);
    vectors[row.text_hash] = row.vector;
  }
  vectors_ = std::move(vectors);
}

void CrashLedger::CheckGroups(const Rows& rows, Complaints* complaints) {
  for (uint32_t thread = 0; thread < kCrashThreads; ++thread) {
    imports_[thread] = CheckGroup(rows, ImportKeys(thread), imports_[thread], complaints).revision;
  }
  for (const uint32_t size : {kCrashSmallFile, kCrashLargeFile}) {
    uint32_t newest = ~0U;
    for (uint32_t first = 0; first < size; first += kCrashFileRows) {
      const auto keys = FileKeys(size, first, std::min(size, first + kCrashFileRows));
      const uint32_t stamp = StampOf(CheckGroup(rows, keys, 0, complaints).text);
      if (stamp < files_[size]) complaints->push_back(absl::StrCat("rows of an acknowledged file of ", size));
      if (stamp > newest) complaints->push_back(absl::StrCat("row ", first, " of a file is ahead of those before"));
      newest = stamp;
    }
  }
}

CrashLedger::Group CrashLedger::CheckGroup(const Rows& rows, const std::vector<std::string>& keys, int64_t acknowledged,
                                           Complaints* complaints) const {
  Group group;
  size_t there = 0;
  for (const std::string& key : keys) {
    const auto row = rows.find(key);
    if (row == rows.end()) continue;
    const Group its = {row->second.activity.revision(), row->second.activity.description()};
    if (++there == 1) group = its;
    if (its.revision != group.revision || its.text != group.text) complaints->push_back("a torn import: " + key);
  }
  if (there != 0 && there != keys.size()) {
    complaints->push_back(absl::StrCat("a torn import: ", there, " of ", keys.size(), " rows of ", keys[0]));
  }
  if (group.revision < acknowledged) complaints->push_back("an acknowledged import is gone: " + keys[0]);
  return group;
}

Complaints CrashLedger::CheckSnapshots(const std::string& folder) const {
  Env& env = *PosixEnv();
  const auto id = CurrentSnapshotId(env, folder);
  if (absl::IsNotFound(id.status()) && published_ < 0) return {};
  if (!id.ok()) return {id.status().ToString()};
  const auto snapshot = Snapshot::Open(env, folder + "/" + *id);
  if (!snapshot.ok()) return {snapshot.status().ToString()};
  const int64_t revision = (*snapshot)->manifest().catalog_revision;
  if (revision > revision_) return {absl::StrCat("snapshot ", *id, " is ahead of revision ", revision_)};
  if (revision < published_) return {absl::StrCat("snapshot ", *id, " though revision ", published_, " was published")};
  return {};
}

}  // namespace meedoen::indexer::testing
