// Rows of cells, wherever they come from: a CSV file or a sheet of a workbook.
//
// Threads: one at a time. Ownership: a source keeps views of the bytes it was made for. Errors: in
// TableRecord::problem; the next record is read all the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace meedoen::indexer {

struct TableRecord {
  uint32_t line = 0;  // From 1: the line it starts on, or the row of the sheet.
  std::vector<std::string> cells;
  std::string problem;  // Not empty: why it cannot be read; `cells` are what came before.
};

class TableSource {
 public:
  virtual ~TableSource() = default;
  // The next record that is not blank; false at the end.
  virtual bool Next(TableRecord* record) = 0;
  virtual void Rewind() = 0;  // To before the first record.
};

}  // namespace meedoen::indexer
