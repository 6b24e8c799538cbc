// Records of a CSV file as RFC 4180 describes it, with LF, CRLF or CR, and line breaks inside quotes.
//
// Threads: one at a time. Ownership: keeps a view of the text. Errors: in CsvRecord::problem; after a record that
// cannot be read it goes on at the line after the one that record starts on. Cost: some 100 MB a second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meedoen::indexer {

struct CsvRecord {
  uint32_t line = 0;  // From 1, where it starts.
  std::vector<std::string> cells;
  std::string problem;  // Not empty: why it cannot be read; `cells` are what came before.
};

class CsvParser {
 public:
  CsvParser(std::string_view text, char separator) : text_(text), separator_(separator) {}
  // The next record that is not blank; false at the end.
  bool Next(CsvRecord* record);

 private:
  bool Parse(CsvRecord* record);
  bool ParseQuoted(CsvRecord* record, std::string* cell);
  void ParsePlain(std::string* cell);
  void SkipLineBreak();
  bool AtLineBreak() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  const std::string_view text_;
  const char separator_;
  size_t at_ = 0;
  uint32_t line_ = 1;
};

// ';' or ',': whichever stands more often in the first line, outside quotes.
char DetectSeparator(std::string_view text);

}  // namespace meedoen::indexer
