#include "indexer/store/requests.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"
#include "indexer/store/stored.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {
namespace {

using storage::v1::RequestRecord;
using storage::v1::StoredActivity;

absl::StatusOr<v1::Activity> VersionOf(const Records& records, const std::string& key, int64_t revision) {
  MEEDOEN_ASSIGN_OR_RETURN(auto stored, GetStored(records, key));
  if (stored.has_value() && stored->revision() == revision) return std::move(*stored->mutable_activity());
  const std::string history_key = HistoryKey(key, revision);
  MEEDOEN_ASSIGN_OR_RETURN(const auto bytes, records.Get(Column::kHistory, history_key));
  if (!bytes.has_value()) return DamagedRecord(Column::kHistory, history_key, "is missing");
  MEEDOEN_ASSIGN_OR_RETURN(auto version, ParseStored<StoredActivity>(Column::kHistory, history_key, *bytes));
  return std::move(*version.mutable_activity());
}

}  // namespace

absl::StatusOr<std::optional<Committed>> FindAnswered(const Records& records, const Transaction& transaction,
                                                      absl::Time now) {
  if (transaction.request_id.empty()) return std::optional<Committed>();
  const std::string key = RequestKey(transaction.principal, transaction.request_id);
  MEEDOEN_ASSIGN_OR_RETURN(const auto bytes, records.Get(Column::kRequests, key));
  if (!bytes.has_value()) return std::optional<Committed>();
  MEEDOEN_ASSIGN_OR_RETURN(const auto record, ParseStored<RequestRecord>(Column::kRequests, key, *bytes));
  if (ToTime(record.commit_time()) + kRequestMemory <= now) return std::optional<Committed>();
  if (record.request_hash() != transaction.request_hash) {
    return absl::InvalidArgumentError(absl::StrCat("request_id was used for another request, committed at revision ",
                                                   record.revision(), "; use a new one for each request"));
  }
  Committed committed;
  committed.revision = record.revision();
  committed.redacted_versions = record.redacted_versions();
  for (const RequestRecord::Outcome& outcome : record.outcomes()) {
    MEEDOEN_ASSIGN_OR_RETURN(auto activity, VersionOf(records, outcome.key(), outcome.activity_revision()));
    committed.activities.push_back(std::move(activity));
    committed.created.push_back(outcome.created());
    committed.changed.push_back(outcome.changed());
  }
  return std::optional<Committed>(std::move(committed));
}

absl::Status RememberAnswer(Batch& batch, const Transaction& transaction, const Committed& committed, absl::Time now) {
  if (transaction.request_id.empty()) return absl::OkStatus();
  RequestRecord record;
  record.set_request_hash(transaction.request_hash);
  record.set_revision(committed.revision);
  record.set_redacted_versions(committed.redacted_versions);
  *record.mutable_commit_time() = ToTimestamp(now);
  size_t upsert = 0;
  for (const Mutation& mutation : transaction.mutations) {
    if (mutation.kind != Mutation::Kind::kUpsert) continue;
    RequestRecord::Outcome* outcome = record.add_outcomes();
    outcome->set_key(mutation.key);
    outcome->set_activity_revision(committed.activities[upsert].revision());
    outcome->set_created(committed.created[upsert]);
    outcome->set_changed(committed.changed[upsert]);
    ++upsert;
  }
  const std::string key = RequestKey(transaction.principal, transaction.request_id);
  MEEDOEN_RETURN_IF_ERROR(batch.Put(Column::kRequests, key, record.SerializeAsString()));
  return batch.Put(Column::kRequests, RequestTimeKey(absl::ToUnixSeconds(now), key), "");
}

absl::Status ForgetOldRequests(Batch& batch, absl::Time now, int most) {
  const std::string end = RequestTimeKey(absl::ToUnixSeconds(now - kRequestMemory), "");
  std::vector<std::string> old;
  MEEDOEN_RETURN_IF_ERROR(
      batch.Scan(Column::kRequests, kRequestTimePrefix, "", [&](std::string_view key, std::string_view) {
        if (key >= end || old.size() >= static_cast<size_t>(most)) return false;
        old.emplace_back(key);
        return true;
      }));
  for (const std::string& time_key : old) {
    MEEDOEN_RETURN_IF_ERROR(batch.Delete(Column::kRequests, time_key));
    // The id may have been used again since; then the record is younger than this mark.
    const std::string key = time_key.substr(RequestTimeKey(0, "").size());
    MEEDOEN_ASSIGN_OR_RETURN(const auto bytes, batch.Get(Column::kRequests, key));
    if (!bytes.has_value()) continue;
    MEEDOEN_ASSIGN_OR_RETURN(const auto record, ParseStored<RequestRecord>(Column::kRequests, key, *bytes));
    if (ToTime(record.commit_time()) + kRequestMemory > now) continue;
    MEEDOEN_RETURN_IF_ERROR(batch.Delete(Column::kRequests, key));
  }
  return absl::OkStatus();
}

}  // namespace meedoen::indexer
