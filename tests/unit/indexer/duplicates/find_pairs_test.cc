#include "indexer/duplicates/find_pairs.h"

#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/duplicates/prints.h"

namespace meedoen::indexer::testing {
namespace {

using ::meedoen::testing::FailsWith;

bool GoOn() { return true; }

std::set<std::pair<std::string, std::string>> Names(const PrintedCatalogue& catalogue, const FoundPairs& found) {
  std::set<std::pair<std::string, std::string>> names;
  for (const FoundPair& pair : found.pairs) {
    names.emplace(catalogue.prints()[pair.first].name, catalogue.prints()[pair.second].name);
  }
  return names;
}

// Sides of the labelled pairs, moved about a little, so that there are near ones and far ones.
std::vector<v1::Activity> Many(uint32_t seed, int count) {
  const auto pairs = LoadPairs("catalog-samples/duplicates/pairs.tsv");
  EXPECT_OK(pairs);
  std::mt19937 random(seed);
  std::vector<v1::Activity> many;
  for (int i = 0; i < count; ++i) {
    const LabelledPair& pair = (*pairs)[random() % pairs->size()];
    v1::Activity activity = random() % 2 == 0 ? pair.first : pair.second;
    activity.set_name(absl::StrCat("municipalities/GM0150/activities/a", i));
    activity.set_source(absl::StrCat("csv:", random() % 3));
    v1::LatLng* at = activity.mutable_place()->mutable_resolved_coordinates();
    if (activity.place().kind() == v1::VENUE) at->set_latitude(at->latitude() + (random() % 5) * 0.004);
    many.push_back(std::move(activity));
  }
  return many;
}

TEST(FindPairsTest, NothingIsLostByNotComparingEachWithEach) {
  size_t all = 0;
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    const PrintedCatalogue catalogue(Many(seed, 300), nullptr);
    const Comparer comparer(catalogue.stride());
    const auto found = FindPairs(catalogue.prints(), comparer, GoOn);
    ASSERT_OK(found);
    const auto names = Names(catalogue, *found);
    EXPECT_EQ(names.size(), found->pairs.size()) << "a pair is there twice";
    size_t expected = 0;
    for (size_t i = 0; i < catalogue.prints().size(); ++i) {
      for (size_t j = i + 1; j < catalogue.prints().size(); ++j) {
        const Print &a = catalogue.prints()[i], &b = catalogue.prints()[j];
        if (!comparer.Compare(a, b).alike()) continue;
        ++expected;
        EXPECT_TRUE(names.contains(std::minmax(a.name, b.name))) << "seed " << seed << ": " << a.name << " " << b.name;
      }
    }
    EXPECT_GE(names.size(), expected);
    all += expected;
    EXPECT_LT(found->considered, 300u * 299 / 2 / 2) << "what lies far apart is not compared";
  }
  EXPECT_GT(all, 500u);
}

TEST(FindPairsTest, TheMostAlikeComeFirstAndTheOrderOfTheCatalogueSaysNothing) {
  std::vector<v1::Activity> many = Many(7, 200);
  std::vector<std::vector<std::string>> orders;
  for (int turn = 0; turn < 2; ++turn) {
    const PrintedCatalogue catalogue(many, nullptr);
    const auto found = FindPairs(catalogue.prints(), Comparer(catalogue.stride()), GoOn);
    ASSERT_OK(found);
    std::vector<std::string>& order = orders.emplace_back();
    double last = 1000;
    for (const FoundPair& pair : found->pairs) {
      EXPECT_LE(pair.points, last);
      last = pair.points;
      order.push_back(
          absl::StrCat(catalogue.prints()[pair.first].name, catalogue.prints()[pair.second].name, pair.reason));
    }
    std::reverse(many.begin(), many.end());
  }
  EXPECT_EQ(orders[0], orders[1]);
}

TEST(FindPairsTest, TheThirdInABondNeedsLess) {
  v1::Activity a = Listed("a", "Schilderclub De Bron", "csv:1"), c = Listed("c", "Aquarelleren", "csv:3");
  a.mutable_provider()->set_name("Kunstkring");
  c.mutable_provider()->set_name("Stichting Penseel");
  const v1::Activity b = Listed("b", "Schilderclub: aquarelleren", "csv:2");
  const PrintedCatalogue two({a, c}, nullptr), three({a, b, c}, nullptr);
  const auto of_two = FindPairs(two.prints(), Comparer(0), GoOn);
  const auto of_three = FindPairs(three.prints(), Comparer(0), GoOn);
  ASSERT_OK(of_two);
  ASSERT_OK(of_three);
  EXPECT_TRUE(of_two->pairs.empty());
  const Comparer comparer(0);
  const Likeness third = comparer.Compare(three.prints()[0], three.prints()[2]);
  EXPECT_EQ(of_three->pairs.size(), third.points >= kThirdPoints ? 3u : 2u);
}

TEST(FindPairsTest, ACancelledActivityIsNotCompared) {
  v1::Activity cancelled = Listed("b", "Koffieochtend", "csv:twee");
  cancelled.set_status(v1::CANCELLED);
  const PrintedCatalogue catalogue({Listed("a", "Koffieochtend"), cancelled}, nullptr);
  const auto found = FindPairs(catalogue.prints(), Comparer(0), GoOn);
  ASSERT_OK(found);
  EXPECT_TRUE(found->pairs.empty());
}

TEST(FindPairsTest, StopsWhenAskedTo) {
  const PrintedCatalogue catalogue(Many(9, 50), nullptr);
  EXPECT_THAT(FindPairs(catalogue.prints(), Comparer(0), [] { return false; }),
              FailsWith(absl::StatusCode::kCancelled, ::testing::_));
}

TEST(FindPairsTest, ARowThatIsThereThousandsOfTimesIsBounded) {
  std::vector<v1::Activity> many;
  for (int i = 0; i < 3'000; ++i) many.push_back(Listed(absl::StrCat("a", i), "Schilderclub", absl::StrCat(i)));
  const PrintedCatalogue catalogue(many, nullptr);
  const auto found = FindPairs(catalogue.prints(), Comparer(catalogue.stride()), GoOn);
  ASSERT_OK(found);
  std::map<uint32_t, size_t> counts;
  for (const FoundPair& pair : found->pairs) {
    ++counts[pair.first];
    ++counts[pair.second];
  }
  EXPECT_GE(counts.size(), 2'900u) << "nearly each has some";
  for (const auto& [row, count] : counts) EXPECT_LE(count, kMostAlike);
}

// Everybody's list has thousands of them: it ends all the same, and the neighbours by title are found.
TEST(FindPairsTest, AWordThatThousandsBeginWithIsBounded) {
  std::vector<v1::Activity> many;
  for (int i = 0; i < 2'600; ++i) {
    v1::Activity activity = Listed(absl::StrCat("a", i), absl::StrCat("Maatje nummer", 100'000 + i / 2));
    activity.set_source(absl::StrCat("csv:", i % 2));
    activity.mutable_place()->Clear();
    activity.mutable_place()->set_kind(v1::AT_HOME);
    many.push_back(std::move(activity));
  }
  const PrintedCatalogue catalogue(many, nullptr);
  const auto found = FindPairs(catalogue.prints(), Comparer(0), GoOn);
  ASSERT_OK(found);
  EXPECT_GE(found->pairs.size(), 1'300u);
  EXPECT_LT(found->considered, 2'600u * 2'599 / 2);
}

}  // namespace
}  // namespace meedoen::indexer::testing
