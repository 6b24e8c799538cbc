// Which column of a spreadsheet is which of ours, where its header does not say so: lines "Waar = locatie".
//
// "Opmerking intern = -" leaves a column out without a warning. What stands behind # is a remark, blank lines are
// nothing. Threads: safe. Errors: INVALID_ARGUMENT that names the line. Cost: some microseconds a line.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/import/csv_columns.h"

namespace meedoen::indexer {

struct MappedColumn {
  int line = 0;                       // Of the mapping, from 1.
  std::string header;                 // As written there.
  std::string folded;                 // As FoldHeader has it.
  const CsvColumn* column = nullptr;  // Null: leave it out.
};

absl::StatusOr<std::vector<MappedColumn>> ParseMapping(const std::string& text);

}  // namespace meedoen::indexer
