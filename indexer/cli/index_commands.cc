#include "indexer/cli/index_commands.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "core/activity/school_holidays.h"
#include "core/base/civil_time.h"
#include "core/base/clock.h"
#include "core/rpc/status_mapping.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

// Progress on standard error: at a terminal one line that changes; in a log file a line a stage, and one each 10 s.
class ProgressPrinter {
 public:
  void Print(const v1::RebuildProgress& progress) {
    const bool new_stage = progress.stage() != stage_;
    if (!terminal_ && !new_stage && absl::Now() - last_ < absl::Seconds(10)) return;
    if (terminal_ && new_stage && !stage_.empty()) std::cerr << "\n";
    stage_ = progress.stage();
    last_ = absl::Now();
    std::string line = absl::StrCat(stage_, " ", progress.done());
    if (progress.total() > 0) absl::StrAppend(&line, "/", progress.total());
    if (progress.seconds_left() > 0) absl::StrAppend(&line, ", ", progress.seconds_left(), " s left");
    if (terminal_) {
      std::cerr << "\r\033[K" << line << std::flush;
    } else {
      std::cerr << line << std::endl;
    }
  }
  ~ProgressPrinter() {
    if (terminal_ && !stage_.empty()) std::cerr << "\n";
  }

 private:
  const bool terminal_ = ::isatty(STDERR_FILENO) == 1;
  std::string stage_;
  absl::Time last_;
};

void PrintCounts(const v1::SnapshotDiff& counts, const std::string& from) {
  std::cout << "since " << from << ": " << counts.added() << " added, " << counts.changed() << " changed, "
            << counts.removed() << " removed, " << counts.unchanged() << " as they were" << std::endl;
}

}  // namespace

int RunRebuild(const GlobalOptions& options, bool force) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  grpc::ClientContext context;
  v1::RebuildRequest request;
  request.set_force(force);
  auto reader = v1::IndexService::NewStub((*connection)->channel())->Rebuild(&context, request);
  v1::RebuildProgress progress;
  {
    ProgressPrinter printer;
    while (reader->Read(&progress)) {
      if (!progress.has_snapshot()) printer.Print(progress);
    }
  }
  const absl::Status status = FromGrpcStatus(reader->Finish());
  if (!status.ok()) return Failed(status);
  const v1::Snapshot& snapshot = progress.snapshot();
  std::cout << "snapshot " << snapshot.id() << " published: " << snapshot.activities() << " activities of revision "
            << snapshot.catalog_revision() << ", model " << snapshot.model_id() << "; " << progress.embedded()
            << " texts embedded, " << progress.reused() << " kept" << std::endl;
  const v1::RunReport& report = progress.report();
  if (const uint32_t left_out = report.without_vector() + report.waiting() + report.over() + report.faulty();
      left_out > 0) {
    std::cout << left_out << " activities are left out: " << report.over() << " are over, " << report.faulty()
              << " are not as they should be, " << report.without_vector() << " have a text that cannot be embedded, "
              << report.waiting() << " have a text that came meanwhile\n";
  }
  if (report.has_difference()) PrintCounts(report.difference(), report.previous_snapshot_id());
  std::cout << "report: " << report.id() << ".txt and .json in the folder reports of the data" << std::endl;
  return 0;
}

int RunVerify(const GlobalOptions& options, bool repair) {
  v1::VerifyRequest request;
  request.set_repair(repair);
  const auto response = Call(options, &v1::IndexService::Stub::Verify, request);
  if (!response.ok()) return Failed(response.status());
  for (const std::string& line : response->repaired()) std::cout << "repaired: " << line << "\n";
  for (const std::string& problem : response->problems()) std::cerr << problem << "\n";
  std::cout << response->activities() << " activities, " << response->vectors() << " with a vector, "
            << response->snapshots() << " snapshots, revision " << response->catalog_revision() << ": "
            << (response->problems().empty() ? "all is well" : absl::StrCat(response->problems_size(), " problems"))
            << std::endl;
  return response->problems().empty() ? 0 : 1;
}

int RunStatus(const GlobalOptions& options) {
  const auto status = Call(options, &v1::IndexService::Stub::GetStatus, v1::GetIndexStatusRequest());
  if (!status.ok()) return Failed(status.status());
  std::cout << "revision " << status->catalog_revision() << ", model " << status->model_id() << "\n"
            << "snapshot " << (status->snapshot_id().empty() ? "none yet" : status->snapshot_id()) << "\n"
            << status->pending_texts() << " texts wait to be embedded, " << status->watchers()
            << " matchers follow the changes, which are kept from revision " << status->changes_kept_from() << "\n";
  if (!status->next_model_id().empty()) {
    std::cout << "next model " << status->next_model_id() << ": "
              << (status->next_model_complete()
                      ? "every text is embedded with it"
                      : absl::StrCat("at work, ", status->next_model_embedded(), " texts done"))
              << "\n";
  }
  const std::string warning = SchoolHolidaysWarning(LocalDay(RealClock().Now()));
  if (!warning.empty()) std::cerr << warning << std::endl;
  return 0;
}

}  // namespace meedoen::indexer
