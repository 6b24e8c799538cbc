// Which activities differ between two snapshots.
//
// Threads: safe. Errors: DATA_LOSS (a record that cannot be read). Cost: one pass over both; records that are the same
// bytes are not parsed.
#pragma once

#include "absl/status/statusor.h"
#include "core/index/segment.h"
#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

// Counts of all; of those that differ the first `most` in the order of names.
absl::StatusOr<v1::DiffSnapshotsResponse> DiffSegments(const SegmentView& from, const SegmentView& to, uint32_t most);

}  // namespace meedoen::indexer
