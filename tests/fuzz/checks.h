// What must hold of everything that is read, whatever the bytes were.
//
// Threads: safe. Errors: FAILED_PRECONDITION that says what does not hold and of what. Cost: CheckFile some twice the
// reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "indexer/import/import.h"

namespace meedoen::fuzz {

absl::Status Broken(const std::string& what);

// What people are shown: UTF-8, not empty, without a citizen service number.
absl::Status CheckMessage(std::string_view text);
// A refusal names what is wrong: INVALID_ARGUMENT with a message.
absl::Status CheckRefusal(const absl::Status& status);

// An activity that was taken: valid, in normal form, its sessions within bounds and in order, no citizen number.
absl::Status CheckActivity(const v1::Activity& activity);

struct Read {
  absl::StatusOr<indexer::ImportSummary> summary = indexer::ImportSummary();
  std::vector<indexer::ImportedRow> rows;
};
Read ReadAll(v1::ImportActivitiesRequest::Format format, std::string_view bytes, const indexer::ImportOptions& options);

// Checks all that came of a file: each row taken or refused with a reason, each problem with its line; no name twice.
absl::Status CheckRows(const Read& read, const indexer::ImportOptions& options);

// Reads a file of activities and checks its rows; for some sizes also that reading it again gives the same, for others
// that what was taken goes out as our own CSV, of which no row is refused.
absl::Status CheckFile(v1::ImportActivitiesRequest::Format format, std::string_view bytes,
                       const indexer::ImportOptions& options);

}  // namespace meedoen::fuzz
