#include "core/geo/distance.h"

#include <cmath>
#include <numbers>
#include <random>

#include "core/base/limits.h"
#include "core/geo/grid.h"
#include "gtest/gtest.h"

namespace meedoen {
namespace {

constexpr double kMetresPerDegree = 6'371'009.0 * std::numbers::pi / 180.0;

class RandomPoints {
 public:
  Point Anywhere() { return {Between(kMinLatitude, kMaxLatitude), Between(kMinLongitude, kMaxLongitude)}; }

  // At most `metres` away, evenly over the disc.
  Point Near(Point centre, double metres) {
    const double distance = metres * std::sqrt(Between(0, 1)), angle = Between(0, 2 * std::numbers::pi);
    const double north = distance * std::cos(angle), east = distance * std::sin(angle);
    return {centre.latitude + north / kMetresPerDegree,
            centre.longitude + east / (kMetresPerDegree * std::cos(centre.latitude * std::numbers::pi / 180))};
  }

  double Between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }

 private:
  std::mt19937 random_{20261122};
};

TEST(DistanceTest, KnowsThreeDistances) {
  EXPECT_EQ(GreatCircleMetres({52.25, 6.16}, {52.25, 6.16}), 0);
  EXPECT_NEAR(GreatCircleMetres({52, 6}, {53, 6}), kMetresPerDegree, 0.1);
  // Deventer to Winsum, by the law of cosines.
  const double a = 52.2549 * std::numbers::pi / 180, b = 53.3286 * std::numbers::pi / 180;
  const double angle = std::acos(std::sin(a) * std::sin(b) +
                                 std::cos(a) * std::cos(b) * std::cos((6.5167 - 6.1636) * std::numbers::pi / 180));
  EXPECT_NEAR(GreatCircleMetres({52.2549, 6.1636}, {53.3286, 6.5167}), 6'371'009 * angle, 1);
}

TEST(DistanceTest, IsWithinTenMetresOfTheGreatCircleAtFifteenKilometres) {
  RandomPoints points;
  double worst = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Point from = points.Anywhere(), to = points.Near(from, 15'000);
    const double metres = DistanceFrom(from).Metres(to.latitude, to.longitude);
    worst = std::max(worst, std::abs(metres - GreatCircleMetres(from, to)));
  }
  EXPECT_LT(worst, 10);
  EXPECT_GT(worst, 0.1) << "the test does not compare two formulas";
}

TEST(GridTest, CellsWithinHoldEveryPointOfTheDisc) {
  RandomPoints points;
  for (int i = 0; i < 3'000; ++i) {
    const Point centre = points.Anywhere();
    const double radius = points.Between(0, i % 10 == 0 ? 70'000 : 5'000);
    const std::vector<CellRun> runs = CellsWithin(centre, radius);
    for (int j = 0; j < 20; ++j) {
      const Point point = points.Near(centre, radius);
      const CellId cell = CellOf(point);
      const bool held =
          std::any_of(runs.begin(), runs.end(), [cell](CellRun run) { return run.first <= cell && cell <= run.last; });
      ASSERT_TRUE(held) << point.latitude << " " << point.longitude << " within " << radius << " of " << centre.latitude
                        << " " << centre.longitude;
    }
  }
}

TEST(GridTest, RunsRiseAndDoNotOverlap) {
  const std::vector<CellRun> runs = CellsWithin({52.25, 6.16}, 10'000);
  ASSERT_GT(runs.size(), 15u);
  for (size_t i = 0; i < runs.size(); ++i) {
    EXPECT_LE(runs[i].first, runs[i].last);
    EXPECT_TRUE(i == 0 || runs[i].first > runs[i - 1].last);
  }
  const CellRun& middle = runs[runs.size() / 2];
  EXPECT_LT(middle.last - middle.first, 30u) << "far more cells than the disc needs";
}

TEST(GridTest, PointsOutsideBelongToTheEdge) {
  EXPECT_EQ(CellOf({50.0, 5.0}), CellOf({kMinLatitude, 5.0}));
  EXPECT_EQ(CellOf({52.0, 9.0}), CellOf({52.0, kMaxLongitude}));
  EXPECT_NE(CellOf({52.0, 5.0}), CellOf({52.0, 5.02}));
}

}  // namespace
}  // namespace meedoen
