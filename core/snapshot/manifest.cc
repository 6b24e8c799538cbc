#include "core/snapshot/manifest.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot_id.h"
#include "nlohmann/json.hpp"

namespace meedoen {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;
constexpr size_t kHexDigits = 64;
constexpr std::string_view kChecksumHead = ",\n  \"manifest_sha256\": \"";
constexpr std::string_view kChecksumTail = "\"\n}\n";

// Takes members out of a JSON object and remembers the first that is missing or of the wrong kind.
class MemberReader {
 public:
  explicit MemberReader(const Json& object) : object_(object) {}

  std::string Text(const char* name) {
    const Json* member = Find(name);
    if (member != nullptr && member->is_string()) return member->get<std::string>();
    Fail(name, "is not a text");
    return {};
  }

  uint64_t Number(const char* name, uint64_t most) {
    const Json* member = Find(name);
    if (member != nullptr && member->is_number_unsigned() && member->get<uint64_t>() <= most) {
      return member->get<uint64_t>();
    }
    Fail(name, absl::StrCat("is not a number from 0 to ", most));
    return 0;
  }

  const Json* Find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  void Fail(const std::string& name, const std::string& what) {
    if (problem_.empty()) problem_ = absl::StrCat("\"", name, "\" ", what);
  }

  const std::string& problem() const { return problem_; }

 private:
  const Json& object_;
  std::string problem_;
};

// The bytes under the checksum; nothing if the checksum is missing or another.
std::optional<std::string_view> CheckedBytes(std::string_view bytes) {
  const size_t tail_size = kChecksumHead.size() + kHexDigits + kChecksumTail.size();
  if (bytes.size() < tail_size) return std::nullopt;
  const std::string_view head = bytes.substr(0, bytes.size() - tail_size);
  const std::string expected = absl::StrCat(std::string(kChecksumHead), Sha256HexOf(head), std::string(kChecksumTail));
  if (bytes.substr(head.size()) != expected) return std::nullopt;
  return head;
}

void ReadFiles(MemberReader* reader, Manifest* manifest) {
  const Json* files = reader->Find("files");
  if (files == nullptr || !files->is_object()) return reader->Fail("files", "is not an object");
  for (const auto& [name, file] : files->items()) {
    if (!file.is_object()) return reader->Fail(name, "is not an object");
    MemberReader members(file);
    Manifest::File& entry = manifest->files[name];
    entry.bytes = members.Number("bytes", std::numeric_limits<int64_t>::max());
    entry.sha256 = members.Text("sha256");
    if (!members.problem().empty()) return reader->Fail(name, members.problem());
  }
  const std::vector<std::string> names = SnapshotFileNames();
  for (const auto& [name, file] : manifest->files) {
    // Names become paths, so only those of the format are taken.
    if (std::count(names.begin(), names.end(), name) == 0) reader->Fail("files", "names a file that is none of these");
  }
  for (const std::string& name : names) {
    if (manifest->files.count(name) == 0) reader->Fail("files", absl::StrCat("does not name the file \"", name, "\""));
  }
}

}  // namespace

std::vector<std::string> SnapshotFileNames() {
  std::vector<std::string> names = SegmentSectionNames();
  names.push_back(kPlacesFile);
  names.push_back(kCalibrationFile);
  return names;
}

absl::Status DamagedSnapshot(const std::string& path, const std::string& what) {
  return absl::DataLossError(
      absl::StrCat(path, ": ", what, "; the snapshot is damaged: build a new one with \"meedoen-indexer rebuild\""));
}

std::string EncodeManifest(const Manifest& manifest) {
  Json json;
  json["format_version"] = manifest.format_version;
  json["id"] = manifest.id;
  json["catalog_revision"] = static_cast<uint64_t>(manifest.catalog_revision);
  json["model_id"] = manifest.model_id;
  json["dimension"] = static_cast<uint64_t>(manifest.dimension);
  json["calibration_id"] = manifest.calibration_id;
  json["activities"] = uint64_t{manifest.activities};
  json["build_time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", manifest.build_time, absl::UTCTimeZone());
  Json& files = json["files"] = Json::object();
  for (const auto& [name, file] : manifest.files) {
    files[name]["bytes"] = file.bytes;
    files[name]["sha256"] = file.sha256;
  }
  std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
  text.resize(text.size() - 2);  // Without the closing "\n}", to go on with the checksum.
  const std::string checksum = Sha256HexOf(text);
  absl::StrAppend(&text, std::string(kChecksumHead), checksum, std::string(kChecksumTail));
  return text;
}

absl::StatusOr<Manifest> DecodeManifest(std::string_view bytes, const std::string& path) {
  if (!CheckedBytes(bytes)) return DamagedSnapshot(path, "the checksum at its end is not that of its bytes");
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object()) return DamagedSnapshot(path, "not a JSON object");
  MemberReader reader(json);
  Manifest manifest;
  manifest.format_version = static_cast<int>(reader.Number("format_version", std::numeric_limits<int>::max()));
  if (reader.problem().empty() && manifest.format_version != kFormatVersion) {
    return absl::FailedPreconditionError(absl::StrCat(path, ": format version ", manifest.format_version,
                                                      " where this program reads ", kFormatVersion,
                                                      "; use the program that made it, or build a new snapshot with "
                                                      "\"meedoen-indexer rebuild\""));
  }
  manifest.id = reader.Text("id");
  if (!IsSnapshotId(manifest.id)) reader.Fail("id", "is not the id of a snapshot");
  manifest.catalog_revision =
      static_cast<int64_t>(reader.Number("catalog_revision", std::numeric_limits<int64_t>::max()));
  manifest.model_id = reader.Text("model_id");
  manifest.dimension = static_cast<int>(reader.Number("dimension", kMaxDimension));
  if (manifest.dimension == 0) reader.Fail("dimension", "is 0");
  manifest.calibration_id = reader.Text("calibration_id");
  manifest.activities = static_cast<uint32_t>(reader.Number("activities", kMaxActivities));
  std::string unused;
  if (!absl::ParseTime(absl::RFC3339_full, reader.Text("build_time"), &manifest.build_time, &unused)) {
    reader.Fail("build_time", "is not a time");
  }
  ReadFiles(&reader, &manifest);
  if (!reader.problem().empty()) return DamagedSnapshot(path, reader.problem());
  return manifest;
}

}  // namespace meedoen
