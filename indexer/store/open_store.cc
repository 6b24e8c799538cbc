#include "indexer/store/open_store.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"
#include "indexer/store/requeue.h"
#include "indexer/store/rocks.h"

namespace meedoen::indexer {
namespace {

absl::Status CheckFormat(Database& database, const std::string& folder) {
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t format, GetMetaNumber(database, kMetaFormat, 0));
  if (format > kFormatVersion) {
    return absl::FailedPreconditionError(absl::StrCat(folder, " has format ", format, "; this version reads up to ",
                                                      kFormatVersion, ". Use the newer version that wrote it"));
  }
  if (format == kFormatVersion) return absl::OkStatus();
  const std::unique_ptr<Batch> batch = database.NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaFormat, NumberBytes(kFormatVersion)));
  return database.Write(*batch);
}

absl::StatusOr<bool> HasVectors(const Records& records, const std::string& model_id) {
  bool found = false;
  MEEDOEN_RETURN_IF_ERROR(
      records.Scan(Column::kEmbeddings, EmbeddingPrefix(model_id), "", [&found](std::string_view, std::string_view) {
        found = true;
        return false;
      }));
  return found;
}

// The model to keep vectors for, and the list of pending texts brought into line with it.
absl::StatusOr<ModelKey> SettleModel(Database& database, const StoreOptions& options) {
  ModelKey stored;
  MEEDOEN_ASSIGN_OR_RETURN(const auto id, database.Get(Column::kMeta, kMetaModel));
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t dimension, GetMetaNumber(database, kMetaDimension, 0));
  MEEDOEN_ASSIGN_OR_RETURN(const auto requeue, database.Get(Column::kMeta, kMetaRequeue));
  stored.id = id.value_or("");
  stored.dimension = static_cast<int>(dimension);
  const ModelKey wanted = options.model_id.empty() ? stored : ModelKey{options.model_id, options.dimension};
  const bool same = wanted.id == stored.id && wanted.dimension == stored.dimension;
  if (same && !requeue.has_value()) return stored;
  if (!same && !options.allow_model_change) {
    MEEDOEN_ASSIGN_OR_RETURN(const bool has_vectors, HasVectors(database, stored.id));
    if (has_vectors) {
      return absl::FailedPreconditionError(
          absl::StrCat("The catalogue was embedded with model ", stored.id, " of ", stored.dimension,
                       " numbers, not with ", wanted.id, " of ", wanted.dimension,
                       ": start with the former, or allow the change, which embeds every text again"));
    }
  }
  MEEDOEN_RETURN_IF_ERROR(RequeueFor(database, wanted));
  return wanted;
}

// After a damaged log was read up to the damage: what was acknowledged and is gone is never numbered again, and those
// that saw it must start from a snapshot.
absl::Status SkipLostRevisions(Database& database, int64_t acknowledged) {
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t revision, GetMetaNumber(database, kMetaRevision, 0));
  if (revision >= acknowledged) return absl::OkStatus();
  LogWarning("revisions {} to {} are lost, as was accepted", revision + 1, acknowledged);
  return SkipToRevision(database, acknowledged);
}

absl::StatusOr<std::unique_ptr<Acknowledged>> OpenMark(const StoreOptions& options,
                                                       const std::string& database_folder) {
  const std::string path = options.folder + "/acknowledged";
  Env& env = *PosixEnv();
  const bool made_before = env.Exists(database_folder + "/CURRENT");
  auto mark = Acknowledged::Open(path, /*create=*/!made_before || options.accept_lost_writes);
  if (mark.ok()) return mark;
  const bool damaged = absl::IsDataLoss(mark.status()) || absl::IsNotFound(mark.status());
  if (damaged && options.accept_lost_writes) {
    MEEDOEN_RETURN_IF_ERROR(env.RemoveTree(path));
    return Acknowledged::Open(path, /*create=*/true);
  }
  if (!damaged) return mark.status();
  return absl::DataLossError(
      absl::StrCat(std::string(mark.status().message()),
                   ", so it cannot be told whether the catalogue is complete. If nothing else is wrong, "
                   "accept-lost-writes keeps every write that the log has. ",
                   kDamageAdvice));
}

absl::Status FillState(StoreState& state) {
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t revision, GetMetaNumber(*state.database, kMetaRevision, 0));
  MEEDOEN_ASSIGN_OR_RETURN(const int64_t trimmed, GetMetaNumber(*state.database, kMetaTrimmed, 1));
  int64_t pending = 0;
  MEEDOEN_RETURN_IF_ERROR(
      state.database->Scan(Column::kPending, kPendingQueuePrefix, "", [&pending](std::string_view, std::string_view) {
        ++pending;
        return true;
      }));
  absl::MutexLock lock(&state.mutex);
  state.revision = revision;
  state.trimmed = trimmed;
  state.pending = pending;
  return absl::OkStatus();
}

}  // namespace

absl::Status SkipToRevision(Database& database, int64_t revision) {
  const std::unique_ptr<Batch> batch = database.NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaRevision, NumberBytes(revision)));
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaTrimmed, NumberBytes(revision + 1)));
  return database.DeleteBelow(Column::kChanges, NumberBytes(revision + 1), *batch);
}

absl::StatusOr<OpenedStore> OpenStore(const StoreOptions& options, const Clock& clock) {
  if (!options.model_id.empty() && (options.dimension < 1 || options.dimension > kMaxDimension)) {
    return absl::InvalidArgumentError(absl::StrCat("Model ", options.model_id, " has ", options.dimension,
                                                   " dimensions; it must be 1 to ", kMaxDimension));
  }
  OpenedStore opened;
  const std::string database_folder = options.folder + "/rocksdb";
  MEEDOEN_RETURN_IF_ERROR(PosixEnv()->CreateDir(options.folder));
  MEEDOEN_ASSIGN_OR_RETURN(opened.lock, FolderLock::Take(options.folder));
  MEEDOEN_ASSIGN_OR_RETURN(opened.mark, OpenMark(options, database_folder));
  const int64_t acknowledged = opened.mark->revision();
  MEEDOEN_ASSIGN_OR_RETURN(
      auto database, Database::Open(database_folder, acknowledged, options.accept_lost_writes, options.file_system));
  MEEDOEN_RETURN_IF_ERROR(PosixEnv()->SyncDir(options.folder));  // The names of what was just made.
  MEEDOEN_RETURN_IF_ERROR(CheckFormat(*database, options.folder));
  if (options.accept_lost_writes) MEEDOEN_RETURN_IF_ERROR(SkipLostRevisions(*database, acknowledged));
  MEEDOEN_ASSIGN_OR_RETURN(const ModelKey model, SettleModel(*database, options));
  opened.state = std::make_shared<StoreState>(clock, model);
  opened.state->database = std::move(database);
  opened.state->folder = options.folder;
  MEEDOEN_RETURN_IF_ERROR(FillState(*opened.state));
  return opened;
}

}  // namespace meedoen::indexer
