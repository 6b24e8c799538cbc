#include "core/snapshot/snapshot.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/snapshot/manifest.h"
#include "core/snapshot/snapshot_id.h"

namespace meedoen {
namespace {

absl::StatusOr<std::unique_ptr<MappedFile>> MapVerified(Env& env, const std::string& path,
                                                        const Manifest::File& expected) {
  MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<MappedFile> file, env.MapFile(path));
  if (file->bytes().size() != expected.bytes) {
    return DamagedSnapshot(path, absl::StrCat(file->bytes().size(), " bytes where there should be ", expected.bytes));
  }
  if (Sha256HexOf(file->bytes()) != expected.sha256) {
    return DamagedSnapshot(path, "its SHA-256 is not the one in MANIFEST");
  }
  return file;
}

}  // namespace

absl::StatusOr<Manifest> ReadManifest(Env& env, const std::string& folder) {
  const std::string path = absl::StrCat(folder, "/", kManifestFile);
  MEEDOEN_ASSIGN_OR_RETURN(const std::string bytes, env.ReadFile(path, kMaxManifestBytes));
  MEEDOEN_ASSIGN_OR_RETURN(Manifest manifest, DecodeManifest(bytes, path));
  if (std::filesystem::path(folder).filename() != manifest.id) {
    return DamagedSnapshot(path, absl::StrCat("it belongs to snapshot ", manifest.id, ", not to this folder"));
  }
  return manifest;
}

absl::Status CheckModel(const Manifest& manifest, const std::string& model_id, int dimension) {
  if (manifest.model_id == model_id && manifest.dimension == dimension) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("snapshot ", manifest.id, " was made with model ", manifest.model_id, " (", manifest.dimension,
                   " dimensions), not with ", model_id, " (", dimension,
                   "); start with that model, or build a new snapshot with \"meedoen-indexer rebuild\""));
}

absl::StatusOr<std::unique_ptr<Snapshot>> Snapshot::Open(Env& env, const std::string& folder) {
  MEEDOEN_ASSIGN_OR_RETURN(Manifest manifest, ReadManifest(env, folder));
  std::unique_ptr<Snapshot> snapshot(new Snapshot());
  Sections sections;
  for (const auto& [name, file] : manifest.files) {
    MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<MappedFile> mapped,
                             MapVerified(env, absl::StrCat(folder, "/", name), file));
    sections[name] = mapped->bytes();
    snapshot->files_.push_back(std::move(mapped));
  }
  auto segment = SegmentView::FromSections(sections, manifest.activities, manifest.dimension);
  if (!segment.ok()) return Annotate(segment.status(), folder);
  auto places = PlaceTable::FromBytes(sections[kPlacesFile]);
  if (!places.ok()) return DamagedSnapshot(folder, std::string(places.status().message()));
  auto calibration = Calibration::FromBytes(sections[kCalibrationFile], manifest.dimension);
  if (!calibration.ok()) return Annotate(calibration.status(), folder);
  if (calibration->id() != manifest.calibration_id) {
    return DamagedSnapshot(
        absl::StrCat(folder, "/", kCalibrationFile),
        absl::StrCat("it is calibration ", calibration->id(), " where MANIFEST says ", manifest.calibration_id));
  }
  snapshot->segment_ = *std::move(segment);
  snapshot->places_ = *places;
  snapshot->calibration_ = std::make_unique<Calibration>(*std::move(calibration));
  snapshot->manifest_ = std::move(manifest);
  return snapshot;
}

absl::StatusOr<std::string> CurrentSnapshotId(Env& env, const std::string& snapshots_folder) {
  const std::string path = absl::StrCat(snapshots_folder, "/", kCurrentFile);
  if (!env.Exists(path)) {
    return absl::NotFoundError(
        absl::StrCat(snapshots_folder, ": no snapshot was published yet; run \"meedoen-indexer rebuild\""));
  }
  MEEDOEN_ASSIGN_OR_RETURN(std::string id, env.ReadFile(path, kMaxManifestBytes));
  if (id.empty() || id.back() != '\n' || !IsSnapshotId(std::string_view(id).substr(0, id.size() - 1))) {
    return DamagedSnapshot(path, "it does not name a snapshot");
  }
  id.pop_back();
  return id;
}

}  // namespace meedoen
