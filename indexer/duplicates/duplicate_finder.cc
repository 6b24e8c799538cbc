#include "indexer/duplicates/duplicate_finder.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/index/segment.h"
#include "indexer/duplicates/find_pairs.h"
#include "indexer/store/authorship.h"

namespace meedoen::indexer {
namespace {

constexpr char kPrincipal[] = "duplicates";
constexpr int kAttempts = 5;
constexpr size_t kTogether = 256;  // Activities of one transaction, unless more belong together.

// One municipality as it is compared.
struct Catalogue {
  std::vector<Print> prints;
  std::vector<float> vectors;  // One after the other, `stride` floats each.
  std::vector<bool> has_vector;
  std::map<std::string, Links> links;
  std::map<std::string, std::string> titles, etags;
  size_t stride = 0;
};

absl::Status Read(const CatalogStore& store, const std::string& prefix, absl::CivilDay today,
                  const std::function<bool()>& go_on, Catalogue* catalogue) {
  catalogue->stride = StrideOf(store.dimension());
  absl::Status status;
  MEEDOEN_RETURN_IF_ERROR(store.Scan(prefix, "", /*with_vectors=*/true, nullptr, [&](CatalogRow row) {
    if (!go_on()) status = absl::CancelledError("finding duplicates was stopped");
    catalogue->prints.push_back(ReadPrint(row.activity, today));
    const bool fits = static_cast<int>(row.vector.size()) == store.dimension() && !row.vector.empty();
    catalogue->has_vector.push_back(fits);
    row.vector.resize(catalogue->stride);
    catalogue->vectors.insert(catalogue->vectors.end(), row.vector.begin(), row.vector.end());
    const auto& links = row.activity.duplicates();
    catalogue->links[row.activity.name()] = Links(links.begin(), links.end());
    catalogue->titles[row.activity.name()] = row.activity.title();
    catalogue->etags[row.activity.name()] = row.activity.etag();
    return status.ok();
  }));
  MEEDOEN_RETURN_IF_ERROR(status);
  for (size_t i = 0; i < catalogue->prints.size(); ++i) {
    if (catalogue->has_vector[i]) catalogue->prints[i].vector = catalogue->vectors.data() + i * catalogue->stride;
  }
  SetBackground(catalogue->stride, &catalogue->prints);
  return absl::OkStatus();
}

void AddPairs(const std::vector<AlikePair>& pairs, v1::DuplicateLink::State state, const Catalogue& catalogue,
              v1::FindDuplicatesResponse* response) {
  for (const AlikePair& pair : pairs) {
    if (response->pairs_size() == static_cast<int>(kMaxDuplicatePairs)) return;
    v1::DuplicatePair* message = response->add_pairs();
    message->set_first_name(pair.first);
    message->set_second_name(pair.second);
    message->set_first_title(catalogue.titles.at(pair.first));
    message->set_second_title(catalogue.titles.at(pair.second));
    message->set_state(state);
    message->set_reason(pair.reason);
  }
}

// Activities that have to change together, because a pair of them does: sets of names.
class Bonds {
 public:
  const std::string& RootOf(const std::string& name) {
    const auto found = parent_.find(name);
    if (found == parent_.end()) return parent_.emplace(name, name).first->first;
    if (found->second == name) return found->first;
    const std::string& root = RootOf(found->second);
    found->second = root;
    return root;
  }
  void Join(const std::string& a, const std::string& b) {
    const std::string root_a = RootOf(a), root_b = RootOf(b);
    parent_[std::max(root_a, root_b)] = std::min(root_a, root_b);
  }

 private:
  std::map<std::string, std::string> parent_;
};

}  // namespace

Links MergedLinks(const v1::Activity& current, const Links& wanted,
                  const std::function<bool(const std::string& name)>& exists) {
  std::map<std::string, v1::DuplicateLink> merged;
  for (const v1::DuplicateLink& link : wanted) {
    if (exists(link.name())) merged[link.name()] = link;
  }
  for (const v1::DuplicateLink& link : current.duplicates()) {
    const auto known = merged.find(link.name());
    // What it says by now is later than what was planned: a decision, or that one was taken back.
    if (IsDecided(link) || (known != merged.end() && IsDecided(known->second))) merged[link.name()] = link;
  }
  Links links;
  for (const auto& [name, link] : merged) links.push_back(link);
  return links;
}

absl::StatusOr<v1::FindDuplicatesResponse> DuplicateFinder::Find(const Options& options) {
  v1::FindDuplicatesResponse response;
  std::vector<std::string> prefixes;
  if (!options.prefix.empty()) prefixes = {options.prefix};
  for (std::string after; options.prefix.empty();) {  // Each municipality by its first key.
    std::string key;
    MEEDOEN_RETURN_IF_ERROR(store_.Scan("", after, /*with_vectors=*/false, nullptr, [&key](const CatalogRow& row) {
      key = row.key;
      return false;
    }));
    if (key.empty()) break;
    prefixes.push_back(key.substr(0, key.find('/') + 1));
    after = absl::StrCat(prefixes.back(), "\x7f");  // After every id.
  }
  for (const std::string& prefix : prefixes) MEEDOEN_RETURN_IF_ERROR(FindIn(prefix, options, &response));
  response.set_catalog_revision(store_.revision());
  return response;
}

absl::Status DuplicateFinder::FindIn(const std::string& prefix, const Options& options,
                                     v1::FindDuplicatesResponse* response) {
  Catalogue catalogue;
  MEEDOEN_RETURN_IF_ERROR(Read(store_, prefix, LocalDay(clock_.Now()), options.go_on, &catalogue));
  const Comparer comparer(catalogue.stride);
  MEEDOEN_ASSIGN_OR_RETURN(const FoundPairs found, FindPairs(catalogue.prints, comparer, options.go_on));
  std::vector<AlikePair> pairs;
  for (const FoundPair& pair : found.pairs) {
    pairs.push_back({catalogue.prints[pair.first].name, catalogue.prints[pair.second].name, pair.reason});
  }
  std::set<std::string> may_return;  // An import can bring back what an import withdrew.
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<DeletedActivity> deletions, store_.Deletions(prefix));
  for (const DeletedActivity& deleted : deletions) {
    const auto name = ParseActivityKey(deleted.key);
    if (name.ok() && IsImportPrincipal(deleted.principal)) may_return.insert(name->ToString());
  }
  const LinkPlan plan =
      PlanLinks(catalogue.links, pairs, [&may_return](const std::string& name) { return may_return.contains(name); });
  if (plan.no_room > 0) LogWarning("{} pairs of {} are not noted: too many links at one side", plan.no_room, prefix);
  response->set_compared(response->compared() + static_cast<uint32_t>(catalogue.prints.size()));
  response->set_suspected(response->suspected() + static_cast<uint32_t>(plan.suspected.size()));
  response->set_confirmed(response->confirmed() + static_cast<uint32_t>(plan.confirmed.size()));
  response->set_rejected(response->rejected() + plan.rejected);
  response->set_no_longer(response->no_longer() + plan.no_longer);
  AddPairs(plan.confirmed, v1::DuplicateLink::CONFIRMED, catalogue, response);
  AddPairs(plan.suspected, v1::DuplicateLink::SUSPECTED, catalogue, response);
  if (options.dry_run) return absl::OkStatus();
  std::vector<Wanted> wanted;
  for (const auto& [name, links] : plan.wanted) wanted.push_back({name, catalogue.etags[name], links});
  return Write(std::move(wanted), options);
}

absl::Status DuplicateFinder::Write(std::vector<Wanted> wanted, const Options& options) {
  std::set<std::string> names;
  for (const Wanted& one : wanted) names.insert(one.name);
  Bonds bonds;
  for (const Wanted& one : wanted) {
    for (const v1::DuplicateLink& link : one.links) {
      if (names.contains(link.name())) bonds.Join(one.name, link.name());
    }
  }
  std::map<std::string, std::vector<Wanted>> groups;
  for (Wanted& one : wanted) {
    std::vector<Wanted>& group = groups[bonds.RootOf(one.name)];
    group.push_back(std::move(one));
  }
  std::vector<Wanted> together;
  size_t left = groups.size();
  for (auto& [root, group] : groups) {
    together.insert(together.end(), std::make_move_iterator(group.begin()), std::make_move_iterator(group.end()));
    if (--left > 0 && together.size() < kTogether) continue;
    if (!options.go_on()) return absl::CancelledError("finding duplicates was stopped; what is noted stays");
    MEEDOEN_RETURN_IF_ERROR(WriteTogether(together));
    together.clear();
  }
  return absl::OkStatus();
}

absl::Status DuplicateFinder::WriteTogether(const std::vector<Wanted>& wanted) {
  const auto get = [this](const std::string& name) -> absl::StatusOr<v1::Activity> {
    MEEDOEN_ASSIGN_OR_RETURN(const ActivityName parsed, ParseActivityName(name));
    return store_.Get(parsed.Key());
  };
  const auto exists = [&get](const std::string& name) { return get(name).ok(); };
  for (int attempt = 1;; ++attempt) {
    Transaction transaction;
    transaction.principal = kPrincipal;
    for (const Wanted& one : wanted) {
      Mutation mutation;
      auto activity = get(one.name);
      if (absl::IsNotFound(activity.status())) continue;  // Deleted meanwhile.
      MEEDOEN_ASSIGN_OR_RETURN(mutation.activity, std::move(activity));
      mutation.author = Mutation::Author::kService;
      mutation.key = ParseActivityName(one.name)->Key();
      mutation.etag = mutation.activity.etag();
      const bool as_planned = attempt == 1 && mutation.etag == one.etag;
      SetLinks(as_planned ? one.links : MergedLinks(mutation.activity, one.links, exists), &mutation.activity);
      transaction.mutations.push_back(std::move(mutation));
    }
    if (transaction.mutations.empty()) return absl::OkStatus();
    const absl::Status status = store_.Commit(std::move(transaction)).status();
    // NOT_FOUND: one was deleted between the reading and the writing.
    if ((!absl::IsAborted(status) && !absl::IsNotFound(status)) || attempt == kAttempts) return status;
  }
}

}  // namespace meedoen::indexer
