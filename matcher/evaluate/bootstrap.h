// How sure a mean over clients is: an interval by the bootstrap, drawing as many clients as there are, with
// replacement.
//
// Threads: safe. Source: Efron and Tibshirani (1993), percentile interval; SplitMix64 (Steele, Lea and Flood, 2014) for
// chance, so that every machine draws the same. Cost: 2,000 sums over the values.
#pragma once

#include <cstdint>
#include <vector>

namespace meedoen::matcher {

inline constexpr int kResamples = 2000;
inline constexpr uint64_t kBootstrapSeed = 20261123;

struct Estimate {
  double mean = 0;
  double low = 0;  // Ends of the 95 % interval; both the mean itself where one client says nothing of others.
  double high = 0;
};

// Of a difference that is paired: give it each client's own difference. No values: all 0.
Estimate BootstrapMean(const std::vector<double>& values);

}  // namespace meedoen::matcher
