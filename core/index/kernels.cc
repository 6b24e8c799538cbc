#include "core/index/kernels.h"

#include <vector>

namespace meedoen {
namespace {

// Sixteen sums side by side, which is also what a compiler can turn into SSE.
float InnerProductPortable(const float* a, const float* b, size_t length) {
  float sums[16] = {};
  for (size_t i = 0; i < length; i += 16) {
    for (size_t lane = 0; lane < 16; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  float total = 0;
  for (const float sum : sums) total += sum;
  return total;
}

}  // namespace

std::span<const Kernel> SupportedKernels() {
  static const std::vector<Kernel> kernels = [] {
    const Kernel all[] = {
        {"avx512", internal::InnerProductAvx512, [] { return __builtin_cpu_supports("avx512f") != 0; }},
        {"avx2", internal::InnerProductAvx2,
         [] { return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0; }},
        {"portable", InnerProductPortable, [] { return true; }},
    };
    std::vector<Kernel> supported;
    for (const Kernel& kernel : all) {
      if (kernel.supported()) supported.push_back(kernel);
    }
    return supported;
  }();
  return kernels;
}

const Kernel& BestKernel() { return SupportedKernels().front(); }

}  // namespace meedoen
