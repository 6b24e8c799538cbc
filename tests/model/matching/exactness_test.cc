// The matcher against the naive one: over thousands of random clients and hundreds of catalogues, with and without
// changes since the snapshot, the pool is the same: who is in it, in which group, with which score, in which order.
//
// Nothing is let pass by a tolerance. Where the two differ, the difference must be what rounding can do to this very
// pair: a place stored in 4 bytes, a plane for a sphere, a sum of floats. Such pairs are counted, and must be few.
// MEEDOEN_EXACT_CLIENTS: how many clients. MEEDOEN_EXACT_SEED: the first catalogue, to look at one again.
#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/model/matching/random_world.h"
#include "tests/testing/status.h"

namespace meedoen::testing {
namespace {

using matcher::Candidate;
using matcher::ScanResult;

constexpr int kClientsPerCatalogue = 25;

int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

std::string NameOf(const Candidate& candidate) { return candidate.segment->Record(candidate.row)->name(); }

struct Tally {
  int64_t catalogues = 0, clients = 0, pairs = 0, feasible = 0, same_pools = 0, full_groups = 0;
  int64_t rounded = 0;    // Scores one step apart.
  int64_t stretched = 0;  // Scores further apart, by the distance.
  int64_t edges = 0;      // In or out, or in another group, by a hair.
  std::map<int, int64_t> reasons, only_reasons;
};

// The model's verdict, and all that rounding could make of it.
class Judged {
 public:
  Judged(const NaiveClient& client, const NaiveActivity& activity) : client_(client), activity_(activity) {
    plain = client.Judge(activity);
  }

  const std::vector<NaiveVerdict>& near() {
    if (!near_.empty()) return near_;
    double least_spread = 1;
    for (const NaiveWish& one : client_.wishes()) least_spread = std::min(least_spread, one.spread);
    for (const NaiveWish& one : client_.dislikes()) least_spread = std::min(least_spread, one.spread);
    // Inner products of floats are right to some 3e-7; the curve rises by at most 0.21 a spread.
    const double spreads = 3e-7 / least_spread + 1e-6;
    float_doubt_ = 2e-6 + 0.21 * spreads;
    // Less than a metre too: at the very end of the reach a metre more is out, and says nothing of the score.
    for (const double distance : {0.0, -1.0, 0.1, 0.2, 0.4, 1.0}) {
      for (const double dislike : {0.0, -spreads, spreads}) {
        near_.push_back(client_.Judge(activity_, {distance, dislike}));
      }
    }
    return near_;
  }

  // Whether rounding can make it fall out, or fit with this score in this group.
  bool CanFallOut() {
    return std::any_of(near().begin(), near().end(), [](const NaiveVerdict& one) { return !one.fits(); });
  }
  bool CanBe(int group, int64_t steps) {
    double least = 2, most = -1;
    for (const NaiveVerdict& one : near()) {
      if (!one.fits() || one.group != group) continue;
      least = std::min(least, one.score - float_doubt_);
      most = std::max(most, one.score + float_doubt_);
    }
    return steps >= std::llround(least * 10'000) && steps <= std::llround(most * 10'000);
  }

  NaiveVerdict plain;

 private:
  const NaiveClient& client_;
  const NaiveActivity& activity_;
  std::vector<NaiveVerdict> near_;
  double float_doubt_ = 0;
};

std::string Show(const NaiveVerdict& verdict) {
  std::string text = absl::StrCat("group ", verdict.group, " score ", verdict.score);
  for (const int reason : verdict.reasons) {
    absl::StrAppend(&text, " ", v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason)));
  }
  for (const NaivePart& part : verdict.parts) {
    absl::StrAppend(&text, " ", part.name, "=", part.value, "x", part.weight);
  }
  return text;
}

std::string Show(const Candidate* candidate) {
  if (candidate == nullptr) return "falls out";
  std::string text = absl::StrCat("group ", candidate->group, " score ", candidate->score.total);
  for (int part = 0; part < matcher::kParts; ++part) {
    absl::StrAppend(&text, " ", std::string(matcher::kPartNames[static_cast<size_t>(part)]), "=",
                    candidate->score.parts[static_cast<size_t>(part)]);
  }
  return text;
}

class ExactnessTest : public ::testing::Test {
 protected:
  // Compares one client's answer with the model's.
  void Compare(RandomWorld& world, const v1::SuggestRequest& request) {
    const auto client = world.ClientOf(request);
    ASSERT_OK(client);
    const uint32_t most = std::max(100u, 5 * request.k());
    const auto all = world.Scan(request, kMaxActivities), best = world.Scan(request, most);
    ASSERT_OK(all);
    ASSERT_OK(best);
    std::map<std::string, const Candidate*> found;
    for (const Candidate& candidate : all->pool) found[NameOf(candidate)] = &candidate;
    ASSERT_EQ(found.size(), all->feasible) << "an activity was found twice";
    std::vector<NaivePlaceInPool> fitting;
    int differences = 0;
    for (const NaiveActivity& activity : world.activities()) {
      const auto candidate = found.find(activity.record.name());
      const Candidate* theirs = candidate == found.end() ? nullptr : candidate->second;
      Judged judged(*client, activity);
      differences += !Agree(theirs, judged);
      if (HasFailure()) {
        ADD_FAILURE() << activity.record.DebugString() << request.DebugString();
        return;
      }
      // Where rounding led elsewhere, the order is looked at as if the model had been led there too.
      if (theirs == nullptr) continue;
      fitting.push_back({theirs->group, theirs->score.total, activity.tie_breaker, activity.record.name()});
    }
    ComparePools(PoolOf(fitting, most), *best);
    CompareCounts(world, *client, *all);
    ++tally_.clients;
    tally_.pairs += static_cast<int64_t>(world.activities().size());
    tally_.feasible += static_cast<int64_t>(fitting.size());
    tally_.same_pools += differences == 0;
    tally_.full_groups += best->pool.size() < all->pool.size();
  }

  // Whether both say the very same; where not, it must be rounding.
  bool Agree(const Candidate* theirs, Judged& judged) {
    const NaiveVerdict& ours = judged.plain;
    for (const int reason : ours.reasons) ++tally_.reasons[reason];
    if (ours.reasons.size() == 1) ++tally_.only_reasons[*ours.reasons.begin()];
    if (theirs == nullptr) {
      if (!ours.fits()) return true;
      EXPECT_TRUE(judged.CanFallOut()) << "left out, but: " << Show(ours);
      ++tally_.edges;
      return false;
    }
    if (ours.fits() && ours.group == theirs->group) {
      CompareParts(*theirs, judged);
      const int64_t apart = std::abs(ours.steps() - theirs->score.total);
      if (apart == 0) return true;
      EXPECT_TRUE(judged.CanBe(theirs->group, theirs->score.total))
          << "model: " << Show(ours) << "\nmatcher: " << Show(theirs);
      ++(apart == 1 ? tally_.rounded : tally_.stretched);
      return false;
    }
    EXPECT_TRUE(judged.CanBe(theirs->group, theirs->score.total))
        << "model: " << Show(ours) << "\nmatcher: " << Show(theirs);
    ++tally_.edges;
    return false;
  }

  // Each part on its own, so that no two faults hide each other.
  void CompareParts(const Candidate& theirs, Judged& judged) {
    for (const NaivePart& part : judged.plain.parts) {
      if (part.weight == 0) continue;
      const auto name = std::find(matcher::kPartNames.begin(), matcher::kPartNames.end(), part.name);
      ASSERT_NE(name, matcher::kPartNames.end()) << part.name;
      const double value = theirs.score.parts[static_cast<size_t>(name - matcher::kPartNames.begin())];
      if (std::abs(value - part.value) < 1e-6) continue;
      double least = 2, most = -1;
      for (const NaiveVerdict& near : judged.near()) {
        for (const NaivePart& other : near.parts) {
          if (other.name != part.name) continue;
          least = std::min(least, other.value);
          most = std::max(most, other.value);
        }
      }
      EXPECT_TRUE(value > least - 2e-5 && value < most + 2e-5)
          << part.name << ": model " << part.value << ", matcher " << value;
    }
  }

  void ComparePools(const std::vector<NaivePlaceInPool>& ours, const ScanResult& scan) {
    ASSERT_EQ(ours.size(), scan.pool.size());
    for (size_t i = 0; i < ours.size(); ++i) {
      const Candidate& theirs = scan.pool[i];
      ASSERT_EQ(std::tuple(ours[i].group, ours[i].steps, ours[i].name),
                std::tuple(static_cast<int>(theirs.group), int64_t{theirs.score.total}, NameOf(theirs)))
          << "at place " << i;
    }
  }

  // What the answer says of why activities fell out: of every activity that lies within half as far again as the client
  // can get, and of none that does not fail.
  void CompareCounts(const RandomWorld& world, const NaiveClient& client, const ScanResult& scan) {
    std::map<int, uint32_t> least, most, least_only, most_only;
    uint32_t looked_at = 0, doubtful = 0;
    for (const NaiveActivity& activity : world.activities()) {
      const std::set<int> reasons = client.Judge(activity).reasons;
      const bool must = client.MustBeLookedAt(activity);
      looked_at += must;
      doubtful += client.Judge(activity, {-1, 0}).reasons != client.Judge(activity, {1, 0}).reasons;
      for (const int reason : reasons) {
        least[reason] += must;
        ++most[reason];
      }
      if (reasons.size() != 1) continue;
      least_only[*reasons.begin()] += must;
      ++most_only[*reasons.begin()];
    }
    EXPECT_GE(scan.considered, looked_at);
    for (int reason = 1; reason < matcher::kExclusionReasons; ++reason) {
      const auto at = static_cast<size_t>(reason);
      const std::string& name = v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason));
      EXPECT_GE(scan.fails[at] + doubtful, least[reason]) << name;
      EXPECT_LE(scan.fails[at], most[reason] + doubtful) << name;
      EXPECT_GE(scan.fails_only[at] + doubtful, least_only[reason]) << name;
      EXPECT_LE(scan.fails_only[at], most_only[reason] + doubtful) << name;
    }
  }

  void Print() const {
    std::printf("%" PRId64 " clients, %" PRId64 " catalogues, %" PRId64 " pairs, %" PRId64 " fit\n", tally_.clients,
                tally_.catalogues, tally_.pairs, tally_.feasible);
    std::printf("%" PRId64 " pools the same to the last step; %" PRId64 " with a group that was cut off\n",
                tally_.same_pools, tally_.full_groups);
    std::printf("by rounding: %" PRId64 " scores one step apart, %" PRId64 " more, %" PRId64 " in or out\n",
                tally_.rounded, tally_.stretched, tally_.edges);
    for (const auto& [reason, count] : tally_.reasons) {
      const auto only = tally_.only_reasons.find(reason);
      std::printf("  %-22s %8" PRId64 ", alone %7" PRId64 "\n",
                  v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason)).c_str(), count,
                  only == tally_.only_reasons.end() ? 0 : only->second);
    }
  }

  Tally tally_;
};

TEST_F(ExactnessTest, ThePoolIsThatOfTheNaiveMatcher) {
#ifdef NDEBUG
  constexpr int kClients = 10'000;
#else
  constexpr int kClients = 2'000;  // With assertions or sanitizers these take as long.
#endif
  const int clients = FromEnvironment("MEEDOEN_EXACT_CLIENTS", kClients);
  const auto first_seed = static_cast<uint32_t>(FromEnvironment("MEEDOEN_EXACT_SEED", 5000));
  for (uint32_t seed = first_seed; tally_.clients < clients; ++seed) {
    SCOPED_TRACE(absl::StrCat("MEEDOEN_EXACT_SEED=", seed));
    RandomWorld world(seed);
    const bool large = seed % 20 == 7;
    ASSERT_OK(world.Build(large ? 700 : 20 + static_cast<int>(seed * 37 % 100)));
    ++tally_.catalogues;
    for (int i = 0; i < (large ? kClientsPerCatalogue / 5 : kClientsPerCatalogue); ++i) {
      SCOPED_TRACE(absl::StrCat("client ", i));
      v1::SuggestRequest request = world.Request();
      if (large) world.random().LiftLimits(&request);  // So that more fit than the pool holds.
      Compare(world, request);
      if (HasFailure()) return;  // One example is enough.
    }
  }
  Print();
  const double feasible = static_cast<double>(tally_.feasible), pairs = static_cast<double>(tally_.pairs);
  EXPECT_GT(feasible, pairs / 50) << "the random clients can do next to nothing: the test says little";
  EXPECT_LT(static_cast<double>(tally_.rounded), 0.02 * feasible);
  EXPECT_LT(static_cast<double>(tally_.stretched + tally_.edges), 0.005 * feasible);
  EXPECT_GT(tally_.full_groups, 0);
  for (int reason = 1; reason < v1::ExclusionReason_ARRAYSIZE; ++reason) {
    EXPECT_GT(tally_.only_reasons[reason], clients / 100)
        << v1::ExclusionReason_Name(static_cast<v1::ExclusionReason>(reason)) << " hardly occurs: the test says little";
  }
}

}  // namespace
}  // namespace meedoen::testing
