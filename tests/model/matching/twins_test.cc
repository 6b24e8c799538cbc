// Whole answers where activities are linked as one: never two listings of one activity, never one lost without the
// other being shown, and what is shown is what the client would get if the other did not exist.
// MEEDOEN_META_SEED: the first catalogue, to look at one again.
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "tests/model/matching/answers_fixture.h"

namespace meedoen::testing {
namespace {

constexpr int kTwinWorlds = 30, kTwinClients = 15, kTwinPairs = 25;

bool IsTwin(const v1::Activity& activity, const std::string& name) {
  return std::any_of(activity.duplicates().begin(), activity.duplicates().end(), [&name](const auto& link) {
    return link.name() == name && link.state() != v1::DuplicateLink::REJECTED;
  });
}

void Link(v1::Activity* a, v1::Activity* b, v1::DuplicateLink::State state) {
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    v1::DuplicateLink* link = from->add_duplicates();
    link->set_name(to->name());
    link->set_state(state);
  }
}

// Pairs with the same text, some with another price or another way in; now and then three of them, or rejected ones.
std::vector<v1::Activity> Pairs(RandomCatalog& random) {
  std::vector<v1::Activity> activities;
  for (int pair = 0; pair < kTwinPairs; ++pair) {
    v1::Activity first = random.ActivityOfAllKinds(1000 + 3 * pair), second = first, third = first;
    second.set_name(first.name() + "b");
    third.set_name(first.name() + "c");
    if (random.Below(2) == 0) second.mutable_cost()->set_cents_per_visit(static_cast<uint32_t>(random.Below(800)));
    if (random.Below(2) == 0) second.mutable_accessibility()->set_wheelchair(v1::TRISTATE_UNKNOWN);
    Link(&first, &second, static_cast<v1::DuplicateLink::State>(1 + random.Below(3)));
    if (pair % 4 == 0) Link(&second, &third, v1::DuplicateLink::CONFIRMED);
    activities.push_back(first);
    activities.push_back(second);
    if (pair % 4 == 0) activities.push_back(third);
  }
  return activities;
}

class TwinAnswersTest : public AnswersTest {
 protected:
  void ForEach(uint32_t seed, const std::function<void(RandomWorld&, const v1::SuggestRequest&)>& look) {
    const char* stated = std::getenv("MEEDOEN_META_SEED");
    const uint32_t first = stated == nullptr ? seed : static_cast<uint32_t>(std::atoi(stated));
    for (uint32_t at = first; at < first + kTwinWorlds; ++at) {
      SCOPED_TRACE(absl::StrCat("MEEDOEN_META_SEED=", at));
      RandomWorld world(at);
      ASSERT_OK(world.Build(30, Pairs(world.random())));
      for (int i = 0; i < kTwinClients; ++i) {
        v1::SuggestRequest request = world.Request();
        request.set_near_misses(10);
        if (i % 2 == 0) world.random().LiftLimits(&request);
        look(world, request);
        if (HasFailure()) {
          ADD_FAILURE() << request.DebugString();
          return;
        }
      }
    }
  }
};

TEST_F(TwinAnswersTest, NothingIsShownTwiceAndNothingIsLost) {
  int left_out = 0, near_ones = 0;
  ForEach(2000, [&](RandomWorld& world, v1::SuggestRequest request) {
    request.set_widen(world.random().Below(2) == 0);
    const auto answer = world.Suggest(request);
    ASSERT_OK(answer);
    std::vector<const v1::Activity*> shown;
    std::set<std::string> also;
    for (const v1::Suggestion& one : answer->suggestions()) shown.push_back(&one.activity());
    for (const v1::NearMiss& miss : answer->near_misses()) shown.push_back(&miss.activity());
    near_ones += answer->near_misses_size();
    for (const v1::Activity* one : shown) {
      for (const v1::Activity* other : shown) {
        EXPECT_FALSE(IsTwin(*one, other->name())) << one->name() << " and " << other->name() << " are one";
      }
    }
    for (const v1::Suggestion& one : answer->suggestions()) {
      for (const std::string& name : one.also_listed_as()) {
        EXPECT_TRUE(IsTwin(one.activity(), name)) << name << " is no twin of " << one.activity().name();
        EXPECT_TRUE(also.insert(name).second) << name << " is named twice";
        EXPECT_TRUE(Judge(world, request, name).fits()) << name << " was not left out for it";
      }
    }
    left_out += static_cast<int>(also.size());
    for (const NaiveActivity& activity : world.activities()) {
      bool edge = false;
      const bool twin = std::any_of(answer->suggestions().begin(), answer->suggestions().end(), [&](const auto& one) {
        return one.group() != v1::WIDENED && IsTwin(one.activity(), activity.record.name());
      });
      if (!twin || !Judge(world, request, activity.record.name(), &edge).fits() || edge) continue;
      EXPECT_TRUE(also.contains(activity.record.name())) << activity.record.name() << " is not named";
    }
  });
  std::printf("%d listings left out for another, %d near-misses\n", left_out, near_ones);
  EXPECT_GT(left_out, 100);
  EXPECT_GT(near_ones, 100);
}

TEST_F(TwinAnswersTest, TheAnswerIsAsIfTheOthersDidNotExist) {
  int compared = 0;
  ForEach(2100, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    const auto answer = world.Suggest(request);
    ASSERT_OK(answer);
    v1::SuggestRequest without = request;
    for (const v1::Suggestion& one : answer->suggestions()) {
      for (const std::string& name : one.also_listed_as()) without.mutable_client()->add_excluded_activities(name);
    }
    const auto again = world.Suggest(without);
    ASSERT_OK(again);
    std::vector<std::string> first, second;
    for (const v1::Suggestion& one : answer->suggestions()) first.push_back(one.activity().name());
    for (const v1::Suggestion& one : again->suggestions()) second.push_back(one.activity().name());
    EXPECT_EQ(first, second);
    compared += without.client().excluded_activities_size() > request.client().excluded_activities_size();
  });
  std::printf("%d answers with something left out\n", compared);
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace meedoen::testing
