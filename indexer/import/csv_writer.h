// Activities as rows of our own CSV template, as csv_reader.cc reads them back. Format: docs/formats/csv.md.
//
// A cell that a spreadsheet would take for a formula is written as text, with a ' before it, which reading takes off.
//
// Threads: safe. Errors: none; what a row cannot say is named by FindCsvLosses. Cost: some 30 microseconds an activity;
// FindCsvLosses some 200.
#pragma once

#include <string>
#include <vector>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// The first line of a file, with a byte order mark, by which Excel knows UTF-8.
std::string CsvHeader();

std::string CsvRow(const v1::Activity& activity);

// An activity that its row does not give back as it is.
struct CsvLoss {
  std::string name;
  std::vector<std::string> fields;  // Paths, at most two names deep; empty: an import refuses the row.
  std::string refusal;              // Why, if so: the rules of today are other than when it was stored.
};

// Found by reading the rows of these activities, as an import would.
std::vector<CsvLoss> FindCsvLosses(const std::vector<v1::Activity>& activities);

}  // namespace meedoen::indexer
