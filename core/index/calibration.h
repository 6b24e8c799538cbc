// What a wish scores against an activity by chance, so that scores of different wishes can be compared.
//
// The model's inner products lie in a narrow band that differs per wish ("samen koken" is close to everything). Against
// a catalogue with mean vector m and covariance C, a wish w can expect the score w.m with spread sqrt(w C w); how many
// spreads above that an activity scores says more than the score itself.
//
// Threads: const methods are safe. Ownership: owns its numbers. Errors: DATA_LOSS for bytes that are not a calibration.
// Cost: Expect is dimension^2 products, some 0.05 ms at 384. Bytes: 4 x (1 + dimension + dimension^2).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/index/segment.h"

namespace meedoen {

struct Expected {
  double mean = 0;
  double spread = 1;  // At least kLeastSpread.
};

class Calibration {
 public:
  static constexpr double kLeastSpread = 0.005;  // So that a tiny catalogue does not blow up differences of nothing.

  // From at most 20,000 rows of the segment, evenly spaced; rows = 0 gives mean 0 and spread kLeastSpread.
  static Calibration Of(const SegmentView& segment);

  static absl::StatusOr<Calibration> FromBytes(std::string_view bytes, int dimension);
  std::string ToBytes() const;

  const std::string& id() const { return id_; }  // The first 12 hexadecimal digits of the SHA-256 of the bytes.
  Expected Expect(std::span<const float> wish) const;

 private:
  Calibration(std::vector<float> mean, std::vector<float> covariance);
  std::vector<float> mean_;
  std::vector<float> covariance_;  // dimension x dimension, row by row.
  std::string id_;
};

}  // namespace meedoen
