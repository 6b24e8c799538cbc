#include "indexer/plan/identify.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/import/activity_id.h"
#include "indexer/plan/alike.h"
#include "indexer/plan/source_id.h"

namespace meedoen::indexer {
namespace {

// Of provider, title and place two are the same: it can be the same activity under the same id.
bool MostlyTheSame(const std::string& one, const std::string& other) {
  const std::vector<std::string> a = absl::StrSplit(one, '\n'), b = absl::StrSplit(other, '\n');
  size_t same = 0;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) same += a[i] == b[i] ? 1 : 0;
  return same >= 2;
}

class Identifier {
 public:
  Identifier(const std::vector<ImportedRow>& rows, const std::string& source, KnownActivities* known)
      : rows_(rows), file_source_(source), known_(known), results_(rows.size()) {}

  absl::StatusOr<std::vector<Identified>> Run(const ActivityLookup& lookup) {
    for (size_t i = 0; i < rows_.size(); ++i) {
      const bool says = rows_[i].identity != RowIdentity::kNone && !rows_[i].repeats;
      if (says && !ByNameOrId(i)) open_.push_back(i);
    }
    MEEDOEN_RETURN_IF_ERROR(ByContents(lookup));
    for (const size_t i : open_) ByFreeId(i);
    return std::move(results_);
  }

 private:
  std::string SourceOf(const ImportedRow& row) const {
    if (!file_source_.empty()) return file_source_;
    return row.activity.has_value() ? row.activity->source() : "";
  }

  // False: it is still open which one it is.
  bool ByNameOrId(size_t i) {
    const ImportedRow& row = rows_[i];
    const absl::StatusOr<ActivityName> name = ParseActivityName(row.name);
    if (!name.ok()) return true;
    if (row.identity == RowIdentity::kId) {
      KnownActivity* by_id = known_->ById(name->municipality_code, SourceOf(row), row.id);
      if (by_id != nullptr) Claim(by_id, i);
      return by_id != nullptr;
    }
    if (row.identity != RowIdentity::kName) return false;
    KnownActivity* there = known_->ByKey(name->Key());
    if (there == nullptr) {
      MakeNew(name->Key(), i);
    } else if (const std::string owner = OtherOwner(SourceOf(row), *there); owner.empty()) {
      Claim(there, i);
    } else {
      Refuse(i, absl::StrCat("is an activity of ", owner, ", which this import leaves alone"));
    }
    return true;
  }

  // Whose it is, if not this source's; for people.
  static std::string OtherOwner(const std::string& source, const KnownActivity& there) {
    if (source.empty() || there.source == source) return "";  // By its full name, without a word of a source.
    if (!there.source.empty()) return absl::StrCat("another source, \"", there.source, "\"");
    return there.imported || there.deleted ? "" : "an editor";
  }

  absl::Status ByContents(const ActivityLookup& lookup) {
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<size_t>> groups;
    for (const size_t i : open_) {
      if (!rows_[i].activity.has_value()) continue;
      const std::string code = ParseActivityName(rows_[i].name)->municipality_code;
      groups[{code, SourceOf(rows_[i]), IdentityText(*rows_[i].activity)}].push_back(i);
    }
    for (const auto& [what, group] : groups) {
      const auto& [code, source, identity_text] = what;
      const std::vector<KnownActivity*> alike = known_->Unclaimed(code, source, identity_text);
      if (alike.empty()) continue;
      MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Pair> pairs, PairAlike(rows_, group, alike, lookup));
      for (const Pair& pair : pairs) {
        TellOfOldId(pair);
        if (pair.by_order) {
          Warn(pair.row, absl::StrCat("could be any of ", alike.size(),
                                      " activities with the same provider, title and "
                                      "place; it is taken for ",
                                      pair.known->key, ", by its order: give each an id"));
        }
        Claim(pair.known, pair.row);
      }
    }
    std::erase_if(open_, [this](size_t i) { return results_[i].known != nullptr; });
    return absl::OkStatus();
  }

  void TellOfOldId(const Pair& pair) {
    const ImportedRow& row = rows_[pair.row];
    if (row.identity != RowIdentity::kId || pair.known->source_id.empty() || pair.known->source_id == row.id) return;
    Warn(pair.row, absl::StrCat("is taken for ", pair.known->key, ", which had the id \"", pair.known->source_id,
                                "\" before: provider, title and place are the same"));
  }

  void ByFreeId(size_t i) {
    const ImportedRow& row = rows_[i];
    const ActivityName name = *ParseActivityName(row.name);
    KnownActivity* there = known_->ByKey(name.Key());
    const std::string source = SourceOf(row);
    if (there == nullptr) return MakeNew(name.Key(), i);
    if (!there->claimed && IsTheSame(row, source, *there)) return Claim(there, i);
    if (source.empty() && !there->source.empty()) {
      return Refuse(i, absl::StrCat("is the id of an activity of the source \"", there->source,
                                    "\"; import the file as that source (--source), or with a source of its own"));
    }
    const std::string own = ActivityName{name.municipality_code, IdOfSource(name, source, row.id)}.Key();
    there = known_->ByKey(own);
    if (there == nullptr) return MakeNew(own, i);
    if (!there->claimed && there->source == source) return Claim(there, i);
    Refuse(i, absl::StrCat("has no id that is free: ", own, " is taken; give it another id"));
  }

  static bool IsTheSame(const ImportedRow& row, const std::string& source, const KnownActivity& there) {
    const bool made_up = row.identity == RowIdentity::kMadeUp;
    const bool id_fits = made_up || there.source_id.empty() || there.source_id == row.id;
    if (there.source == source) return id_fits && (!source.empty() || there.imported || there.deleted);
    if (!there.source.empty()) return false;
    // From before its source was stated.
    if (there.deleted) return made_up;
    return there.imported && id_fits && row.activity.has_value() &&
           MostlyTheSame(IdentityText(*row.activity), there.identity_text);
  }

  void MakeNew(const std::string& key, size_t i) {
    if (!new_keys_.insert(key).second) {
      return Refuse(i, absl::StrCat("would be ", key, ", as an earlier row is; give each an id of its own"));
    }
    results_[i].key = key;
  }
  void Claim(KnownActivity* known, size_t i) {
    if (known->claimed)
      return Refuse(i, absl::StrCat("is ", known->key, ", as an earlier row is; leave one of them out"));
    known->claimed = true;
    results_[i].key = known->key;
    results_[i].known = known;
  }
  void Refuse(size_t i, std::string message) {
    results_[i].problems.push_back({"name", std::move(message), /*warning=*/false});
  }
  void Warn(size_t i, std::string message) {
    results_[i].problems.push_back({"name", std::move(message), /*warning=*/true});
  }

  const std::vector<ImportedRow>& rows_;
  const std::string file_source_;
  KnownActivities* known_;
  std::vector<Identified> results_;
  std::vector<size_t> open_;
  std::set<std::string> new_keys_;
};

}  // namespace

bool Identified::refused() const {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return !problem.warning; });
}

absl::StatusOr<std::vector<Identified>> IdentifyRows(const std::vector<ImportedRow>& rows, const std::string& source,
                                                     const ActivityLookup& lookup, KnownActivities* known) {
  return Identifier(rows, source, known).Run(lookup);
}

}  // namespace meedoen::indexer
