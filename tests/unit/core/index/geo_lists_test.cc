#include "core/index/geo_lists.h"

#include <algorithm>
#include <random>

#include "core/index/kernels.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using testing::RandomSegment;
using testing::RandomUnitVector;
using Scored = std::pair<float, uint32_t>;

// Every row of the cells, in doubles, best first.
std::vector<std::pair<double, uint32_t>> BruteForce(const SegmentView& segment, const std::vector<float>& query,
                                                    const std::vector<CellRun>& cells) {
  std::vector<std::pair<double, uint32_t>> scored;
  for (uint32_t row = 0; row < segment.rows; ++row) {
    if ((segment.flags[row] & flag::kHasPlace) == 0) continue;
    const CellId cell = CellOf({segment.latitude[row], segment.longitude[row]});
    const auto holds = [cell](const CellRun& run) { return run.first <= cell && cell <= run.last; };
    if (std::none_of(cells.begin(), cells.end(), holds)) continue;
    double score = 0;
    for (size_t i = 0; i < query.size(); ++i) score += double{query[i]} * segment.Vector(row)[i];
    scored.emplace_back(score, row);
  }
  std::sort(scored.begin(), scored.end(), std::greater<>());
  return scored;
}

TEST(GeoLists, EqualsBruteForce) {
  const auto segment = RandomSegment(1, 800);
  const GeoLists lists(segment->view);
  std::mt19937 random(2);
  size_t compared = 0;
  for (int round = 0; round < 60; ++round) {
    const std::vector<float> query = RandomUnitVector(random, testing::kSegmentDimension);
    const Point centre{52.15 + 0.2 * (random() % 1000) / 1000.0, 6.0 + 0.3 * (random() % 1000) / 1000.0};
    const std::vector<CellRun> cells = CellsWithin(centre, random() % 8000);
    const auto expected = BruteForce(segment->view, query, cells);
    const auto found = lists.Search(query, cells, 30);
    ASSERT_OK(found);
    ASSERT_EQ(found->size(), std::min<size_t>(30, expected.size()));
    for (size_t i = 0; i < found->size(); ++i, ++compared) {
      EXPECT_EQ((*found)[i].second, expected[i].second);
      EXPECT_NEAR((*found)[i].first, expected[i].first, 1e-5);
    }
  }
  EXPECT_GT(compared, 500u);
}

TEST(GeoLists, NothingToFindIsNoError) {
  const auto segment = RandomSegment(3, 50);
  const GeoLists lists(segment->view);
  std::mt19937 random(4);
  const std::vector<float> query = RandomUnitVector(random, testing::kSegmentDimension);
  const auto far_away = lists.Search(query, CellsWithin({51.0, 4.0}, 1000), 10);
  ASSERT_OK(far_away);
  EXPECT_TRUE(far_away->empty());
  const auto none_wanted = lists.Search(query, CellsWithin({52.25, 6.15}, 20'000), 0);
  ASSERT_OK(none_wanted);
  EXPECT_TRUE(none_wanted->empty());
}

TEST(GeoLists, AnEmptySegmentHasNothing) {
  const auto segment = RandomSegment(5, 0);
  const GeoLists lists(segment->view);
  const auto found =
      lists.Search(std::vector<float>(testing::kSegmentDimension, 0.1f), CellsWithin({52.2, 6.1}, 5000), 5);
  ASSERT_OK(found);
  EXPECT_TRUE(found->empty());
}

}  // namespace
}  // namespace meedoen
