#include "indexer/service/catalog_writer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/activity/validate.h"
#include "core/base/checksum.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/service/catalog_reader.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMaxRequestIdBytes = 64;  // A UUID has 36.
constexpr int kConfirmAttempts = 5;

void CheckRequestId(const std::string& request_id, Problems* problems) {
  const auto allowed = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  };
  if (request_id.size() > kMaxRequestIdBytes || !std::all_of(request_id.begin(), request_id.end(), allowed)) {
    problems->Add("request_id",
                  absl::StrCat("is not a UUID: at most ", kMaxRequestIdBytes, " letters, digits and hyphens"));
  }
}

// Of everything but the id itself, so that a retry is told from another request under the same id.
template <typename Request>
std::string RequestHash(Request request) {
  request.clear_request_id();
  return Sha256Of(SerializeDeterministic(request));
}

Transaction OneMutation(Mutation mutation) {
  Transaction transaction;
  transaction.mutations.push_back(std::move(mutation));
  transaction.principal = kLocalPrincipal;
  return transaction;
}

}  // namespace

absl::Status PrepareActivity(const PlaceResolver& places, v1::Activity* activity, Problems* problems) {
  NormalizeActivity(activity);
  ValidateActivity(*activity, problems);
  return places.Resolve(activity, problems);
}

absl::Status CatalogWriter::CheckEtag(const std::string& key, const std::string& etag) const {
  if (etag.empty()) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity current, store_.Get(key));
  if (current.etag() == etag) return absl::OkStatus();
  return absl::AbortedError(absl::StrCat(key, " was changed by somebody else; read it again and repeat the change"));
}

absl::StatusOr<v1::Activity> CatalogWriter::Upsert(const v1::UpsertActivityRequest& request) {
  if (request.has_update_mask()) {
    return absl::UnimplementedError("update_mask does not work yet; leave it out and send the whole activity");
  }
  Problems found, problems;
  v1::Activity activity = request.activity();
  MEEDOEN_RETURN_IF_ERROR(PrepareActivity(places_, &activity, &found));
  for (const Problem& problem : found.all()) {
    if (!problem.warning) problems.Add("activity." + problem.field, problem.message);
  }
  CheckRequestId(request.request_id(), &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());

  MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(activity.name()));
  if (request.validate_only()) {
    MEEDOEN_RETURN_IF_ERROR(CheckEtag(name.Key(), activity.etag()));
    return activity;
  }
  Mutation mutation;
  mutation.key = name.Key();
  mutation.etag = activity.etag();
  mutation.activity = std::move(activity);
  Transaction transaction = OneMutation(std::move(mutation));
  transaction.request_id = request.request_id();
  transaction.request_hash = RequestHash(request);
  MEEDOEN_ASSIGN_OR_RETURN(Committed committed, store_.Commit(std::move(transaction)));
  if (committed.activities.size() != 1) return absl::InternalError("the store did not return the activity");
  return std::move(committed.activities.front());
}

absl::Status CatalogWriter::Delete(const v1::DeleteActivityRequest& request) {
  Problems problems;
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.name());
  if (!name.ok()) problems.Add("name", std::string(name.status().message()));
  CheckRequestId(request.request_id(), &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  Mutation mutation;
  mutation.kind = Mutation::Kind::kDelete;
  mutation.key = name->Key();
  mutation.etag = request.etag();
  Transaction transaction = OneMutation(std::move(mutation));
  transaction.request_id = request.request_id();
  transaction.request_hash = RequestHash(request);
  return store_.Commit(std::move(transaction)).status();
}

absl::StatusOr<v1::Activity> CatalogWriter::Confirm(const v1::ConfirmActivityRequest& request) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.name());
  if (!name.ok()) return FieldError("name", name.status());
  for (int attempt = 1;; ++attempt) {
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, store_.Get(name->Key()));
    const absl::StatusOr<std::string> by = CleanText(request.verified_by());
    if (!by.ok()) return FieldError("verified_by", by.status());
    activity.mutable_verification()->set_verified_by(*by);
    activity.mutable_verification()->set_verified_on(FormatDate(LocalDay(clock_.Now())));
    Problems all, problems;
    ValidateActivity(activity, &all);
    for (const Problem& problem : all.all()) {  // Of what is set here only: the rest was accepted before.
      if (!problem.warning && problem.field == "verification.verified_by") problems.Add("verified_by", problem.message);
    }
    MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
    Mutation mutation;
    mutation.key = name->Key();
    mutation.etag = activity.etag();  // So that nobody's change in between is lost.
    mutation.activity = std::move(activity);
    absl::StatusOr<Committed> committed = store_.Commit(OneMutation(std::move(mutation)));
    if (absl::IsAborted(committed.status()) && attempt < kConfirmAttempts) continue;
    MEEDOEN_RETURN_IF_ERROR(committed.status());
    return std::move(committed->activities.at(0));
  }
}

}  // namespace meedoen::indexer
