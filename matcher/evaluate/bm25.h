// BM25, the ranking of a good text search: the yardstick for a ranking by meaning. Used by `evaluate` only.
//
// Threads: const methods are safe. Source: Robertson and Zaragoza (2009), k1 = 1.2, b = 0.75, on folded words.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace meedoen::matcher {

class Bm25 {
 public:
  // Texts by number, in the order given.
  explicit Bm25(const std::vector<std::string>& texts);
  double Score(const std::string& query, size_t text) const;

 private:
  std::vector<std::map<std::string, int>> words_;
  std::vector<double> lengths_;
  std::map<std::string, int> texts_with_;
  double mean_length_ = 0;
};

}  // namespace meedoen::matcher
