#include "core/snapshot/snapshot_writer.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/log.h"
#include "core/base/status.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"

namespace meedoen {
namespace {

constexpr std::string_view kTemporary = ".tmp";

bool EndsIn(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

absl::Status CheckId(const std::string& id) {
  if (IsSnapshotId(id)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("not the id of a snapshot; one looks like ", SnapshotId(42, absl::UnixEpoch(), 1)));
}

// The folder, so that its own name is on disk too.
absl::Status MakeFolder(Env& env, const std::string& folder) {
  if (env.Exists(folder)) return absl::OkStatus();
  MEEDOEN_RETURN_IF_ERROR(env.CreateDir(folder));
  const std::string parent = std::filesystem::path(folder).parent_path().string();
  return env.SyncDir(parent.empty() ? "." : parent);
}

absl::StatusOr<std::string> FreeId(Env& env, const std::string& folder, const SnapshotContent& content) {
  for (int build = 1; build <= kMostBuildsASecond; ++build) {
    const std::string id = SnapshotId(content.catalog_revision, content.build_time, build);
    if (!env.Exists(absl::StrCat(folder, "/", id))) return id;
  }
  return absl::AlreadyExistsError(absl::StrCat(folder, "/", SnapshotId(content.catalog_revision, content.build_time, 1),
                                               ": ", kMostBuildsASecond,
                                               " snapshots were built in this second; try again in the next one"));
}

absl::Status WriteFile(Env& env, const std::string& folder, const std::string& name, const std::string& bytes,
                       Manifest* manifest) {
  manifest->files[name] = {bytes.size(), Sha256HexOf(bytes)};
  return WriteFileSynced(env, absl::StrCat(folder, "/", name), bytes);
}

absl::Status WriteFiles(Env& env, const std::string& folder, const SnapshotContent& content, Manifest* manifest) {
  MEEDOEN_RETURN_IF_ERROR(env.CreateDir(folder));
  for (const std::string& name : SegmentSectionNames()) {
    MEEDOEN_RETURN_IF_ERROR(WriteFile(env, folder, name, content.segment->Section(name), manifest));
  }
  MEEDOEN_RETURN_IF_ERROR(WriteFile(env, folder, kPlacesFile, PlaceTable::Encode(content.places), manifest));
  MEEDOEN_RETURN_IF_ERROR(WriteFile(env, folder, kCalibrationFile, content.calibration->ToBytes(), manifest));
  MEEDOEN_RETURN_IF_ERROR(WriteFileSynced(env, absl::StrCat(folder, "/", kManifestFile), EncodeManifest(*manifest)));
  return env.SyncDir(folder);
}

// In two steps, so that a crash leaves the whole snapshot or a ".tmp", never part of a snapshot under its own name.
absl::Status Remove(Env& env, const std::string& snapshots_folder, const std::string& name) {
  const std::string path = absl::StrCat(snapshots_folder, "/", name);
  if (EndsIn(name, kTemporary)) return env.RemoveTree(path);
  const std::string temporary = absl::StrCat(path, std::string(kTemporary));
  MEEDOEN_RETURN_IF_ERROR(env.RemoveTree(temporary));
  MEEDOEN_RETURN_IF_ERROR(env.Rename(path, temporary));
  MEEDOEN_RETURN_IF_ERROR(env.SyncDir(snapshots_folder));
  return env.RemoveTree(temporary);
}

}  // namespace

absl::StatusOr<Manifest> WriteSnapshot(Env& env, const std::string& snapshots_folder, const SnapshotContent& content) {
  MEEDOEN_RETURN_IF_ERROR(MakeFolder(env, snapshots_folder));
  Manifest manifest;
  MEEDOEN_ASSIGN_OR_RETURN(manifest.id, FreeId(env, snapshots_folder, content));
  manifest.catalog_revision = content.catalog_revision;
  manifest.model_id = content.model_id;
  manifest.dimension = content.dimension;
  manifest.calibration_id = content.calibration->id();
  manifest.activities = content.segment->rows();
  manifest.build_time = absl::FromUnixSeconds(absl::ToUnixSeconds(content.build_time));
  const std::string path = absl::StrCat(snapshots_folder, "/", manifest.id);
  const std::string temporary = absl::StrCat(path, std::string(kTemporary));
  MEEDOEN_RETURN_IF_ERROR(env.RemoveTree(temporary));
  absl::Status status = WriteFiles(env, temporary, content, &manifest);
  if (status.ok()) status = env.Rename(temporary, path);
  if (status.ok()) status = env.SyncDir(snapshots_folder);
  if (status.ok()) return manifest;
  // Best effort: a prune removes what is left.
  env.RemoveTree(temporary).IgnoreError();
  return Annotate(status, absl::StrCat("writing snapshot ", manifest.id));
}

absl::Status PublishSnapshot(Env& env, const std::string& snapshots_folder, const std::string& id) {
  MEEDOEN_RETURN_IF_ERROR(CheckId(id));
  MEEDOEN_RETURN_IF_ERROR(ReadManifest(env, absl::StrCat(snapshots_folder, "/", id)).status());
  return ReplaceFileAtomically(env, absl::StrCat(snapshots_folder, "/", kCurrentFile), absl::StrCat(id, "\n"));
}

absl::StatusOr<std::vector<Manifest>> ListSnapshots(Env& env, const std::string& snapshots_folder) {
  std::vector<Manifest> manifests;
  if (!env.Exists(snapshots_folder)) return manifests;
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> names, env.ListDir(snapshots_folder));
  for (const std::string& name : names) {
    if (!IsSnapshotId(name)) continue;
    auto manifest = ReadManifest(env, absl::StrCat(snapshots_folder, "/", name));
    if (manifest.ok()) {
      manifests.push_back(*std::move(manifest));
    } else {
      LogWarning("snapshot {} is left out: {}", name, manifest.status().ToString());
    }
  }
  std::sort(manifests.begin(), manifests.end(),
            [](const Manifest& a, const Manifest& b) { return OlderSnapshot(b.id, a.id); });
  return manifests;
}

absl::Status RemoveSnapshot(Env& env, const std::string& snapshots_folder, const std::string& id) {
  MEEDOEN_RETURN_IF_ERROR(CheckId(id));
  const auto current = CurrentSnapshotId(env, snapshots_folder);
  if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
  if (current.ok() && *current == id) {
    return absl::FailedPreconditionError(
        absl::StrCat("snapshot ", id, " is the current one; publish another one before removing it"));
  }
  return Remove(env, snapshots_folder, id);
}

absl::StatusOr<std::vector<std::string>> PruneSnapshots(Env& env, const std::string& snapshots_folder, int keep) {
  std::vector<std::string> removed;
  if (!env.Exists(snapshots_folder)) return removed;
  // A CURRENT that cannot be read stops this: the snapshot it names must not go.
  const auto current = CurrentSnapshotId(env, snapshots_folder);
  if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<std::string> names, env.ListDir(snapshots_folder));
  for (const std::string& name : names) {
    if (EndsIn(name, kTemporary)) MEEDOEN_RETURN_IF_ERROR(Remove(env, snapshots_folder, name));
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Manifest> snapshots, ListSnapshots(env, snapshots_folder));
  for (size_t i = static_cast<size_t>(std::max(keep, 0)); i < snapshots.size(); ++i) {
    const std::string& id = snapshots[i].id;
    if (current.ok() && *current == id) continue;
    MEEDOEN_RETURN_IF_ERROR(Remove(env, snapshots_folder, id));
    removed.push_back(id);
  }
  return removed;
}

}  // namespace meedoen
