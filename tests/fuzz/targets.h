// What the fuzzers feed: one function for each kind of text or file that comes from outside.
//
// Each reads the bytes as an import would and checks what must hold of the answer, beside not crashing (checks.h).
// Threads: safe. Errors: FAILED_PRECONDITION that says what does not hold; OK for bytes that are refused as they
// should. The same functions run once over every kept input in the ordinary tests (corpus_test.cc) and for minutes
// under libFuzzer (fuzzer_main.cc).
#pragma once

#include <span>
#include <string_view>

#include "absl/status/status.h"

namespace meedoen::fuzz {

absl::Status Csv(std::string_view bytes);        // A file of activities: encoding, header, rows.
absl::Status Xlsx(std::string_view bytes);       // A workbook as it is.
absl::Status XlsxParts(std::string_view bytes);  // The parts of one, packed here (archive.h).
absl::Status JsonLines(std::string_view bytes);
absl::Status Places(std::string_view bytes);    // A table of places.
absl::Status Mapping(std::string_view bytes);   // Which column of a spreadsheet is which of ours.
absl::Status Schedule(std::string_view bytes);  // A cell about days and times.
absl::Status Price(std::string_view bytes);     // A cell about costs.
absl::Status Cells(std::string_view bytes);     // Every other cell; the first byte chooses its column.

struct Target {
  const char* name;  // Of its corpus, its dictionary and its program.
  absl::Status (*run)(std::string_view bytes);
};
std::span<const Target> Targets();

}  // namespace meedoen::fuzz
