// The adapter for tables: our own CSV template, strictly; the spreadsheets of others, as far as they are understood.
#include "indexer/import/table_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_parser.h"
#include "indexer/import/encoding.h"
#include "indexer/import/field_setter.h"
#include "indexer/import/free_notes.h"
#include "indexer/import/free_row.h"
#include "indexer/import/html_text.h"
#include "indexer/import/table_header.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kFooterCells = 2;  // "Totaal:" and 34.

bool IsProse(const CsvColumn& column) { return column.kind > CellKind::kSingleDates; }

// What a spreadsheet shows for a formula that went wrong, in English and in Dutch.
bool IsError(const std::string& cell) {
  constexpr std::string_view kErrors[] = {"#N/A",   "#N/B",    "#REF!",   "#VERW!",   "#VALUE!", "#WAARDE!",
                                          "#NAME?", "#NAAM?",  "#DIV/0!", "#DEEL/0!", "#NULL!",  "#LEEG!",
                                          "#NUM!",  "#GETAL!", "#SPILL!", "#CALC!"};
  return std::find(std::begin(kErrors), std::end(kErrors), cell) != std::end(kErrors);
}

class TableReader final : public RowReader {
 public:
  TableReader(OpenTable table, TableHeader header)
      : table_(std::move(table)), header_(std::move(header)), filled_(header_.columns.size()) {
    for (const FileColumn& column : header_.columns) {
      states_source_id_ = states_source_id_ || (column.column != nullptr && column.column->path == "source_id");
      has_prose_ = has_prose_ || (column.column != nullptr && IsProse(*column.column));
      is_export_ = is_export_ || (column.column != nullptr && column.column->export_only);
    }
  }

  bool Next(ParsedRow* row) override {
    TableRecord record;
    if (!table_.source->Next(&record)) return false;
    *row = ParsedRow();
    row->line = record.line;
    row->states_source_id = states_source_id_;
    row->free = header_.free;
    if (!record.problem.empty()) {
      row->readable = false;
      row->problems.Add("", record.problem);
      return true;
    }
    if (IsNoActivity(record, row)) return true;
    FreeRow free(row);
    for (size_t i = 0; i < record.cells.size(); ++i) TakeCell(i, record.cells[i], &free, row);
    if (!header_.free) FinishRecurrences(row);
    if (header_.free || has_prose_) free.Finish();
    if (header_.free) NameMissing(record, row);
    if (!is_export_) CutNotes(row);
    return true;
  }

  std::string ColumnOf(const std::string& path) const override {
    const std::string name = ColumnOfPath(path);
    for (const FileColumn& column : header_.columns) {
      if (column.column != nullptr && column.column->header == name) return column.header;
    }
    if (!header_.free) return name;
    for (const FileColumn& column : header_.columns) {  // What holds the field, or a part of it.
      const bool holds = column.column != nullptr && path.starts_with(column.column->path) &&
                         (path.size() == column.column->path.size() || path[column.column->path.size()] == '.');
      if (holds) return column.header;
    }
    return name;
  }
  const std::vector<Problem>& file_problems() const override { return header_.warnings; }
  uint32_t header_line() const override { return header_.line; }

 private:
  // The header once more, as lists of several pages have it, a total below the list, or a heading inside it.
  bool IsNoActivity(const TableRecord& record, ParsedRow* row) const {
    size_t same = 0, filled = 0;
    std::string first;
    for (size_t i = 0; i < record.cells.size(); ++i) {
      const std::string folded = IsValidUtf8(record.cells[i]) ? FoldHeader(record.cells[i].substr(0, 200)) : "?";
      if (folded.empty()) continue;
      if (filled++ == 0) first = folded;
      if (i < header_.columns.size() && folded == header_.columns[i].folded) ++same;
    }
    const bool header = filled > 1 && same == filled;
    bool total = false;
    for (const char* word : {"totaal", "subtotaal", "eindtotaal", "aantal_activiteiten", "laatst_bijgewerkt",
                             "bijgewerkt_op", "einde_lijst"}) {
      total = total || (header_.free && filled <= kFooterCells && first.starts_with(word));
    }
    const bool heading = header_.free && filled == 1;
    if (!header && !total && !heading) return false;
    row->skipped = true;
    row->problems.Warn("", header ? "repeats the header; left out"
                           : total
                               ? "is a total or a remark below the list; left out"
                               : "has one cell only: a heading inside the list, or what a merged cell left; left out");
    return true;
  }

  void TakeCell(size_t index, const std::string& raw, FreeRow* free, ParsedRow* row) {
    const bool inside = index < header_.columns.size();
    const std::string header = inside ? header_.columns[index].header : absl::StrCat("column ", index + 1);
    absl::StatusOr<std::string> cell = CleanText(raw);
    if (!cell.ok()) return row->problems.Add(header, std::string(cell.status().message()));
    const CsvColumn* column = inside ? header_.columns[index].column : nullptr;
    if (cell->empty()) return;
    *cell = Unguarded(*std::move(cell));
    const bool degrees = column != nullptr && column->kind == CellKind::kDegrees && ParseDegrees(*cell).ok() &&
                         cell->find_first_of(".,") != cell->npos;  // Nine decimals are no citizen number.
    // An export of ours holds what it holds; what others send may hold HTML. A number may hide in it.
    const std::string text = is_export_ ? *cell : CleanText(TextOfHtml(*cell)).value_or("");
    if (!degrees && (ContainsCitizenNumber(*cell) || ContainsCitizenNumber(text))) {
      // Before any message could quote it, and in columns that are not read too.
      return row->problems.Add(header,
                               "holds a number of nine digits that is a citizen service number (BSN); take it out");
    }
    if (!is_export_ && IsError(text)) {
      return row->problems.Warn(header, text + ": is an error of the spreadsheet; the cell was taken for empty");
    }
    if (!inside) return row->problems.Add(header, "stands beyond the last column of the header");
    if (column == nullptr || text.empty()) return;
    filled_[index] = row->line;
    SetCell(*column, header, text, free, row);
  }

  void SetCell(const CsvColumn& column, const std::string& header, const std::string& cell, FreeRow* free,
               ParsedRow* row) const {
    if (column.kind == CellKind::kId && ParseActivityName(cell).ok()) {
      row->activity.set_name(cell);
    } else if (column.kind == CellKind::kId) {
      row->id = cell;
    } else if (header_.free || IsProse(column)) {
      free->Take(column, header, cell);
    } else if (column.kind == CellKind::kMunicipality) {
      row->municipality_code = NormalizeAreaCode(cell);
    } else if (const absl::Status status = SetField(column, cell, &row->activity); !status.ok()) {
      row->problems.Add(header, std::string(status.message()));
    }
  }

  // A note gathers what several cells say; what it cannot hold must not cost the row.
  void CutNotes(ParsedRow* row) const {
    for (const CutNote& cut : CutLongNotes(&row->activity)) {
      row->problems.Warn(
          ColumnOf(std::string(cut.path)),
          absl::StrCat("holds more than ", kMaxNoteCharacters, " characters, with what was kept in it; the last ",
                       cut.characters, " were left out"));
    }
  }

  // A required cell that is empty below one that is not: mostly what a merged cell leaves.
  void NameMissing(const TableRecord& record, ParsedRow* row) const {
    for (size_t i = 0; i < header_.columns.size(); ++i) {
      const CsvColumn* column = header_.columns[i].column;
      const bool empty = i >= record.cells.size() || record.cells[i].find_first_not_of(" \t\n") == std::string::npos;
      if (column == nullptr || !column->required || !empty || filled_[i] == 0) continue;
      row->problems.Add(header_.columns[i].header,
                        absl::StrCat("is empty; line ", filled_[i],
                                     " has one, but nothing is filled in by guess: if a merged cell stood here, write "
                                     "it in every row"));
    }
  }

  // A rule that does not say where it begins does so on the day of the column startdatum.
  static void FinishRecurrences(ParsedRow* row) {
    if (!row->activity.has_schedule()) return;
    for (v1::Recurrence& recurrence : *row->activity.mutable_schedule()->mutable_recurrences()) {
      const bool without = recurrence.start_date() == kNoStartDate;
      if (recurrence.start_date().empty()) recurrence.set_start_date(row->activity.valid_from());
      if (without) recurrence.clear_start_date();
      const bool counted = recurrence.rrule().find("INTERVAL=") != std::string::npos ||
                           recurrence.rrule().find("COUNT=") != std::string::npos;
      if (WeeksUnknown(recurrence)) {
        if (!without) row->problems.Warn("herhaling", kWeeksUnknownWarning);
      } else if (counted && recurrence.start_date().empty()) {
        row->problems.Add("herhaling", "needs the date of the first session in the column startdatum");
      }
    }
  }

  const OpenTable table_;
  const TableHeader header_;
  std::vector<uint32_t> filled_;  // The last line with something in this column; 0: none yet.
  bool states_source_id_ = false;
  bool is_export_ = false;
  bool has_prose_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RowReader>> ReadTable(OpenTable table, const std::vector<MappedColumn>& mapping,
                                                     const std::string& file_name) {
  MEEDOEN_ASSIGN_OR_RETURN(TableHeader header, ReadTableHeader(*table.source, mapping, file_name));
  if (!table.note.empty()) header.warnings.insert(header.warnings.begin(), {"", table.note, true});
  TableRecord record;
  for (size_t rows = 0; table.source->Next(&record); ++rows) {
    if (rows == kMaxImportRows) return TooManyRows(file_name);
  }
  table.source->Rewind();
  while (table.source->Next(&record) && record.line < header.line) {
  }
  return std::make_unique<TableReader>(std::move(table), std::move(header));
}

absl::StatusOr<std::unique_ptr<RowReader>> OpenCsv(std::string_view bytes, const ImportOptions& options) {
  const absl::StatusOr<std::vector<MappedColumn>> mapping = ParseMapping(options.mapping);
  if (!mapping.ok()) return Annotate(mapping.status(), options.file_name);
  MEEDOEN_ASSIGN_OR_RETURN(DecodedText decoded, DecodeText(bytes, options.file_name));
  OpenTable table;
  table.owned = decoded.owned;
  table.note = decoded.note;
  table.source = std::make_unique<CsvParser>(decoded.text, FindSeparator(decoded.text, *mapping));
  return ReadTable(std::move(table), *mapping, options.file_name);
}

}  // namespace meedoen::indexer
