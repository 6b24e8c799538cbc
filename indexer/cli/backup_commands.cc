#include "indexer/cli/backup_commands.h"

#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "core/base/civil_time.h"
#include "core/base/status.h"
#include "core/rpc/status_mapping.h"
#include "indexer/service/backups.h"
#include "indexer/service/serving_file.h"
#include "indexer/store/restore.h"
#include "meedoen/v1/index_service.grpc.pb.h"

namespace meedoen::indexer {
namespace {

std::string Megabytes(uint64_t bytes) { return absl::StrFormat("%.2f MB", static_cast<double>(bytes) / 1e6); }

// The indexer may stand in another folder than who types this.
std::string Whole(const std::string& folder) { return std::filesystem::absolute(folder).lexically_normal().string(); }

// From the folder itself, so that it works where no catalogue is left.
absl::StatusOr<v1::ListBackupsResponse> ListHere(const std::string& folder) {
  size_t damaged = 0;
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<BackupInfo> list, ListBackups(folder, &damaged));
  if (damaged > 0) std::cerr << damaged << " damaged are left out; meedoen-indexer backup verify names them\n";
  v1::ListBackupsResponse response;
  for (const BackupInfo& info : list) *response.add_backups() = ToMessage(info);
  return response;
}

absl::StatusOr<v1::ListBackupsResponse> ListThere(const GlobalOptions& options, const std::string& folder) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto connection, Connection::Open(options));
  grpc::ClientContext context;
  v1::ListBackupsRequest request;
  request.set_folder(folder);
  v1::ListBackupsResponse response;
  MEEDOEN_RETURN_IF_ERROR(
      FromGrpcStatus(v1::IndexService::NewStub(connection->channel())->ListBackups(&context, request, &response)));
  return response;
}

absl::StatusOr<RestoreReport> Restore(const GlobalOptions& options, const RestoreArguments& arguments) {
  if (!options.address.empty()) {
    return absl::InvalidArgumentError(
        "restore works on the folder of --data, while no indexer runs; leave --address out");
  }
  if (FindServing(options.data_folder)) {
    return absl::FailedPreconditionError(
        absl::StrCat("an indexer serves ", options.data_folder, "; stop it, restore, and start it again"));
  }
  return RestoreBackup({arguments.folder, arguments.backup, options.data_folder + "/catalog", arguments.replace},
                       absl::Now());
}

}  // namespace

int RunBackupCreate(const GlobalOptions& options, const std::string& folder, uint32_t keep) {
  auto connection = Connection::Open(options);
  if (!connection.ok()) return Failed(connection.status());
  grpc::ClientContext context;
  v1::CreateBackupRequest request;
  request.set_folder(Whole(folder));
  request.set_keep(keep);
  v1::Backup made;
  const absl::Status status =
      FromGrpcStatus(v1::IndexService::NewStub((*connection)->channel())->CreateBackup(&context, request, &made));
  if (!status.ok()) return Failed(status);
  std::cout << "backup " << made.id() << " of revision " << made.catalog_revision() << " in " << request.folder()
            << ": " << Megabytes(made.copied_bytes()) << " copied of " << Megabytes(made.bytes()) << ", "
            << made.files() << " files";
  if (made.removed_size() > 0) std::cout << "; removed: " << absl::StrJoin(made.removed(), ", ");
  std::cout << std::endl;
  return 0;
}

int RunBackupList(const GlobalOptions& options, const std::string& folder) {
  const auto list = options.address.empty() ? ListHere(folder) : ListThere(options, Whole(folder));
  if (!list.ok()) return Failed(list.status());
  std::cout << absl::StreamFormat("%6s  %-16s %12s %12s %6s\n", "BACKUP", "MADE", "REVISION", "SIZE", "FILES");
  for (const v1::Backup& backup : list->backups()) {
    const absl::Time made = absl::FromUnixSeconds(backup.create_time().seconds());
    std::cout << absl::StreamFormat("%6d  %-16s %12d %12s %6d\n", backup.id(),
                                    absl::FormatTime("%Y-%m-%d %H:%M", made, Amsterdam()), backup.catalog_revision(),
                                    Megabytes(backup.bytes()), backup.files());
  }
  return 0;
}

int RunBackupVerify(const std::string& folder) {
  const auto check = VerifyBackups(folder);
  if (!check.ok()) return Failed(check.status());
  for (const std::string& problem : check->problems) std::cerr << problem << "\n";
  std::cout << check->backups << " backups: "
            << (check->problems.empty() ? "all is well" : absl::StrCat(check->problems.size(), " damaged"))
            << std::endl;
  return check->problems.empty() ? 0 : 1;
}

int RunRestore(const GlobalOptions& options, const RestoreArguments& arguments) {
  const auto report = Restore(options, arguments);
  if (!report.ok()) return Failed(report.status());
  std::cout << "backup " << report->backup << " of revision " << report->backup_revision << " is restored to "
            << options.data_folder << "/catalog, which goes on at revision " << report->revision << "\n";
  if (!report->replaced_folder.empty()) {
    std::cout << "The catalogue that was there is kept in " << report->replaced_folder
              << "; remove it when it is not needed\n";
  }
  std::cout << "Next: meedoen-indexer rebuild, which makes a snapshot of it (what was embedded is not embedded again); "
               "then start the indexer. Matchers load that snapshot by themselves."
            << std::endl;
  return 0;
}

}  // namespace meedoen::indexer
