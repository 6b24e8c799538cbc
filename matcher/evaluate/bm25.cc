#include "matcher/evaluate/bm25.h"

#include <cmath>
#include <sstream>

#include "core/text/clean.h"

namespace meedoen::matcher {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;

std::vector<std::string> Words(const std::string& text) {
  std::istringstream stream(FoldText(text));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

}  // namespace

Bm25::Bm25(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::vector<std::string> words = Words(text);
    std::map<std::string, int> counts;
    for (const std::string& word : words) ++counts[word];
    for (const auto& [word, count] : counts) ++texts_with_[word];
    words_.push_back(std::move(counts));
    lengths_.push_back(static_cast<double>(words.size()));
    mean_length_ += lengths_.back() / static_cast<double>(texts.size());
  }
}

double Bm25::Score(const std::string& query, size_t text) const {
  double score = 0;
  for (const std::string& word : Words(query)) {
    const auto count = words_[text].find(word);
    if (count == words_[text].end()) continue;
    const double with = texts_with_.at(word), all = static_cast<double>(words_.size());
    const double rarity = std::log(1 + (all - with + 0.5) / (with + 0.5));
    const double norm = kK1 * (1 - kB + kB * lengths_[text] / mean_length_);
    score += rarity * count->second * (kK1 + 1) / (count->second + norm);
  }
  return score;
}

}  // namespace meedoen::matcher
