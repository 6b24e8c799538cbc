#include "tests/formats/dump.h"

#include <memory>
#include <type_traits>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/checksum.h"
#include "core/base/clock.h"
#include "core/base/env.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot.h"
#include "google/protobuf/util/json_util.h"
#include "indexer/store/acknowledged.h"
#include "indexer/store/backup.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/database.h"
#include "indexer/store/restore.h"
#include "meedoen/storage/v1/storage.pb.h"

namespace meedoen::indexer::testing {
namespace {

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions print;
  print.preserve_proto_field_names = true;
  std::string json;
  return google::protobuf::util::MessageToJsonString(message, &json, print).ok() ? json : "cannot be shown";
}

template <typename Message>
std::string Parsed(std::string_view value) {
  Message message;
  return message.ParseFromArray(value.data(), static_cast<int>(value.size())) ? Json(message) : "cannot be parsed";
}

// The message in a record; empty: it is none.
std::string MessageIn(Column column, std::string_view key, std::string_view value) {
  switch (column) {
    case Column::kActivities:
    case Column::kHistory:
      return Parsed<storage::v1::StoredActivity>(value);
    case Column::kChanges:
      return Parsed<storage::v1::ChangeRecord>(value);
    case Column::kRequests:
      return key.substr(0, 1) == "r" ? Parsed<storage::v1::RequestRecord>(value) : "";
    case Column::kPlaces:
      return Parsed<storage::v1::PlaceRecord>(value);
    default:
      return "";
  }
}

absl::Status DumpRecords(const std::string& folder, std::string* text) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto database, Database::Open(folder + "/rocksdb", 0, false));
  for (int i = 0; i < kColumns; ++i) {
    const Column column = static_cast<Column>(i);
    MEEDOEN_RETURN_IF_ERROR(database->Scan(column, "", "", [&](std::string_view key, std::string_view value) {
      absl::StrAppend(text, ColumnName(column), " ", absl::CHexEscape({key.data(), key.size()}), "\n  ",
                      value.empty() ? "empty" : ToHex(value), "\n");
      const std::string message = MessageIn(column, key, value);
      if (!message.empty()) absl::StrAppend(text, "  ", message, "\n");
      return true;
    }));
  }
  return absl::OkStatus();
}

std::string Numbers(const std::vector<float>& vector) {
  return absl::StrJoin(vector, " ", [](std::string* out, float number) { absl::StrAppendFormat(out, "%a", number); });
}

absl::Status DumpReading(const std::string& folder, std::string* text) {
  static const FixedClock kClock(absl::FromUnixSeconds(1'790'000'000));
  StoreOptions options;
  options.folder = folder;
  options.model_id = kFrozenModel;
  options.dimension = kFrozenDimension;
  MEEDOEN_ASSIGN_OR_RETURN(const auto store, CatalogStore::Open(options, kClock));
  absl::StrAppend(text, "revision ", store->revision(), ", changes from ", store->trimmed(), ", model ",
                  store->model_id(), " of ", store->dimension(), "\n");
  std::vector<std::string> keys;
  MEEDOEN_RETURN_IF_ERROR(store->Scan("", "", true, nullptr, [&](const CatalogRow& row) {
    keys.push_back(row.key);
    absl::StrAppend(text, "activity ", row.key, " ", ToHex(row.text_hash), "\n  ", Json(row.activity), "\n  [",
                    Numbers(row.vector), "]\n");
    return true;
  }));
  for (const std::string& key : keys) {
    MEEDOEN_ASSIGN_OR_RETURN(const auto versions, store->History(key));
    for (const ActivityVersion& version : versions) {
      absl::StrAppend(text, "version of ", key, ": ", version.revision, " by ", version.principal, " at ",
                      absl::FormatTime(version.commit_time, absl::UTCTimeZone()), version.deleted ? ", deleted" : "",
                      version.redacted_fields.empty() ? "" : ", redacted ", absl::StrJoin(version.redacted_fields, " "),
                      "\n");
    }
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto pending, store->Pending(100));
  for (const PendingText& waiting : pending) absl::StrAppend(text, "waits: ", waiting.key, ": ", waiting.text, "\n");
  MEEDOEN_ASSIGN_OR_RETURN(const auto changes, store->ReadFrom(store->trimmed() - 1, 1000));
  for (const ChangeSet& set : changes) {
    absl::StrAppend(text, "change ", set.revision, ":");
    for (const ChangedActivity& changed : set.changes) {
      absl::StrAppend(text, " ", changed.key, changed.deleted ? " (deleted)" : "",
                      changed.vector.empty() ? "" : " (vector)");
    }
    absl::StrAppend(text, "\n");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto places, store->Places());
  for (const Place& place : places) {
    absl::StrAppendFormat(text, "place %s %a %a %d %s \"%s\"\n", place.code, place.latitude, place.longitude,
                          place.doubt_metres, place.municipality_code, place.name);
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto problems, store->Verify());
  absl::StrAppend(text, problems.empty() ? "verify finds nothing" : absl::StrJoin(problems, "\n"), "\n");
  return absl::OkStatus();
}

template <typename T>
std::string Column1(const char* name, std::span<const T> values) {
  std::string line = absl::StrCat(name, ":");
  for (const T value : values) {
    if constexpr (std::is_floating_point_v<T>) {
      absl::StrAppendFormat(&line, " %a", value);
    } else {
      absl::StrAppend(&line, " ", static_cast<int64_t>(value));
    }
  }
  return line + "\n";
}

absl::Status DumpSegment(const SegmentView& segment, std::string* text) {
  absl::StrAppend(text, "rows ", segment.rows, ", dimension ", segment.dimension, ", stride ", segment.stride, "\n");
#define MEEDOEN_DUMP(type, name) text->append(Column1(#name, segment.name));
  MEEDOEN_COLUMNS(MEEDOEN_DUMP)
#undef MEEDOEN_DUMP
  text->append(Column1("vectors", segment.vectors));
  text->append(Column1("cells", segment.cells));
  text->append(Column1("cell_offsets", segment.cell_offsets));
  text->append(Column1("session_offsets", segment.session_offsets));
  text->append(Column1("session_starts", segment.session_starts));
  text->append(Column1("session_lengths", segment.session_lengths));
  absl::StrAppend(text, "area_codes: ", absl::CHexEscape({segment.area_codes.data(), segment.area_codes.size()}), "\n");
  text->append(Column1("area_offsets", segment.area_offsets));
  text->append(Column1("area_rows", segment.area_rows));
  text->append(Column1("name_order", segment.name_order));
  text->append(Column1("record_offsets", segment.record_offsets));
  for (uint32_t row = 0; row < segment.rows; ++row) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, segment.Record(row));
    absl::StrAppend(text, "record ", row, ": ", Json(activity), "\n");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> DumpCatalogue(const std::string& folder) {
  std::string text;
  {
    MEEDOEN_ASSIGN_OR_RETURN(const auto mark, Acknowledged::Open(folder + "/acknowledged", false));
    absl::StrAppend(&text, "acknowledged ", mark->revision(), "\n");
  }
  MEEDOEN_RETURN_IF_ERROR(DumpRecords(folder, &text));
  MEEDOEN_RETURN_IF_ERROR(DumpReading(folder, &text));
  return text;
}

absl::StatusOr<std::string> DumpSnapshots(const std::string& folder) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string id, CurrentSnapshotId(*PosixEnv(), folder));
  MEEDOEN_ASSIGN_OR_RETURN(const auto snapshot, Snapshot::Open(*PosixEnv(), absl::StrCat(folder, "/", id)));
  const Manifest& manifest = snapshot->manifest();
  std::string text =
      absl::StrCat("CURRENT names ", id, "\nformat ", manifest.format_version, ", id ", manifest.id, ", revision ",
                   manifest.catalog_revision, ", model ", manifest.model_id, " of ", manifest.dimension,
                   ", calibration ", manifest.calibration_id, ", ", manifest.activities, " activities, built ",
                   absl::FormatTime(manifest.build_time, absl::UTCTimeZone()), "\n");
  for (const auto& [name, file] : manifest.files) {
    absl::StrAppend(&text, "file ", name, ": ", file.bytes, " bytes, ", file.sha256, "\n");
  }
  MEEDOEN_RETURN_IF_ERROR(DumpSegment(snapshot->segment(), &text));
  for (const char* code : {"7411", "7415AB"}) {
    MEEDOEN_ASSIGN_OR_RETURN(const Place place, snapshot->places().Find(code));
    absl::StrAppendFormat(&text, "place %s %a %a %d %s\n", code, place.latitude, place.longitude, place.doubt_metres,
                          place.municipality_code);
  }
  absl::StrAppend(&text, "calibration ", ToHex(snapshot->calibration().ToBytes()), "\n");
  return text;
}

absl::StatusOr<std::string> DumpBackups(const std::string& folder, const std::string& work) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto list, ListBackups(folder));
  std::string text;
  for (const BackupInfo& info : list) {
    absl::StrAppend(&text, "backup ", info.id, " of revision ", info.revision, ", made ",
                    absl::FormatTime(info.create_time, absl::UTCTimeZone()), ", ", info.bytes, " bytes, ", info.files,
                    " files\n");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const auto check, VerifyBackups(folder));
  absl::StrAppend(&text, check.backups, " looked at, ", check.problems.size(), " damaged\n");
  MEEDOEN_ASSIGN_OR_RETURN(const auto report, RestoreBackup({folder, 0, work, false}, absl::UnixEpoch()));
  absl::StrAppend(&text, "restored backup ", report.backup, " of revision ", report.backup_revision, " as ",
                  report.revision, "\n");
  MEEDOEN_ASSIGN_OR_RETURN(const std::string restored, DumpCatalogue(work));
  return text + restored;
}

}  // namespace meedoen::indexer::testing
