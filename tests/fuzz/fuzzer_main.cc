// One target under libFuzzer, which brings main(): the build says which. Runs by scripts/fuzz.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // A copy of exactly this size, so that reading beyond its end is seen.
  const absl::Status status = meedoen::fuzz::MEEDOEN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  if (!status.ok()) {
    std::fprintf(stderr, "does not hold: %s\n", status.ToString().c_str());
    std::abort();
  }
  return 0;
}
