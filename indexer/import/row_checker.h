// From a parsed row to one that can be taken: its source and name, private contacts left out, the one form, all rules.
// Remembers what it has seen, to find rows that say the same.
//
// Threads: one at a time. Ownership: reader and options outlive it. Errors: in ImportedRow::problems, with line and
// column. Cost: some 50 microseconds a row.
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "indexer/import/import.h"
#include "indexer/import/row_reader.h"

namespace meedoen::indexer {

v1::RowProblem MakeRowProblem(const ImportOptions& options, uint32_t line, const Problem& problem,
                              const std::string& column);

class RowChecker {
 public:
  RowChecker(const RowReader& reader, const ImportOptions& options) : reader_(reader), options_(options) {}

  ImportedRow Check(ParsedRow row);

 private:
  struct Named {
    RowIdentity identity = RowIdentity::kNone;
    bool repeats = false;
  };
  std::string MunicipalityOf(const ParsedRow& row) const;  // Its own, or the file's.
  Named Name(ParsedRow* row, Problems* problems);
  Named NameByContents(ParsedRow* row, const std::string& code, Problems* problems);
  void CheckTwice(const ParsedRow& row, Problems* problems);

  // Rows that have provider, title and place in common.
  struct Alike {
    uint32_t first_line = 0;
    int rows = 0;
    absl::flat_hash_map<std::string, uint32_t> lines;  // By the hash of the whole activity.
  };

  const RowReader& reader_;
  const ImportOptions& options_;
  absl::flat_hash_map<std::string, uint32_t> lines_;  // By name.
  absl::flat_hash_map<std::string, Alike> alike_;     // By the name that the first of them gets.
};

}  // namespace meedoen::indexer
