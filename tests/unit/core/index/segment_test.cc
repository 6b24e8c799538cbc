#include "core/index/segment.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <set>

#include "core/base/limits.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/testing/segments.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::meedoen::testing::ActivityAt;
using ::meedoen::testing::ActivityWithoutPlace;
using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kSegmentDay;
using ::meedoen::testing::RandomSegment;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kPrefix[] = "municipalities/GM0150/activities/";
const std::vector<float> kVector(16, 0.25f);

std::vector<std::string> NamesOf(const SegmentView& view) {
  std::vector<std::string> names;
  for (uint32_t row = 0; row < view.rows; ++row) names.push_back(view.Record(row)->name().substr(strlen(kPrefix)));
  return names;
}

TEST(Segment, RowsAreInTheOrderOfCellsThenNamesAndThoseWithoutPlaceLast) {
  SegmentBuilder builder(16);
  const Point south{52.0, 6.0}, north{53.0, 6.0};
  for (const v1::Activity& activity :
       {ActivityWithoutPlace("a-online", v1::ONLINE, {}), ActivityAt("b-north", north), ActivityAt("z-south", south),
        ActivityAt("c-south", south), ActivityWithoutPlace("a-home", v1::AT_HOME, {"7415"})}) {
    ASSERT_OK(builder.Add(activity, kVector, kSegmentDay));
  }
  const auto segment = builder.Build();
  ASSERT_OK(segment);
  const SegmentView& view = (*segment)->view;
  EXPECT_THAT(NamesOf(view), ElementsAre("c-south", "z-south", "b-north", "a-home", "a-online"));
  EXPECT_THAT(view.cells, ElementsAre(CellOf(south), CellOf(north)));
  EXPECT_THAT(view.cell_offsets, ElementsAre(0, 2, 3));
}

TEST(Segment, ShapesAreAsStated) {
  const auto segment = RandomSegment(21, 300);
  const SegmentView& view = segment->view;
  EXPECT_EQ(view.rows, 300u);
  EXPECT_EQ(view.stride, 32u);
  EXPECT_EQ(view.vectors.size(), 300u * 32);
  for (uint32_t row = 0; row < view.rows; ++row) {
    for (size_t i = testing::kSegmentDimension; i < view.stride; ++i) EXPECT_EQ(view.Vector(row)[i], 0.0f);
  }
  EXPECT_EQ(view.largest_doubt_metres, *std::max_element(view.doubt_metres.begin(), view.doubt_metres.end()));
  EXPECT_EQ(SegmentSectionNames().size(), segment->bytes.size());
}

TEST(Segment, AnEmptyOneIsASegment) {
  const auto segment = RandomSegment(22, 0);
  EXPECT_EQ(segment->view.rows, 0u);
  EXPECT_THAT(segment->view.RowsIn(CellsWithin({52.2, 6.1}, 10'000)), IsEmpty());
  EXPECT_THAT(segment->view.RowsOfArea("NL"), IsEmpty());
  EXPECT_EQ(segment->view.FindRow(1), std::nullopt);
}

// RowsIn may give rows beyond the radius, but never misses one and never gives one twice.
TEST(Segment, RowsInHoldsEveryRowWithinTheRadius) {
  const auto segment = RandomSegment(23, 1500);
  const SegmentView& view = segment->view;
  std::mt19937 random(24);
  size_t inside = 0, outside = 0;
  for (int round = 0; round < 200; ++round) {
    const Point centre{std::uniform_real_distribution<double>(52.0, 52.5)(random),
                       std::uniform_real_distribution<double>(5.8, 6.5)(random)};
    const double radius = std::uniform_real_distribution<double>(0, 12'000)(random);
    std::set<uint32_t> found;
    for (const RowRun& run : view.RowsIn(CellsWithin(centre, radius))) {
      for (uint32_t row = run.begin; row < run.end; ++row) EXPECT_TRUE(found.insert(row).second) << row;
    }
    for (uint32_t row = 0; row < view.rows; ++row) {
      const bool placed = (view.flags[row] & flag::kHasPlace) != 0;
      const bool near = placed && GreatCircleMetres(centre, {view.latitude[row], view.longitude[row]}) <= radius;
      if (near) {
        EXPECT_EQ(found.count(row), 1u) << "row " << row << ", radius " << radius;
      }
      if (!placed) {
        EXPECT_EQ(found.count(row), 0u) << "row " << row << " has no place";
      }
      (near ? inside : outside) += 1;
    }
  }
  EXPECT_GT(inside, 1000u);
  EXPECT_GT(outside, 1000u);
}

TEST(Segment, RowsOfAreaAreThoseThatNameIt) {
  const auto segment = RandomSegment(25, 400);
  const SegmentView& view = segment->view;
  for (const std::string code : {"NL", "7415", "WK015001", "GM0150", "7416", "A", "ZZ", ""}) {
    std::vector<uint32_t> expected;
    for (uint32_t row = 0; row < view.rows; ++row) {
      const auto facts = FactsOf(*view.Record(row), kSegmentDay);
      ASSERT_OK(facts);
      if (std::count(facts->areas.begin(), facts->areas.end(), code) > 0) expected.push_back(row);
    }
    EXPECT_THAT(view.RowsOfArea(code), ::testing::ElementsAreArray(expected)) << code;
    const bool known = code == "NL" || code == "7415" || code == "WK015001" || code == "GM0150";
    EXPECT_EQ(expected.empty(), !known) << code;
  }
}

TEST(Segment, AreaCodesBetweenTwo) {
  const auto segment = RandomSegment(25, 400);
  const SegmentView& view = segment->view;
  const std::vector<std::string_view> all = view.AreaCodesIn("", "~");
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  for (const std::string_view code : all) EXPECT_FALSE(view.RowsOfArea(code).empty()) << code;
  size_t rows = 0;
  for (const std::string_view code : all) rows += view.RowsOfArea(code).size();
  EXPECT_EQ(rows, view.area_rows.size()) << "all of them";
  EXPECT_THAT(view.AreaCodesIn("WK0150", "WK0150~"), ::testing::ElementsAre("WK015001"));
  for (const std::string_view code : view.AreaCodesIn("1", ":")) EXPECT_EQ(code.size(), 4u) << code;
  EXPECT_FALSE(view.AreaCodesIn("1", ":").empty());
  EXPECT_TRUE(view.AreaCodesIn("WK0151", "WK0151~").empty());
  EXPECT_TRUE(view.AreaCodesIn("~", "").empty());
}

TEST(Segment, EveryRowIsFoundByNameAndGivesItsFacts) {
  const auto segment = RandomSegment(26, 300);
  const SegmentView& view = segment->view;
  for (uint32_t row = 0; row < view.rows; ++row) {
    const auto record = view.Record(row);
    ASSERT_OK(record);
    EXPECT_EQ(view.FindRow(NameHash(record->name())), row);
    const auto facts = FactsOf(*record, kSegmentDay);
    ASSERT_OK(facts);
#define MEEDOEN_COMPARE(type, name) \
  EXPECT_EQ(std::memcmp(&view.name[row], &facts->name, sizeof(type)), 0) << #name << " of row " << row;
    MEEDOEN_COLUMNS(MEEDOEN_COMPARE)
#undef MEEDOEN_COMPARE
    std::vector<Session> sessions;
    for (uint64_t i = view.session_offsets[row]; i < view.session_offsets[row + 1]; ++i) {
      sessions.push_back({view.session_starts[i], view.session_lengths[i]});
    }
    EXPECT_EQ(sessions, facts->sessions);
  }
  EXPECT_EQ(view.FindRow(NameHash("municipalities/GM0150/activities/nobody")), std::nullopt);
}

TEST(Segment, RecordsAreTheActivitiesThemselves) {
  std::mt19937 random(27);
  SegmentBuilder builder(16);
  std::map<std::string, v1::Activity> activities;
  for (int i = 0; i < 50; ++i) {
    const v1::Activity activity = testing::RandomActivity(random, i);
    activities[activity.name()] = activity;
    ASSERT_OK(builder.Add(activity, kVector, kSegmentDay));
  }
  const auto segment = builder.Build();
  ASSERT_OK(segment);
  for (uint32_t row = 0; row < 50; ++row) {
    const auto record = (*segment)->view.Record(row);
    ASSERT_OK(record);
    EXPECT_TRUE(MessageDifferencer::Equals(*record, activities[record->name()]));
  }
}

TEST(Segment, TheSameActivitiesInAnotherOrderGiveTheSameBytes) {
  std::mt19937 random(28);
  std::vector<v1::Activity> activities;
  for (int i = 0; i < 60; ++i) activities.push_back(testing::RandomActivity(random, i));
  const auto build = [&activities] {
    SegmentBuilder builder(16);
    for (const v1::Activity& activity : activities) EXPECT_OK(builder.Add(activity, kVector, kSegmentDay));
    return (*builder.Build())->bytes;
  };
  const auto first = build();
  std::shuffle(activities.begin(), activities.end(), random);
  EXPECT_EQ(build(), first);
}

TEST(Segment, ARowThatIsWorkedOutOnceGivesTheSameBytesInEverySegment) {
  std::mt19937 random(5);
  SegmentBuilder plain(16), first(16), second(16, 40);
  for (int i = 0; i < 40; ++i) {
    const v1::Activity activity = testing::RandomActivity(random, i);
    const auto row = MakeSegmentRow(activity, kVector, kSegmentDay);
    ASSERT_OK(row);
    ASSERT_OK(plain.Add(activity, kVector, kSegmentDay));
    ASSERT_OK(first.Add(*row));
    ASSERT_OK(second.Add(*row));
  }
  const auto one = MakeSegmentRow(ActivityAt("one-more", {52, 6}), kVector, kSegmentDay);
  EXPECT_THAT(second.Add(*one), FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("one-more")));
  EXPECT_THAT(SegmentBuilder(17).Add(*one), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("one-more")));
  const auto expected = plain.Build();
  EXPECT_EQ((*expected)->bytes, (*first.Build())->bytes);
  EXPECT_EQ((*expected)->bytes, (*second.Build())->bytes);
}

TEST(Segment, RefusesAVectorOfAnotherModelByName) {
  SegmentBuilder builder(16);
  EXPECT_THAT(builder.Add(ActivityAt("koor", {52, 6}), std::vector<float>(15, 0.1f), kSegmentDay),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("koor")));
  EXPECT_EQ(builder.rows(), 0u);
}

TEST(Segment, RefusesFactsThatCannotBeReadByName) {
  SegmentBuilder builder(16);
  v1::Activity activity = ActivityAt("koor", {52, 6});
  activity.set_valid_until("31-12-2026");
  EXPECT_THAT(builder.Add(activity, kVector, kSegmentDay),
              FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("activities/koor")));
}

TEST(Segment, HoldsAsManyActivitiesAsStatedAndNoMore) {
  SegmentBuilder builder(16, 2);
  ASSERT_OK(builder.Add(ActivityAt("a", {52, 6}), kVector, kSegmentDay));
  ASSERT_OK(builder.Add(ActivityAt("b", {52, 6}), kVector, kSegmentDay));
  EXPECT_THAT(builder.Add(ActivityAt("c", {52, 6}), kVector, kSegmentDay),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("at most 2")));
  EXPECT_EQ(builder.rows(), 2u);
}

}  // namespace
}  // namespace meedoen
