// What must hold between the answers to two requests, whatever the right answer is: more means never loses an activity,
// a stricter limit never adds one, order says nothing, nearer is never worse.
// MEEDOEN_META_SEED: the first catalogue, to look at one again.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/model/matching/random_world.h"
#include "tests/model/matching/request_edits.h"
#include "tests/testing/status.h"

namespace meedoen::testing {
namespace {

constexpr int kWorlds = 60, kClients = 15;

// Everything that fits: by name, the group and the score.
using Fitting = std::map<std::string, std::pair<int, int32_t>>;

Fitting FittingOf(RandomWorld& world, const v1::SuggestRequest& request) {
  Fitting fitting;
  const auto scan = world.Scan(request, kMaxActivities);
  EXPECT_OK(scan) << request.DebugString();
  if (!scan.ok()) return fitting;
  for (const matcher::Candidate& candidate : scan->pool) {
    fitting[candidate.segment->Record(candidate.row)->name()] = {candidate.group, candidate.score.total};
  }
  return fitting;
}

// Names in `a` that are not in `b`.
std::vector<std::string> Missing(const Fitting& a, const Fitting& b) {
  std::vector<std::string> missing;
  for (const auto& [name, place] : a) {
    if (!b.contains(name)) missing.push_back(name);
  }
  return missing;
}

uint32_t FirstSeed(uint32_t otherwise) {
  const char* seed = std::getenv("MEEDOEN_META_SEED");
  return seed == nullptr ? otherwise : static_cast<uint32_t>(std::atoi(seed));
}

// A client with a taxi, a pass, help on the way, and a limit for each means.
void SetManyMeans(RandomCatalog& random, v1::ClientProfile* client) {
  v1::Mobility* mobility = client->mutable_mobility();
  for (const v1::Means means : {v1::FOOT, v1::BICYCLE, v1::PUBLIC_TRANSPORT}) {
    mobility->add_means(means);
    v1::MeansLimit* limit = mobility->add_limits();
    limit->set_means(means);
    limit->set_maximum_minutes(static_cast<uint32_t>(5 + random.Below(40)));
  }
  if (random.Below(2) == 0) mobility->add_means(v1::TAXI);
  mobility->set_taxi_budget_cents(static_cast<uint32_t>(400 + random.Below(1500)));
  mobility->set_companion(random.Below(2) == 0);
  client->mutable_needs()->set_pick_up(random.Below(2) == 0);
  client->set_maximum_cents_per_visit(static_cast<uint32_t>(random.Below(600)));
  client->set_has_city_pass(random.Below(2) == 0);
  client->clear_roles();
  client->clear_availability();
}

class MetamorphicTest : public ::testing::Test {
 protected:
  // Looks at random clients of random worlds until something fails.
  void ForEachClient(uint32_t seed, const std::function<void(RandomWorld&, const v1::SuggestRequest&)>& look) {
    for (uint32_t at = FirstSeed(seed); at < FirstSeed(seed) + kWorlds; ++at) {
      SCOPED_TRACE(absl::StrCat("MEEDOEN_META_SEED=", at));
      RandomWorld world(at);
      ASSERT_OK(world.Build(100));
      for (int i = 0; i < kClients; ++i) {
        SCOPED_TRACE(absl::StrCat("client ", i));
        v1::SuggestRequest request = world.Request();
        if (i % 3 == 0) world.random().LiftLimits(&request);
        if (i % 3 == 1) SetManyMeans(world.random(), request.mutable_client());
        look(world, request);
        if (HasFailure()) {
          ADD_FAILURE() << request.DebugString();
          return;
        }
      }
    }
  }

  static void ExpectEachTold(const Edits& edits, const std::map<std::string, int>& told) {
    for (const auto& [name, edit] : edits) {
      const auto found = told.find(name);
      const int times = found == told.end() ? 0 : found->second;
      std::printf("  %-26s %d activities\n", name.c_str(), times);
      EXPECT_GT(times, 10) << name << " hardly ever changes anything: the test says little";
    }
  }
};

TEST_F(MetamorphicTest, WhoCanTravelMoreLosesNothing) {
  const Edits edits = RicherEdits();
  std::map<std::string, int> gained;
  ForEachClient(100, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    const Fitting before = FittingOf(world, request);
    for (const auto& [name, edit] : edits) {
      v1::SuggestRequest richer = request;
      if (!edit(world.random(), &richer)) continue;
      const Fitting after = FittingOf(world, richer);
      EXPECT_THAT(Missing(before, after), ::testing::IsEmpty()) << name << ":\n" << richer.DebugString();
      gained[name] += static_cast<int>(after.size() - before.size());
      for (const auto& [activity, place] : before) {
        if (!after.contains(activity) || place.first != v1::CONFIRMED) continue;
        EXPECT_EQ(after.at(activity).first, v1::CONFIRMED) << name << ": " << activity << " is less sure than before";
      }
    }
  });
  ExpectEachTold(edits, gained);
}

TEST_F(MetamorphicTest, AStricterLimitAddsNothing) {
  Edits edits;
  AddPersonEdits(&edits);
  AddPlaceEdits(&edits);
  AddChoiceEdits(&edits);
  std::map<std::string, int> lost;
  ForEachClient(200, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    const Fitting before = FittingOf(world, request);
    for (const auto& [name, edit] : edits) {
      v1::SuggestRequest stricter = request;
      if (!edit(world.random(), &stricter)) continue;
      const Fitting after = FittingOf(world, stricter);
      EXPECT_THAT(Missing(after, before), ::testing::IsEmpty()) << name << ":\n" << stricter.DebugString();
      lost[name] += static_cast<int>(before.size() - after.size());
    }
  });
  ExpectEachTold(edits, lost);
}

TEST_F(MetamorphicTest, WhatWasTriedFallsOutAndNothingElse) {
  int tried = 0;
  ForEachClient(300, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    Fitting fitting = FittingOf(world, request);
    if (fitting.empty()) return;
    const auto one = std::next(fitting.begin(), world.random().Below(static_cast<int>(fitting.size())));
    v1::SuggestRequest after = request;
    after.mutable_client()->add_excluded_activities(one->first);
    fitting.erase(one);
    EXPECT_EQ(FittingOf(world, after), fitting);
    ++tried;
  });
  EXPECT_GT(tried, kWorlds * kClients / 3);
}

// Where only the last of two counts, the order says something: then nothing is moved.
template <typename List, typename Key>
bool EachOnce(const List& list, Key key) {
  std::set<int> keys;
  for (const auto& one : list) keys.insert(key(one));
  return static_cast<int>(keys.size()) == list.size();
}

v1::SuggestRequest Shuffled(const v1::SuggestRequest& request, std::mt19937* random) {
  v1::SuggestRequest shuffled = request;
  v1::ClientProfile& client = *shuffled.mutable_client();
  const auto shuffle = [random](auto* list) { std::shuffle(list->begin(), list->end(), *random); };
  shuffle(client.mutable_wishes());
  shuffle(client.mutable_dislikes());
  shuffle(client.mutable_goals());
  shuffle(client.mutable_roles());
  shuffle(client.mutable_availability());
  shuffle(client.mutable_languages());
  shuffle(client.mutable_excluded_activities());
  shuffle(client.mutable_mobility()->mutable_means());
  if (EachOnce(client.mobility().limits(), [](const v1::MeansLimit& one) { return one.means(); })) {
    shuffle(client.mutable_mobility()->mutable_limits());
  }
  if (EachOnce(client.role_mix(), [](const v1::RoleShare& one) { return one.role(); })) {
    shuffle(client.mutable_role_mix());
  }
  shuffle(shuffled.mutable_categories());
  shuffle(shuffled.mutable_excluded_categories());
  return shuffled;
}

TEST_F(MetamorphicTest, TheOrderInWhichThingsAreSaidDoesNotMatter) {
  std::mt19937 random(7);
  int moved = 0;
  ForEachClient(400, [&](RandomWorld& world, v1::SuggestRequest request) {
    for (const char* wish : {"samen koken", "koor", "fietsen en praten", "tuin", "taal"}) {
      request.mutable_client()->add_wishes(wish);
    }
    const v1::SuggestRequest shuffled = Shuffled(request, &random);
    moved += shuffled.SerializeAsString() != request.SerializeAsString();
    EXPECT_EQ(FittingOf(world, shuffled), FittingOf(world, request));
    const auto before = world.Suggest(request), after = world.Suggest(shuffled);
    ASSERT_OK(before);
    ASSERT_OK(after);
    const auto lines = [](const v1::SuggestResponse& response) {
      std::vector<std::string> told;
      for (const v1::Suggestion& one : response.suggestions()) {
        told.push_back(absl::StrCat(one.activity().name(), " ", one.group(), " ", one.score()));
      }
      for (const v1::NearMiss& one : response.near_misses()) {
        told.push_back(absl::StrCat(one.activity().name(), " ", one.reason(), " ", one.score()));
      }
      return told;
    };
    EXPECT_EQ(lines(*after), lines(*before)) << shuffled.DebugString();
    std::multiset<std::string> unmet_before, unmet_after;
    for (const uint32_t wish : before->unmet_wishes()) unmet_before.insert(request.client().wishes(int(wish)));
    for (const uint32_t wish : after->unmet_wishes()) unmet_after.insert(shuffled.client().wishes(int(wish)));
    EXPECT_EQ(unmet_after, unmet_before);
  });
  EXPECT_GT(moved, kWorlds * kClients / 2);
}

// Every venue of the world once more, under another name and nearer to the client.
std::vector<v1::Activity> NearerTwins(const RandomWorld& world, const Point& home, double nearer) {
  std::vector<v1::Activity> all;
  for (const NaiveActivity& activity : world.activities()) {
    const v1::Activity& record = activity.record;
    if (record.place().kind() != v1::VENUE) continue;
    v1::Activity twin = record;
    twin.set_name(record.name() + "-twin");
    v1::LatLng* point = twin.mutable_place()->mutable_resolved_coordinates();
    point->set_latitude(home.latitude + nearer * (point->latitude() - home.latitude));
    point->set_longitude(home.longitude + nearer * (point->longitude() - home.longitude));
    all.push_back(record);
    all.push_back(twin);
  }
  return all;
}

TEST_F(MetamorphicTest, ANearerTwinNeverRanksLower) {
  int both = 0, higher = 0, only_nearer = 0, clients = 0;
  ForEachClient(500, [&](RandomWorld& world, const v1::SuggestRequest& request) {
    if (++clients % 5 != 0) return;  // Each has a snapshot of its own, which takes its time.
    const auto query = matcher::BuildLimits(
        request, {.places = world.view().snapshot->places(), .settings = *world.settings(), .now = world.Now()});
    ASSERT_OK(query);
    const double nearer = world.random().Below(100) / 100.0;
    const matcher::ViewPtr twins = world.world().ViewOf(NearerTwins(world, query->home, nearer));
    ASSERT_NE(twins, nullptr);
    const auto scan = world.ScanIn(*twins, request, kMaxActivities);
    ASSERT_OK(scan);
    std::map<std::string, const matcher::Candidate*> found;
    for (const matcher::Candidate& one : scan->pool) found[one.segment->Record(one.row)->name()] = &one;
    for (const auto& [name, farther] : found) {
      if (name.ends_with("-twin")) continue;
      const auto twin = found.find(name + "-twin");
      ASSERT_NE(twin, found.end()) << name << " fits, its nearer twin does not";
      ++both;
      higher += twin->second->score.total > farther->score.total;
      EXPECT_LE(twin->second->group, farther->group) << name << ": the nearer twin is less sure";
      if (twin->second->group != farther->group) continue;
      // The two are one activity but for where it is, so that rounding cannot part them.
      EXPECT_GE(twin->second->score.total, farther->score.total)
          << name << "\n"
          << farther->segment->Record(farther->row)->DebugString();
      if (HasFailure()) return;
    }
    for (const auto& [name, one] : found) {
      only_nearer += name.ends_with("-twin") && !found.contains(name.substr(0, name.size() - 5));
    }
  });
  std::printf("%d pairs of twins, the nearer one higher in %d; %d fit only nearer\n", both, higher, only_nearer);
  EXPECT_GT(higher, 500);
  EXPECT_GT(only_nearer, 50);
}

}  // namespace
}  // namespace meedoen::testing
