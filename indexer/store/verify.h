// Looks at every file and every record of the catalogue, and whether they agree with each other.
//
// Every block of a file and every record of the log has a checksum of RocksDB's; beyond that a record must be readable,
// whole, and fit the others. What it cannot see: a value that was changed by a program into another possible one
// (docs/formats/store.md lists them).
//
// Threads: safe beside writes. Errors: only what keeps it from looking. Cost: one reading of everything; some 20
// microseconds a record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

// What can be done about a record.
enum class Remedy {
  kRestore,       // Only a backup has it.
  kWriteAgain,    // The activity can be written anew over it.
  kImportPlaces,  // The table of places can be imported again.
  kDropVector,    // From here on what repair.h does.
  kRenewPending,
  kTakeText,  // Take the text as it is and embed it anew.
  kDropRequest,
  kTrimChanges,
};
inline bool CanRepair(Remedy remedy) { return remedy >= Remedy::kDropVector; }

struct Finding {
  Column column = Column::kActivities;
  std::string key;
  std::string what;  // "cannot be parsed"
  Remedy remedy = Remedy::kRestore;
  int64_t trim_below = 0;  // kTrimChanges: the change log is whole from here on.
};

// "activities record GM0150/koor cannot be parsed"
std::string Shown(const Finding& finding);

// At most kMaxReportedProblems; of records only.
std::vector<Finding> InspectRecords(const Records& view, const ModelKey& model, bool repairable_only);

// One line a problem, which names the record or file and ends with what to do; at most kMaxReportedProblems.
absl::StatusOr<std::vector<std::string>> VerifyStore(const StoreState& state);

}  // namespace meedoen::indexer
