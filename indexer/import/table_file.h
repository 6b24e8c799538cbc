// Any file of cells, read as a table without asking what its columns mean: an .xlsx workbook by its first bytes, else
// CSV in whatever encoding and with whatever separator.
//
// Threads: safe; a source is for one thread. Ownership: the source looks into `bytes` and `owned`. Errors:
// INVALID_ARGUMENT, of the file as a whole, naming it. Bounds: those of import.h.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "indexer/import/table_source.h"

namespace meedoen::indexer {

struct TableFile {
  std::unique_ptr<TableSource> source;
  std::shared_ptr<const std::string> owned;
  std::string note;  // A warning about the file; empty: none.
};

// `understood` looks into a source for the header; of the separators ; , and tab the first is taken with which it finds
// one, or else the first of all. The source is rewound.
absl::StatusOr<TableFile> OpenTableFile(std::string_view bytes, const std::string& file_name,
                                        const std::function<bool(TableSource&)>& understood);

// A sheet of a workbook; an empty name: the first that is not hidden. Errors without the file's name.
absl::StatusOr<std::unique_ptr<TableSource>> OpenSheet(std::string_view bytes, const std::string& name);

}  // namespace meedoen::indexer
