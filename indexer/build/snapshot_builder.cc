#include "indexer/build/snapshot_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot.h"
#include "indexer/build/embedding_worker.h"
#include "indexer/build/gates.h"
#include "indexer/build/snapshot_diff.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kProgressEvery = 1'000;

absl::Status Stopped() {
  return absl::CancelledError("the rebuild was stopped; the snapshot before it goes on serving");
}

// Of the vectors alone, which are freed when this returns: a million of them take 1.5 GB.
Calibration CalibrationOf(const SegmentBuilder& segment, int dimension) {
  const std::string vectors = segment.Section("vectors");
  SegmentView view;
  view.rows = segment.rows();
  view.dimension = dimension;
  view.stride = segment.stride();
  view.vectors = {reinterpret_cast<const float*>(vectors.data()), vectors.size() / sizeof(float)};
  return Calibration::Of(view);
}

// The snapshot that is served now, if there is one to compare with.
absl::StatusOr<std::optional<Manifest>> PreviousManifest(Env& env, const std::string& snapshots_folder) {
  const auto id = CurrentSnapshotId(env, snapshots_folder);
  if (absl::IsNotFound(id.status())) return std::optional<Manifest>();
  auto manifest = id.ok() ? ReadManifest(env, absl::StrCat(snapshots_folder, "/", *id)) : id.status();
  if (manifest.ok()) return std::optional<Manifest>(*std::move(manifest));
  // A rebuild is what mends a damaged snapshot, so it must not refuse one.
  LogWarning("the previous snapshot cannot be compared with: {}", manifest.status().ToString());
  return std::optional<Manifest>();
}

// For people to look at; the report holds them too.
void LeaveOut(const CatalogRow& row, const std::string& reason, RebuildReport* report) {
  LogWarning("{} is left out of the snapshot: {}", row.key, reason);
  if (report->left_out.size() < SnapshotBuilder::kMostLeftOutNamed) {
    report->left_out.emplace_back(row.activity.name(), reason);
  }
}

void CountMunicipality(const CatalogRow& row, absl::CivilDay today, RebuildReport* report) {
  MunicipalityCounts& counts = report->municipalities[row.key.substr(0, row.key.find('/'))];
  ++counts.activities;
  // Dates of this form sort as text; never verified is the empty one.
  const std::string year_ago = FormatDate(absl::CivilDay(today.year() - 1, today.month(), today.day()));
  if (row.activity.verification().verified_on() < year_ago) ++counts.stale;
}

// A report lacks this where the one before is damaged; that must not stop a rebuild.
std::optional<v1::SnapshotDiff> DifferenceFrom(Env& env, const std::string& previous, const Snapshot& snapshot) {
  const auto before = Snapshot::Open(env, previous);
  auto difference = before.ok() ? DiffSegments((*before)->segment(), snapshot.segment(), 0)
                                : absl::StatusOr<v1::DiffSnapshotsResponse>(before.status());
  if (difference.ok()) return difference->counts();
  LogWarning("the previous snapshot cannot be compared with: {}", difference.status().ToString());
  return std::nullopt;
}

}  // namespace

bool IsOver(const v1::Activity& activity, absl::CivilDay today) {
  const auto passed = [today](const std::string& date) {
    const auto day = ParseDate(date);
    return day.ok() && *day < today;
  };
  if (!activity.valid_until().empty() && passed(activity.valid_until())) return true;
  const v1::Schedule& schedule = activity.schedule();
  const auto& dates = schedule.single_dates();
  const bool only_dates =
      !dates.empty() && schedule.weekly_slots().empty() && schedule.recurrences().empty() && !schedule.by_appointment();
  return only_dates && std::all_of(dates.begin(), dates.end(),
                                   [&passed](const v1::SingleDate& single) { return passed(single.date()); });
}

absl::Status SnapshotBuilder::Rebuild(bool force, const RebuildProgress& progress, RebuildReport* report) {
  {
    MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<SnapshotKeeper::Turn> turn, parts_.keeper.TakeTurn());
    MEEDOEN_RETURN_IF_ERROR(BuildAndPublish(force, progress, report));
  }
  TidyUp(report);
  LogInfo(
      "snapshot {} published: {} activities, {} embedded, {} reused, {} without vector, {} waiting, {} over, {} faulty",
      report->snapshot.id, report->snapshot.activities, report->embedded, report->reused, report->without_vector,
      report->waiting, report->over, report->faulty);
  return absl::OkStatus();
}

absl::Status SnapshotBuilder::BuildAndPublish(bool force, const RebuildProgress& progress, RebuildReport* report) {
  MEEDOEN_ASSIGN_OR_RETURN(const EmbedReport embedding,
                           EmbedPending(parts_.batches, [&progress](int64_t done, int64_t total) {
                             return progress("embed", static_cast<uint32_t>(done), static_cast<uint32_t>(total));
                           }));
  report->embedded = static_cast<uint32_t>(embedding.embedded);
  MEEDOEN_RETURN_IF_ERROR(FindDuplicates(progress, report));
  MEEDOEN_ASSIGN_OR_RETURN(report->snapshot, Build(embedding.failed, progress, report));
  report->reused = report->snapshot.activities - std::min(report->snapshot.activities, report->embedded);
  const absl::Status status = VerifyAndPublish(force, progress, report);
  if (status.ok()) return status;
  const absl::Status removed = RemoveSnapshot(parts_.env, parts_.keeper.folder(), report->snapshot.id);
  if (!removed.ok()) LogWarning("the refused snapshot stays for now: {}", removed.ToString());
  return status;
}

// A catalogue in which doubles are not found is a catalogue all the same: only who stops the run stops it here.
absl::Status SnapshotBuilder::FindDuplicates(const RebuildProgress& progress, RebuildReport* report) const {
  if (parts_.duplicates == nullptr) return absl::OkStatus();
  bool stopped = !progress("duplicates", 0, 0);
  if (stopped) return Stopped();
  DuplicateFinder::Options options;
  options.go_on = [&] { return !(stopped = stopped || !progress("duplicates", 0, 0)); };
  const absl::StatusOr<v1::FindDuplicatesResponse> found = parts_.duplicates->Find(options);
  if (stopped) return Stopped();
  v1::RunReport::Duplicates& duplicates = report->duplicates.emplace();
  if (!found.ok()) {
    LogWarning("duplicates are not found this time: {}", found.status().ToString());
    duplicates.set_failure(std::string(found.status().message()));
    return absl::OkStatus();
  }
  duplicates.set_suspected(found->suspected());
  duplicates.set_confirmed(found->confirmed());
  duplicates.set_rejected(found->rejected());
  duplicates.set_no_longer(found->no_longer());
  return absl::OkStatus();
}

// Published is published: what cannot be tidied away today is tomorrow.
void SnapshotBuilder::TidyUp(RebuildReport* report) const {
  auto pruned = parts_.keeper.Prune(options_.keep);
  if (pruned.ok()) {
    report->removed = *std::move(pruned);
  } else {
    LogWarning("old snapshots stay for now: {}", pruned.status().ToString());
  }
  // Whoever loads the oldest snapshot that is kept goes on from its revision.
  int64_t needed_from = std::max<int64_t>(1, parts_.store.revision() - options_.changes_kept);
  const auto snapshots = ListSnapshots(parts_.env, parts_.keeper.folder());
  if (snapshots.ok()) {
    for (const Manifest& kept : *snapshots) needed_from = std::min(needed_from, kept.catalog_revision + 1);
  }
  const absl::Status trimmed = snapshots.ok() ? parts_.store.TrimBelow(needed_from) : snapshots.status();
  if (!trimmed.ok()) LogWarning("the change log is not trimmed for now: {}", trimmed.ToString());
  report->changes_kept_from = parts_.store.trimmed();
}

absl::StatusOr<Manifest> SnapshotBuilder::Build(const std::set<TextId>& failed, const RebuildProgress& progress,
                                                RebuildReport* report) const {
  SegmentBuilder segment(parts_.store.dimension());
  SnapshotContent content;
  MEEDOEN_ASSIGN_OR_RETURN(content.catalog_revision, Collect(failed, progress, &segment, report));
  segment.Finish();
  if (!progress("build", segment.rows(), segment.rows())) return Stopped();
  const Calibration calibration = CalibrationOf(segment, parts_.store.dimension());
  MEEDOEN_ASSIGN_OR_RETURN(content.places, parts_.store.Places());
  content.model_id = parts_.store.model_id();
  content.dimension = parts_.store.dimension();
  content.build_time = parts_.clock.Now();
  content.segment = &segment;
  content.calibration = &calibration;
  return WriteSnapshot(parts_.env, parts_.keeper.folder(), content);
}

absl::StatusOr<int64_t> SnapshotBuilder::Collect(const std::set<TextId>& failed, const RebuildProgress& progress,
                                                 SegmentBuilder* segment, RebuildReport* report) const {
  const CatalogStore& store = parts_.store;
  const absl::CivilDay today = LocalDay(parts_.clock.Now());
  int64_t revision = 0;
  absl::Status status;
  const auto visit = [&](CatalogRow row) {
    if (segment->rows() % kProgressEvery == 0 && !progress("build", segment->rows(), 0)) status = Stopped();
    if (IsOver(row.activity, today)) {
      ++report->over;
    } else if (row.vector.empty() && failed.count({row.key, row.text_hash}) == 0) {
      ++report->waiting;
    } else if (row.vector.empty()) {
      ++report->without_vector;
      LeaveOut(row, "its text cannot be embedded", report);
    } else if (static_cast<int>(row.vector.size()) != store.dimension()) {
      status = absl::FailedPreconditionError(
          absl::StrCat(row.key, ": a vector of ", row.vector.size(), " numbers where model ", store.model_id(), " has ",
                       store.dimension(), "; start with the model of the catalogue"));
    } else if (const absl::Status added = segment->Add(row.activity, row.vector, today);
               absl::IsInvalidArgument(added)) {
      ++report->faulty;
      LeaveOut(row, std::string(added.message()), report);
    } else {
      status = added;
      CountMunicipality(row, today, report);
    }
    return status.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(store.Scan("", "", true, &revision, visit));
  MEEDOEN_RETURN_IF_ERROR(status);
  return revision;
}

absl::Status SnapshotBuilder::Verify(bool force, RebuildReport* report) const {
  const std::string& folder = parts_.keeper.folder();
  MEEDOEN_ASSIGN_OR_RETURN(const auto previous, PreviousManifest(parts_.env, folder));
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot,
                           Snapshot::Open(parts_.env, parts_.keeper.PathOf(report->snapshot.id)));
  if (previous.has_value()) {
    report->previous_id = previous->id;
    report->difference = DifferenceFrom(parts_.env, parts_.keeper.PathOf(previous->id), *snapshot);
  }
  return CheckGates(*snapshot, previous, force);
}

absl::Status SnapshotBuilder::VerifyAndPublish(bool force, const RebuildProgress& progress,
                                               RebuildReport* report) const {
  const Manifest& built = report->snapshot;
  if (!progress("verify", 0, built.activities)) return Stopped();
  MEEDOEN_RETURN_IF_ERROR(Annotate(Verify(force, report), absl::StrCat("snapshot ", built.id, " is not published")));
  if (!progress("publish", 0, 1)) return Stopped();
  return PublishSnapshot(parts_.env, parts_.keeper.folder(), built.id);
}

}  // namespace meedoen::indexer
