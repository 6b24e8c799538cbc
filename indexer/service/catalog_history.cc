#include "indexer/service/catalog_history.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/activity/field_paths.h"
#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot_writer.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/service/catalog_writer.h"
#include "indexer/service/page_token.h"
#include "indexer/store/authorship.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kUsualPageSize = 100;
constexpr size_t kPageBytes = 3 << 20;
constexpr int kAttempts = 5;

v1::ActivityVersion ToMessage(const ActivityVersion& version, const ActivityVersion* before) {
  v1::ActivityVersion message;
  message.set_revision(version.revision);
  *message.mutable_commit_time() = ToTimestamp(version.commit_time);
  message.set_principal(version.principal);
  message.set_deleted(version.deleted);
  message.mutable_redacted_fields()->Assign(version.redacted_fields.begin(), version.redacted_fields.end());
  if (version.deleted) return message;
  *message.mutable_activity() = version.activity;
  const auto changed = ChangedFields(before == nullptr ? v1::Activity() : before->activity, version.activity);
  message.mutable_changed_fields()->Assign(changed.begin(), changed.end());
  return message;
}

// The key that `name` stands for; empty with a problem added.
std::string KeyOf(const std::string& name, Problems* problems) {
  const absl::StatusOr<ActivityName> parsed = ParseActivityName(name);
  if (parsed.ok()) return parsed->Key();
  problems->Add("name", std::string(parsed.status().message()));
  return "";
}

}  // namespace

absl::StatusOr<v1::ListActivityVersionsResponse> CatalogHistory::List(
    const v1::ListActivityVersionsRequest& request) const {
  Problems problems;
  const std::string key = KeyOf(request.name(), &problems);
  if (request.page_size() > kMaxPageSize) {
    problems.Add("page_size", absl::StrCat(request.page_size(), " is more than ", kMaxPageSize));
  }
  const auto position = ReadPageToken(QuestionOf(request), request.page_token());
  int64_t below = INT64_MAX;  // Versions of lower revisions are on this page.
  if (!position.ok()) {
    problems.Add("page_token", std::string(position.status().message()));
  } else if (!position->empty() && !absl::SimpleAtoi(*position, &below)) {
    problems.Add("page_token", "is not a next_page_token; leave it empty for the first page");
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  v1::ListActivityVersionsResponse response;
  response.set_catalog_revision(store_.revision());
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store_.History(key));
  const uint32_t page_size = request.page_size() == 0 ? kUsualPageSize : request.page_size();
  size_t bytes = 0;
  for (size_t i = 0; i < versions.size(); ++i) {
    if (versions[i].revision >= below) continue;
    v1::ActivityVersion message = ToMessage(versions[i], i + 1 < versions.size() ? &versions[i + 1] : nullptr);
    bytes += message.ByteSizeLong();
    const int count = response.versions_size();
    if (count > 0 && (count == static_cast<int>(page_size) || bytes > kPageBytes)) {
      response.set_next_page_token(MakePageToken(QuestionOf(request), absl::StrCat(versions[i - 1].revision)));
      break;
    }
    *response.add_versions() = std::move(message);
  }
  return response;
}

absl::StatusOr<v1::Activity> CatalogHistory::Restore(const v1::RestoreActivityRequest& request) {
  Problems problems;
  Mutation mutation;
  mutation.key = KeyOf(request.name(), &problems);
  mutation.etag = request.etag();
  CheckRequestId(request.request_id(), &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(auto answered,
                           store_.Answered(TransactionOf({}, request.request_id(), RequestHash(request))));
  if (answered.has_value() && !answered->activities.empty()) return std::move(answered->activities.front());
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store_.History(mutation.key));
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const ActivityVersion& version) {
    return version.revision == request.revision();
  });
  if (found == versions.end()) {
    return absl::NotFoundError(absl::StrCat(mutation.key, " has no version of revision ", request.revision(),
                                            "; ListActivityVersions (meedoen-indexer history) tells which there are"));
  }
  if (found->deleted) {
    return FieldError("revision", absl::InvalidArgumentError("is that of a deletion; use DeleteActivity for that"));
  }
  mutation.activity = found->activity;
  Problems found_problems;
  MEEDOEN_RETURN_IF_ERROR(PrepareActivity(places_, &mutation.activity, &found_problems));
  *mutation.activity.mutable_edited_fields() = found->activity.edited_fields();
  *mutation.activity.mutable_duplicates() = found->activity.duplicates();
  const auto last =
      std::find_if(versions.begin(), versions.end(), [](const ActivityVersion& version) { return !version.deleted; });
  // Of a living one the store notes what becomes other than it is; of a deleted one this is the place.
  if (versions.front().deleted && IsImported(last->activity, last->principal)) {
    NoteEdits(last->activity, &mutation.activity);
  }
  for (const Problem& problem : found_problems.all()) {
    if (!problem.warning) problems.Add("revision", absl::StrCat(problem.field, " ", problem.message));
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(
      auto committed, store_.Commit(TransactionOf(std::move(mutation), request.request_id(), RequestHash(request))));
  return std::move(committed.activities.at(0));
}

// The etag of the current version, which is valid without the fields too; empty: it is not touched.
absl::StatusOr<std::string> CatalogHistory::EtagIfItCanMiss(const v1::RedactActivityRequest& request,
                                                            const std::string& key) const {
  if (request.earlier_versions_only()) return std::string();
  absl::StatusOr<v1::Activity> current = store_.Get(key);
  if (absl::IsNotFound(current.status())) return std::string();  // Deleted: only earlier versions are there.
  MEEDOEN_RETURN_IF_ERROR(current.status());
  Problems before, after, problems;
  ValidateActivity(*current, &before);
  for (const std::string& path : request.fields().paths()) ClearField(path, &*current);
  ValidateActivity(*current, &after);
  if (!before.HasErrors() && after.HasErrors()) {
    for (const Problem& problem : after.all()) {
      if (problem.warning) continue;
      problems.Add("fields", absl::StrCat("the current version cannot miss this (", problem.field, ": ",
                                          problem.message, "); mend it first, then redact earlier versions only"));
    }
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  return current->etag();
}

absl::StatusOr<Committed> CatalogHistory::CommitRedaction(const v1::RedactActivityRequest& request,
                                                          const std::string& key) {
  for (int attempt = 1;; ++attempt) {
    Mutation mutation;
    mutation.kind = Mutation::Kind::kRedact;
    mutation.key = key;
    mutation.redacted_fields.assign(request.fields().paths().begin(), request.fields().paths().end());
    mutation.earlier_versions_only = request.earlier_versions_only();
    MEEDOEN_ASSIGN_OR_RETURN(mutation.etag, EtagIfItCanMiss(request, key));
    auto committed = store_.Commit(TransactionOf(std::move(mutation), request.request_id(), RequestHash(request)));
    if (absl::IsAborted(committed.status()) && attempt < kAttempts) continue;
    return committed;
  }
}

absl::StatusOr<v1::RedactActivityResponse> CatalogHistory::Redact(const v1::RedactActivityRequest& request) {
  Problems problems;
  const std::string key = KeyOf(request.name(), &problems);
  CheckFieldMask(request.fields(), "fields", &problems);
  CheckRequestId(request.request_id(), &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(auto committed,
                           store_.Answered(TransactionOf({}, request.request_id(), RequestHash(request))));
  if (!committed.has_value()) {
    MEEDOEN_ASSIGN_OR_RETURN(committed, CommitRedaction(request, key));
  }
  MEEDOEN_RETURN_IF_ERROR(Annotate(store_.EraseOverwritten(key),
                                   absl::StrCat(key, " was redacted, but files still hold what it had; redact again")));
  v1::RedactActivityResponse response;
  response.set_versions(committed->redacted_versions);
  response.set_catalog_revision(committed->revision);
  if (committed->redacted_versions == 0) return response;
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Manifest> snapshots, ListSnapshots(env_, snapshots_folder_));
  for (const Manifest& snapshot : snapshots) {
    if (snapshot.catalog_revision < committed->revision) response.add_snapshots(snapshot.id);
  }
  return response;
}

}  // namespace meedoen::indexer
