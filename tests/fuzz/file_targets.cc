// The files: activities in each format, mappings, tables of places.
#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/import/column_mapping.h"
#include "tests/fuzz/archive.h"
#include "tests/fuzz/checks.h"
#include "tests/fuzz/targets.h"

namespace meedoen::fuzz {
namespace {

using indexer::ImportOptions;
using Request = v1::ImportActivitiesRequest;

ImportOptions Options(const std::string& file_name) {
  static const auto& places = *new indexer::PlaceIndex({{"7411", 52.25, 6.16, 630, "GM0150", "Deventer"},
                                                        {"7415", 52.27, 6.17, 700, "GM0150", "Deventer"},
                                                        {"BU01500501", 52.25, 6.18, 300, "GM0150", "Rivierenwijk"},
                                                        {"GM0150", 52.26, 6.2, 9000, "GM0150", "Deventer"}});
  return {.file_name = file_name, .municipality_code = "GM0150", .source = "bron", .places = &places};
}

constexpr char kMappedFile[] =
    "Wat;Waar;Door wie;Soort;Postcode;Wanneer;Bedrag\n"
    "Koor;Buurthuis;Koor De IJssel;zingen;7411;di 10-12;2,50\n";

// A part of its own in the input, which no workbook has.
constexpr char kSheetName[] = "sheet";

absl::Status CheckPlace(const Place& place) {
  if (AreaKindOf(place.code) == AreaKind::kNone) return Broken("a place has no code");
  if (!IsMunicipalityCode(place.municipality_code)) return Broken("a place has no municipality");
  const bool inside = place.latitude >= kMinLatitude && place.latitude <= kMaxLatitude &&
                      place.longitude >= kMinLongitude && place.longitude <= kMaxLongitude;
  if (!inside) return Broken("a place is not in the Netherlands");
  if (!IsValidUtf8(place.name)) return Broken("a place has a name that is not UTF-8");
  return absl::OkStatus();
}

}  // namespace

absl::Status Csv(std::string_view bytes) { return CheckFile(Request::CSV, bytes, Options("a.csv")); }

absl::Status Xlsx(std::string_view bytes) { return CheckFile(Request::XLSX, bytes, Options("a.xlsx")); }

absl::Status XlsxParts(std::string_view bytes) {
  auto parts = SplitParts(bytes);
  ImportOptions options = Options("a.xlsx");
  // The name comes in a request, whose texts are UTF-8.
  if (IsValidUtf8(parts[kSheetName])) options.sheet = parts[kSheetName].substr(0, parts[kSheetName].find('\n'));
  parts.erase(kSheetName);
  return CheckFile(Request::XLSX, MakeArchive(parts), options);
}

absl::Status JsonLines(std::string_view bytes) { return CheckFile(Request::JSON_LINES, bytes, Options("a.jsonl")); }

absl::Status Mapping(std::string_view bytes) {
  const auto mapping = indexer::ParseMapping(std::string(bytes));
  if (!mapping.ok()) return CheckRefusal(mapping.status());
  std::set<std::string> headers;
  for (const indexer::MappedColumn& column : *mapping) {
    if (column.line < 1) return Broken("a mapped column has no line");
    if (!headers.insert(column.folded).second) return Broken("a header is mapped twice");
  }
  ImportOptions options = Options("a.csv");
  options.mapping = std::string(bytes);
  return CheckFile(Request::CSV, kMappedFile, options);
}

absl::Status Places(std::string_view bytes) {
  const auto file = indexer::ReadPlaces(bytes, "p.csv");
  if (!file.ok()) return CheckRefusal(file.status());
  std::set<std::string> codes;
  for (const Place& place : file->places) {
    MEEDOEN_RETURN_IF_ERROR(CheckPlace(place));
    if (!codes.insert(place.code).second) return Broken("two places have one code");
  }
  for (const v1::RowProblem& problem : file->problems) {
    MEEDOEN_RETURN_IF_ERROR(CheckMessage(indexer::FormatProblem(problem)));
    if (problem.line() == 0) return Broken("a problem does not name its line");
  }
  return file->refused > 0 && file->problems.empty() ? Broken("a row is refused without a reason") : absl::OkStatus();
}

}  // namespace meedoen::fuzz
