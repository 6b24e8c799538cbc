#include "indexer/service/catalog_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/field_paths.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/service/catalog_reader.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kMaxRequestIdBytes = 64;  // A UUID has 36.
constexpr int kAttempts = 5;

absl::StatusOr<v1::Activity> TheActivity(absl::StatusOr<Committed> committed) {
  MEEDOEN_RETURN_IF_ERROR(committed.status());
  if (committed->activities.size() != 1) return absl::InternalError("the store did not return the activity");
  return std::move(committed->activities.front());
}

// As problems of the request that brought the activity.
void AddActivityProblems(const Problems& found, Problems* problems) {
  for (const Problem& problem : found.all()) {
    if (!problem.warning) problems->Add("activity." + problem.field, problem.message);
  }
}

// "*" stands for all fields, as no mask does.
bool ReplacesAll(const v1::UpsertActivityRequest& request) {
  const auto& paths = request.update_mask().paths();
  return paths.empty() || (paths.size() == 1 && paths[0] == "*");
}

}  // namespace

Transaction TransactionOf(Mutation mutation, const std::string& request_id, std::string request_hash) {
  Transaction transaction;
  transaction.mutations.push_back(std::move(mutation));
  transaction.principal = kLocalPrincipal;
  transaction.request_id = request_id;
  transaction.request_hash = std::move(request_hash);
  return transaction;
}

void CheckRequestId(const std::string& request_id, Problems* problems) {
  const auto allowed = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  };
  if (request_id.size() > kMaxRequestIdBytes || !std::all_of(request_id.begin(), request_id.end(), allowed)) {
    problems->Add("request_id",
                  absl::StrCat("is not a UUID: at most ", kMaxRequestIdBytes, " letters, digits and hyphens"));
  }
}

void CheckFieldMask(const google::protobuf::FieldMask& mask, const std::string& field, Problems* problems) {
  if (mask.paths().empty() || mask.paths_size() > static_cast<int>(kMaxFieldPaths)) {
    problems->Add(field, absl::StrCat("names ", mask.paths_size(), " fields; name 1 to ", kMaxFieldPaths));
    return;
  }
  for (int i = 0; i < mask.paths_size(); ++i) {
    const absl::Status status = CheckFieldPath(mask.paths(i));
    if (!status.ok()) problems->Add(absl::StrCat(field, ".paths[", i, "]"), std::string(status.message()));
  }
}

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

absl::StatusOr<v1::Activity> CatalogWriter::Change(const Edit& edit,
                                                   const std::function<absl::Status(v1::Activity*)>& change) {
  for (int attempt = 1;; ++attempt) {
    MEEDOEN_RETURN_IF_ERROR(CheckEtag(edit.key, edit.etag));
    MEEDOEN_ASSIGN_OR_RETURN(v1::Activity activity, store_.Get(edit.key));
    MEEDOEN_RETURN_IF_ERROR(change(&activity));
    if (edit.validate_only) return activity;
    Mutation mutation;
    mutation.key = edit.key;
    mutation.author = edit.author;
    mutation.etag = activity.etag();  // So that nobody's change in between is lost.
    mutation.activity = std::move(activity);
    auto committed = store_.Commit(TransactionOf(std::move(mutation), edit.request_id, edit.request_hash));
    if (absl::IsAborted(committed.status()) && attempt < kAttempts) continue;
    return TheActivity(std::move(committed));
  }
}

absl::StatusOr<v1::Activity> CatalogWriter::Upsert(const v1::UpsertActivityRequest& request) {
  Problems problems;
  CheckRequestId(request.request_id(), &problems);
  if (!ReplacesAll(request)) CheckFieldMask(request.update_mask(), "update_mask", &problems);
  const bool remembered = !request.validate_only() && !problems.HasErrors();
  if (remembered) {
    MEEDOEN_ASSIGN_OR_RETURN(auto answered,
                             store_.Answered(TransactionOf({}, request.request_id(), RequestHash(request))));
    if (answered.has_value()) return TheActivity(*std::move(answered));
  }
  return ReplacesAll(request) ? Replace(request, std::move(problems)) : ChangeFields(request, std::move(problems));
}

absl::StatusOr<v1::Activity> CatalogWriter::Replace(const v1::UpsertActivityRequest& request, Problems problems) {
  Problems found;
  Mutation mutation;
  mutation.activity = request.activity();
  MEEDOEN_RETURN_IF_ERROR(PrepareActivity(places_, &mutation.activity, &found));
  AddActivityProblems(found, &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityName(mutation.activity.name()));
  mutation.key = name.Key();
  mutation.etag = mutation.activity.etag();
  if (request.validate_only()) {
    MEEDOEN_RETURN_IF_ERROR(CheckEtag(mutation.key, mutation.etag));
    return std::move(mutation.activity);
  }
  return TheActivity(store_.Commit(TransactionOf(std::move(mutation), request.request_id(), RequestHash(request))));
}

absl::StatusOr<v1::Activity> CatalogWriter::ChangeFields(const v1::UpsertActivityRequest& request, Problems problems) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.activity().name());
  if (!name.ok()) problems.Add("activity.name", std::string(name.status().message()));
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  const Edit edit = {name->Key(), request.activity().etag(), request.request_id(), RequestHash(request),
                     request.validate_only()};
  return Change(edit, [&](v1::Activity* activity) -> absl::Status {
    const std::string etag = activity->etag();
    for (const std::string& path : request.update_mask().paths()) CopyField(request.activity(), path, activity);
    Problems found, errors;
    MEEDOEN_RETURN_IF_ERROR(PrepareActivity(places_, activity, &found));
    AddActivityProblems(found, &errors);
    activity->set_etag(etag);
    return errors.ToStatus();
  });
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
  return store_.Commit(TransactionOf(std::move(mutation), request.request_id(), RequestHash(request))).status();
}

absl::StatusOr<v1::Activity> CatalogWriter::Release(const v1::ReleaseFieldsRequest& request) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.name());
  if (!name.ok()) return FieldError("name", name.status());
  Edit edit = {name->Key(), request.etag(), "", "", false};
  edit.author = Mutation::Author::kService;
  return Change(edit, [&](v1::Activity* activity) {
    const std::set<std::string> held(activity->edited_fields().begin(), activity->edited_fields().end());
    std::set<std::string> left = held;
    Problems problems;
    for (int i = 0; i < request.fields().paths_size(); ++i) {
      left.erase(request.fields().paths(i));
      if (held.contains(request.fields().paths(i))) continue;
      problems.Add(absl::StrCat("fields.paths[", i, "]"),
                   absl::StrCat("\"", request.fields().paths(i), "\" is not kept from imports; kept are: ",
                                held.empty() ? "none" : absl::StrJoin(held, ", ")));
    }
    if (request.fields().paths().empty()) left.clear();
    activity->mutable_edited_fields()->Assign(left.begin(), left.end());
    return problems.ToStatus();
  });
}

absl::StatusOr<v1::Activity> CatalogWriter::Confirm(const v1::ConfirmActivityRequest& request) {
  const absl::StatusOr<ActivityName> name = ParseActivityName(request.name());
  if (!name.ok()) return FieldError("name", name.status());
  const absl::StatusOr<std::string> by = CleanText(request.verified_by());
  if (!by.ok()) return FieldError("verified_by", by.status());
  const Edit edit = {name->Key(), "", "", "", false};
  return Change(edit, [&](v1::Activity* activity) {
    activity->mutable_verification()->set_verified_by(*by);
    activity->mutable_verification()->set_verified_on(FormatDate(LocalDay(clock_.Now())));
    Problems all, problems;
    ValidateActivity(*activity, &all);
    for (const Problem& problem : all.all()) {  // Of what is set here only: the rest was accepted before.
      if (!problem.warning && problem.field == "verification.verified_by") problems.Add("verified_by", problem.message);
    }
    return problems.ToStatus();
  });
}

}  // namespace meedoen::indexer
