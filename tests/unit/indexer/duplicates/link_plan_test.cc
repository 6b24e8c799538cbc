#include "indexer/duplicates/link_plan.h"

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "gmock/gmock.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Link = v1::DuplicateLink;

Link To(const std::string& name, Link::State state = Link::SUSPECTED, const std::string& on = "") {
  Link link;
  link.set_name(name);
  link.set_state(state);
  link.set_reason("titel gelijk");
  link.set_decided_on(on);
  return link;
}

std::vector<std::string> Names(const Links& links) {
  std::vector<std::string> names;
  for (const Link& link : links) names.push_back(link.name());
  return names;
}

bool Never(const std::string&) { return false; }

LinkPlan Plan(const std::map<std::string, Links>& now, const std::vector<AlikePair>& found,
              const std::function<bool(const std::string&)>& may_return = Never) {
  return PlanLinks(now, found, may_return);
}

TEST(LinkPlanTest, APairStandsAtBothAndBondsShareTheMiddle) {
  const LinkPlan plan = Plan({{"a", {}}, {"b", {}}, {"c", {}}}, {{"a", "b", "x"}, {"b", "c", "y"}});
  EXPECT_THAT(plan.suspected, SizeIs(2));
  EXPECT_THAT(Names(plan.wanted.at("a")), ElementsAre("b"));
  EXPECT_THAT(Names(plan.wanted.at("b")), ElementsAre("a", "c"));
  EXPECT_THAT(Names(plan.wanted.at("c")), ElementsAre("b"));
  EXPECT_EQ(plan.wanted.at("a")[0].reason(), "x");
}

TEST(LinkPlanTest, WhatIsThereAlreadyIsNotWritten) {
  EXPECT_THAT(Plan({{"a", {To("b")}}, {"b", {To("a")}}}, {{"a", "b", "titel gelijk"}}).wanted, IsEmpty());
}

TEST(LinkPlanTest, ASuspicionThatNoLongerHoldsGoes) {
  const LinkPlan plan = Plan({{"a", {To("b")}}, {"b", {To("a")}}}, {});
  EXPECT_EQ(plan.no_longer, 1u);
  EXPECT_THAT(plan.wanted.at("a"), IsEmpty());
  EXPECT_THAT(plan.wanted.at("b"), IsEmpty());
}

TEST(LinkPlanTest, DecisionsLast) {
  const std::map<std::string, Links> now = {{"a", {To("b", Link::REJECTED), To("c", Link::CONFIRMED)}},
                                            {"b", {To("a", Link::REJECTED)}},
                                            {"c", {To("a", Link::CONFIRMED)}}};
  const LinkPlan found = Plan(now, {{"a", "b", "x"}, {"a", "c", "y"}});
  EXPECT_THAT(found.wanted, IsEmpty());
  EXPECT_THAT(found.suspected, IsEmpty());
  EXPECT_THAT(found.confirmed, SizeIs(1));
  EXPECT_EQ(found.rejected, 1u);
  const LinkPlan not_found = Plan(now, {});
  EXPECT_THAT(not_found.wanted, IsEmpty());
  EXPECT_THAT(not_found.confirmed, SizeIs(1));
  EXPECT_EQ(not_found.rejected, 0u);
  EXPECT_EQ(not_found.no_longer, 0u);
}

TEST(LinkPlanTest, LinksToWhatIsGoneGo) {
  const std::map<std::string, Links> now = {{"a", {To("b"), To("c", Link::REJECTED), To("d", Link::CONFIRMED)}}};
  EXPECT_THAT(Plan(now, {}).wanted.at("a"), IsEmpty());
  // An import withdrew c, and may bring it back: then the decision has to hold.
  const auto c_may_return = [](const std::string& name) { return name == "c"; };
  EXPECT_THAT(Names(Plan(now, {}, c_may_return).wanted.at("a")), ElementsAre("c"));
}

TEST(LinkPlanTest, ADecisionThatOneSideLacksIsCopiedToIt) {
  const LinkPlan plan = Plan({{"a", {To("b", Link::REJECTED)}}, {"b", {}}}, {{"a", "b", "x"}});
  EXPECT_EQ(plan.rejected, 1u);
  ASSERT_THAT(plan.wanted, SizeIs(1));
  EXPECT_THAT(Names(plan.wanted.at("b")), ElementsAre("a"));
  EXPECT_EQ(plan.wanted.at("b")[0].state(), Link::REJECTED);
}

TEST(LinkPlanTest, OfTwoDecisionsTheLaterCounts) {
  const LinkPlan later =
      Plan({{"a", {To("b", Link::REJECTED, "2026-10-01")}}, {"b", {To("a", Link::CONFIRMED, "2026-11-01")}}}, {});
  EXPECT_EQ(later.wanted.at("a")[0].state(), Link::CONFIRMED);
  const LinkPlan same_day =
      Plan({{"a", {To("b", Link::CONFIRMED, "2026-11-01")}}, {"b", {To("a", Link::REJECTED, "2026-11-01")}}}, {});
  EXPECT_EQ(same_day.wanted.at("a")[0].state(), Link::REJECTED) << "rather both than none";
}

TEST(LinkPlanTest, TheMostAlikeAreKeptUpToTheLimit) {
  std::map<std::string, Links> now = {{"hub", {To("z", Link::CONFIRMED)}}, {"z", {To("hub", Link::CONFIRMED)}}};
  std::vector<AlikePair> found;
  for (int i = 0; i < kMaxDuplicateLinks; ++i) {
    const std::string name = absl::StrCat("a", 10 + i);
    now[name] = {};
    found.push_back({name, "hub", "x"});
  }
  const LinkPlan plan = Plan(now, found);
  EXPECT_THAT(plan.wanted.at("hub"), SizeIs(kMaxDuplicateLinks));
  EXPECT_EQ(plan.no_room, 1u) << "one more than the limit, with the one that was decided on";
  EXPECT_FALSE(plan.wanted.contains(found.back().first)) << "the least alike";
  found.pop_back();
  EXPECT_EQ(Plan(now, found).no_room, 0u);
}

}  // namespace
}  // namespace meedoen::indexer
