// The pairs of catalog-samples/duplicates/pairs.tsv, judged by hand, and how well a comparer agrees with them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/embedding/embedder.h"
#include "indexer/duplicates/comparer.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer::testing {

inline const absl::CivilDay kPairsDay(2026, 11, 23);

struct LabelledPair {
  std::string where;  // "pairs.tsv:12"
  std::string set;    // "develop" or "held-out".
  bool same = false;
  std::string kind;  // What makes it hard: "two levels".
  v1::Activity first, second;
};

// INVALID_ARGUMENT by line.
absl::StatusOr<std::vector<LabelledPair>> LoadPairs(const std::string& path);
absl::StatusOr<std::vector<v1::Activity>> LoadSamples(const std::string& path);

// A share of some, with the interval of Wilson (1927) that holds it in 95 of 100 cases.
struct Share {
  int hits = 0, of = 0;
  double value() const { return of == 0 ? 1 : static_cast<double>(hits) / of; }
  double low() const;
  double high() const;
};

struct Measure {
  Share precision, recall;
};

// Prints of many activities against their own background. `embedder` null: without vectors.
class PrintedCatalogue {
 public:
  PrintedCatalogue(const std::vector<v1::Activity>& activities, Embedder* embedder);

  const std::vector<Print>& prints() const { return prints_; }
  size_t stride() const { return stride_; }

 private:
  std::vector<Print> prints_;
  std::vector<std::vector<float>> vectors_;
  size_t stride_ = 0;
};

struct JudgedPair {
  const LabelledPair* pair;
  Likeness likeness;
  std::string reason;
};

// Every pair compared, with all sides of the pairs and the samples of their municipality as the background.
std::vector<JudgedPair> JudgePairs(const std::vector<LabelledPair>& pairs, const std::vector<v1::Activity>& samples,
                                   Embedder* embedder);

Measure MeasureOf(const std::vector<JudgedPair>& judged, const std::string& set);

// "held-out      54 pairs  precision 25/25 = 1.00 (0.87-1.00)  recall 25/26 = 0.96 (0.81-0.99)"
std::string PrintMeasure(const std::string& set, int pairs, const Measure& measure);

}  // namespace meedoen::indexer::testing
