#include "matcher/evaluate/metrics.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace meedoen::matcher {
namespace {

constexpr int kRelevantGrade = 2;

double Dcg(const std::vector<int>& grades, int k) {
  double sum = 0;
  for (int i = 0; i < std::min<int>(k, static_cast<int>(grades.size())); ++i) {
    sum += (std::exp2(grades[i]) - 1) / std::log2(i + 2);
  }
  return sum;
}

int Relevant(const std::vector<int>& grades, int k) {
  const auto end = grades.begin() + std::min<ptrdiff_t>(k, static_cast<ptrdiff_t>(grades.size()));
  return static_cast<int>(std::count_if(grades.begin(), end, [](int grade) { return grade >= kRelevantGrade; }));
}

}  // namespace

double Ndcg(const std::vector<int>& ranked, std::vector<int> all, int k) {
  std::sort(all.begin(), all.end(), std::greater<>());
  const double ideal = Dcg(all, k);
  return ideal == 0 ? 1 : Dcg(ranked, k) / ideal;
}

double Recall(const std::vector<int>& ranked, const std::vector<int>& all, int k) {
  const int relevant = std::min(k, Relevant(all, static_cast<int>(all.size())));
  return relevant == 0 ? 1 : static_cast<double>(Relevant(ranked, k)) / relevant;
}

double Precision(const std::vector<int>& ranked, int k) {
  const int shown = std::min<int>(k, static_cast<int>(ranked.size()));
  return shown == 0 ? 0 : static_cast<double>(Relevant(ranked, k)) / shown;
}

}  // namespace meedoen::matcher
