// Whole answers held against the naive matcher: every suggestion fits, every wish that can be met is met, every
// near-miss fails one limit and fits with its change.
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

// Each next date is a session of the activity that is not over.
void ExpectRealDates(const RandomWorld& world, const NaiveActivity& activity, const v1::Suggestion& suggestion) {
  for (const v1::NextDate& date : suggestion.next_dates()) {
    EXPECT_GT(date.end_time().seconds(), absl::ToUnixSeconds(world.Now())) << activity.record.name() << " is over";
    EXPECT_TRUE(std::any_of(activity.sessions.begin(), activity.sessions.end(), [&](const NaiveSession& session) {
      return absl::ToUnixSeconds(session.start) == date.start_time().seconds() &&
             absl::ToUnixSeconds(session.end) == date.end_time().seconds();
    })) << activity.record.name();
  }
}

TEST_F(AnswersTest, EverySuggestionFitsAndTellsTheTruth) {
  std::map<int, int> groups;
  ForEachClient(600, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    const auto answer = world.Suggest(request);
    ASSERT_OK(answer);
    const uint32_t k = request.k() == 0 ? 5 : request.k();
    uint32_t shown = 0, support = 0;
    std::set<std::string> names;
    for (const v1::Suggestion& one : answer->suggestions()) {
      EXPECT_TRUE(names.insert(one.activity().name()).second) << one.activity().name() << " is there twice";
      const NaiveVerdict ours = Judge(world, request, one.activity().name());
      EXPECT_TRUE(ours.fits()) << one.activity().name() << Names(ours.reasons);
      EXPECT_EQ(one.group(), ours.group) << one.activity().name();
      EXPECT_LE(std::abs(std::llround(one.score() * 10'000) - ours.steps()), 1) << one.activity().name();
      EXPECT_EQ(one.travel().kind(), ours.kind) << one.activity().name();
      EXPECT_EQ(one.travel().means(), ours.means) << one.activity().name();
      if (ours.kind == v1::Travel::OWN) {
        EXPECT_GE(one.travel().minutes_most() + 1, ours.minutes);
        EXPECT_LE(one.travel().minutes_least(), ours.minutes + 1);
      }
      EXPECT_EQ(one.activity().SerializeAsString(), world.Find(one.activity().name())->record.SerializeAsString());
      ExpectRealDates(world, *world.Find(one.activity().name()), one);
      ++groups[one.group()];
      ++(one.group() == v1::SUPPORT ? support : shown);
    }
    EXPECT_LE(shown, k);
    EXPECT_LE(support, 3u);
    EXPECT_TRUE(answer->widened().empty()) << "nobody asked to widen";
  });
  std::printf("%d confirmed, %d to ask first, %d support\n", groups[v1::CONFIRMED], groups[v1::TO_ASK_FIRST],
              groups[v1::SUPPORT]);
  for (const int group : {v1::CONFIRMED, v1::TO_ASK_FIRST, v1::SUPPORT}) EXPECT_GT(groups[group], 50);
}

TEST_F(AnswersTest, EachWishThatCanBeMetIsMetEarlyAndTheOthersAreListed) {
  int met = 0, unmet = 0, only_asking_first = 0;
  ForEachClient(650, [&](RandomWorld& world, v1::SuggestRequest request) {
    for (const char* wish : {"koor", "tuin schaken"}) request.mutable_client()->add_wishes(wish);
    const auto wishes = static_cast<size_t>(request.client().wishes_size());
    const size_t early = std::max<size_t>(3, wishes);
    request.set_k(static_cast<uint32_t>(2 * early));
    const auto answer = world.Suggest(request);
    const auto client = world.ClientOf(request);
    ASSERT_OK(answer);
    ASSERT_OK(client);
    std::vector<NaiveVerdict> fitting, shown, first_confirmed;
    for (const NaiveActivity& activity : world.activities()) {
      const NaiveVerdict verdict = client->Judge(activity);
      if (verdict.fits() && verdict.group != v1::SUPPORT) fitting.push_back(verdict);
    }
    for (const v1::Suggestion& one : answer->suggestions()) {
      shown.push_back(Judge(world, request, one.activity().name()));
      if (one.group() == v1::CONFIRMED && shown.size() <= early) first_confirmed.push_back(shown.back());
    }
    for (size_t wish = 0; wish < wishes; ++wish) {
      const auto meets = [wish](const NaiveVerdict& verdict) { return verdict.Meets(wish); };
      const auto surely = [&](const NaiveVerdict& verdict) { return verdict.group == v1::CONFIRMED && meets(verdict); };
      const bool can = std::any_of(fitting.begin(), fitting.end(), meets);
      const bool can_surely = std::any_of(fitting.begin(), fitting.end(), surely);
      const bool is_met = std::any_of(shown.begin(), shown.end(), meets);
      const std::string text = absl::StrCat("wish ", wish, ": ", request.client().wishes(static_cast<int>(wish)));
      EXPECT_TRUE(is_met || !can) << text << " could be met";
      EXPECT_TRUE(!can_surely || std::any_of(first_confirmed.begin(), first_confirmed.end(), meets))
          << text << " is not met among the first " << early;
      const auto& listed = answer->unmet_wishes();
      EXPECT_EQ(std::count(listed.begin(), listed.end(), static_cast<uint32_t>(wish)), is_met ? 0 : 1) << text;
      met += is_met;
      unmet += !is_met;
      only_asking_first += can && !can_surely;
    }
  });
  std::printf("%d wishes met, %d of them only by asking first, %d not met\n", met, only_asking_first, unmet);
  EXPECT_GT(met, 300);
  EXPECT_GT(unmet, 100);
  EXPECT_GT(only_asking_first, 5);
}

TEST_F(AnswersTest, TheSameQuestionHasTheSameAnswer) {
  ForEachClient(700, [](RandomWorld& world, v1::SuggestRequest request) {
    request.set_near_misses(20);
    request.set_widen(true);
    const auto once = world.Suggest(request);
    ASSERT_OK(once);
    v1::SuggestRequest other = world.Request();
    ASSERT_OK(world.Suggest(other));
    const auto twice = world.Suggest(request);
    ASSERT_OK(twice);
    EXPECT_EQ(twice->SerializeAsString(), once->SerializeAsString());
  });
}

// The change made a little smaller; false: it has no size.
bool Less(v1::SuggestRequest* merge) {
  v1::ClientProfile& client = *merge->mutable_client();
  v1::Mobility& mobility = *client.mutable_mobility();
  if (client.has_maximum_cents_per_visit()) {
    client.set_maximum_cents_per_visit(client.maximum_cents_per_visit() - 1);
  } else if (mobility.limits_size() == 1 && mobility.limits(0).maximum_minutes() > 1) {
    mobility.mutable_limits(0)->set_maximum_minutes(mobility.limits(0).maximum_minutes() - 1);
  } else if (mobility.maximum_minutes() > 1) {
    mobility.set_maximum_minutes(mobility.maximum_minutes() - 1);
  } else if (mobility.has_taxi_budget_cents()) {
    mobility.set_taxi_budget_cents(mobility.taxi_budget_cents() - 1);
  } else {
    return false;
  }
  return true;
}

TEST_F(AnswersTest, ANearMissFailsOneLimitAndFitsWithItsChange) {
  std::map<int, int> told;
  int exact = 0;
  ForEachClient(800, [&](RandomWorld& world, v1::SuggestRequest request) {
    request.set_near_misses(20);
    const auto answer = world.Suggest(request);
    ASSERT_OK(answer);
    double last = 1;
    bool gaps_done = false;  // Those with a wish that nothing meets come first.
    std::set<std::string> names;
    for (const v1::NearMiss& miss : answer->near_misses()) {
      const std::string& name = miss.activity().name();
      EXPECT_TRUE(names.insert(name).second) << name << " is there twice";
      bool edge = false;
      const NaiveVerdict before = Judge(world, request, name, &edge);
      if (!edge) {
        EXPECT_EQ(before.reasons, std::set<int>{miss.reason()}) << name << Names(before.reasons);
      }
      EXPECT_FALSE(kForGood.contains(miss.reason())) << v1::ExclusionReason_Name(miss.reason());
      EXPECT_FALSE(miss.change().empty()) << name;
      const v1::SuggestRequest changed = With(request, miss.merge());
      EXPECT_OK(matcher::CheckRequest(changed)) << miss.merge().DebugString();
      // What the provider has to say is no change of the request.
      const bool asked = miss.reason() == v1::NOT_CONFIRMED;
      EXPECT_EQ(asked, miss.merge().ByteSizeLong() == 0) << name;
      const NaiveVerdict after = Judge(world, changed, name, &edge, asked);
      EXPECT_TRUE(after.fits() || edge) << name << " still" << Names(after.reasons) << "\n"
                                        << miss.merge().DebugString();
      if (after.fits()) {
        EXPECT_LE(std::abs(std::llround(miss.score() * 10'000) - after.steps()), 1) << name;
      }
      v1::SuggestRequest less = miss.merge();
      if (miss.activity().place().doubt_metres() == 0 && Less(&less)) {  // Else the figure is for the middle.
        const NaiveVerdict nearly = Judge(world, With(request, less), name, &edge);
        EXPECT_TRUE(!nearly.fits() || edge) << name << ": less would do\n" << miss.merge().DebugString();
        ++exact;
      }
      const bool fills_gap = after.fits() && std::any_of(answer->unmet_wishes().begin(), answer->unmet_wishes().end(),
                                                         [&](uint32_t wish) { return after.Meets(wish); });
      EXPECT_FALSE(fills_gap && gaps_done) << name << " should come first";
      if (!fills_gap && !gaps_done) last = 1;
      gaps_done = !fills_gap;
      EXPECT_LE(miss.score(), last) << name << " is not in the order of the scores";
      last = miss.score();
      ++told[miss.reason()];
    }
  });
  EXPECT_GT(exact, 100);
  for (const auto& [reason, count] : told) {
    std::printf("  %-22s %d\n", v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason)).c_str(), count);
  }
  for (int reason = 1; reason < v1::ExclusionReason_ARRAYSIZE; ++reason) {
    if (kForGood.contains(reason)) continue;
    EXPECT_GT(told[reason], 0) << v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason));
  }
}

// The change that lifts a limit, where there is only one such change.
bool PlainChange(int reason, const v1::Activity& record, const v1::SuggestRequest& request, v1::SuggestRequest* merge) {
  switch (reason) {
    case v1::ROLE:
      merge->mutable_client()->add_roles(record.role());
      return true;
    case v1::ACCESSIBILITY_UNKNOWN:
      merge->mutable_client()->mutable_needs()->set_unknown_accessibility(v1::ASK_FIRST);
      return true;
    case v1::OUTSIDE_NEIGHBOURHOOD:
      merge->mutable_client()->set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
      return true;
    case v1::TOO_EXPENSIVE:
      if (!record.cost().has_cents_per_visit()) return false;
      merge->mutable_client()->set_maximum_cents_per_visit(record.cost().cents_per_visit());
      return true;
    case v1::CATEGORY:
      if (request.categories().empty()) return false;
      merge->add_categories(record.categories(0));
      return true;
    default:
      return false;
  }
}

TEST_F(AnswersTest, NoPlainNearMissIsLeftOut) {
  int expected = 0;
  ForEachClient(900, [&](RandomWorld& world, v1::SuggestRequest request) {
    request.set_near_misses(20);
    const auto answer = world.Suggest(request);
    const auto client = world.ClientOf(request);
    ASSERT_OK(answer);
    ASSERT_OK(client);
    std::set<std::string> listed;
    for (const v1::NearMiss& miss : answer->near_misses()) listed.insert(miss.activity().name());
    if (listed.size() == 20) return;  // There was no room for more.
    for (const NaiveActivity& activity : world.activities()) {
      const NaiveVerdict before = client->Judge(activity);
      v1::SuggestRequest merge;
      if (before.reasons.size() != 1) continue;
      if (!PlainChange(*before.reasons.begin(), activity.record, request, &merge)) continue;
      const v1::SuggestRequest changed = With(request, merge);
      bool edge = false;
      const NaiveVerdict after = Judge(world, changed, activity.record.name(), &edge);
      if (!after.fits() || edge || !matcher::CheckRequest(changed).ok()) continue;
      ++expected;
      EXPECT_TRUE(listed.contains(activity.record.name())) << activity.record.name() << Names(before.reasons) << "\n"
                                                           << merge.DebugString();
    }
  });
  EXPECT_GT(expected, 300);
}

}  // namespace
}  // namespace meedoen::testing
