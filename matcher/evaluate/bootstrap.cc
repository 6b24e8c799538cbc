#include "matcher/evaluate/bootstrap.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace meedoen::matcher {
namespace {

constexpr int kBelow = kResamples * 25 / 1000;  // As many means lie below the interval as above it.

class SplitMix64 {
 public:
  explicit SplitMix64(uint64_t seed) : state_(seed) {}

  // Below `bound`, which is below 2^32.
  size_t Below(uint64_t bound) { return static_cast<size_t>(((Next() >> 32) * bound) >> 32); }

 private:
  uint64_t Next() {
    uint64_t mixed = state_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }

  uint64_t state_;
};

}  // namespace

Estimate BootstrapMean(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto count = static_cast<double>(values.size());
  SplitMix64 chance(kBootstrapSeed);
  std::vector<double> means;
  means.reserve(kResamples);
  for (int resample = 0; resample < kResamples; ++resample) {
    double sum = 0;
    for (size_t i = 0; i < values.size(); ++i) sum += values[chance.Below(values.size())];
    means.push_back(sum / count);
  }
  std::sort(means.begin(), means.end());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  return {mean, means[kBelow], means[kResamples - 1 - kBelow]};
}

}  // namespace meedoen::matcher
