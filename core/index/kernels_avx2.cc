#include <immintrin.h>

#include "core/index/kernels.h"

namespace meedoen::internal {

// Two sums hide the latency of the fused multiply-add; more bring nothing once rows come from memory.
__attribute__((target("avx2,fma"))) float InnerProductAvx2(const float* a, const float* b, size_t length) {
  __m256 even = _mm256_setzero_ps();
  __m256 odd = _mm256_setzero_ps();
  for (size_t i = 0; i < length; i += 16) {
    even = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), even);
    odd = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 8), _mm256_loadu_ps(b + i + 8), odd);
  }
  const __m256 both = _mm256_add_ps(even, odd);
  __m128 sum = _mm_add_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps(both, 1));
  sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
  sum = _mm_add_ss(sum, _mm_shuffle_ps(sum, sum, 1));
  return _mm_cvtss_f32(sum);
}

}  // namespace meedoen::internal
