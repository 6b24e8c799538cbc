#include "indexer/import/csv_parser.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"

namespace meedoen::indexer {
namespace {

// How far the end of a quote is looked for before it counts as never closed, so that a file of opening quotes is read
// in a bounded time.
constexpr size_t kMaxQuotedBytes = 4 * kMaxCellBytes;

bool IsBlank(const CsvRecord& record) {
  return record.problem.empty() && std::all_of(record.cells.begin(), record.cells.end(), [](const std::string& cell) {
           return cell.find_first_not_of(" \t") == cell.npos;
         });
}

}  // namespace

bool CsvParser::Next(CsvRecord* record) {
  do {
    while (at_ < text_.size() && AtLineBreak()) SkipLineBreak();
    if (at_ >= text_.size()) return false;
    *record = {.line = line_};
    const size_t start = at_;
    if (!Parse(record)) {
      at_ = std::min(text_.find_first_of("\r\n", start), text_.size());
      line_ = record->line;
      if (at_ < text_.size()) SkipLineBreak();
    }
  } while (IsBlank(*record));
  return true;
}

// One record up to and with its line break; false if the place to go on from is not known.
bool CsvParser::Parse(CsvRecord* record) {
  while (true) {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!ParseQuoted(record, &cell)) return false;
    } else {
      ParsePlain(&cell);
    }
    if (cell.size() > kMaxCellBytes) {
      record->problem = absl::StrCat("the cell in column ", record->cells.size() + 1, " has ", cell.size(),
                                     " bytes; at most ", kMaxCellBytes, " are taken");
      cell.clear();
    }
    if (record->cells.size() < kMaxImportColumns) {
      record->cells.push_back(std::move(cell));
    } else if (!cell.empty()) {
      record->problem = absl::StrCat("has more than ", kMaxImportColumns, " columns");
    }
    if (at_ >= text_.size()) return true;
    if (AtLineBreak()) {
      SkipLineBreak();
      return true;
    }
    ++at_;  // The separator.
  }
}

bool CsvParser::ParseQuoted(CsvRecord* record, std::string* cell) {
  const size_t start = ++at_;
  const uint32_t line = line_;
  const size_t column = record->cells.size() + 1;
  while (true) {
    if (at_ >= text_.size() || at_ - start > kMaxQuotedBytes) {
      record->problem = absl::StrCat("a quote opens in column ", column, " on line ", line,
                                     " and is never closed; a quote inside a text is written twice (\"\")");
      return false;
    }
    if (text_[at_] == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    } else if (AtLineBreak()) {
      cell->push_back('\n');
      SkipLineBreak();
      continue;
    }
    cell->push_back(text_[at_++]);
  }
  ++at_;
  if (at_ >= text_.size() || AtLineBreak() || text_[at_] == separator_) return true;
  record->problem = absl::StrCat("text follows the closing quote in column ", column,
                                 "; a quote inside a text is written twice (\"\")");
  return false;
}

void CsvParser::ParsePlain(std::string* cell) {
  const size_t start = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && !AtLineBreak()) ++at_;
  cell->assign(text_.substr(start, at_ - start));
}

void CsvParser::SkipLineBreak() {
  const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += pair ? 2 : 1;
  ++line_;
}

char DetectSeparator(std::string_view text) {
  size_t semicolons = 0, commas = 0, tabs = 0;
  bool quoted = false;
  for (char c : text.substr(0, kMaxCellBytes)) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    if (!quoted && c == ';') ++semicolons;
    if (!quoted && c == ',') ++commas;
    if (!quoted && c == '\t') ++tabs;
  }
  if (tabs > semicolons && tabs > commas) return '\t';
  return commas > semicolons ? ',' : ';';
}

}  // namespace meedoen::indexer
