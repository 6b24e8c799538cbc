#include "indexer/plan/known_activities.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "indexer/import/activity_id.h"
#include "indexer/store/authorship.h"

namespace meedoen::indexer {
namespace {

std::string CodeOf(const std::string& key) { return key.substr(0, key.find('/')); }

std::string IndexKey(const std::string& code, const std::string& source, const std::string& what) {
  return absl::StrCat(code, "\n", source, "\n", what);
}

// Whether an editor changed what an activity is known by.
bool IdentityEdited(const v1::Activity& activity) {
  return std::any_of(activity.edited_fields().begin(), activity.edited_fields().end(), [](const std::string& path) {
    return path == "title" || path.starts_with("provider") || path.starts_with("place");
  });
}

}  // namespace

absl::StatusOr<KnownActivities> KnownActivities::Read(const CatalogStore& store, const std::set<std::string>& codes) {
  KnownActivities known;
  for (const std::string& code : codes) {
    const std::string prefix = code + "/";
    std::vector<KnownActivity*> edited;
    MEEDOEN_RETURN_IF_ERROR(store.Scan(prefix, "", /*with_vectors=*/false, nullptr, [&](CatalogRow row) {
      KnownActivity* added =
          known.Add({row.key, /*deleted=*/false, IsImported(row.activity, row.principal), row.activity.source(),
                     row.activity.source_id(), "", IdentityText(row.activity)});
      if (IdentityEdited(row.activity)) edited.push_back(added);
      return true;
    }));
    for (KnownActivity* activity : edited) MEEDOEN_RETURN_IF_ERROR(known.AddAsImported(store, activity));
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<DeletedActivity> deletions, store.Deletions(prefix));
    for (const DeletedActivity& deleted : deletions) {
      if (known.ByKey(deleted.key) != nullptr) continue;  // Deleted since the first read.
      MEEDOEN_RETURN_IF_ERROR(known.AddDeleted(store, deleted));
    }
  }
  return known;
}

absl::Status KnownActivities::AddDeleted(const CatalogStore& store, const DeletedActivity& deleted) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store.History(deleted.key));
  KnownActivity known = {deleted.key,    /*deleted=*/true,  !deleted.source.empty(),
                         deleted.source, deleted.source_id, deleted.principal};
  const auto last =
      std::find_if(versions.begin(), versions.end(), [](const ActivityVersion& version) { return !version.deleted; });
  if (last == versions.end()) {
    Add(std::move(known));
    return absl::OkStatus();
  }
  known.imported = known.imported || IsImported(last->activity, last->principal);
  known.identity_text = IdentityText(last->activity);
  KnownActivity* added = Add(std::move(known));
  return IdentityEdited(last->activity) ? AddAsImported(store, added) : absl::OkStatus();
}

absl::Status KnownActivities::AddAsImported(const CatalogStore& store, KnownActivity* known) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store.History(known->key));
  const auto imported = std::find_if(versions.begin(), versions.end(), [](const ActivityVersion& version) {
    return !version.deleted && !IdentityEdited(version.activity) && IsImported(version.activity, version.principal);
  });
  if (imported != versions.end()) AddIdentity(known, IdentityText(imported->activity));
  return absl::OkStatus();
}

KnownActivity* KnownActivities::Add(KnownActivity known) {
  all_.push_back(std::move(known));
  KnownActivity* added = &all_.back();
  by_key_[added->key] = added;
  if (!added->source_id.empty()) {
    KnownActivity*& of_id = by_id_[IndexKey(CodeOf(added->key), added->source, added->source_id)];
    if (of_id == nullptr || of_id->deleted) of_id = added;
  }
  if (!added->identity_text.empty()) AddIdentity(added, added->identity_text);
  return added;
}

void KnownActivities::AddIdentity(KnownActivity* known, const std::string& identity_text) {
  const std::string code = CodeOf(known->key);
  std::vector<KnownActivity*>& alike = by_identity_[IndexKey(code, known->source, identity_text)];
  if (std::find(alike.begin(), alike.end(), known) == alike.end()) alike.push_back(known);
  if (!known->deleted) sources_[IndexKey(code, "", identity_text)].insert(known->source);
}

KnownActivity* KnownActivities::ByKey(const std::string& key) {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : found->second;
}

KnownActivity* KnownActivities::ById(const std::string& code, const std::string& source, const std::string& source_id) {
  const auto found = by_id_.find(IndexKey(code, source, source_id));
  return found == by_id_.end() ? nullptr : found->second;
}

std::vector<KnownActivity*> KnownActivities::Unclaimed(const std::string& code, const std::string& source,
                                                       const std::string& identity_text) {
  std::vector<KnownActivity*> unclaimed;
  const auto found = by_identity_.find(IndexKey(code, source, identity_text));
  if (found == by_identity_.end()) return unclaimed;
  for (KnownActivity* known : found->second) {
    if (!known->claimed) unclaimed.push_back(known);
  }
  std::sort(unclaimed.begin(), unclaimed.end(), [](const KnownActivity* a, const KnownActivity* b) {
    return a->deleted != b->deleted ? b->deleted : a->key < b->key;
  });
  return unclaimed;
}

std::string KnownActivities::OtherSource(const std::string& code, const std::string& source,
                                         const std::string& identity_text) const {
  const auto found = sources_.find(IndexKey(code, "", identity_text));
  if (found == sources_.end()) return "";
  for (const std::string& other : found->second) {
    if (other != source && !other.empty()) return other;
  }
  return "";
}

}  // namespace meedoen::indexer
