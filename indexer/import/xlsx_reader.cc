// The adapter for Excel workbooks (.xlsx): one sheet as a table, each cell as a Dutch CSV file would have it.
#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "indexer/import/cells.h"
#include "indexer/import/table_file.h"
#include "indexer/import/table_reader.h"
#include "indexer/import/workbook.h"

namespace meedoen::indexer {
namespace {

constexpr char kNoValue[] = "#CALC!";  // Of a formula that nobody has worked out yet.

// The column of "BC12", from 0; -1: it names none.
int ColumnOfReference(const std::string& reference) {
  int column = 0;
  size_t i = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z' && i < 4; ++i) {
    column = column * 26 + (reference[i] - 'A' + 1);
  }
  return i == 0 ? -1 : column - 1;
}

class Rows final : public TableSource {
 public:
  bool Next(TableRecord* record) override {
    if (at_ == records.size()) return false;
    *record = records[at_++];
    return true;
  }
  void Rewind() override { at_ = 0; }

  std::vector<TableRecord> records;

 private:
  size_t at_ = 0;
};

class SheetPart final : public XmlHandler {
 public:
  SheetPart(const Workbook& workbook, std::vector<TableRecord>& records) : workbook_(workbook), records_(records) {}

  absl::Status Start(const std::string& name, const XmlAttributes& attributes) override {
    const auto get = [&](const char* key) {
      const auto found = attributes.find(key);
      return found == attributes.end() ? std::string() : found->second;
    };
    in_text_ = (name == "v" || name == "t") && in_cell_ && !phonetic_;
    if (name == "rPh") phonetic_ = true;
    if (name == "f") formula_ = in_cell_;
    if (name == "row") return StartRow(get("r"));
    if (name != "c") return absl::OkStatus();
    const int column = ColumnOfReference(get("r"));
    column_ = column < 0 ? column_ + 1 : column;
    type_ = get("t");
    if (!absl::SimpleAtoi(get("s"), &style_)) style_ = 0;
    value_.clear();
    formula_ = false;
    in_cell_ = true;
    return absl::OkStatus();
  }

  absl::Status End(const std::string& name) override {
    in_text_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name == "row") return EndRow();
    if (name != "c") return absl::OkStatus();
    in_cell_ = false;
    return EndCell();
  }

  absl::Status Text(std::string_view text) override {
    if (in_text_) value_.append(text);
    return absl::OkStatus();
  }

 private:
  absl::Status StartRow(const std::string& number) {
    uint32_t line = line_ + 1;
    if (!number.empty() && (!absl::SimpleAtoi(number, &line) || line <= line_)) {
      return absl::InvalidArgumentError(absl::StrCat("has its rows out of order below row ", line_));
    }
    line_ = line;
    column_ = -1;
    record_ = {.line = line};
    return absl::OkStatus();
  }

  absl::Status EndRow() {
    const bool blank = std::all_of(record_.cells.begin(), record_.cells.end(), [](const std::string& cell) {
      return cell.find_first_not_of(" \t\n") == cell.npos;
    });
    if (!blank || !record_.problem.empty()) records_.push_back(std::move(record_));
    record_ = {};
    if (records_.size() > kMaxImportRows + kMaxHeaderSearchRows) {
      return absl::InvalidArgumentError(absl::StrCat("has more than ", kMaxImportRows, " rows"));
    }
    return absl::OkStatus();
  }

  absl::Status EndCell() {
    std::string cell = CellText();
    if (cell.empty()) return absl::OkStatus();
    bytes_ += cell.size();
    if (++cells_ > kMaxSheetCells)
      return absl::InvalidArgumentError(absl::StrCat("has more than ", kMaxSheetCells, " cells"));
    if (bytes_ > kMaxZipEntryBytes) {
      return absl::InvalidArgumentError(absl::StrCat("has cells of more than ", kMaxZipEntryBytes, " bytes together"));
    }
    const size_t column = static_cast<size_t>(column_);
    if (column >= kMaxImportColumns) {
      record_.problem = absl::StrCat("has more than ", kMaxImportColumns, " columns");
      return absl::OkStatus();
    }
    if (cell.size() > kMaxCellBytes) {
      record_.problem = absl::StrCat("the cell in column ", column + 1, " has ", cell.size(), " bytes; at most ",
                                     kMaxCellBytes, " are taken");
      return absl::OkStatus();
    }
    if (record_.cells.size() <= column) record_.cells.resize(column + 1);
    record_.cells[column] = std::move(cell);
    return absl::OkStatus();
  }

  std::string CellText() const {
    if (value_.empty()) return formula_ && type_ != "str" ? kNoValue : "";
    if (type_ == "s") {
      size_t index = 0;
      return absl::SimpleAtoi(value_, &index) && index < workbook_.texts.size() ? workbook_.texts[index] : kNoValue;
    }
    if (type_ == "b") return value_ == "1" || value_ == "true" ? "WAAR" : "ONWAAR";
    if (type_ == "d") return value_.substr(0, value_.find("T00:00"));
    double number = 0;
    const bool is_number = (type_.empty() || type_ == "n") && absl::SimpleAtod(value_, &number);
    if (!is_number) return value_;
    const size_t style = static_cast<size_t>(std::max(style_, 0));
    return ShowNumber(number, style < workbook_.formats.size() ? workbook_.formats[style] : NumberFormat(),
                      workbook_.since_1904);
  }

  const Workbook& workbook_;
  std::vector<TableRecord>& records_;
  TableRecord record_;
  uint32_t line_ = 0;
  int column_ = -1, style_ = 0;
  std::string type_, value_;
  bool in_cell_ = false, in_text_ = false, formula_ = false, phonetic_ = false;
  size_t cells_ = 0;
  uint64_t bytes_ = 0;
};

absl::StatusOr<const Workbook::Sheet*> FindSheet(const Workbook& workbook, const std::string& name) {
  std::vector<std::string> names;
  for (const Workbook::Sheet& sheet : workbook.sheets) {
    if (name.empty() ? !sheet.hidden : sheet.name == name) return &sheet;
    if (names.size() < 20 && !ContainsCitizenNumber(sheet.name)) names.push_back(Shown(sheet.name));
  }
  if (name.empty()) return &workbook.sheets.front();
  return absl::InvalidArgumentError(
      absl::StrCat("has no sheet ", Shown(name), "; it has ", absl::StrJoin(names, ", ")));
}

absl::StatusOr<std::unique_ptr<Rows>> ReadSheet(std::string_view bytes, const std::string& name) {
  if (bytes.size() > kMaxImportBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("has ", bytes.size(), " bytes; at most ", kMaxImportBytes, " are taken, so split the file"));
  }
  if (bytes.empty()) return absl::InvalidArgumentError("the file is empty");
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return absl::InvalidArgumentError("is an old .xls file, or has a password; save it as .xlsx without one");
  }
  MEEDOEN_ASSIGN_OR_RETURN(const std::unique_ptr<ZipFile> zip, ZipFile::Open(bytes));
  MEEDOEN_ASSIGN_OR_RETURN(const Workbook workbook, ReadWorkbook(*zip));
  MEEDOEN_ASSIGN_OR_RETURN(const Workbook::Sheet* sheet, FindSheet(workbook, name));
  auto rows = std::make_unique<Rows>();
  SheetPart part(workbook, rows->records);
  MEEDOEN_RETURN_IF_ERROR(ReadXmlPart(*zip, sheet->part, part));
  return rows;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TableSource>> OpenSheet(std::string_view bytes, const std::string& name) {
  return ReadSheet(bytes, name);
}

absl::StatusOr<std::unique_ptr<RowReader>> OpenXlsx(std::string_view bytes, const ImportOptions& options) {
  const absl::StatusOr<std::vector<MappedColumn>> mapping = ParseMapping(options.mapping);
  if (!mapping.ok()) return Annotate(mapping.status(), options.file_name);
  absl::StatusOr<std::unique_ptr<Rows>> rows = ReadSheet(bytes, options.sheet);
  if (!rows.ok()) return Annotate(rows.status(), options.file_name);
  return ReadTable({.source = *std::move(rows)}, *mapping, options.file_name);
}

}  // namespace meedoen::indexer
