// The search against brute force: what the cells, columns and masks find is what a plain check of every record finds.
#include <cmath>
#include <cstdlib>
#include <set>

#include "core/activity/schedule.h"
#include "matcher/evaluate/naive_check.h"
#include "matcher/search/scan.h"
#include "tests/testing/match_setting.h"
#include "tests/testing/random_catalog.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using meedoen::testing::MatchSetting;
using meedoen::testing::RandomCatalog;
using meedoen::testing::SampleWorld;
using meedoen::testing::WorldNow;

constexpr int kActivities = 150;
constexpr size_t kMostRecent = 20;  // Changes in the overlay's small layer.
constexpr int kClientsPerCatalogue = 10;

int Rounds() {
  const char* rounds = std::getenv("MEEDOEN_EXACT_ROUNDS");
  return rounds == nullptr ? 30 : std::atoi(rounds);
}

std::string NameOf(const Candidate& candidate) { return candidate.segment->Record(candidate.row)->name(); }

// Whether the distance lies so close to a limit that rounding of coordinates can decide.
bool OnTheEdge(const v1::Activity& activity, const ClientQuery& query) {
  if (!activity.place().has_resolved_coordinates()) return false;
  const Point there{activity.place().resolved_coordinates().latitude(),
                    activity.place().resolved_coordinates().longitude()};
  const double metres = GreatCircleMetres(query.home, there);
  const double doubt = std::abs(metres - DistanceFrom(query.home).Metres(there.latitude, there.longitude)) + 20;
  const double nearest = std::max(0.0, metres - activity.place().doubt_metres());
  return std::any_of(query.reaches.begin(), query.reaches.end(),
                     [&](const Reach& reach) { return std::abs(nearest - reach.metres) < doubt; });
}

// Every feasible row of the view by a look at each row, in the order the pool is defined by: group, score, hash.
std::vector<Candidate> BruteForce(const ClientQuery& query, const View& view, const Kernel& kernel) {
  std::vector<Candidate> all;
  const auto look = [&](const SegmentView& segment, const auto& hidden) {
    const RowJudge judge(query, segment, kernel);
    const Filter& filter = judge.filter();
    for (uint32_t row = 0; row < segment.rows; ++row) {
      if (hidden(row)) continue;
      const AreaFit in_area = meedoen::testing::InArea(*segment.Record(row), query);
      Candidate candidate;
      if (judge.Judge(row, in_area, &candidate) != 0) continue;
      const WayThere way = filter.Travel(row, in_area);
      EXPECT_NE(way.kind, v1::Travel::KIND_UNSPECIFIED) << "feasible, but no way there";
      candidate.group = v1::CONFIRMED;
      const bool sure = filter.UnknownNeeds(row) == 0 && way.certain;
      if (!sure) candidate.group = v1::TO_ASK_FIRST;
      if (query.support_apart && (segment.flags[row] & flag::kSupport) != 0) candidate.group = v1::SUPPORT;
      all.push_back(candidate);
    }
  };
  look(view.snapshot->segment(), [&view](uint32_t row) { return view.Hidden(row); });
  for (const OverlayLayer& layer : view.overlay) {
    look(layer.segment->view, [&layer](uint32_t row) { return layer.Hidden(row); });
  }
  std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.group, -a.score.total, a.name_hash) < std::tuple(b.group, -b.score.total, b.name_hash);
  });
  return all;
}

using Line = std::tuple<int, int32_t, uint64_t>;

// The first `most` of each group.
std::vector<Line> Lines(const std::vector<Candidate>& candidates, size_t most) {
  std::vector<Line> lines;
  std::map<int, size_t> taken;
  for (const Candidate& candidate : candidates) {
    if (taken[candidate.group]++ >= most) continue;
    lines.emplace_back(candidate.group, candidate.score.total, candidate.name_hash);
  }
  return lines;
}

// The feasible set is what BrokenLimits says of each activity. Returns how many are feasible.
int ExpectFeasibleSet(const std::vector<v1::Activity>& activities, const v1::SuggestRequest& request,
                      const ClientQuery& query, const ScanResult& scan) {
  std::set<std::string> found;
  for (const Candidate& candidate : scan.pool) found.insert(NameOf(candidate));
  EXPECT_EQ(found.size(), scan.feasible);
  int feasible = 0;
  for (const v1::Activity& activity : activities) {
    NaiveClient client{request, query.home, query.areas};
    client.places = query.places;
    client.home_doubt_metres = query.home_doubt_metres;
    const auto broken = BrokenLimits(activity, client, WorldNow());
    EXPECT_OK(broken);
    if (OnTheEdge(activity, query)) continue;
    feasible += broken->empty();
    EXPECT_EQ(found.contains(activity.name()), broken->empty())
        << (broken->empty() ? "left out" : broken->front()) << "\n"
        << activity.DebugString() << request.DebugString();
  }
  return feasible;
}

// Kernels add in another order, so that a score can fall on the other side of a rounding: one step at most.
void ExpectSameButForRounding(const std::vector<Candidate>& a, const std::vector<Candidate>& b) {
  ASSERT_EQ(a.size(), b.size());
  std::map<uint64_t, const Candidate*> by_hash;
  for (const Candidate& candidate : b) by_hash[candidate.name_hash] = &candidate;
  for (const Candidate& candidate : a) {
    ASSERT_TRUE(by_hash.contains(candidate.name_hash));
    const Candidate& other = *by_hash[candidate.name_hash];
    EXPECT_LE(std::abs(candidate.score.total - other.score.total), 1);
    EXPECT_EQ(candidate.group, other.group);
  }
}

// Some activities deleted, some replaced, some new, some whose new text is not embedded yet. `catalogue` becomes what
// can be suggested after the changes.
v1::WatchChangesResponse RandomChanges(RandomCatalog& random, SampleWorld& world, int64_t revision, int count,
                                       std::vector<v1::Activity>* catalogue) {
  v1::WatchChangesResponse changes;
  changes.set_revision(revision);
  changes.set_model_id(world.embedder().info().id);
  for (int i = 0; i < count; ++i) {
    const bool added = i % 4 == 3;
    const size_t at = static_cast<size_t>(i * 3);
    v1::Activity activity = random.Activity(added ? 1000 * static_cast<int>(revision) + i : i * 3);
    if (!added) activity.set_name((*catalogue)[at].name());
    const int kind = i % 4;
    v1::Change change = world.ChangeTo(activity, kind != 1);
    if (kind == 2) {
      change.clear_activity();
      change.clear_vector();
      change.set_deleted(true);
    }
    *changes.add_changes() = change;
    if (added) catalogue->push_back(activity);
    if (kind == 0) (*catalogue)[at] = activity;
    if (kind == 1 || kind == 2) (*catalogue)[at].set_name("");  // Gone.
  }
  std::erase_if(*catalogue, [](const v1::Activity& activity) { return activity.name().empty(); });
  return changes;
}

class ScanExactTest : public ::testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(, ScanExactTest, ::testing::Bool(),
                         [](const auto& one) { return one.param ? "WithOverlay" : "SnapshotOnly"; });

TEST_P(ScanExactTest, FindsWhatBruteForceFinds) {
  int feasible = 0, pairs = 0, from_overlay = 0;
  for (int round = 0; round < Rounds(); ++round) {
    const uint32_t seed = static_cast<uint32_t>(1000 * (GetParam() ? 2 : 1) + round);
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    RandomCatalog random(seed);
    MatchSetting setting;
    SampleWorld& world = setting.world;
    std::vector<v1::Activity> activities = random.Activities(kActivities);
    const auto snapshot = world.Publish(activities, 1);
    ASSERT_OK(snapshot);
    Overlay overlay(*snapshot, kMostRecent);
    ViewPtr changed;
    if (GetParam()) {
      ASSERT_OK(overlay.Apply(RandomChanges(random, world, 2, 30, &activities)));
      ASSERT_OK(overlay.MakeView(WorldNow()));  // More than kMostRecent: settled.
      ASSERT_OK(overlay.Apply(RandomChanges(random, world, 3, 12, &activities)));
      changed = world.ViewOf(activities, 3);
    }
    const ViewPtr view = *overlay.MakeView(WorldNow());
    for (int i = 0; i < kClientsPerCatalogue; ++i) {
      const v1::SuggestRequest request = random.Request();
      const absl::StatusOr<ClientQuery> query = setting.QueryOf(request, *view);
      ASSERT_OK(query) << request.DebugString();
      const ScanResult all = setting.ScanWith(*query, *view, BestKernel(), kMaxActivities);
      ClientQuery limits = *query;  // Whether something is not wanted cannot be read from a record.
      limits.dislikes.clear();
      feasible +=
          ExpectFeasibleSet(activities, request, limits, setting.ScanWith(limits, *view, BestKernel(), kMaxActivities));
      pairs += static_cast<int>(activities.size());
      from_overlay += static_cast<int>(all.from_overlay);
      for (const Kernel& kernel : SupportedKernels()) {
        const std::vector<Candidate> brute = BruteForce(*query, *view, kernel);
        EXPECT_EQ(Lines(setting.ScanWith(*query, *view, kernel, 7).pool, 7), Lines(brute, 7)) << kernel.name;
        ExpectSameButForRounding(brute, all.pool);
      }
      if (changed != nullptr) {
        const ScanResult rebuilt = setting.ScanWith(*query, *changed, BestKernel(), kMaxActivities);
        EXPECT_EQ(Lines(rebuilt.pool, kMaxActivities), Lines(all.pool, kMaxActivities));
      }
      if (HasFailure()) return;  // One example is enough.
    }
  }
  std::printf("%d of %d pairs feasible, %d rows from overlays\n", feasible, pairs, from_overlay);
  EXPECT_GT(feasible, pairs / 100) << "the random clients can do next to nothing: the test says little";
  EXPECT_EQ(from_overlay > 0, GetParam());
}

TEST(ScanTest, TheCountsSayWhyRowsFellOut) {
  MatchSetting setting;
  SampleWorld& world = setting.world;
  std::vector<v1::Activity> activities;
  for (const char* id : {"fits", "men", "paused", "both"}) {
    activities.push_back(meedoen::testing::VenueAt(id, meedoen::testing::kDeventer));
  }
  activities[1].set_gender_group(v1::MEN_ONLY);
  activities[2].set_status(v1::PAUSED);
  activities[3].set_gender_group(v1::MEN_ONLY);
  activities[3].set_status(v1::CANCELLED);
  const ViewPtr view = world.ViewOf(activities);
  v1::SuggestRequest request = meedoen::testing::PlainRequest();
  request.mutable_client()->set_gender(v1::FEMALE);
  const absl::StatusOr<ClientQuery> query = setting.QueryOf(request, *view);
  ASSERT_OK(query);
  const ScanResult scan = setting.ScanWith(*query, *view, BestKernel(), 10);
  EXPECT_EQ(scan.considered, 4u);
  EXPECT_EQ(scan.feasible, 1u);
  EXPECT_EQ(scan.fails[v1::GENDER], 2u);
  EXPECT_EQ(scan.fails_only[v1::GENDER], 1u);
  EXPECT_EQ(scan.fails[v1::NOT_ACTIVE], 2u);
  EXPECT_EQ(scan.fails_only[v1::NOT_ACTIVE], 1u);
  EXPECT_EQ(scan.branch, "cells");
}

TEST(ScanTest, APlanNamesItsBranch) {
  MatchSetting setting;
  SampleWorld& world = setting.world;
  v1::Activity online = meedoen::testing::VenueAt("online", {});
  online.mutable_place()->set_kind(v1::ONLINE);
  online.mutable_place()->clear_resolved_coordinates();
  const v1::Activity venue = meedoen::testing::VenueAt("venue", meedoen::testing::kDeventer);
  const v1::SuggestRequest request = meedoen::testing::PlainRequest();
  const auto branch = [&](const std::vector<v1::Activity>& activities) {
    const ViewPtr view = world.ViewOf(activities);
    return std::string(setting.ScanWith(*setting.QueryOf(request, *view), *view, BestKernel(), 10).branch);
  };
  EXPECT_EQ(branch({online}), "areas");
  EXPECT_EQ(branch({venue}), "cells");
  EXPECT_EQ(branch({venue, online}), "cells+areas");
}

}  // namespace
}  // namespace meedoen::matcher
