// What any two activities of a catalogue have in common by chance: how often a word stands in titles, and how close two
// texts are in the model's eyes. Evidence counts only beyond that.
//
// The model's inner products lie in a narrow band that differs per text: "samen koffie" is close to everything. So an
// activity is held against an evenly spaced sample of the others, which gives its own mean and spread, as
// core/index/calibration does for a wish; how many spreads above its mean another one scores says more than the
// product. A sample of 256 knows a spread to 5 % and costs a hundredth of a covariance.
//
// Threads: const methods are safe. Ownership: does not own the vectors. Errors: none. Cost: 256 products an activity.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace meedoen::indexer {

// Mean and spread of one activity's inner products with others.
struct Chance {
  double mean = 0;
  double spread = 0;  // 0: not known; then meaning is no evidence.
};

class Background {
 public:
  static constexpr size_t kSample = 256;
  static constexpr size_t kLeastSample = 20;     // With fewer others a spread says nothing.
  static constexpr double kLeastSpread = 0.005;  // As core/index/calibration.

  // Words of one title.
  void AddTitle(const std::vector<std::string>& words);
  // -ln of the share of titles with the word, as if 200 titles more were there, one with it: between some 2 for the
  // commonest and 5 and more for a word of one activity.
  double WeightOf(const std::string& word) const;

  // `vectors` are rows of `stride` floats; one chance a row.
  static std::vector<Chance> ChancesOf(const std::vector<const float*>& vectors, size_t stride);

 private:
  absl::flat_hash_map<std::string, uint32_t> titles_with_;
  uint32_t titles_ = 0;
};

}  // namespace meedoen::indexer
