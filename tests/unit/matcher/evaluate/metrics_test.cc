#include "matcher/evaluate/metrics.h"

#include <cmath>

#include "gtest/gtest.h"
#include "matcher/evaluate/bm25.h"

namespace meedoen::matcher {
namespace {

// By hand: gains 7, 3, 0, 1 at discounts 1, 1/log2(3), 1/2, 1/log2(5).
TEST(MetricsTest, NdcgOfAWorkedExample) {
  const std::vector<int> grades = {3, 2, 0, 1};
  const double dcg = 7 + 3 / std::log2(3.0) + 1 / std::log2(5.0);
  const double ideal = 7 + 3 / std::log2(3.0) + 0.5;
  EXPECT_NEAR(Ndcg(grades, grades, 10), dcg / ideal, 1e-12);
  EXPECT_NEAR(Ndcg(grades, grades, 10), 0.992620, 1e-6);
  EXPECT_NEAR(Ndcg(grades, grades, 3), (7 + 3 / std::log2(3.0)) / ideal, 1e-12) << "the 1 in fourth place is missed";
  EXPECT_EQ(Ndcg({3, 2, 1, 0}, grades, 10), 1);
  EXPECT_NEAR(Ndcg({0, 3}, {3, 0}, 10), 1 / std::log2(3.0), 1e-12);
}

TEST(MetricsTest, NothingToFindIsNotHeldAgainstARanking) {
  EXPECT_EQ(Ndcg({0, 0}, {0, 0}, 10), 1);
  EXPECT_EQ(Recall({1, 0}, {1, 0}, 10), 1) << "grade 1 is not relevant";
  EXPECT_EQ(Ndcg({}, {}, 10), 1);
}

TEST(MetricsTest, Recall) {
  const std::vector<int> grades = {3, 0, 2, 1, 2};
  EXPECT_NEAR(Recall(grades, grades, 2), 0.5, 1e-12) << "of at most two";
  EXPECT_NEAR(Recall(grades, grades, 3), 2.0 / 3, 1e-12);
  EXPECT_EQ(Recall(grades, grades, 5), 1);
}

TEST(MetricsTest, Precision) {
  EXPECT_NEAR(Precision({3, 0, 2, 1, 2, 3}, 5), 0.6, 1e-12);
  EXPECT_EQ(Precision({3, 2}, 5), 1) << "of as many as there are";
  EXPECT_EQ(Precision({}, 5), 0);
}

TEST(Bm25Test, PrefersTheTextWithTheRareWord) {
  const Bm25 bm25({"samen koken en eten", "samen wandelen door het bos", "samen zingen", ""});
  EXPECT_GT(bm25.Score("koken", 0), 0);
  EXPECT_EQ(bm25.Score("koken", 1), 0);
  EXPECT_EQ(bm25.Score("koken", 3), 0);
  EXPECT_GT(bm25.Score("samen koken", 0), bm25.Score("samen koken", 2));
  EXPECT_GT(bm25.Score("koken", 0), bm25.Score("samen", 0)) << "a word that many have says less";
  EXPECT_EQ(bm25.Score("KÓKEN!", 0), bm25.Score("koken", 0)) << "words are compared folded";
}

TEST(Bm25Test, AWorkedExample) {
  const Bm25 bm25({"a b", "b b c d"});
  // "b" is in both: rarity ln(1 + 0.5 / 2.5). Mean length 3.
  const double rarity = std::log(1.2);
  EXPECT_NEAR(bm25.Score("b", 0), rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 3)), 1e-9);
  EXPECT_NEAR(bm25.Score("b", 1), rarity * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 3)), 1e-9);
}

}  // namespace
}  // namespace meedoen::matcher
