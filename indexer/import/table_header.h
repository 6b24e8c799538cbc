// Finds the header of a table, which may stand below titles and blank rows, and what each column means.
//
// A table whose header holds the required columns of our own template by their own names is read as strictly as the
// template always was. Any other is the spreadsheet of others: `free`.
// Threads: safe. Errors: INVALID_ARGUMENT that names what is missing, double or not understood in the header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/problems.h"
#include "indexer/import/column_mapping.h"
#include "indexer/import/table_source.h"

namespace meedoen::indexer {

struct FileColumn {
  std::string header;  // For problems: our name in the template, else as people wrote it.
  std::string folded;
  const CsvColumn* column = nullptr;  // Null: not read.
};

struct TableHeader {
  uint32_t line = 0;
  bool free = false;
  std::vector<FileColumn> columns;
  std::vector<Problem> warnings;
};

// The source stands behind the header afterwards. The file's name stands in every error.
absl::StatusOr<TableHeader> ReadTableHeader(TableSource& source, const std::vector<MappedColumn>& mapping,
                                            const std::string& file_name);

// The separator with which most columns are known; if none is, the one that stands most often in the first line.
char FindSeparator(std::string_view text, const std::vector<MappedColumn>& mapping);

}  // namespace meedoen::indexer
