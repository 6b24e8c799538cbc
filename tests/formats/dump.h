// Everything that a catalogue, a snapshot or a folder of backups holds, as text: the same bytes give the same text,
// whatever version of the libraries is between.
//
// Threads: one. Errors: those of reading; the folder may be written to, so give a copy.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer::testing {

inline constexpr char kFrozenModel[] = "frozen-hashing";
inline constexpr int kFrozenDimension = 16;

// Each record of the database, its value in hexadecimal digits and, if it is a message, as JSON; then what readers of
// the catalogue are told.
absl::StatusOr<std::string> DumpCatalogue(const std::string& folder);

// The snapshot that CURRENT names: MANIFEST, every column, vector, list and activity.
absl::StatusOr<std::string> DumpSnapshots(const std::string& folder);

// The list of backups, and the catalogue that the newest one gives, in `work`.
absl::StatusOr<std::string> DumpBackups(const std::string& folder, const std::string& work);

}  // namespace meedoen::indexer::testing
