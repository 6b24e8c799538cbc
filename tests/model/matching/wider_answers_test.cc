// The wider answers, and the answers to "why not this one", held against the naive matcher.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/model/matching/answers_fixture.h"

namespace meedoen::testing {
namespace {

TEST_F(AnswersTest, WhatWideningFindsFitsOnlyWithIt) {
  int widened = 0, found = 0, in_vain = 0;
  ForEachClient(1000, [&](RandomWorld& world, v1::SuggestRequest request) {
    request.set_widen(true);
    const auto answer = world.Suggest(request);
    ASSERT_OK(answer);
    const int k = static_cast<int>(request.k() == 0 ? 5 : request.k());
    const v1::SuggestRequest wider = With(request, answer->widening());
    ASSERT_OK(matcher::CheckRequest(wider)) << answer->widening().DebugString();
    int main = 0, new_ones = 0;
    bool wide_part = false;
    std::set<std::string> names;
    for (const v1::Suggestion& one : answer->suggestions()) {
      const std::string& name = one.activity().name();
      EXPECT_TRUE(names.insert(name).second) << name << " is there twice";
      bool edge = false;
      const NaiveVerdict before = Judge(world, request, name, &edge);
      main += one.group() == v1::CONFIRMED || one.group() == v1::TO_ASK_FIRST;
      EXPECT_TRUE(one.group() == v1::WIDENED || !wide_part) << "the wider ones come last";
      if (one.group() != v1::WIDENED) {
        EXPECT_TRUE(before.fits()) << name << Names(before.reasons);
        continue;
      }
      wide_part = true;
      ++new_ones;
      if (!edge) {
        EXPECT_FALSE(before.fits()) << name << " fits without";
      }
      const NaiveVerdict after = Judge(world, wider, name, &edge);
      EXPECT_TRUE(after.fits() || edge) << name << " still" << Names(after.reasons);
      const auto cautions = std::count_if(one.cautions().begin(), one.cautions().end(),
                                          [](const v1::Caution& caution) { return caution.code() == "widened"; });
      EXPECT_GE(cautions, 1) << name << " does not say beyond what";
    }
    if (main >= k) {
      EXPECT_TRUE(answer->widened().empty()) << "enough fit";
    }
    EXPECT_EQ(answer->widened().empty(), !answer->has_widening());
    if (answer->widened().empty()) return;
    ++widened;
    found += new_ones;
    EXPECT_LE(main + new_ones, k);
    if (main + new_ones == k) return;
    ++in_vain;  // Then nothing else fits, however wide.
    for (const NaiveActivity& activity : world.activities()) {
      bool edge = false;
      const NaiveVerdict after = Judge(world, wider, activity.record.name(), &edge);
      if (!after.fits() || after.group == v1::SUPPORT || edge) continue;
      EXPECT_TRUE(names.contains(activity.record.name())) << activity.record.name() << " was not found";
    }
  });
  std::printf("%d answers widened, %d new ones, %d times less than k\n", widened, found, in_vain);
  EXPECT_GT(widened, 100);
  EXPECT_GT(found, 100);
  EXPECT_LT(in_vain, widened);
}

using Explained = v1::ExplainActivityResponse;

TEST_F(AnswersTest, WhyNotThisOneIsAnsweredAsTheModelDoes) {
  std::map<int, int> verdicts;
  int edges = 0, with_changes = 0;
  ForEachClient(1100, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    if (world.random().Below(3) != 0) return;
    const auto answer = world.Suggest(request);
    const auto scan = world.Scan(request, kMaxActivities);
    ASSERT_OK(answer);
    ASSERT_OK(scan);
    std::map<std::string, uint32_t> suggested, by_score;
    for (const v1::Suggestion& one : answer->suggestions()) {
      const auto place = static_cast<uint32_t>(suggested.size()) + 1;
      suggested[one.activity().name()] = place;
    }
    std::map<int, uint32_t> in_group;
    for (const matcher::Candidate& one : scan->pool) {
      by_score[one.segment->Record(one.row)->name()] = ++in_group[one.group];
    }
    for (const NaiveActivity& activity : world.activities()) {
      const std::string& name = activity.record.name();
      const auto why = world.Explain(request, name);
      ASSERT_OK(why);
      ++verdicts[why->verdict()];
      EXPECT_FALSE(why->text().empty());
      EXPECT_EQ(why->suggestion().activity().name(), name);
      bool edge = false;
      const NaiveVerdict ours = Judge(world, request, name, &edge);
      if (edge) {
        ++edges;
        continue;
      }
      std::set<int> reasons;
      for (const Explained::Failure& failure : why->failures()) {
        EXPECT_TRUE(reasons.insert(failure.reason()).second) << name << " is told a reason twice";
        EXPECT_FALSE(failure.text().empty());
        if (kForGood.contains(failure.reason())) {
          EXPECT_EQ(failure.change(), "") << name;
        }
      }
      EXPECT_EQ(reasons, ours.reasons) << name << ": matcher" << Names(reasons) << ", model" << Names(ours.reasons);
      if (!ours.fits()) {
        EXPECT_EQ(why->verdict(), Explained::FALLS_OUT) << name;
      } else if (suggested.contains(name)) {
        EXPECT_EQ(why->verdict(), Explained::SUGGESTED) << name;
        EXPECT_EQ(why->place(), suggested[name]) << name;
      } else {
        EXPECT_EQ(why->verdict(), Explained::FITS) << name;
        EXPECT_EQ(why->place(), by_score[name]) << name;
      }
      if (!why->has_merge()) continue;
      ++with_changes;
      const NaiveVerdict after = Judge(world, With(request, why->merge()), name, &edge);
      EXPECT_TRUE(after.fits() || edge) << name << " still" << Names(after.reasons) << "\n"
                                        << why->merge().DebugString();
    }
    EXPECT_THAT(world.Explain(request, "municipalities/GM0150/activities/never-was"),
                FailsWith(absl::StatusCode::kNotFound, ::testing::_));
  });
  std::printf("%d suggested, %d fit, %d fall out, %d with all changes; %d on the edge\n",
              verdicts[Explained::SUGGESTED], verdicts[Explained::FITS], verdicts[Explained::FALLS_OUT], with_changes,
              edges);
  for (const int verdict : {Explained::SUGGESTED, Explained::FITS, Explained::FALLS_OUT}) {
    EXPECT_GT(verdicts[verdict], 100);
  }
  EXPECT_GT(with_changes, 100);
  EXPECT_LT(edges, 10 + verdicts[Explained::FALLS_OUT] / 200);
}

}  // namespace
}  // namespace meedoen::testing
