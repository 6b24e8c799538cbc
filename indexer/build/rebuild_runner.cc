#include "indexer/build/rebuild_runner.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/build/run_report_text.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

std::string RunId(absl::Time start) { return absl::FormatTime("%Y%m%dT%H%M%SZ", start, absl::UTCTimeZone()); }

v1::RunReport::Outcome OutcomeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return v1::RunReport::PUBLISHED;
    case absl::StatusCode::kFailedPrecondition:
      return v1::RunReport::REFUSED;
    case absl::StatusCode::kCancelled:
      return v1::RunReport::STOPPED;
    default:
      return v1::RunReport::FAILED;
  }
}

// How long each stage took, told by when the next one is first heard of.
class StageTimes {
 public:
  StageTimes(const Clock& clock, v1::RunReport* report) : clock_(clock), report_(*report) {}

  void Note(const std::string& stage) {
    if (stage == stage_) return;
    End();
    stage_ = stage;
    start_ = clock_.Now();
  }
  void End() {
    if (stage_.empty()) return;
    v1::RunReport::Stage* done = report_.add_stages();
    done->set_name(stage_);
    done->set_seconds(absl::ToDoubleSeconds(clock_.Now() - start_));
    stage_.clear();
  }

 private:
  const Clock& clock_;
  v1::RunReport& report_;
  std::string stage_;
  absl::Time start_;
};

void FillCounts(const RebuildReport& run, v1::RunReport* report) {
  report->set_previous_snapshot_id(run.previous_id);
  report->set_embedded(run.embedded);
  report->set_reused(run.reused);
  report->set_without_vector(run.without_vector);
  report->set_waiting(run.waiting);
  report->set_over(run.over);
  report->set_faulty(run.faulty);
  report->set_changes_kept_from(run.changes_kept_from);
  if (run.difference.has_value()) *report->mutable_difference() = *run.difference;
  if (run.duplicates.has_value()) *report->mutable_duplicates() = *run.duplicates;
  for (const auto& [name, reason] : run.left_out) {
    v1::RunReport::LeftOut* left_out = report->add_left_out();
    left_out->set_name(name);
    left_out->set_reason(reason);
  }
  for (const auto& [code, counts] : run.municipalities) {
    v1::RunReport::Municipality* municipality = report->add_municipalities();
    municipality->set_code(code);
    municipality->set_activities(counts.activities);
    municipality->set_stale(counts.stale);
  }
  report->mutable_removed_snapshots()->Assign(run.removed.begin(), run.removed.end());
}

}  // namespace

v1::Snapshot ToMessage(const Manifest& manifest, bool current) {
  v1::Snapshot message;
  message.set_id(manifest.id);
  message.set_catalog_revision(manifest.catalog_revision);
  message.set_model_id(manifest.model_id);
  message.set_calibration_id(manifest.calibration_id);
  message.set_activities(manifest.activities);
  *message.mutable_build_time() = ToTimestamp(manifest.build_time);
  message.set_current(current);
  return message;
}

RebuildRunner::Result RebuildRunner::Run(bool force, const RebuildProgress& progress) {
  Result result;
  v1::RunReport& report = result.report;
  const absl::Time start = clock_.Now();
  report.set_id(RunId(start));
  report.set_forced(force);
  *report.mutable_start_time() = ToTimestamp(start);
  StageTimes times(clock_, &report);
  RebuildReport run;
  result.status = builder_.Rebuild(
      force,
      [&](const std::string& stage, uint32_t done, uint32_t total) {
        times.Note(stage);
        return progress(stage, done, total);
      },
      &run);
  if (absl::IsAborted(result.status)) return result;
  times.End();
  *report.mutable_end_time() = ToTimestamp(clock_.Now());
  report.set_outcome(OutcomeOf(result.status));
  if (!result.status.ok()) report.set_reason(std::string(result.status.message()));
  if (result.status.ok()) *report.mutable_snapshot() = ToMessage(run.snapshot, /*current=*/true);
  FillCounts(run, &report);
  if (const absl::Status kept = Keep(report); !kept.ok()) LogError("the report is not kept: {}", kept.ToString());
  return result;
}

absl::Status RebuildRunner::Keep(const v1::RunReport& report) const {
  google::protobuf::util::JsonPrintOptions print;
  print.add_whitespace = true;
  print.preserve_proto_field_names = true;
  print.always_print_primitive_fields = true;  // A count of 0 is a finding.
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(report, &json, print);
  if (!printed.ok()) return absl::InternalError(printed.ToString());
  MEEDOEN_RETURN_IF_ERROR(env_.CreateDir(reports_folder_));
  const std::string path = absl::StrCat(reports_folder_, "/", report.id());
  MEEDOEN_RETURN_IF_ERROR(ReplaceFileAtomically(env_, path + ".json", json));
  MEEDOEN_RETURN_IF_ERROR(ReplaceFileAtomically(env_, path + ".txt", RunReportText(report)));
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> names, env_.ListDir(reports_folder_));
  std::set<std::string> ids;
  for (const std::string& name : names) ids.insert(name.substr(0, name.find('.')));
  while (ids.size() > kMostReports) {
    const std::string oldest = absl::StrCat(reports_folder_, "/", *ids.begin());
    for (const char* ending : {".json", ".txt"}) MEEDOEN_RETURN_IF_ERROR(env_.RemoveTree(oldest + ending));
    ids.erase(ids.begin());
  }
  return absl::OkStatus();
}

}  // namespace meedoen::indexer
