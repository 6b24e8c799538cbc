// The hours of a session, as people write them: "2 tot 4" in the afternoon.
//
// Inside indexer/import only. Threads: safe. Errors: INVALID_ARGUMENT that says why.
#pragma once

#include "absl/status/statusor.h"

namespace meedoen::indexer {

struct HoursInWords {
  int start = 0, end = 0;  // Minutes since midnight.
};

// Fits hours to the part of the day that is named: 0 morning, 1 afternoon, 2 evening, 3 night, -1 none. Without one,
// hours below 7 are not clear. "20.00-00.00" ends at midnight.
absl::StatusOr<HoursInWords> FitHours(HoursInWords hours, int part);

}  // namespace meedoen::indexer
