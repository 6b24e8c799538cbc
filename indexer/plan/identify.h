// Which activity of the catalogue each row of a file is.
//
// 1. A row that gives the full name is that one; with the sender's own id, the one that the same source brought under
//    that id.
// 2. Else it is the one that the same source brought with the same provider, title and place. Where there are several,
//    those with the same times or text belong together; what is left goes by order, with a warning.
// 3. What another source brought, or an editor made, is never touched: a row whose id is taken gets one of its own.
//
// Threads: one at a time. Errors: those of the lookup; what cannot be told is in Identified::problems. Cost:
// microseconds a row, and a lookup for each activity of which there are several alike.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/problems.h"
#include "indexer/import/import.h"
#include "indexer/plan/known_activities.h"

namespace meedoen::indexer {

struct Identified {
  std::string key;                 // Empty: cannot be told.
  KnownActivity* known = nullptr;  // Null: new.
  std::vector<Problem> problems;   // With an error: the row is refused for it.

  bool refused() const;
};

// The activity as it is, or was last.
using ActivityLookup = std::function<absl::StatusOr<v1::Activity>(const KnownActivity&)>;

// One for each row. `source`: of the whole file; empty: what each row says.
absl::StatusOr<std::vector<Identified>> IdentifyRows(const std::vector<ImportedRow>& rows, const std::string& source,
                                                     const ActivityLookup& lookup, KnownActivities* known);

}  // namespace meedoen::indexer
