// All pairs of a catalogue that are alike, without comparing each with each.
//
// Two venues can only be alike where their places may be one, so those are compared that lie near each other, and have
// no times or overlapping hours of the week: nothing is lost by that. What has no point (at home, online, an area that
// is served, or a venue that is not found) is compared with all that begin a word of the title with the same four
// letters. 10,000 activities are 50 million pairs; some hundred thousand of them are compared.
//
// An activity to which kMostAlike others are alike is compared no further: where a list repeats one row a thousand
// times, a million pairs help nobody.
//
// Threads: safe. Errors: CANCELLED (`go_on` said no). Cost: bench/duplicates.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/limits.h"
#include "indexer/duplicates/comparer.h"

namespace meedoen::indexer {

inline constexpr size_t kMostAlike = 2 * kMaxDuplicateLinks;

struct FoundPair {
  uint32_t first = 0;  // Indexes of the prints; the one whose name comes first.
  uint32_t second = 0;
  double points = 0;
  std::string reason;
};

struct FoundPairs {
  std::vector<FoundPair> pairs;  // The most alike first, then by name.
  uint64_t considered = 0;       // Pairs that lie near or share a word.
  uint64_t compared = 0;         // Of these, those not ruled out at a glance.
};

// `prints` are of one municipality. Activities that were cancelled are left out of it.
absl::StatusOr<FoundPairs> FindPairs(const std::vector<Print>& prints, const Comparer& comparer,
                                     const std::function<bool()>& go_on);

}  // namespace meedoen::indexer
