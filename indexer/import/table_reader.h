// From any table of cells to rows of activities; what formats of tables share.
//
// Inside indexer/import only. Threads: one at a time. Errors: INVALID_ARGUMENT for the header, the mapping and too many
// rows, naming the file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/import/column_mapping.h"
#include "indexer/import/row_reader.h"
#include "indexer/import/table_source.h"

namespace meedoen::indexer {

struct OpenTable {
  std::unique_ptr<TableSource> source;
  std::shared_ptr<const std::string> owned;  // What the source looks into, if nobody else keeps it.
  std::string note;                          // A warning about the file; empty: none.
};

absl::StatusOr<std::unique_ptr<RowReader>> ReadTable(OpenTable table, const std::vector<MappedColumn>& mapping,
                                                     const std::string& file_name);

}  // namespace meedoen::indexer
