#include "matcher/evaluate/ablation.h"

#include <set>

#include "tests/unit/matcher/evaluate/evaluate_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::VenueAt;

class AblationTest : public EvaluateFixture {
 protected:
  AblationRow RowOf(const std::vector<JudgedClient>& clients, const std::string& part, bool only_even = false) {
    const auto parts = Ablate(Setting(), clients);
    EXPECT_OK(parts);
    for (const AblationRow& row : AblationRows(*parts, clients, only_even)) {
      if (row.part == part) return row;
    }
    ADD_FAILURE() << "no row for " << part;
    return {};
  }
};

TEST_F(AblationTest, WithoutWishesWhatIsWishedForIsNoLongerFirst) {
  const AblationRow row =
      RowOf({Client("01", "zingen", {{3, 3}}), Client("02", "naaien", {{5, 3}}), Client("03", "schaken", {{1, 3}})},
            "wishes: score");
  EXPECT_EQ(row.clients, 3);
  EXPECT_GE(row.changed, 2);
  EXPECT_LT(row.difference[kNdcg10].mean, 0);
  EXPECT_NEAR(row.without[kNdcg10].mean, 1 + row.difference[kNdcg10].mean, 1e-9) << "with them it is all right";
}

TEST_F(AblationTest, WhatSaysNothingOfTheClientsChangesNothing) {
  const std::vector<JudgedClient> clients = {Client("01", "zingen", {{3, 3}})};
  for (const char* part : {"goals", "language", "schedule", "own neighbourhood", "dislikes: penalty and limit"}) {
    const AblationRow row = RowOf(clients, part);
    EXPECT_EQ(row.changed, 0) << part;
    EXPECT_EQ(row.difference[kNdcg10].mean, 0) << part;
  }
}

TEST_F(AblationTest, AnUnwantedOneComesBackWithoutThatLimit) {
  // Only among many is anything so far above chance that it is the point of an activity.
  for (const char* title : {"Biljarten", "Fietsen", "Bingo", "Haken", "Zwemmen", "Yoga", "Sjoelen", "Lezen", "Vissen",
                            "Tekenen", "Kleien", "Dansen", "Timmeren", "Vogels kijken", "Kaarten", "Geschiedenis"}) {
    activities_.push_back(VenueAt(absl::StrCat("b", activities_.size()), meedoen::testing::kDeventer, title));
  }
  JudgedClient client = Client("01", "zingen", {{3, 3}, {9, 2}});
  client.request.mutable_client()->add_dislikes("bingo");
  const AblationRow row = RowOf({client}, "dislikes: penalty and limit");
  EXPECT_EQ(row.changed, 1);
  EXPECT_GT(row.difference[kRecall10].mean, 0) << "somebody judged that it fits all the same: the ideal holds it";
}

TEST_F(AblationTest, OnlyTheEvenOnes) {
  std::vector<JudgedClient> clients = {Client("01", "zingen", {{3, 3}}), Client("02", "naaien", {{5, 3}})};
  clients[1].odd = false;
  EXPECT_EQ(RowOf(clients, "travel", true).clients, 1);
  EXPECT_EQ(RowOf(clients, "travel", false).clients, 2);
}

// Every weight has its row.
TEST_F(AblationTest, NoPartOfTheScoreIsForgotten) {
  const auto parts = Ablate(Setting(), {Client("01", "zingen", {})});
  ASSERT_OK(parts);
  std::set<std::string> names;
  for (const AblationPart& part : *parts) names.insert(part.name);
  EXPECT_EQ(names.size(), parts->size());
  for (std::string_view part : kPartNames) {
    if (part == "wishes") part = "wishes: score";
    if (part == "group") part = "group size";
    if (part == "neighbourhood") part = "own neighbourhood";
    EXPECT_TRUE(names.contains(std::string(part))) << part;
  }
}

}  // namespace
}  // namespace meedoen::matcher
