// Snapshots are swapped under a thousand calls: none fails, none mixes two revisions, none goes back.
#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/unit/matcher/service/service_fixture.h"

namespace meedoen::matcher {
namespace {

constexpr int kSwaps = 50, kClients = 4, kCallsEach = 250;

// Every title carries the revision.
std::vector<v1::Activity> Catalogue(int64_t revision) {
  std::vector<v1::Activity> activities;
  for (int i = 0; i < 12; ++i) {
    activities.push_back(meedoen::testing::VenueAt(absl::StrCat("a", i), meedoen::testing::kDeventer,
                                                   absl::StrCat("Samen koken ", revision)));
    activities.back().mutable_provider()->set_name(absl::StrCat("Stichting ", revision));
  }
  return activities;
}

struct Seen {
  int calls = 0;
  std::set<int64_t> revisions;
};

class SwapTest : public ServiceTest {
 protected:
  // At least kCallsEach calls, and on until `swapped`.
  Seen Call(const std::atomic<bool>& swapped) {
    const auto stub = NewStub();
    v1::SuggestRequest request = meedoen::testing::PlainRequest();
    request.mutable_client()->add_wishes("samen koken");
    Seen seen;
    int64_t last = 0;
    while (seen.calls < kCallsEach || !swapped) {
      const absl::StatusOr<v1::SuggestResponse> response = Suggest(*stub, request);
      ++seen.calls;
      EXPECT_OK(response);
      if (!response.ok()) return seen;
      const int64_t revision = response->source().catalog_revision();
      EXPECT_GE(revision, last) << "a client saw the catalogue go back";
      EXPECT_EQ(response->suggestions_size(), 5);
      EXPECT_THAT(response->source().snapshot_id(), ::testing::HasSubstr(absl::StrCat("00", revision, "-")));
      for (const v1::Suggestion& suggestion : response->suggestions()) {
        EXPECT_EQ(suggestion.activity().title(), absl::StrCat("Samen koken ", revision));
        EXPECT_EQ(suggestion.activity().provider().name(), absl::StrCat("Stichting ", revision));
      }
      if (::testing::Test::HasFailure()) return seen;
      last = revision;
      seen.revisions.insert(revision);
    }
    return seen;
  }
};

TEST_F(SwapTest, NoCallFailsOrMixesRevisionsWhileSnapshotsAreSwapped) {
  Publish(Catalogue(1), 1);
  follower_.Start();
  std::atomic<bool> swapped{false};
  std::vector<Seen> seen(kClients);
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) clients.emplace_back([&, i] { seen[static_cast<size_t>(i)] = Call(swapped); });
  int swaps = 0;
  for (int64_t revision = 2; revision < 2 + kSwaps; ++revision) {
    EXPECT_OK(world_.Publish(Catalogue(revision), revision));
    const ViewPtr view = views_.WaitFor(revision, absl::Now() + absl::Seconds(30));
    swaps += view->revision == revision;
    EXPECT_OK(PruneSnapshots(*PosixEnv(), world_.folder(), 1));  // Also while a call still reads the old one.
  }
  swapped = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(swaps, kSwaps);
  Seen all;
  for (const Seen& one : seen) {
    all.calls += one.calls;
    all.revisions.insert(one.revisions.begin(), one.revisions.end());
  }
  std::printf("%d calls over %d swaps; %zu revisions were answered from\n", all.calls, swaps, all.revisions.size());
  EXPECT_GE(all.calls, kClients * kCallsEach);
  EXPECT_GT(all.revisions.size(), size_t{kSwaps / 2}) << "the calls did not fall between the swaps";
}

}  // namespace
}  // namespace meedoen::matcher
