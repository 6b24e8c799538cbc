// Tables of places: our own form and those of Statistics Netherlands that carry the same columns.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/csv_parser.h"
#include "indexer/import/encoding.h"
#include "indexer/import/import.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {
namespace {

constexpr uint32_t kMaxDoubtMetres = 50'000;

// Where each value stands; -1: not in the file.
struct PlaceColumns {
  int code = -1, latitude = -1, longitude = -1, municipality = -1, name = -1, doubt = -1, area = -1;
};

int IndexOf(const std::vector<std::string>& headers, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = std::find(headers.begin(), headers.end(), name);
    if (found != headers.end()) return static_cast<int>(found - headers.begin());
  }
  return -1;
}

absl::StatusOr<PlaceColumns> FindColumns(const CsvRecord& header) {
  if (!header.problem.empty()) return absl::InvalidArgumentError(header.problem);
  std::vector<std::string> headers;
  for (const std::string& cell : header.cells) headers.push_back(FoldHeader(cell));
  const PlaceColumns columns{.code = IndexOf(headers, {"code", "pc6", "bu_code", "wk_code", "pc4"}),
                             .latitude = IndexOf(headers, {"lat"}),
                             .longitude = IndexOf(headers, {"lon"}),
                             .municipality = IndexOf(headers, {"gm_code"}),
                             .name = IndexOf(headers, {"place"}),
                             .doubt = IndexOf(headers, {"doubt_metres"}),
                             .area = IndexOf(headers, {"area_km2"})};
  std::vector<std::string> missing;
  if (columns.code < 0) missing.push_back("code (or pc4, pc6, bu_code, wk_code)");
  if (columns.latitude < 0) missing.push_back("lat");
  if (columns.longitude < 0) missing.push_back("lon");
  if (columns.municipality < 0) missing.push_back("gm_code");
  if (columns.name < 0) missing.push_back("place");
  if (columns.doubt < 0 && columns.area < 0) missing.push_back("doubt_metres (or area_km2)");
  if (missing.empty()) return columns;
  return absl::InvalidArgumentError(absl::StrCat("the header lacks the columns ", absl::StrJoin(missing, ", "),
                                                 "; docs/formats/places.md describes it"));
}

// Reads one row; each problem with the column it is in.
class PlaceRow {
 public:
  PlaceRow(const PlaceColumns& columns, const CsvRecord& record) : columns_(columns), record_(record) {}

  std::optional<Place> Read(Problems* problems) const {
    Place place;
    place.code = NormalizeAreaCode(Cell(columns_.code));
    if (AreaKindOf(place.code) == AreaKind::kNone) {
      problems->Add("code", absl::StrCat(Shown(place.code),
                                         " is no postcode and no code of an area (7415, 7415AB, "
                                         "BU01500101, WK015001, GM0150)"));
    }
    place.latitude = Number("lat", columns_.latitude, kMinLatitude, kMaxLatitude, problems);
    place.longitude = Number("lon", columns_.longitude, kMinLongitude, kMaxLongitude, problems);
    place.municipality_code = NormalizeAreaCode(Cell(columns_.municipality));
    if (!IsMunicipalityCode(place.municipality_code)) {
      problems->Add("gm_code",
                    absl::StrCat(Shown(place.municipality_code), " is not the code of a municipality, as GM0150"));
    }
    place.name = Cell(columns_.name);
    if (CountCharacters(place.name) > kMaxTitleCharacters) {
      problems->Add("place", absl::StrCat("is longer than ", kMaxTitleCharacters, " characters"));
    }
    place.doubt_metres = Doubt(problems);
    if (problems->HasErrors()) return std::nullopt;
    return place;
  }

 private:
  std::string Cell(int index) const {
    if (index < 0 || static_cast<size_t>(index) >= record_.cells.size()) return "";
    return CleanText(record_.cells[static_cast<size_t>(index)]).value_or("");
  }

  double Number(const char* column, int index, double least, double most, Problems* problems) const {
    const std::string cell = Cell(index);
    const absl::StatusOr<double> value = ParseDegrees(cell);
    if (value.ok() && *value >= least && *value <= most) return *value;
    problems->Add(column, absl::StrCat(Shown(cell), " is not a number from ", least, " to ", most));
    return 0;
  }

  // The radius of a circle of the area, rounded up to 10 metres.
  uint32_t Doubt(Problems* problems) const {
    if (columns_.doubt >= 0)
      return static_cast<uint32_t>(std::ceil(Number("doubt_metres", columns_.doubt, 0, kMaxDoubtMetres, problems)));
    const double area = Number("area_km2", columns_.area, 0, 5000, problems);
    return static_cast<uint32_t>(std::ceil(std::sqrt(area * 1e6 / M_PI) / 10) * 10);
  }

  const PlaceColumns& columns_;
  const CsvRecord& record_;
};

}  // namespace

absl::StatusOr<PlacesFile> ReadPlaces(std::string_view bytes, const std::string& file_name) {
  MEEDOEN_ASSIGN_OR_RETURN(const DecodedText decoded, DecodeText(bytes, file_name));
  CsvParser parser(decoded.text, DetectSeparator(decoded.text));
  CsvRecord record;
  parser.Next(&record);
  const absl::StatusOr<PlaceColumns> columns = FindColumns(record);
  if (!columns.ok()) return Annotate(columns.status(), absl::StrCat(file_name, ":", record.line));
  PlacesFile file;
  if (!decoded.note.empty()) {
    v1::RowProblem& note = file.problems.emplace_back();
    note.set_file_name(file_name);
    note.set_line(record.line);
    note.set_message(decoded.note);
    note.set_warning(true);
  }
  absl::flat_hash_map<std::string, uint32_t> lines;
  const auto refuse = [&](const Problems& problems) {
    ++file.refused;
    for (const Problem& problem : problems.all()) {
      if (file.problems.size() == kMaxReportedProblems) return;
      v1::RowProblem& row = file.problems.emplace_back();
      row.set_file_name(file_name);
      row.set_line(record.line);
      row.set_column(problem.field);
      row.set_message(problem.message);
    }
  };
  while (parser.Next(&record)) {
    Problems problems;
    if (!record.problem.empty()) problems.Add("", record.problem);
    std::optional<Place> place;
    if (!problems.HasErrors()) place = PlaceRow(*columns, record).Read(&problems);
    if (place.has_value()) {
      const auto [seen, is_new] = lines.try_emplace(place->code, record.line);
      if (!is_new) {
        problems.Add("code", absl::StrCat("line ", record.line, " has the same code as line ", seen->second,
                                          ", so it is left out"));
      }
    }
    if (problems.HasErrors()) {
      refuse(problems);
      continue;
    }
    if (file.places.size() == kMaxPlaces) {
      return absl::InvalidArgumentError(
          absl::StrCat(file_name, ": has more than ", kMaxPlaces, " places; split the file"));
    }
    file.places.push_back(*std::move(place));
  }
  return file;
}

}  // namespace meedoen::indexer
