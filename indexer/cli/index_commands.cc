#include "indexer/cli/index_commands.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "core/base/civil_time.h"
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
  return 0;
}

int RunVerify(const GlobalOptions& options) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  grpc::ClientContext context;
  v1::VerifyResponse response;
  const absl::Status status =
      FromGrpcStatus(v1::IndexService::NewStub((*connection)->channel())->Verify(&context, {}, &response));
  if (!status.ok()) return Failed(status);
  for (const std::string& problem : response.problems()) std::cerr << problem << "\n";
  std::cout << response.activities() << " activities, " << response.vectors() << " with a vector, "
            << response.snapshots() << " snapshots, revision " << response.catalog_revision() << ": "
            << (response.problems().empty() ? "all is well" : absl::StrCat(response.problems_size(), " problems"))
            << std::endl;
  return response.problems().empty() ? 0 : 1;
}

int RunSnapshotsList(const GlobalOptions& options) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  grpc::ClientContext context;
  v1::ListSnapshotsResponse response;
  const absl::Status status =
      FromGrpcStatus(v1::IndexService::NewStub((*connection)->channel())->ListSnapshots(&context, {}, &response));
  if (!status.ok()) return Failed(status);
  std::cout << absl::StreamFormat("%-32s %-16s %10s %10s  %s\n", "SNAPSHOT", "BUILT", "REVISION", "ACTIVITIES",
                                  "MODEL");
  for (const v1::Snapshot& snapshot : response.snapshots()) {
    const absl::Time built = absl::FromUnixSeconds(snapshot.build_time().seconds());
    std::cout << absl::StreamFormat("%-32s %-16s %10d %10d  %s%s\n", snapshot.id(),
                                    absl::FormatTime("%Y-%m-%d %H:%M", built, Amsterdam()), snapshot.catalog_revision(),
                                    snapshot.activities(), snapshot.model_id(),
                                    snapshot.current() ? "  (current)" : "");
  }
  return 0;
}

}  // namespace meedoen::indexer
