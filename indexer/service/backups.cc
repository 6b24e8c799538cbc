#include "indexer/service/backups.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/problems.h"
#include "core/base/status.h"
#include "indexer/store/stored.h"

namespace meedoen::indexer {
namespace {

void CheckFolder(const std::string& folder, Problems* problems) {
  if (!std::filesystem::path(folder).is_absolute()) {
    problems->Add("folder", "is not a whole path; name it from the root of the machine that the indexer runs on");
  }
}

}  // namespace

v1::Backup ToMessage(const BackupInfo& info) {
  v1::Backup message;
  message.set_id(info.id);
  *message.mutable_create_time() = ToTimestamp(info.create_time);
  message.set_catalog_revision(info.revision);
  message.set_bytes(info.bytes);
  message.set_copied_bytes(info.copied_bytes);
  message.set_files(info.files);
  for (const uint32_t id : info.removed) message.add_removed(id);
  return message;
}

absl::StatusOr<v1::Backup> Backups::Create(const v1::CreateBackupRequest& request) {
  Problems problems;
  CheckFolder(request.folder(), &problems);
  if (request.keep() > kMaxKeptBackups) {
    problems.Add("keep", absl::StrCat(request.keep(), " is more than ", kMaxKeptBackups, "; 0 keeps all"));
  }
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(const BackupInfo made, store_.Backup(request.folder(), request.keep()));
  return ToMessage(made);
}

absl::StatusOr<v1::ListBackupsResponse> Backups::List(const v1::ListBackupsRequest& request) const {
  Problems problems;
  CheckFolder(request.folder(), &problems);
  MEEDOEN_RETURN_IF_ERROR(problems.ToStatus());
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<BackupInfo> list, ListBackups(request.folder()));
  v1::ListBackupsResponse response;
  for (const BackupInfo& info : list) *response.add_backups() = ToMessage(info);
  return response;
}

}  // namespace meedoen::indexer
