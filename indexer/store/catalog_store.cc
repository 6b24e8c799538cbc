#include "indexer/store/catalog_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/base/status.h"
#include "indexer/store/change_reader.h"
#include "indexer/store/committer.h"
#include "indexer/store/keys.h"
#include "indexer/store/open_store.h"
#include "indexer/store/other_vectors.h"
#include "indexer/store/repair.h"
#include "indexer/store/requests.h"
#include "indexer/store/verify.h"

namespace meedoen::indexer {
namespace {

using storage::v1::PlaceRecord;
using storage::v1::StoredActivity;

absl::Status NotInCatalogue(const std::string& key) {
  return absl::NotFoundError(absl::StrCat(key, " is not in the catalogue"));
}

// The first key after one activity's, in `activities` and, with all its versions, in `history`.
std::string AfterKey(const std::string& key) { return key + '\1'; }

absl::Status EraseFromFiles(Database& database, const std::string& key) {
  MEEDOEN_RETURN_IF_ERROR(database.RewriteRange(Column::kActivities, key, AfterKey(key)));
  return database.RewriteRange(Column::kHistory, key, AfterKey(key));
}

ActivityVersion ToVersion(StoredActivity stored) {
  ActivityVersion version;
  version.revision = stored.revision();
  version.commit_time = ToTime(stored.commit_time());
  version.principal = stored.principal();
  version.deleted = stored.deleted();
  version.redacted_fields.assign(stored.redacted_fields().begin(), stored.redacted_fields().end());
  version.activity = std::move(*stored.mutable_activity());
  return version;
}

class RocksCatalogStore final : public CatalogStore {
 public:
  explicit RocksCatalogStore(OpenedStore opened)
      : lock_(std::move(opened.lock)),
        mark_(std::move(opened.mark)),
        state_(std::move(opened.state)),
        committer_(*state_, *mark_) {}

  ~RocksCatalogStore() override {
    absl::MutexLock lock(&state_->mutex);
    state_->closing = true;
  }

  absl::StatusOr<Committed> Commit(Transaction transaction) override {
    return committer_.Commit(std::move(transaction));
  }
  absl::Status TrimBelow(int64_t revision) override { return committer_.Trim(revision); }

  absl::StatusOr<std::vector<ChangeSet>> ReadFrom(int64_t after_revision, int most) override {
    return ReadChanges(*state_, after_revision, most);
  }
  absl::StatusOr<std::unique_ptr<Watcher>> Watch(int64_t after_revision) override {
    return StartWatcher(state_, after_revision);
  }
  int64_t revision() const override {
    absl::MutexLock lock(&state_->mutex);
    return state_->revision;
  }
  const std::string& model_id() const override { return state_->model.id; }
  int dimension() const override { return state_->model.dimension; }

  absl::StatusOr<v1::Activity> Get(const std::string& key) const override {
    MEEDOEN_ASSIGN_OR_RETURN(auto stored, GetStored(*state_->database, key));
    if (!stored.has_value() || stored->deleted()) return NotInCatalogue(key);
    return std::move(*stored->mutable_activity());
  }

  absl::Status Scan(const std::string& prefix, const std::string& after_key, bool with_vectors, int64_t* revision,
                    const std::function<bool(CatalogRow)>& visit) const override;
  absl::StatusOr<std::vector<DeletedActivity>> Deletions(const std::string& prefix) const override;
  absl::StatusOr<std::optional<Committed>> Answered(const Transaction& request) const override {
    return FindAnswered(*state_->database, request, state_->clock.Now());
  }
  absl::StatusOr<std::vector<ActivityVersion>> History(const std::string& key) const override;
  absl::StatusOr<std::vector<PendingText>> TextsWithout(const std::string& model_id, const std::string& after_key,
                                                        int most, std::string* last_key) const override {
    return meedoen::indexer::TextsWithout(*state_->database, model_id, {after_key, most}, last_key);
  }
  absl::Status PutVectors(const std::string& model_id, int dimension, const std::vector<TextVector>& vectors) override {
    return PutOtherVectors(*state_, {model_id, dimension}, vectors);
  }
  absl::Status EraseOverwritten(const std::string& key) override { return EraseFromFiles(*state_->database, key); }
  int64_t trimmed() const override {
    absl::MutexLock lock(&state_->mutex);
    return state_->trimmed;
  }
  int watchers() const override {
    absl::MutexLock lock(&state_->mutex);
    return state_->watchers;
  }
  absl::StatusOr<std::vector<PendingText>> PendingUntil(int64_t revision, int most) const override;

  int64_t PendingCount() const override {
    absl::MutexLock lock(&state_->mutex);
    return state_->pending;
  }

  bool WaitForPending(absl::Time deadline) const override {
    StoreState& state = *state_;
    const auto woken = [&state]()
                           ABSL_EXCLUSIVE_LOCKS_REQUIRED(state.mutex) { return state.closing || state.pending > 0; };
    absl::MutexLock lock(&state.mutex);
    state.mutex.AwaitWithDeadline(absl::Condition(&woken), deadline);
    return !state.closing && state.pending > 0;
  }

  absl::StatusOr<std::vector<Place>> Places() const override;
  absl::StatusOr<Place> FindPlace(const std::string& code) const override;
  int64_t places_version() const override {
    absl::MutexLock lock(&state_->mutex);
    return state_->places_version;
  }
  absl::StatusOr<std::vector<std::string>> Verify() const override { return VerifyStore(*state_); }
  absl::StatusOr<std::vector<std::string>> Repair() override {
    absl::StatusOr<std::vector<std::string>> mended;
    MEEDOEN_RETURN_IF_ERROR(committer_.Alone([&] { return (mended = RepairStore(*state_)).status(); }));
    return mended;
  }
  absl::StatusOr<BackupInfo> Backup(const std::string& folder, uint32_t keep) override {
    return CreateBackup(*state_->database, folder, keep);
  }

 private:
  const std::unique_ptr<FolderLock> lock_;
  const std::unique_ptr<Acknowledged> mark_;
  const std::shared_ptr<StoreState> state_;
  Committer committer_;
};

absl::Status RocksCatalogStore::Scan(const std::string& prefix, const std::string& after_key, bool with_vectors,
                                     int64_t* revision, const std::function<bool(CatalogRow)>& visit) const {
  const std::unique_ptr<Records> view = state_->database->View();
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t view_revision, GetMetaNumber(*view, kMetaRevision, 0));
  if (revision != nullptr) *revision = view_revision;
  absl::Status failed;
  const auto visit_record = [&](std::string_view key, std::string_view value) {
    auto stored = ParseStored<StoredActivity>(Column::kActivities, key, value);
    failed = stored.status();
    if (!failed.ok()) return false;
    if (stored->deleted()) return true;
    CatalogRow row;
    row.key = std::string(key);
    row.activity = std::move(*stored->mutable_activity());
    row.text_hash = stored->text_hash();
    row.principal = stored->principal();
    if (with_vectors) {
      auto vector = GetVector(*view, state_->model, row.text_hash);
      failed = vector.status();
      if (!failed.ok()) return false;
      row.vector = *std::move(vector);
    }
    return visit(std::move(row));
  };
  // The first key after `after_key` is that with a 0 byte more. Where it does not have the prefix it lies before or
  // after all that do.
  std::string from = after_key.empty() ? "" : after_key + '\0';
  if (!from.empty() && from < prefix) from.clear();
  if (!from.empty() && from.compare(0, prefix.size(), prefix) != 0) return absl::OkStatus();
  MEEDOEN_RETURN_IF_ERROR(view->Scan(Column::kActivities, prefix, from, visit_record));
  return failed;
}

absl::StatusOr<std::vector<DeletedActivity>> RocksCatalogStore::Deletions(const std::string& prefix) const {
  std::vector<DeletedActivity> deletions;
  absl::Status failed;
  MEEDOEN_RETURN_IF_ERROR(
      state_->database->Scan(Column::kActivities, prefix, "", [&](std::string_view key, std::string_view value) {
        const auto stored = ParseStored<StoredActivity>(Column::kActivities, key, value);
        failed = stored.status();
        if (failed.ok() && stored->deleted()) {
          deletions.push_back({std::string(key), stored->source(), stored->source_id(), stored->principal()});
        }
        return failed.ok();
      }));
  MEEDOEN_RETURN_IF_ERROR(failed);
  return deletions;
}

absl::StatusOr<std::vector<ActivityVersion>> RocksCatalogStore::History(const std::string& key) const {
  const std::unique_ptr<Records> view = state_->database->View();
  MEEDOEN_ASSIGN_OR_RETURN(auto current, GetStored(*view, key));
  if (!current.has_value()) return NotInCatalogue(key);
  std::vector<ActivityVersion> versions;
  absl::Status failed;
  MEEDOEN_RETURN_IF_ERROR(
      view->Scan(Column::kHistory, HistoryPrefix(key), "", [&](std::string_view record, std::string_view value) {
        auto stored = ParseStored<StoredActivity>(Column::kHistory, record, value);
        failed = stored.status();
        if (failed.ok()) versions.push_back(ToVersion(*std::move(stored)));
        return failed.ok();
      }));
  MEEDOEN_RETURN_IF_ERROR(failed);
  versions.push_back(ToVersion(*std::move(current)));
  std::reverse(versions.begin(), versions.end());
  return versions;
}

absl::StatusOr<std::vector<PendingText>> RocksCatalogStore::PendingUntil(int64_t revision, int most) const {
  const std::unique_ptr<Records> view = state_->database->View();
  std::vector<PendingText> texts;
  absl::Status failed;
  MEEDOEN_RETURN_IF_ERROR(
      view->Scan(Column::kPending, kPendingQueuePrefix, "", [&](std::string_view queue_key, std::string_view value) {
        if (texts.size() >= static_cast<size_t>(std::max(most, 0))) return false;
        const auto position = PendingPositionOf(queue_key.substr(1, kPendingPositionBytes));
        if (position.has_value() && position->revision > revision) return true;
        PendingText pending;
        pending.key = KeyOfPendingQueue(queue_key);
        pending.text_hash = std::string(value);
        const auto stored = GetStored(*view, pending.key);
        failed = stored.status();
        if (!failed.ok()) return false;
        if (!stored->has_value()) {
          failed = DamagedRecord(Column::kPending, queue_key, "waits for an activity that is not there");
          return false;
        }
        pending.text = EmbeddingText((*stored)->activity());
        texts.push_back(std::move(pending));
        return true;
      }));
  MEEDOEN_RETURN_IF_ERROR(failed);
  return texts;
}

absl::StatusOr<std::vector<Place>> RocksCatalogStore::Places() const {
  std::vector<Place> places;
  absl::Status failed;
  MEEDOEN_RETURN_IF_ERROR(
      state_->database->Scan(Column::kPlaces, "", "", [&](std::string_view code, std::string_view value) {
        const auto record = ParseStored<PlaceRecord>(Column::kPlaces, code, value);
        failed = record.status();
        if (failed.ok()) places.push_back(ToPlace(*record));
        return failed.ok();
      }));
  MEEDOEN_RETURN_IF_ERROR(failed);
  return places;
}

absl::StatusOr<Place> RocksCatalogStore::FindPlace(const std::string& code) const {
  MEEDOEN_ASSIGN_OR_RETURN(const auto value, state_->database->Get(Column::kPlaces, code));
  if (!value.has_value()) {
    return absl::NotFoundError(absl::StrCat("Place ", code, " is not in the table of places; import its row first"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto record, ParseStored<PlaceRecord>(Column::kPlaces, code, *value));
  return ToPlace(record);
}

}  // namespace

absl::StatusOr<std::unique_ptr<CatalogStore>> CatalogStore::Open(const StoreOptions& options, const Clock& clock) {
  MEEDOEN_ASSIGN_OR_RETURN(OpenedStore opened, OpenStore(options, clock));
  return std::make_unique<RocksCatalogStore>(std::move(opened));
}

}  // namespace meedoen::indexer
