#include "indexer/build/snapshot_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot.h"
#include "indexer/build/embedding_worker.h"
#include "indexer/build/gates.h"

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

SnapshotBuilder::SnapshotBuilder(const CatalogStore& store, EmbeddingBatches& batches, Env& env, const Clock& clock,
                                 SnapshotBuilderOptions options)
    : store_(store), batches_(batches), env_(env), clock_(clock), options_(std::move(options)) {}

absl::StatusOr<RebuildReport> SnapshotBuilder::Rebuild(bool force, const RebuildProgress& progress) {
  if (!running_.TryLock()) return absl::AbortedError("another rebuild is running; wait for its end and try again");
  const absl::Cleanup unlock = [this] { running_.Unlock(); };
  RebuildReport report;
  MEEDOEN_ASSIGN_OR_RETURN(const EmbedReport embedding,
                           EmbedPending(batches_, [&progress](int64_t done, int64_t total) {
                             return progress("embed", static_cast<uint32_t>(done), static_cast<uint32_t>(total));
                           }));
  report.embedded = static_cast<uint32_t>(embedding.embedded);
  MEEDOEN_ASSIGN_OR_RETURN(report.snapshot, Build(progress, &report));
  report.reused = report.snapshot.activities - std::min(report.snapshot.activities, report.embedded);
  if (absl::Status status = VerifyAndPublish(report.snapshot, force, progress); !status.ok()) {
    const absl::Status removed = RemoveSnapshot(env_, options_.snapshots_folder, report.snapshot.id);
    if (!removed.ok()) LogWarning("the refused snapshot stays for now: {}", removed.ToString());
    return status;
  }
  // Published is published: what cannot be tidied away today is tomorrow.
  auto pruned = PruneSnapshots(env_, options_.snapshots_folder, options_.keep);
  if (pruned.ok()) {
    report.removed = *std::move(pruned);
  } else {
    LogWarning("old snapshots stay for now: {}", pruned.status().ToString());
  }
  LogInfo("snapshot {} published: {} activities, {} embedded, {} reused, {} without vector, {} over, {} faulty",
          report.snapshot.id, report.snapshot.activities, report.embedded, report.reused, report.without_vector,
          report.over, report.faulty);
  return report;
}

absl::StatusOr<Manifest> SnapshotBuilder::Build(const RebuildProgress& progress, RebuildReport* report) const {
  SegmentBuilder segment(store_.dimension());
  SnapshotContent content;
  MEEDOEN_ASSIGN_OR_RETURN(content.catalog_revision, Collect(progress, &segment, report));
  segment.Finish();
  if (!progress("build", segment.rows(), segment.rows())) return Stopped();
  const Calibration calibration = CalibrationOf(segment, store_.dimension());
  MEEDOEN_ASSIGN_OR_RETURN(content.places, store_.Places());
  content.model_id = store_.model_id();
  content.dimension = store_.dimension();
  content.build_time = clock_.Now();
  content.segment = &segment;
  content.calibration = &calibration;
  return WriteSnapshot(env_, options_.snapshots_folder, content);
}

absl::StatusOr<int64_t> SnapshotBuilder::Collect(const RebuildProgress& progress, SegmentBuilder* segment,
                                                 RebuildReport* report) const {
  const absl::CivilDay today = LocalDay(clock_.Now());
  int64_t revision = 0;
  absl::Status status;
  const auto visit = [&](CatalogRow row) {
    if (segment->rows() % kProgressEvery == 0 && !progress("build", segment->rows(), 0)) status = Stopped();
    if (IsOver(row.activity, today)) {
      ++report->over;
    } else if (row.vector.empty()) {
      ++report->without_vector;
      LogWarning("{} is left out of the snapshot: its text has no vector", row.key);
    } else if (static_cast<int>(row.vector.size()) != store_.dimension()) {
      status = absl::FailedPreconditionError(
          absl::StrCat(row.key, ": a vector of ", row.vector.size(), " numbers where model ", store_.model_id(),
                       " has ", store_.dimension(), "; start with the model of the catalogue"));
    } else if (const absl::Status added = segment->Add(row.activity, row.vector, today);
               absl::IsInvalidArgument(added)) {
      ++report->faulty;
      LogError("{} is left out of the snapshot: {}", row.key, added.ToString());
    } else {
      status = added;
    }
    return status.ok();
  };
  MEEDOEN_RETURN_IF_ERROR(store_.Scan("", "", true, &revision, visit));
  MEEDOEN_RETURN_IF_ERROR(status);
  return revision;
}

absl::Status SnapshotBuilder::Verify(const Manifest& built, bool force) const {
  MEEDOEN_ASSIGN_OR_RETURN(const auto previous, PreviousManifest(env_, options_.snapshots_folder));
  const std::string folder = absl::StrCat(options_.snapshots_folder, "/", built.id);
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, Snapshot::Open(env_, folder));
  return CheckGates(*snapshot, previous, force);
}

absl::Status SnapshotBuilder::VerifyAndPublish(const Manifest& built, bool force,
                                               const RebuildProgress& progress) const {
  if (!progress("verify", 0, built.activities)) return Stopped();
  MEEDOEN_RETURN_IF_ERROR(Annotate(Verify(built, force), absl::StrCat("snapshot ", built.id, " is not published")));
  if (!progress("publish", 0, 1)) return Stopped();
  return PublishSnapshot(env_, options_.snapshots_folder, built.id);
}

}  // namespace meedoen::indexer
