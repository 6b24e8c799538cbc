// The adapter for our own CSV template.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_columns.h"
#include "indexer/import/csv_parser.h"
#include "indexer/import/field_setter.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {
namespace {

// A column of this file.
struct FileColumn {
  std::string header;       // As people wrote it.
  const CsvColumn* column;  // Null: not known, left alone.
};

class CsvReader final : public RowReader {
 public:
  CsvReader(CsvParser parser, std::vector<FileColumn> columns, std::vector<Problem> problems)
      : parser_(parser), columns_(std::move(columns)), problems_(std::move(problems)) {}

  bool Next(ParsedRow* row) override {
    CsvRecord record;
    if (!parser_.Next(&record)) return false;
    *row = ParsedRow();
    row->line = record.line;
    row->states_source_id = std::any_of(columns_.begin(), columns_.end(), [](const FileColumn& column) {
      return column.column != nullptr && column.column->path == "source_id";
    });
    if (!record.problem.empty()) {
      row->readable = false;
      row->problems.Add("", record.problem);
      return true;
    }
    for (size_t i = 0; i < record.cells.size(); ++i) TakeCell(i, record.cells[i], row);
    FinishRecurrences(row);
    return true;
  }

  std::string ColumnOf(const std::string& path) const override { return ColumnOfPath(path); }
  const std::vector<Problem>& file_problems() const override { return problems_; }

 private:
  void TakeCell(size_t index, const std::string& raw, ParsedRow* row) {
    const std::string header = index < columns_.size() ? columns_[index].header : absl::StrCat("column ", index + 1);
    absl::StatusOr<std::string> cell = CleanText(raw);
    if (!cell.ok()) return row->problems.Add(header, std::string(cell.status().message()));
    const CsvColumn* column = index < columns_.size() ? columns_[index].column : nullptr;
    if (cell->empty()) return;
    *cell = Unguarded(*std::move(cell));
    const bool degrees = column != nullptr && column->kind == CellKind::kDegrees && ParseDegrees(*cell).ok() &&
                         cell->find_first_of(".,") != cell->npos;  // Nine decimals are no citizen number.
    if (!degrees &&
        ContainsCitizenNumber(*cell)) {  // Before any message could quote it, and in columns that are not read too.
      return row->problems.Add(header,
                               "holds a number of nine digits that is a citizen service number (BSN); take it out");
    }
    if (index >= columns_.size()) return row->problems.Add(header, "stands beyond the last column of the header");
    if (column == nullptr) return;
    if (column->kind == CellKind::kId && ParseActivityName(*cell).ok()) {
      row->activity.set_name(*cell);
    } else if (column->kind == CellKind::kId) {
      row->id = *cell;
    } else if (column->kind == CellKind::kMunicipality) {
      row->municipality_code = NormalizeAreaCode(*cell);
    } else if (const absl::Status status = SetField(*column, *cell, &row->activity); !status.ok()) {
      row->problems.Add(header, std::string(status.message()));
    }
  }

  // A rule that does not say where it begins does so on the day of the column startdatum.
  static void FinishRecurrences(ParsedRow* row) {
    if (!row->activity.has_schedule()) return;
    for (v1::Recurrence& recurrence : *row->activity.mutable_schedule()->mutable_recurrences()) {
      if (recurrence.start_date().empty()) recurrence.set_start_date(row->activity.valid_from());
      if (recurrence.start_date() == kNoStartDate) recurrence.clear_start_date();
      const bool counted = recurrence.rrule().find("INTERVAL=") != std::string::npos ||
                           recurrence.rrule().find("COUNT=") != std::string::npos;
      if (counted && recurrence.start_date().empty()) {
        row->problems.Add("herhaling", "needs the date of the first session in the column startdatum");
      }
    }
  }

  CsvParser parser_;
  const std::vector<FileColumn> columns_;
  const std::vector<Problem> problems_;
};

// What is wrong with the header, if anything; unknown columns become warnings.
absl::Status CheckHeader(const std::vector<FileColumn>& columns, std::vector<Problem>* warnings) {
  std::vector<std::string> wrong;
  for (const CsvColumn& column : CsvColumns()) {
    std::vector<std::string> found;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].column == &column) found.push_back(absl::StrCat(i + 1));
    }
    const std::string name(column.header);
    if (column.required && found.empty()) wrong.push_back(absl::StrCat("the column \"", name, "\" is missing"));
    if (found.size() > 1) {
      wrong.push_back(absl::StrCat("the column \"", name, "\" stands ", found.size(), " times: in columns ",
                                   absl::StrJoin(found, ", ")));
    }
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].column != nullptr || columns[i].header.empty()) continue;
    warnings->push_back({columns[i].header, absl::StrCat("column ", i + 1, " is not known and is not read"), true});
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(absl::StrJoin(wrong, "; "),
                   ". The first line must hold the columns of docs/formats/csv.md, separated by ; or ,"));
}

absl::StatusOr<std::vector<FileColumn>> ReadHeader(const CsvRecord& record) {
  if (!record.problem.empty()) return absl::InvalidArgumentError(absl::StrCat("the header: ", record.problem));
  std::vector<FileColumn> columns;
  for (size_t i = 0; i < record.cells.size(); ++i) {
    const absl::StatusOr<std::string> header = CleanText(record.cells[i]);
    if (!header.ok()) return Annotate(header.status(), absl::StrCat("the header, column ", i + 1));
    if (ContainsCitizenNumber(*header)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the header, column ", i + 1, ": holds a citizen service number (BSN)"));
    }
    const CsvColumn* column = FindColumn(FoldHeader(*header));
    const bool shown = column != nullptr || header->size() <= 60;
    columns.push_back({column != nullptr ? std::string(column->header) : shown ? *header : Shown(*header), column});
  }
  return columns;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RowReader>> OpenCsv(std::string_view bytes, const std::string& file_name) {
  const char separator = DetectSeparator(bytes);
  CsvParser parser(bytes, separator);
  CsvRecord record;
  if (!parser.Next(&record)) return absl::InvalidArgumentError(absl::StrCat(file_name, ": the file holds no header"));
  const std::string where = absl::StrCat(file_name, ":", record.line);
  absl::StatusOr<std::vector<FileColumn>> columns = ReadHeader(record);
  if (!columns.ok()) return Annotate(columns.status(), where);
  std::vector<Problem> warnings;
  MEEDOEN_RETURN_IF_ERROR(Annotate(CheckHeader(*columns, &warnings), where));
  CsvParser counter = parser;
  for (size_t rows = 0; counter.Next(&record); ++rows) {
    if (rows == kMaxImportRows) return TooManyRows(file_name);
  }
  return std::make_unique<CsvReader>(parser, *std::move(columns), std::move(warnings));
}

}  // namespace meedoen::indexer
