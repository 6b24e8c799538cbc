// The guard against mass withdrawal: half a file, or the file of another source, must not empty a catalogue.
//
// Threads: safe. Errors: none.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/plan/import_plan.h"

namespace meedoen::indexer {

inline constexpr uint32_t kUsualMostWithdrawnPercent = 20;
// So many may always go, unless they are all there is: of a short list one activity is a large share.
inline constexpr uint32_t kFewWithdrawals = 2;

// Why withdrawing `withdrawn` of the `of` activities that a source has needs force; empty: it does not.
std::string GuardAgainst(uint32_t withdrawn, uint32_t of, uint32_t most_percent);

// Of each municipality by itself; the first that needs it.
std::string GuardPlan(const ImportPlan& plan, uint32_t most_percent);

}  // namespace meedoen::indexer
