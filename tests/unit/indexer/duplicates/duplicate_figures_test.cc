// How well alike pairs are found, on pairs judged by hand: prints the figures of docs/duplicates.md and holds them
// against it.
//
// MEEDOEN_SHOW_PAIRS=develop also prints every pair of that set with its points.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "core/base/env.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/duplicates/labelled_pairs.h"

namespace meedoen::indexer::testing {
namespace {

constexpr char kPairs[] = "catalog-samples/duplicates/pairs.tsv";
constexpr char kModel[] = "var/models/multilingual-e5-small";

std::vector<v1::Activity> Samples() {
  std::vector<v1::Activity> samples;
  for (const char* path : {"catalog-samples/deventer.jsonl", "catalog-samples/het-hogeland.jsonl"}) {
    auto some = LoadSamples(path);
    EXPECT_OK(some);
    if (some.ok()) samples.insert(samples.end(), some->begin(), some->end());
  }
  return samples;
}

void Show(const std::vector<JudgedPair>& judged) {
  const char* set = std::getenv("MEEDOEN_SHOW_PAIRS");
  for (const JudgedPair& one : judged) {
    if (set == nullptr || one.pair->set != set) continue;
    const Likeness& l = one.likeness;
    std::printf(
        "%s %-9s %5.1f%s = title %.1f (%.2f) place %.1f time %.1f meaning %.1f (%.1f) provider %.1f | %s | %s / %s | "
        "%s\n",
        l.alike() == one.pair->same ? "  " : "!!", one.pair->same ? "same" : "different", l.points,
        l.settled ? " settled" : "", l.title, l.title_value, l.place, l.time, l.meaning, l.spreads, l.provider,
        one.pair->kind.c_str(), one.pair->first.title().c_str(), one.pair->second.title().c_str(), one.reason.c_str());
  }
}

class DuplicateFiguresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pairs = LoadPairs(kPairs);
    ASSERT_OK(pairs);
    pairs_ = *std::move(pairs);
  }

  void Expect(const std::string& set, const std::vector<JudgedPair>& judged, const std::string& label,
              double least_precision, double least_recall) {
    int count = 0;
    for (const LabelledPair& pair : pairs_) count += pair.set == set;
    const Measure measure = MeasureOf(judged, set);
    std::printf("%s\n", PrintMeasure(label, count, measure).c_str());
    EXPECT_GE(measure.precision.value(), least_precision) << label;
    EXPECT_GE(measure.recall.value(), least_recall) << label;
  }

  std::vector<LabelledPair> pairs_;
};

TEST_F(DuplicateFiguresTest, ThereAreEnoughPairsOfBothKindsInBothSets) {
  std::map<std::pair<std::string, bool>, int> counts;
  for (const LabelledPair& pair : pairs_) ++counts[{pair.set, pair.same}];
  for (const char* set : {"develop", "held-out", "fresh"}) {
    for (const bool same : {true, false}) EXPECT_GE((counts[{set, same}]), 15) << set << same;
  }
}

TEST_F(DuplicateFiguresTest, WithoutVectors) {
  const auto judged = JudgePairs(pairs_, Samples(), nullptr);
  Show(judged);
  Expect("develop", judged, "develop, no vectors", 0.95, 0.7);
  Expect("held-out", judged, "held-out, no vectors", 0.9, 0.6);
  Expect("fresh", judged, "fresh, no vectors", 0.85, 0.5);
}

TEST_F(DuplicateFiguresTest, WithTheModel) {
  if (!std::filesystem::exists(kModel)) GTEST_SKIP() << kModel << " is not here; make it with scripts/setup";
  auto embedder = LoadEmbedder(*PosixEnv(), kModel, EmbedderOptions{.query_requests = 0, .passage_threads = 2});
  ASSERT_OK(embedder);
  const auto judged = JudgePairs(pairs_, Samples(), embedder->get());
  Show(judged);
  Expect("develop", judged, "develop", 0.95, 0.95);
  Expect("held-out", judged, "held-out", 0.9, 0.85);
  Expect("fresh", judged, "fresh", 0.95, 0.8);
}

}  // namespace
}  // namespace meedoen::indexer::testing
