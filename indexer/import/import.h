// Files of others: activities (CSV and .xlsx, of our own template or anybody's; JSON lines) and tables of places, read
// row by row.
//
// A row is parsed, brought into the one form (NormalizeActivity) and checked (ValidateActivity); a bad row never costs
// the file. Nothing is looked up in the catalogue; in the table
// of places only the names of areas. Formats: docs/formats/csv.md.
// Threads: safe. Errors: INVALID_ARGUMENT when the file as a whole cannot be read (too large, no header, a column
// missing or twice, a wrong mapping, no encoding we know), before the first row is handed over; and what the callback
// returns. Each names file, line and column, and never a citizen number. Bounds: kMaxImportBytes, kMaxImportRows,
// kMaxImportColumns, kMaxCellBytes; of a workbook those of zip_file.h and workbook.h too. Cost: some 100 microseconds
// an activity, 4 a place.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/geo/place.h"
#include "indexer/import/place_index.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

struct ImportOptions {
  std::string file_name;               // Named in every problem.
  std::string municipality_code;       // For rows that do not name one. May be empty.
  std::string source;                  // Stored as Activity.source; empty: what the row says.
  std::string mapping;                 // Of a spreadsheet's columns; column_mapping.h. May be empty.
  std::string sheet;                   // Of a workbook, by name; empty: the first that is not hidden.
  const PlaceIndex* places = nullptr;  // For names of areas; null: none is known.
};

// How a row says which activity it is.
enum class RowIdentity {
  kNone,    // It does not: a refused row.
  kName,    // By the full name, or its id in the municipality.
  kId,      // By the sender's own id.
  kMadeUp,  // By provider, title and place.
};

struct ImportedRow {
  uint32_t line = 0;  // From 1, where the row starts.
  RowIdentity identity = RowIdentity::kNone;
  std::string name;      // municipalities/.../activities/..., also of a refused row; empty: kNone.
  std::string id;        // kId: as the row has it.
  bool repeats = false;  // All of it stands in an earlier row too: left out, and neither taken nor refused.
  std::optional<v1::Activity> activity;  // Normalised and valid, its name set. Absent: refused.
  std::vector<v1::RowProblem> problems;  // Why it was refused, and warnings.
};

struct ImportSummary {
  uint32_t rows = 0;
  uint32_t refused = 0;
  // All warnings: of the file as a whole (columns that are not known), and of rows that are no activities.
  std::vector<v1::RowProblem> problems;
  // What the sender calls a field ("PC" for place.postcode), for problems that are found later.
  std::function<std::string(const std::string& path)> column_of;
};

// Hands over each row in the file's order. Two rows with one name or id: the second is refused, naming both lines. Two
// with one provider, title and place: both are taken, with a warning, told apart by their order.
// Stops with what `take` returns if that is not OK.
absl::StatusOr<ImportSummary> ReadActivities(v1::ImportActivitiesRequest::Format format, std::string_view bytes,
                                             const ImportOptions& options,
                                             const std::function<absl::Status(ImportedRow)>& take);

struct PlacesFile {
  std::vector<Place> places;  // In the file's order.
  uint32_t refused = 0;
  std::vector<v1::RowProblem> problems;  // At most kMaxReportedProblems.
};

// CSV with a header: `code` (or pc4, pc6, bu_code, wk_code), `lat`, `lon`, `gm_code`, `place`, and `doubt_metres` or
// `area_km2` (the doubt is then the radius of a circle of that area, rounded up to 10 metres). Other columns are
// ignored.
absl::StatusOr<PlacesFile> ReadPlaces(std::string_view bytes, const std::string& file_name);

// "activiteiten.csv:12: kolom "postcode": ..." for people.
std::string FormatProblem(const v1::RowProblem& problem);

}  // namespace meedoen::indexer
