// Records of a CSV file as RFC 4180 describes it, with LF, CRLF or CR, and line breaks inside quotes.
//
// Threads: one at a time. Ownership: keeps a view of the text. Errors: in CsvRecord::problem; after a record that
// cannot be read it goes on at the line after the one that record starts on. Cost: some 100 MB a second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/table_source.h"

namespace meedoen::indexer {

using CsvRecord = TableRecord;

class CsvParser final : public TableSource {
 public:
  CsvParser(std::string_view text, char separator) : text_(text), separator_(separator) {}
  bool Next(CsvRecord* record) override;
  void Rewind() override {
    at_ = 0;
    line_ = 1;
  }

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

// ';', ',' or a tab: whichever stands most often in the first line, outside quotes.
char DetectSeparator(std::string_view text);

}  // namespace meedoen::indexer
