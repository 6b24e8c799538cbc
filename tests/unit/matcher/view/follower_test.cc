#include "matcher/view/follower.h"

#include <fstream>

#include "tests/unit/matcher/view/follower_fixture.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::VenueAt;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Writes a snapshot, flips a byte of one of its files, publishes it.
void PublishDamaged(meedoen::testing::SampleWorld& world, int64_t revision) {
  const auto id = world.Write({VenueAt("a", kDeventer)}, revision);
  ASSERT_OK(id);
  std::fstream file(world.folder() + "/" + *id + "/vectors", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(17);
  file.put('\x5A');
  file.close();
  ASSERT_OK(PublishSnapshot(*PosixEnv(), world.folder(), *id));
}

TEST_F(FollowerTest, StartsWithoutASnapshotAndLoadsTheFirstThatIsPublished) {
  EXPECT_OK(Follow(Options()).LoadFirst());
  EXPECT_EQ(views_.Get(), nullptr);
  follower_->Start();
  Publish(3);
  EXPECT_EQ(WaitFor(3), 3);
  Publish(4);
  EXPECT_EQ(WaitFor(4), 4);
}

TEST_F(FollowerTest, ADamagedSnapshotIsRefusedAndTheViewStays) {
  Publish(1);
  ASSERT_OK(Follow(Options()).LoadFirst());
  follower_->Start();
  PublishDamaged(world_, 2);
  EXPECT_EQ(WaitFor(2, absl::Milliseconds(200)), 1);
  Publish(3);
  EXPECT_EQ(WaitFor(3), 3) << "the next good one is loaded";
}

TEST_F(FollowerTest, ADamagedFirstSnapshotIsAnError) {
  PublishDamaged(world_, 1);
  EXPECT_THAT(Follow(Options()).LoadFirst(), FailsWith(absl::StatusCode::kDataLoss, HasSubstr("vectors")));
  EXPECT_EQ(views_.Get(), nullptr);
}

TEST_F(FollowerTest, ASnapshotOfAModelThatItDoesNotHaveIsRefused) {
  Publish(1);
  FollowerOptions options = Options();
  options.models = {{"e5-a", 64, 512}, {"e5-b", 64, 512}};
  EXPECT_THAT(Follow(options).LoadFirst(),
              FailsWith(absl::StatusCode::kFailedPrecondition,
                        AllOf(HasSubstr("e5-a and e5-b"), HasSubstr(meedoen::testing::kHashingModelId),
                              HasSubstr("--next-model"))));
  options.models = {{meedoen::testing::kHashingModelId, 65, 512}};
  EXPECT_THAT(Follow(options).LoadFirst(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("dimensions")));
  EXPECT_EQ(views_.Get(), nullptr);
}

TEST_F(FollowerTest, FollowsTheIndexersChanges) {
  Publish(1);
  for (int64_t revision = 2; revision <= 3; ++revision) {
    catalog_.Send(revision, {ChangeOf("b", absl::StrCat("Koor ", revision))});
  }
  ASSERT_OK(Follow(Options(StartIndexer())).LoadFirst());
  EXPECT_FALSE(follower_->connected());
  follower_->Start();
  ASSERT_EQ(WaitFor(3), 3);
  EXPECT_TRUE(IsConnected(true));
  EXPECT_EQ(views_.Get()->overlay_changes, 1u);
  EXPECT_THAT(Titles(), ElementsAre("Koffie", "Koor 3"));
  follower_->Stop();
  EXPECT_FALSE(follower_->connected());
}

TEST_F(FollowerTest, AChangeAfterAQuietTimeIsShownAtOnceAndTheNextAfterThePause) {
  Publish(1);
  catalog_.Send(1, {});
  FollowerOptions options = Options(StartIndexer());
  options.view_pause = absl::Seconds(2);
  ASSERT_OK(Follow(options).LoadFirst());
  follower_->Start();
  ASSERT_TRUE(IsConnected(true));
  const absl::Time before = absl::Now();
  catalog_.Send(2, {ChangeOf("b", "Koor")});
  EXPECT_EQ(WaitFor(2), 2);
  EXPECT_LT(absl::Now() - before, absl::Seconds(1));
  for (int64_t revision = 3; revision <= 30; ++revision) catalog_.Send(revision, {ChangeOf("b", "Zang")});
  EXPECT_EQ(WaitFor(3), 30) << "what came during the pause comes in one view";
  EXPECT_GE(absl::Now() - before, options.view_pause);
}

TEST_F(FollowerTest, ChangesThatWaitAreTakenTogether) {
  constexpr int64_t kLast = 400;
  Publish(1);
  for (int64_t revision = 2; revision <= kLast; ++revision) catalog_.Send(revision, {ChangeOf("b", "Koor")});
  FollowerOptions options = Options(StartIndexer());
  options.view_pause = absl::Milliseconds(100);
  ASSERT_OK(Follow(options).LoadFirst());
  const absl::Time before = absl::Now();
  follower_->Start();
  int views = 0;
  for (int64_t shown = 1; shown < kLast && views < kLast; ++views) shown = WaitFor(shown + 1);
  EXPECT_LE(views, 2 + (absl::Now() - before) / options.view_pause);
}

TEST_F(FollowerTest, StopsAtOnceThoughTheIndexerIsSilent) {
  Publish(1);
  catalog_.Send(1, {});
  ASSERT_OK(Follow(Options(StartIndexer())).LoadFirst());
  follower_->Start();
  ASSERT_TRUE(IsConnected(true));
  const absl::Time before = absl::Now();
  follower_->Stop();
  EXPECT_LT(absl::Now() - before, absl::Seconds(5));
}

}  // namespace
}  // namespace meedoen::matcher
