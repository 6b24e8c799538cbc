// What a snapshot must pass before it is published, whoever made it: the old one goes on serving otherwise.
//
// Threads: safe. Errors: FAILED_PRECONDITION that names the gate, the figures and what to do.
// Cost: CheckVectors reads every vector (some 0.2 s for 1,000,000); the others take a sample.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "core/index/segment.h"
#include "core/snapshot/snapshot.h"

namespace meedoen::indexer {

inline constexpr uint32_t kLeastSharePercent = 80;  // Of the activities of the previous snapshot.
inline constexpr uint32_t kTooFewToCompare = 20;    // A previous snapshot of at most so many does not count.
inline constexpr double kMostLengthError = 1e-3;    // Of a vector, from 1.
inline constexpr uint32_t kSelfQueries = 100;
inline constexpr uint32_t kExactQueries = 20;

// Not far fewer activities than before. `force` lets a large but meant change pass.
absl::Status CheckCounts(uint32_t activities, const std::optional<Manifest>& previous, bool force);

// Every vector is finite and of length 1, and what pads its row is 0.
absl::Status CheckVectors(const SegmentView& segment);

// A sample of rows: the record can be read and is found by its name, and no row of its cell is nearer to it than
// itself.
absl::Status CheckSelfQueries(const SegmentView& segment);

// A sample of rows: all rows within 5 km are among those that the cells give, and scoring those with our own kernel
// gives what Faiss gives.
absl::Status CheckExactSearch(const SegmentView& segment);

// All of them, in this order.
absl::Status CheckGates(const Snapshot& built, const std::optional<Manifest>& previous, bool force);

}  // namespace meedoen::indexer
