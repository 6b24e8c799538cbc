#include "indexer/duplicates/background.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/index/kernels.h"
#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

constexpr double kAddedTitles = 200;

}  // namespace

void Background::AddTitle(const std::vector<std::string>& words) {
  ++titles_;
  std::set<std::string> counted;
  for (const std::string& word : words) {
    const std::string plain(Plain(word));
    if (counted.insert(plain).second) ++titles_with_[plain];
  }
}

double Background::WeightOf(const std::string& word) const {
  const auto found = titles_with_.find(std::string(Plain(word)));
  const double with = found == titles_with_.end() ? 0 : found->second;
  return -std::log((with + 1) / (titles_ + kAddedTitles));
}

std::vector<Chance> Background::ChancesOf(const std::vector<const float*>& vectors, size_t stride) {
  std::vector<Chance> chances(vectors.size());
  std::vector<size_t> there;
  for (size_t i = 0; i < vectors.size(); ++i) {
    if (vectors[i] != nullptr) there.push_back(i);
  }
  if (there.size() <= kLeastSample) return chances;
  const Kernel& kernel = BestKernel();
  const size_t step = (there.size() + kSample - 1) / kSample;
  for (const size_t row : there) {
    double sum = 0, squares = 0, count = 0;
    for (size_t at = 0; at < there.size(); at += step) {
      if (there[at] == row) continue;
      const double product = kernel.inner_product(vectors[row], vectors[there[at]], stride);
      sum += product;
      squares += product * product;
      ++count;
    }
    const double mean = sum / count;
    chances[row] = {mean, std::max(kLeastSpread, std::sqrt(std::max(0.0, squares / count - mean * mean)))};
  }
  return chances;
}

}  // namespace meedoen::indexer
