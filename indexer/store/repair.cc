#include "indexer/store/repair.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"
#include "indexer/store/verify.h"

namespace meedoen::indexer {
namespace {

using storage::v1::StoredActivity;

constexpr int kRecordsPerBatch = 10'000;
constexpr int kMostRounds = 1000;  // Each mends kMaxReportedProblems or is the last.

// Adds up changes and writes them when they are many.
class Spool {
 public:
  explicit Spool(Database& database) : database_(database), batch_(database.NewBatch()) {}

  absl::Status Put(Column column, const std::string& key, const std::string& value) {
    MEEDOEN_RETURN_IF_ERROR(batch_->Put(column, key, value));
    return Added();
  }
  absl::Status Delete(Column column, const std::string& key) {
    MEEDOEN_RETURN_IF_ERROR(batch_->Delete(column, key));
    return Added();
  }
  absl::Status Flush() {
    if (!batch_->empty()) MEEDOEN_RETURN_IF_ERROR(database_.Write(*batch_));
    batch_ = database_.NewBatch();
    records_ = 0;
    return absl::OkStatus();
  }

 private:
  absl::Status Added() { return ++records_ < kRecordsPerBatch ? absl::OkStatus() : Flush(); }

  Database& database_;
  std::unique_ptr<Batch> batch_;
  int records_ = 0;
};

// Whether this activity has this text and no vector for it.
bool IsDue(const Records& view, const ModelKey& model, const std::string& key, std::string_view text_hash) {
  const auto stored = GetStored(view, key);
  if (!stored.ok() || !stored->has_value() || (*stored)->deleted() || (*stored)->text_hash() != text_hash) return false;
  const auto vector = view.Get(Column::kEmbeddings, EmbeddingKey(model.id, std::string(text_hash)));
  return vector.ok() && !vector->has_value();
}

// Whether the entry by text and the one in the queue both stand as they should.
bool IsPaired(const Records& view, const std::string& key, const std::string& text_hash) {
  const auto bytes = view.Get(Column::kPending, PendingTextKey(text_hash, key));
  const auto position = bytes.ok() && bytes->has_value() ? PendingPositionOf(**bytes) : std::nullopt;
  if (!position.has_value()) return false;
  const auto hash = view.Get(Column::kPending, PendingQueueKey(*position, key));
  return hash.ok() && *hash == text_hash;
}

// Takes out what waits for nothing or stands alone, and puts in what is missing.
absl::Status RenewPending(Database& database, const ModelKey& model) {
  const std::unique_ptr<Records> view = database.View();
  Spool spool(database);
  absl::Status status;
  const auto check = [&](std::string_view record, std::string_view value) {
    const bool queue = record.substr(0, 1) == kPendingQueuePrefix;
    const std::string key = queue ? KeyOfPendingQueue(record) : KeyOfPendingText(record);
    const std::string hash(queue || key.empty() ? value : record.substr(1, kTextHashBytes));
    bool stays = IsDue(*view, model, key, hash) && IsPaired(*view, key, hash);
    if (stays && queue) {  // Not a second one beside the pair.
      const auto bytes = view->Get(Column::kPending, PendingTextKey(hash, key));
      stays = PendingQueueKey(*PendingPositionOf(**bytes), key) == record;
    }
    if (!stays) status = spool.Delete(Column::kPending, std::string(record));
    return status.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(view->Scan(Column::kPending, "", "", check));
  MEEDOEN_RETURN_IF_ERROR(status);
  const auto add = [&](std::string_view record, std::string_view value) {
    StoredActivity stored;
    const std::string key(record);
    if (!stored.ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;  // Reported by verify.
    const std::string& hash = stored.text_hash();
    if (hash.size() != kTextHashBytes || !IsDue(*view, model, key, hash) || IsPaired(*view, key, hash)) return true;
    const PendingPosition position = {Urgency::kBulk, stored.revision()};
    status = spool.Put(Column::kPending, PendingQueueKey(position, key), hash);
    if (status.ok()) status = spool.Put(Column::kPending, PendingTextKey(hash, key), PendingPositionBytes(position));
    return status.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(view->Scan(Column::kActivities, "", "", add));
  MEEDOEN_RETURN_IF_ERROR(status);
  return spool.Flush();
}

absl::Status TakeText(const Records& view, const std::string& key, Spool& spool) {
  MEEDOEN_ASSIGN_OR_RETURN(auto stored, GetStored(view, key));
  if (!stored.has_value()) return absl::OkStatus();
  stored->set_text_hash(EmbeddingTextHash(stored->activity()));
  return spool.Put(Column::kActivities, key, SerializeDeterministic(*stored));
}

absl::Status TrimChanges(StoreState& state, int64_t below) {
  {
    absl::MutexLock lock(&state.mutex);
    state.trimmed = std::max(state.trimmed, below);  // Before the records go, as the committer does.
  }
  const std::unique_ptr<Batch> batch = state.database->NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaTrimmed, NumberBytes(below)));
  return state.database->DeleteBelow(Column::kChanges, NumberBytes(below), *batch);
}

const char* Done(Remedy remedy) {
  switch (remedy) {
    case Remedy::kDropVector:
      return "the vector was removed, its text is embedded anew";
    case Remedy::kRenewPending:
      return "the list of texts to embed was put right";
    case Remedy::kTakeText:
      return "the text was taken as it is and is embedded anew; look whether it is right";
    case Remedy::kDropRequest:
      return "the remembered request was removed; its retry would be done once more";
    default:
      return "the change log begins after it now; run meedoen-indexer rebuild, so that matchers find a snapshot of it";
  }
}

absl::Status Mend(StoreState& state, const std::vector<Finding>& findings) {
  Database& database = *state.database;
  const std::unique_ptr<Records> view = database.View();
  Spool spool(database);
  int64_t trim_below = 0;
  for (const Finding& finding : findings) {
    if (finding.remedy == Remedy::kDropVector || finding.remedy == Remedy::kDropRequest) {
      MEEDOEN_RETURN_IF_ERROR(spool.Delete(finding.column, finding.key));
    } else if (finding.remedy == Remedy::kTakeText) {
      MEEDOEN_RETURN_IF_ERROR(TakeText(*view, finding.key, spool));
    } else if (finding.remedy == Remedy::kTrimChanges) {
      trim_below = std::max(trim_below, finding.trim_below);
      if (!NumberOf(finding.key).has_value()) MEEDOEN_RETURN_IF_ERROR(spool.Delete(finding.column, finding.key));
    }
  }
  MEEDOEN_RETURN_IF_ERROR(spool.Flush());
  if (trim_below > 0) MEEDOEN_RETURN_IF_ERROR(TrimChanges(state, trim_below));
  return state.model.id.empty() ? absl::OkStatus() : RenewPending(database, state.model);
}

std::vector<std::string> Lines(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings) lines.push_back(Shown(finding));
  return lines;
}

absl::StatusOr<int64_t> CountPending(const Database& database) {
  int64_t pending = 0;
  MEEDOEN_RETURN_IF_ERROR(
      database.Scan(Column::kPending, kPendingQueuePrefix, "", [&pending](std::string_view, std::string_view) {
        ++pending;
        return true;
      }));
  return pending;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> RepairStore(StoreState& state) {
  std::vector<std::string> lines;
  std::vector<std::string> before;
  size_t mended = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const std::unique_ptr<Records> view = state.database->View();
    const std::vector<Finding> findings = InspectRecords(*view, state.model, /*repairable_only=*/true);
    if (findings.empty() || Lines(findings) == before) break;  // What does not change is not mended by another round.
    before = Lines(findings);
    MEEDOEN_RETURN_IF_ERROR(Mend(state, findings));
    mended += findings.size();
    for (const Finding& finding : findings) {
      if (lines.size() < kMaxRepairLines) lines.push_back(absl::StrCat(Shown(finding), ": ", Done(finding.remedy)));
    }
  }
  if (mended == 0) return lines;
  if (mended > lines.size()) lines.push_back(absl::StrCat("and ", mended - lines.size(), " more records were mended"));
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t pending, CountPending(*state.database));
  absl::MutexLock lock(&state.mutex);
  state.pending = pending;
  return lines;
}

}  // namespace meedoen::indexer
