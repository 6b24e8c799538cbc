#include "indexer/import/table_header.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/citizen_number.h"
#include "core/text/clean.h"
#include "indexer/import/cells.h"
#include "indexer/import/csv_parser.h"

namespace meedoen::indexer {
namespace {

using Mapping = std::vector<MappedColumn>;

const MappedColumn* Mapped(const Mapping& mapping, const std::string& folded) {
  const auto found =
      std::find_if(mapping.begin(), mapping.end(), [&](const MappedColumn& one) { return one.folded == folded; });
  return found == mapping.end() ? nullptr : &*found;
}

const CsvColumn* Meaning(const Mapping& mapping, const std::string& folded) {
  const MappedColumn* mapped = Mapped(mapping, folded);
  return mapped != nullptr ? mapped->column : FindColumnByAnyName(folded);
}

// What a row is worth as a header.
struct Score {
  size_t required = 0;  // Different required columns.
  size_t known = 0;     // Different columns.
  auto operator<=>(const Score&) const = default;
};

Score ScoreOf(const TableRecord& record, const Mapping& mapping) {
  std::set<const CsvColumn*> known;
  for (const std::string& cell : record.cells) {
    if (cell.empty() || cell.size() > 200 || !IsValidUtf8(cell)) continue;
    if (const CsvColumn* column = Meaning(mapping, FoldHeader(cell)); column != nullptr) known.insert(column);
  }
  const auto required = std::count_if(known.begin(), known.end(), [](const CsvColumn* one) { return one->required; });
  return {static_cast<size_t>(required), known.size()};
}

size_t RequiredColumns() {
  return static_cast<size_t>(
      std::count_if(CsvColumns().begin(), CsvColumns().end(), [](const CsvColumn& one) { return one.required; }));
}

// The row that is the header: the first with every required column, else the one with most that are known, else the
// first. Its number among the records, from 0.
struct Found {
  size_t record = 0;
  Score score;
};
Found FindHeader(TableSource& source, const Mapping& mapping) {
  Found best;
  TableRecord record;
  for (size_t i = 0; i < kMaxHeaderSearchRows && source.Next(&record); ++i) {
    const Score score = ScoreOf(record, mapping);
    if (score > best.score) best = {i, score};
    if (score.required == RequiredColumns()) break;
  }
  source.Rewind();
  return best;
}

absl::StatusOr<FileColumn> ReadColumn(const std::string& cell, const Mapping& mapping) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string header, CleanText(cell));
  if (ContainsCitizenNumber(header)) {
    return absl::InvalidArgumentError("holds a citizen service number (BSN)");
  }
  const std::string folded = FoldHeader(header);
  const bool shown = header.size() <= 60;
  return FileColumn{shown ? header : Shown(header), folded, Meaning(mapping, folded)};
}

bool IsTemplate(const std::vector<FileColumn>& columns) {
  return std::all_of(CsvColumns().begin(), CsvColumns().end(), [&](const CsvColumn& wanted) {
    return !wanted.required || std::any_of(columns.begin(), columns.end(),
                                           [&](const FileColumn& column) { return column.folded == wanted.header; });
  });
}

// Columns that may stand more than once: their cells are put together.
bool IsPart(const CsvColumn& column) {
  return column.kind == CellKind::kAddressPart || column.kind == CellKind::kAudience ||
         column.kind == CellKind::kContact;
}

// In the template a column is what it says; in any table a column's own name goes before the other names it has.
void SettleNames(const Mapping& mapping, TableHeader* header) {
  for (FileColumn& column : header->columns) {
    if (Mapped(mapping, column.folded) != nullptr) continue;
    const CsvColumn* own = FindColumn(column.folded);
    if (!header->free && own != nullptr) column.column = own;
    if (!header->free && own != nullptr) column.header = std::string(own->header);
  }
  for (FileColumn& column : header->columns) {
    if (column.column == nullptr || column.folded == column.column->header || IsPart(*column.column)) continue;
    if (Mapped(mapping, column.folded) != nullptr) continue;
    for (const FileColumn& other : header->columns) {
      const bool wins = other.folded == column.column->header || Mapped(mapping, other.folded) != nullptr;
      if (&other == &column || other.column != column.column || !wins) continue;
      column.column = nullptr;
      break;
    }
  }
}

absl::Status CheckColumns(const Mapping& mapping, TableHeader* header) {
  const std::vector<FileColumn>& columns = header->columns;
  std::vector<std::string> wrong;
  for (const auto& table : {CsvColumns(), FreeColumns()}) {
    for (const CsvColumn& column : table) {
      std::vector<std::string> found;
      for (size_t i = 0; i < columns.size(); ++i) {
        const bool named = header->free && columns[i].folded != column.header;
        const std::string name = named ? absl::StrCat(" (", columns[i].header, ")") : "";
        if (columns[i].column == &column) found.push_back(absl::StrCat(i + 1, name));
      }
      const std::string name(column.header);
      if (column.required && found.empty()) wrong.push_back(absl::StrCat("the column \"", name, "\" is missing"));
      if (found.size() > 1 && !IsPart(column)) {
        wrong.push_back(absl::StrCat("the column \"", name, "\" stands ", found.size(), " times: in columns ",
                                     absl::StrJoin(found, ", ")));
      }
    }
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    const MappedColumn* mapped = Mapped(mapping, columns[i].folded);
    if (columns[i].column != nullptr || columns[i].header.empty() || mapped != nullptr) continue;
    header->warnings.push_back(
        {columns[i].header, absl::StrCat("column ", i + 1, " is not known and is not read"), true});
  }
  if (wrong.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(absl::StrJoin(wrong, "; "),
                   ". The header must hold the columns of docs/formats/csv.md; a mapping (--mapping FILE) says which "
                   "column of the file is which of ours"));
}

}  // namespace

absl::StatusOr<TableHeader> ReadTableHeader(TableSource& source, const std::vector<MappedColumn>& mapping,
                                            const std::string& file_name) {
  const Found found = FindHeader(source, mapping);
  TableRecord record;
  for (size_t i = 0; i <= found.record; ++i) {
    if (!source.Next(&record)) return absl::InvalidArgumentError(file_name + ": the file holds no header");
  }
  TableHeader header{.line = record.line};
  const auto where = [&](const absl::Status& status) {
    return Annotate(status, absl::StrCat(file_name, ":", record.line));
  };
  if (!record.problem.empty()) return where(absl::InvalidArgumentError("the header: " + record.problem));
  for (size_t i = 0; i < record.cells.size(); ++i) {
    absl::StatusOr<FileColumn> column = ReadColumn(record.cells[i], mapping);
    if (!column.ok()) return where(Annotate(column.status(), absl::StrCat("the header, column ", i + 1)));
    header.columns.push_back(*std::move(column));
  }
  header.free = !IsTemplate(header.columns);
  SettleNames(mapping, &header);
  for (const MappedColumn& mapped : mapping) {
    const bool stands = std::any_of(header.columns.begin(), header.columns.end(),
                                    [&](const FileColumn& column) { return column.folded == mapped.folded; });
    if (stands) continue;
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": mapping, line ", mapped.line, ": the header on line ",
                                                   record.line, " has no column ", Shown(mapped.header)));
  }
  if (found.record > 0) {
    header.warnings.push_back(
        {"", absl::StrCat("this row was taken for the header; what stands above it is not read"), true});
  }
  if (const absl::Status status = CheckColumns(mapping, &header); !status.ok()) return where(status);
  return header;
}

char FindSeparator(std::string_view text, const std::vector<MappedColumn>& mapping) {
  char best = DetectSeparator(text);
  const auto score = [&](char separator) {
    CsvParser parser(text, separator);
    return FindHeader(parser, mapping).score;
  };
  Score most = score(best);
  for (const char separator : {';', ',', '\t'}) {
    const Score other = separator == best ? most : score(separator);
    if (!(other > most)) continue;
    most = other;
    best = separator;
  }
  return best;
}

}  // namespace meedoen::indexer
