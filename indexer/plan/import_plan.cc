#include "indexer/plan/import_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/activity/validate.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/import/activity_id.h"
#include "indexer/plan/merge.h"
#include "indexer/store/authorship.h"
#include "indexer/store/transaction_writer.h"

namespace meedoen::indexer {
namespace {

using Kind = v1::ImportChange;

// The newest version that is no deletion.
std::vector<ActivityVersion>::const_iterator LastLiving(const std::vector<ActivityVersion>& versions) {
  return std::find_if(versions.begin(), versions.end(),
                      [](const ActivityVersion& version) { return !version.deleted; });
}

}  // namespace

uint32_t ImportPlan::Count(v1::ImportChange::Kind kind) const {
  return static_cast<uint32_t>(
      std::count_if(changes.begin(), changes.end(), [&](const PlannedChange& change) { return change.kind == kind; }));
}

absl::StatusOr<KnownActivities> ImportPlanner::ReadKnown() const {
  std::set<std::string> codes;
  if (!options_.municipality_code.empty()) codes.insert(options_.municipality_code);
  for (const ImportedRow& row : rows_) {
    if (const auto name = ParseActivityName(row.name); name.ok()) codes.insert(name->municipality_code);
  }
  return KnownActivities::Read(store_, codes);
}

absl::StatusOr<v1::Activity> ImportPlanner::Look(const KnownActivity& known) const {
  if (!known.deleted) return store_.Get(known.key);
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store_.History(known.key));
  const auto last = LastLiving(versions);
  return last == versions.end() ? v1::Activity() : last->activity;
}

absl::StatusOr<ImportPlan> ImportPlanner::Finish(const std::function<bool()>& is_cancelled) {
  MEEDOEN_ASSIGN_OR_RETURN(KnownActivities known, ReadKnown());
  MEEDOEN_ASSIGN_OR_RETURN(
      const std::vector<Identified> identified,
      IdentifyRows(
          rows_, options_.source, [this](const KnownActivity& activity) { return Look(activity); }, &known));
  TellOfOtherSource(identified, known);
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (is_cancelled()) return absl::CancelledError("the caller went away");
    if (rows_[i].repeats) continue;
    const bool refused = !rows_[i].activity.has_value() || identified[i].refused();
    if (refused && identified[i].known == nullptr) ++unidentified_;
    MEEDOEN_RETURN_IF_ERROR(Plan(std::move(rows_[i]), identified[i]));
  }
  rows_.clear();
  MEEDOEN_RETURN_IF_ERROR(PlanGone(known));
  std::sort(plan_.changes.begin(), plan_.changes.end(),
            [](const PlannedChange& a, const PlannedChange& b) { return a.key < b.key; });
  return std::move(plan_);
}

// A mistyped source would bring in everything once more.
void ImportPlanner::TellOfOtherSource(const std::vector<Identified>& identified, const KnownActivities& known) {
  if (options_.source.empty()) return;
  std::map<std::string, size_t> alike;
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].activity.has_value() || identified[i].known != nullptr || identified[i].key.empty()) continue;
    const std::string other = known.OtherSource(identified[i].key.substr(0, identified[i].key.find('/')),
                                                options_.source, IdentityText(*rows_[i].activity));
    if (!other.empty()) ++alike[other];
  }
  for (const auto& [other, count] : alike) {
    if (count * 2 <= rows_.size()) continue;
    report_(0, {"",
                absl::StrCat(count, " rows are new for the source \"", options_.source,
                             "\" and have provider, title "
                             "and place of activities of the source \"",
                             other, "\": is the source right?"),
                /*warning=*/true});
  }
}

void ImportPlanner::CheckVerification(ImportedRow* row) {
  v1::Verification* verification = row->activity->mutable_verification();
  if (verification->verified_on().empty()) {
    if (verification->verified_by().empty()) row->activity->clear_verification();
    return;
  }
  if (verification->verified_on() <= FormatDate(options_.today)) return;
  report_(row->line, {"verification.verified_on", "lies in the future, so it was left out", /*warning=*/true});
  row->activity->clear_verification();
}

absl::Status ImportPlanner::Plan(ImportedRow row, const Identified& identified) {
  for (const Problem& problem : identified.problems) report_(row.line, problem);
  if (!row.activity.has_value() || identified.refused()) {  // The former was reported when it was read.
    ++plan_.refused;
    return absl::OkStatus();
  }
  MEEDOEN_ASSIGN_OR_RETURN(const ActivityName name, ParseActivityKey(identified.key));
  codes_.insert(name.municipality_code);
  row.activity->set_name(name.ToString());
  CheckVerification(&row);
  if (identified.known == nullptr) return PlanNew(std::move(row), identified);
  if (identified.known->deleted) return PlanDeleted(std::move(row), identified);
  absl::StatusOr<v1::Activity> stored = store_.Get(identified.key);
  if (absl::IsNotFound(stored.status()))
    return absl::AbortedError(identified.key + " was deleted meanwhile; try again");
  MEEDOEN_RETURN_IF_ERROR(stored.status());
  return PlanExisting(std::move(row), identified, *std::move(stored));
}

absl::StatusOr<bool> ImportPlanner::Complete(uint32_t line, const std::vector<std::string>& kept,
                                             v1::Activity* activity) {
  Problems problems;
  if (!kept.empty()) ValidateActivity(*activity, &problems);  // The row alone was right; both together may not be.
  MEEDOEN_RETURN_IF_ERROR(resolve_(activity, &problems));
  for (const Problem& problem : problems.all()) {
    Problem told = problem;
    if (!problem.warning && !kept.empty()) {
      absl::StrAppend(&told.message, " (together with what an editor changed: ", absl::StrJoin(kept, ", "),
                      "; change it once more, or release the fields)");
    }
    report_(line, told);
  }
  if (problems.HasErrors()) ++plan_.refused;
  return !problems.HasErrors();
}

absl::Status ImportPlanner::PlanNew(ImportedRow row, const Identified& identified) {
  if (!row.activity->etag().empty()) {
    Refuse(row.line,
           {"etag", "the activity was deleted since this file was made; leave the etag out to bring it back"});
    ++unidentified_;
    return absl::OkStatus();
  }
  MEEDOEN_ASSIGN_OR_RETURN(const bool taken, Complete(row.line, {}, &*row.activity));
  if (!taken) {
    ++unidentified_;
    return absl::OkStatus();
  }
  PlannedChange change = {Kind::NEW, identified.key, row.activity->title(), row.line, "", {}, {}};
  change.activity = *std::move(row.activity);
  plan_.changes.push_back(std::move(change));
  return absl::OkStatus();
}

absl::Status ImportPlanner::PlanDeleted(ImportedRow row, const Identified& identified) {
  if (!IsImportPrincipal(identified.known->principal) || !row.activity->etag().empty()) {
    report_(row.line, {"name",
                       absl::StrCat("was deleted by an editor and stays so; to take it in again: meedoen-indexer "
                                    "revert ",
                                    identified.key, " --revision N (history tells which)"),
                       /*warning=*/true});
    plan_.changes.push_back({Kind::STAYS_DELETED, identified.key, row.activity->title(), row.line, "", {}, {}});
    return absl::OkStatus();
  }
  // What editors had changed before it was withdrawn holds again, and what was redacted stays away.
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<ActivityVersion> versions, store_.History(identified.key));
  const auto last = LastLiving(versions);
  v1::Activity before = last == versions.end() ? v1::Activity() : last->activity;
  for (const ActivityVersion& version : versions) {
    for (const std::string& field : version.redacted_fields) before.add_edited_fields(field);
  }
  const v1::Activity delivered = *row.activity;
  Merged merged = last == versions.end() ? Merged{delivered, {}} : MergeEdits(before, delivered);
  MEEDOEN_ASSIGN_OR_RETURN(const bool taken, Complete(row.line, merged.kept, &merged.activity));
  if (!taken) return absl::OkStatus();
  PlannedChange change = {Kind::RETURNED, identified.key, merged.activity.title(), row.line, "", {}, {}};
  change.fields = FieldChanges(before, merged, delivered);
  change.activity = std::move(merged.activity);
  plan_.changes.push_back(std::move(change));
  return absl::OkStatus();
}

absl::Status ImportPlanner::PlanExisting(ImportedRow row, const Identified& identified, v1::Activity stored) {
  if (!row.activity->etag().empty() && row.activity->etag() != stored.etag()) {
    Refuse(row.line,
           {"etag",
            "the activity was changed or deleted since this file was made; read it again, or leave the etag out "
            "to overwrite it"});
    return absl::OkStatus();
  }
  row.activity->clear_etag();
  const v1::Activity delivered = *std::move(row.activity);
  Merged merged = MergeEdits(stored, delivered);
  MEEDOEN_ASSIGN_OR_RETURN(const bool taken, Complete(row.line, merged.kept, &merged.activity));
  if (!taken) return absl::OkStatus();
  const bool same = ComparableBytes(stored) == ComparableBytes(merged.activity);
  if (same) ++plan_.unchanged;
  if (same && merged.kept.empty()) return absl::OkStatus();
  PlannedChange change = {same ? Kind::KEPT : Kind::CHANGED,
                          identified.key,
                          merged.activity.title(),
                          row.line,
                          stored.etag(),
                          FieldChanges(stored, merged, delivered),
                          {}};
  if (!same) change.activity = std::move(merged.activity);
  plan_.changes.push_back(std::move(change));
  return absl::OkStatus();
}

absl::Status ImportPlanner::PlanGone(const KnownActivities& known) {
  if (options_.source.empty()) return absl::OkStatus();
  std::vector<PlannedChange> gone;
  for (const KnownActivity& activity : known.all()) {
    const std::string code = activity.key.substr(0, activity.key.find('/'));
    const bool here = options_.municipality_code.empty() ? codes_.contains(code) : code == options_.municipality_code;
    if (activity.deleted || activity.source != options_.source || !here) continue;
    ++plan_.of_source[code];
    if (activity.claimed || options_.partial) continue;
    absl::StatusOr<v1::Activity> stored = store_.Get(activity.key);
    if (absl::IsNotFound(stored.status())) continue;
    MEEDOEN_RETURN_IF_ERROR(stored.status());
    PlannedChange change = {Kind::GONE, activity.key, stored->title(), 0, stored->etag(), {}, {}};
    for (const std::string& path : stored->edited_fields()) {
      v1::FieldChange& field = change.fields.emplace_back();
      field.set_path(path);
      field.set_before(ShownField(*stored, path));
    }
    gone.push_back(std::move(change));
  }
  if (unidentified_ > 0 && !gone.empty() && !options_.force) {
    report_(0, {"",
                absl::StrCat("not in the file, and kept all the same: ", gone.size(), "; because ", unidentified_,
                             " refused rows are no activity that is known, and may be these: mend those rows, or "
                             "force the import"),
                /*warning=*/true});
    return absl::OkStatus();
  }
  std::move(gone.begin(), gone.end(), std::back_inserter(plan_.changes));
  return absl::OkStatus();
}

void ImportPlanner::Refuse(uint32_t line, const Problem& problem) {
  ++plan_.refused;
  report_(line, problem);
}

}  // namespace meedoen::indexer
