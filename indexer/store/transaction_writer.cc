#include "indexer/store/transaction_writer.h"

#include <set>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/activity/field_paths.h"
#include "core/base/status.h"
#include "indexer/store/authorship.h"
#include "indexer/store/requests.h"

namespace meedoen::indexer {
namespace {

using storage::v1::ChangeRecord;
using storage::v1::StoredActivity;

// Up to so many changes are somebody waiting at a screen; more are an import. The former's texts are embedded first.
constexpr size_t kMostInteractiveMutations = 16;

absl::Status CheckEtag(const Mutation& mutation, const StoredActivity* live) {
  if (live != nullptr && mutation.must_be_new) {
    return absl::AbortedError(absl::StrCat(mutation.key, " came into the catalogue meanwhile, at revision ",
                                           live->revision(), "; read it and repeat the change"));
  }
  if (live == nullptr && (mutation.kind == Mutation::Kind::kDelete || !mutation.etag.empty())) {
    return absl::NotFoundError(absl::StrCat(mutation.key, " is not in the catalogue"));
  }
  if (mutation.etag.empty() || mutation.etag == live->activity().etag()) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat(mutation.key, " was changed meanwhile, at revision ", live->revision(),
                                         ": the etag is not current; read it again and repeat the change"));
}

// What an editor makes anew under the name of a deleted activity is still the one that a source brought: all of it is
// the editor's.
void MakeAgain(const StoredActivity& tombstone, Mutation& mutation) {
  if (tombstone.source().empty() || !mutation.activity.source().empty()) return;
  mutation.activity.set_source(tombstone.source());
  mutation.activity.set_source_id(tombstone.source_id());
  NoteEdits(v1::Activity(), &mutation.activity);
}

// Once redacted, a field must not come back with the next import.
void KeepRedacted(const std::vector<std::string>& fields, StoredActivity* current) {
  v1::Activity& activity = *current->mutable_activity();
  if (!IsImported(activity, current->principal())) return;
  std::set<std::string> edited(activity.edited_fields().begin(), activity.edited_fields().end());
  for (const std::string& field : fields) {
    if (IsEditable(field)) edited.insert(field);
  }
  activity.mutable_edited_fields()->Assign(edited.begin(), edited.end());
}

// False: there was nothing in these fields.
bool RedactVersion(const std::vector<std::string>& fields, StoredActivity* version) {
  if (version->deleted()) return false;
  std::set<std::string> redacted(version->redacted_fields().begin(), version->redacted_fields().end());
  bool cleared = false;
  for (const std::string& field : fields) {
    if (!ClearField(field, version->mutable_activity())) continue;
    cleared = true;
    redacted.insert(field);
  }
  if (!cleared) return false;
  version->mutable_redacted_fields()->Assign(redacted.begin(), redacted.end());
  version->set_text_hash(EmbeddingTextHash(version->activity()));
  return true;
}

}  // namespace

struct TransactionWriter::Work {
  PreparedTransaction& prepared;
  const int64_t revision;
  Urgency urgency = Urgency::kInteractive;
  Applied applied = {};
  ChangeRecord changes = {};
  std::unordered_map<std::string, int> entry_of_key = {};

  void AddChange(const std::string& key, bool deleted, bool embedded) {
    applied.changed = true;
    const auto [found, added] = entry_of_key.emplace(key, changes.entries_size());
    ChangeRecord::Entry* entry = added ? changes.add_entries() : changes.mutable_entries(found->second);
    entry->set_key(key);
    entry->set_deleted(deleted);
    entry->set_embedded(embedded && (added || entry->embedded()));
  }
};

absl::StatusOr<Applied> TransactionWriter::Apply(PreparedTransaction& prepared, int64_t revision) {
  batch_.SetSavePoint();
  auto applied = ApplyAll(prepared, revision);
  if (!applied.ok()) MEEDOEN_RETURN_IF_ERROR(batch_.RollBack());
  return applied;
}

absl::StatusOr<Applied> TransactionWriter::ApplyAll(PreparedTransaction& prepared, int64_t revision) {
  const Transaction& transaction = prepared.transaction;
  MEEDOEN_ASSIGN_OR_RETURN(auto answered, FindAnswered(batch_, transaction, now_));
  if (answered.has_value()) return Applied{*std::move(answered)};
  Work work = {prepared, revision};
  if (transaction.mutations.size() > kMostInteractiveMutations) work.urgency = Urgency::kBulk;
  for (size_t i = 0; i < transaction.mutations.size(); ++i) {
    const Mutation& mutation = transaction.mutations[i];
    switch (mutation.kind) {
      case Mutation::Kind::kUpsert:
        MEEDOEN_RETURN_IF_ERROR(Upsert(work, i));
        break;
      case Mutation::Kind::kDelete:
        MEEDOEN_RETURN_IF_ERROR(Delete(work, mutation));
        break;
      case Mutation::Kind::kAttachVector:
        MEEDOEN_RETURN_IF_ERROR(Attach(work, mutation));
        break;
      case Mutation::Kind::kRedact:
        MEEDOEN_RETURN_IF_ERROR(Redact(work, mutation));
        break;
    }
  }
  MEEDOEN_RETURN_IF_ERROR(PutPlaces(work));
  if (work.applied.changed) MEEDOEN_RETURN_IF_ERROR(PutChanges(work));
  work.applied.committed.revision = work.applied.changed ? revision : revision - 1;
  MEEDOEN_RETURN_IF_ERROR(RememberAnswer(batch_, transaction, work.applied.committed, now_));
  return std::move(work.applied);
}

absl::Status TransactionWriter::Upsert(Work& work, size_t index) {
  Mutation& mutation = work.prepared.transaction.mutations[index];
  Committed& committed = work.applied.committed;
  MEEDOEN_ASSIGN_OR_RETURN(auto stored, GetStored(batch_, mutation.key));
  const bool live = stored.has_value() && !stored->deleted();
  MEEDOEN_RETURN_IF_ERROR(CheckEtag(mutation, live ? &*stored : nullptr));
  committed.created.push_back(!live);
  if (live && KeepStored(mutation.author, stored->activity(), IsImported(stored->activity(), stored->principal()),
                         &mutation.activity)) {
    work.prepared.comparable[index] = ComparableBytes(mutation.activity);
  }
  if (!live && stored.has_value() && mutation.author == Mutation::Author::kEditor) MakeAgain(*stored, mutation);
  const bool compared = live && work.prepared.transaction.skip_unchanged;
  if (compared && ComparableBytes(stored->activity()) == work.prepared.comparable[index] &&
      (mutation.author != Mutation::Author::kService || SameRecordKeeping(stored->activity(), mutation.activity))) {
    committed.activities.push_back(std::move(*stored->mutable_activity()));
    committed.changed.push_back(false);
    return absl::OkStatus();
  }
  StoredActivity next;
  *next.mutable_activity() = std::move(mutation.activity);
  Stamp(work, mutation.key, &next);
  next.set_text_hash(work.prepared.text_hashes[index]);
  committed.activities.push_back(next.activity());
  committed.changed.push_back(true);
  MEEDOEN_RETURN_IF_ERROR(UpdatePending(work, mutation.key, live ? stored->text_hash() : "", next.text_hash()));
  MEEDOEN_RETURN_IF_ERROR(Replace(work, mutation.key, std::move(next)));
  work.AddChange(mutation.key, /*deleted=*/false, /*embedded=*/false);
  return absl::OkStatus();
}

void TransactionWriter::Stamp(const Work& work, const std::string& key, StoredActivity* next) const {
  next->mutable_activity()->set_revision(work.revision);
  next->mutable_activity()->set_etag(EtagOf(key, work.revision));
  *next->mutable_activity()->mutable_update_time() = ToTimestamp(now_);
}

absl::Status TransactionWriter::Delete(Work& work, const Mutation& mutation) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto stored, GetStored(batch_, mutation.key));
  const bool live = stored.has_value() && !stored->deleted();
  MEEDOEN_RETURN_IF_ERROR(CheckEtag(mutation, live ? &*stored : nullptr));
  MEEDOEN_RETURN_IF_ERROR(RemovePending(work, mutation.key, stored->text_hash()));
  StoredActivity tombstone;
  tombstone.set_deleted(true);
  tombstone.set_source(stored->activity().source());
  tombstone.set_source_id(stored->activity().source_id());
  MEEDOEN_RETURN_IF_ERROR(Replace(work, mutation.key, std::move(tombstone)));
  work.AddChange(mutation.key, /*deleted=*/true, /*embedded=*/false);
  return absl::OkStatus();
}

absl::Status TransactionWriter::Attach(Work& work, const Mutation& mutation) {
  const std::string prefix = PendingTextPrefix(mutation.text_hash);
  std::vector<std::string> keys;
  MEEDOEN_RETURN_IF_ERROR(batch_.Scan(Column::kPending, prefix, "", [&](std::string_view text_key, std::string_view) {
    keys.push_back(KeyOfPendingText(text_key));
    return true;
  }));
  if (keys.empty()) return absl::OkStatus();  // Its text is another by now, or was embedded before.
  MEEDOEN_RETURN_IF_ERROR(
      batch_.Put(Column::kEmbeddings, EmbeddingKey(model_.id, mutation.text_hash), VectorBytes(mutation.vector)));
  for (const std::string& key : keys) {
    MEEDOEN_RETURN_IF_ERROR(RemovePending(work, key, mutation.text_hash));
    work.AddChange(key, /*deleted=*/false, /*embedded=*/true);
  }
  return absl::OkStatus();
}

absl::Status TransactionWriter::Redact(Work& work, const Mutation& mutation) {
  MEEDOEN_ASSIGN_OR_RETURN(auto current, GetStored(batch_, mutation.key));
  if (!current.has_value()) return absl::NotFoundError(absl::StrCat(mutation.key, " is not in the catalogue"));
  const bool live = !current->deleted();
  if (live) MEEDOEN_RETURN_IF_ERROR(CheckEtag(mutation, &*current));
  std::vector<std::pair<std::string, std::string>> versions;  // Written after the reading, which is of the same batch.
  absl::Status failed;
  const auto visit = [&](std::string_view key, std::string_view value) {
    auto version = ParseStored<StoredActivity>(Column::kHistory, key, value);
    failed = version.status();
    if (failed.ok() && RedactVersion(mutation.redacted_fields, &*version)) {
      versions.emplace_back(key, version->SerializeAsString());
    }
    return failed.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(batch_.Scan(Column::kHistory, HistoryPrefix(mutation.key), "", visit));
  MEEDOEN_RETURN_IF_ERROR(failed);
  for (const auto& [key, value] : versions) MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kHistory, key, value));
  auto redacted = static_cast<uint32_t>(versions.size());
  if (live && !mutation.earlier_versions_only && RedactVersion(mutation.redacted_fields, &*current)) {
    ++redacted;
    KeepRedacted(mutation.redacted_fields, &*current);
    MEEDOEN_RETURN_IF_ERROR(ReplaceRedacted(work, mutation.key, *std::move(current)));
  }
  work.applied.committed.redacted_versions += redacted;
  work.applied.changed = work.applied.changed || redacted > 0;
  return absl::OkStatus();
}

// Writes the redacted version once more as the newest one, so that it goes out to those who watch; what becomes the
// earlier version is redacted too.
absl::Status TransactionWriter::ReplaceRedacted(Work& work, const std::string& key, StoredActivity redacted) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto before, GetStored(batch_, key));
  MEEDOEN_RETURN_IF_ERROR(UpdatePending(work, key, before->text_hash(), redacted.text_hash()));
  MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kActivities, key, redacted.SerializeAsString()));
  Stamp(work, key, &redacted);
  MEEDOEN_RETURN_IF_ERROR(Replace(work, key, std::move(redacted)));
  work.AddChange(key, /*deleted=*/false, /*embedded=*/false);
  return absl::OkStatus();
}

absl::Status TransactionWriter::PutPlaces(Work& work) {
  for (const Place& place : work.prepared.transaction.places) {
    const std::string bytes = SerializeDeterministic(ToRecord(place));
    MEEDOEN_ASSIGN_OR_RETURN(const auto old, batch_.Get(Column::kPlaces, place.code));
    if (old == bytes) continue;
    MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kPlaces, place.code, bytes));
    work.applied.changed = true;
  }
  return absl::OkStatus();
}

absl::Status TransactionWriter::Replace(Work& work, const std::string& key, StoredActivity next) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto old, GetStored(batch_, key));
  if (old.has_value()) {
    MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kHistory, HistoryKey(key, old->revision()), old->SerializeAsString()));
  }
  next.set_revision(work.revision);
  next.set_principal(work.prepared.transaction.principal);
  *next.mutable_commit_time() = ToTimestamp(now_);
  return batch_.Put(Column::kActivities, key, next.SerializeAsString());
}

absl::Status TransactionWriter::UpdatePending(Work& work, const std::string& key, const std::string& old_hash,
                                              const std::string& new_hash) {
  if (old_hash == new_hash) return absl::OkStatus();  // Has its vector, or its place in the queue.
  if (!old_hash.empty()) MEEDOEN_RETURN_IF_ERROR(RemovePending(work, key, old_hash));
  MEEDOEN_ASSIGN_OR_RETURN(const auto vector, GetVector(batch_, model_, new_hash));
  if (!vector.empty()) return absl::OkStatus();
  const PendingPosition position = {work.urgency, work.revision};
  MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kPending, PendingQueueKey(position, key), new_hash));
  MEEDOEN_RETURN_IF_ERROR(batch_.Put(Column::kPending, PendingTextKey(new_hash, key), PendingPositionBytes(position)));
  ++work.applied.pending;
  return absl::OkStatus();
}

absl::Status TransactionWriter::RemovePending(Work& work, const std::string& key, const std::string& text_hash) {
  const std::string text_key = PendingTextKey(text_hash, key);
  MEEDOEN_ASSIGN_OR_RETURN(const auto bytes, batch_.Get(Column::kPending, text_key));
  if (!bytes.has_value()) return absl::OkStatus();
  const auto position = PendingPositionOf(*bytes);
  if (!position.has_value()) return DamagedRecord(Column::kPending, text_key, "is not a position");
  MEEDOEN_RETURN_IF_ERROR(batch_.Delete(Column::kPending, text_key));
  MEEDOEN_RETURN_IF_ERROR(batch_.Delete(Column::kPending, PendingQueueKey(*position, key)));
  --work.applied.pending;
  return absl::OkStatus();
}

absl::Status TransactionWriter::PutChanges(Work& work) {
  *work.changes.mutable_commit_time() = ToTimestamp(now_);
  return batch_.Put(Column::kChanges, NumberBytes(work.revision), work.changes.SerializeAsString());
}

}  // namespace meedoen::indexer
