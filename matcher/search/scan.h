// The exact search: every row of the plan is held against the limits, every feasible one is scored, and the best of
// each group form the pool that the answer is drawn from. Nothing is approximate: the pool is what a brute-force search
// over all rows with the same limits and score would find (tests/unit/matcher/search/scan_exact_test.cc).
//
// Threads: safe. Cost (bench/search): 40 to 80 ns a row looked at, some 400 ns a feasible row with two wishes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/index/kernels.h"
#include "matcher/rank/row_judge.h"
#include "matcher/view/view.h"

namespace meedoen::matcher {

inline constexpr int kExclusionReasons = v1::ExclusionReason_ARRAYSIZE;

struct ScanResult {
  std::vector<Candidate> pool;                           // Group by group, best first: at most `most` of each.
  std::array<uint32_t, kExclusionReasons> fails{};       // Rows that fail a limit.
  std::array<uint32_t, kExclusionReasons> fails_only{};  // Rows that fail this one and no other.
  std::vector<Candidate> near;                           // That fail one limit only, which could change; best first.
  uint32_t near_rows = 0;                                // All of those.
  uint32_t considered = 0;
  uint32_t feasible = 0;
  uint32_t from_overlay = 0;  // Of `considered`.
  std::string_view branch;    // Of the snapshot's plan.
};

struct ScanOptions {
  const Kernel* kernel = nullptr;
  uint32_t most = 100;     // Kept of each group.
  uint32_t most_near = 0;  // Kept of what just falls out; 0: such rows are not scored.
};

ScanResult Scan(const ClientQuery& query, const View& view, const ScanOptions& options);

}  // namespace meedoen::matcher
