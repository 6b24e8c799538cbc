// One format of activity files, as a seam: each adapter turns its rows into activities that are not checked yet.
//
// Threads: one at a time. Ownership: a reader keeps views of the bytes it was made for; they must outlive it.
// Errors: of the file from Open..., INVALID_ARGUMENT; of a row in ParsedRow::problems, with the column as its field.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/problems.h"
#include "indexer/import/import.h"

namespace meedoen::indexer {

struct ParsedRow {
  uint32_t line = 0;
  bool readable = true;           // False: only `problems` say anything.
  bool free = false;              // Of the spreadsheets of others: what is not understood becomes a note.
  bool skipped = false;           // No activity at all: the header once more, a total. A warning says so.
  std::string municipality_code;  // Empty: the file's.
  v1::Activity activity;          // The name is empty, or one that the row gives.
  bool states_source_id = false;  // Also by leaving it empty; else the id is kept as one.
  std::string id;                 // In place of a name; empty: one is made of provider, title and place.
  Problems problems;
};

class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual bool Next(ParsedRow* row) = 0;  // False at the file's end.
  // What the sender calls a field: "postcode" for "place.postcode".
  virtual std::string ColumnOf(const std::string& path) const = 0;
  virtual const std::vector<Problem>& file_problems() const = 0;  // Warnings about the file as a whole.
  virtual uint32_t header_line() const { return 1; }              // That they are about.
};

absl::StatusOr<std::unique_ptr<RowReader>> OpenCsv(std::string_view bytes, const ImportOptions& options);
absl::StatusOr<std::unique_ptr<RowReader>> OpenXlsx(std::string_view bytes, const ImportOptions& options);
absl::StatusOr<std::unique_ptr<RowReader>> OpenJsonLines(std::string_view bytes, const std::string& file_name);

// The bytes without a byte order mark. Refuses an empty file, one above kMaxImportBytes, and UTF-16.
absl::StatusOr<std::string_view> TextOf(std::string_view bytes, const std::string& file_name);
absl::Status TooManyRows(const std::string& file_name);

}  // namespace meedoen::indexer
