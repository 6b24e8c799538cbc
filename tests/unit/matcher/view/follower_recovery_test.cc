// An indexer that is away, that cannot send what is asked for, or whose changes cannot be used: the view stays, a
// snapshot mends it, and nobody is called in a busy loop.
#include "core/base/limits.h"
#include "tests/unit/matcher/view/follower_fixture.h"

namespace meedoen::matcher {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

class FollowerRecovery : public FollowerTest {
 protected:
  // A follower at revision 1 that reads the changes there are.
  void Start(const FollowerOptions& options) {
    Publish(1);
    ASSERT_OK(Follow(options).LoadFirst());
    follower_->Start();
  }

  // That half a second goes by with few calls: at 0, 100, 300 ms after the first.
  void ExpectFewCalls() {
    const size_t before = catalog_.calls().size();
    absl::SleepFor(absl::Milliseconds(500));
    EXPECT_LE(catalog_.calls().size() - before, 4u);
  }
};

TEST_F(FollowerRecovery, AnIndexerThatWasAwayIsFollowedAgain) {
  catalog_.Send(2, {ChangeOf("b", "Koor")});
  const std::string address = StartIndexer();
  Start(Options(address));
  ASSERT_EQ(WaitFor(2), 2);
  ASSERT_TRUE(IsConnected(true));
  indexer_->Drain(absl::ZeroDuration());
  EXPECT_TRUE(IsConnected(false));
  EXPECT_THAT(Titles(), ElementsAre("Koffie", "Koor")) << "it goes on serving";
  catalog_.Send(3, {ChangeOf("c", "Schaken")});
  StartIndexer(address);
  ASSERT_EQ(WaitFor(3), 3);
  EXPECT_TRUE(IsConnected(true));
  EXPECT_THAT(Titles(), ElementsAre("Koffie", "Koor", "Schaken"));
  EXPECT_EQ(catalog_.calls().back(), 2) << "it reads on from where it was";
}

TEST_F(FollowerRecovery, ASilentIndexerIsTakenForGone) {
  catalog_.Send(1, {});
  FollowerOptions options = Options(StartIndexer());
  options.most_silence = absl::Milliseconds(300);
  Start(options);
  ASSERT_TRUE(IsConnected(true));
  catalog_.FallSilent();
  EXPECT_TRUE(IsConnected(false));
  EXPECT_TRUE(catalog_.WaitForCalls(2)) << "and called again";
}

TEST_F(FollowerRecovery, ATrimmedLogIsMendedByASnapshot) {
  catalog_.TrimBelow(100);
  Start(Options(StartIndexer()));
  ASSERT_TRUE(catalog_.WaitForCalls(1));
  ExpectFewCalls();
  EXPECT_FALSE(follower_->connected());
  EXPECT_EQ(views_.Get()->revision, 1);
  for (int64_t revision = 100; revision <= 121; ++revision) catalog_.Send(revision, {ChangeOf("b", "Koor")});
  Publish(120, "Thee");
  ASSERT_EQ(WaitFor(121), 121);
  EXPECT_THAT(Titles(), ElementsAre("Koor", "Thee"));
  EXPECT_EQ(catalog_.calls().back(), 120);
  EXPECT_TRUE(IsConnected(true));
}

TEST_F(FollowerRecovery, ARestoredCatalogueIsShownWhenItHasPassedTheView) {
  for (int64_t revision = 1; revision <= 3; ++revision) catalog_.Send(revision, {ChangeOf("b", "Koor")});
  Publish(5, "Nieuw");
  ASSERT_OK(Follow(Options(StartIndexer())).LoadFirst());
  follower_->Start();
  ASSERT_TRUE(catalog_.WaitForCalls(1));
  EXPECT_EQ(catalog_.calls()[0], 5) << "which the catalogue does not have";
  Publish(2, "Oud");  // What the restored indexer builds.
  ASSERT_TRUE(Becomes([&] { return catalog_.calls().back() == 2; }));
  catalog_.Send(4, {ChangeOf("c", "Dammen")});
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_THAT(Titles(), ElementsAre("Nieuw")) << "a view never goes back";
  EXPECT_FALSE(follower_->connected());
  catalog_.Send(5, {ChangeOf("c", "Schaken")});
  catalog_.Send(6, {ChangeOf("d", "Zang")});
  ASSERT_EQ(WaitFor(6), 6);
  EXPECT_THAT(Titles(), ElementsAre("Koor", "Oud", "Schaken", "Zang"));
  EXPECT_TRUE(IsConnected(true));
}

TEST_F(FollowerRecovery, OneThatIsCutOffAsTooSlowReadsOn) {
  catalog_.Send(2, {ChangeOf("b", "Koor")});
  catalog_.Refuse({grpc::StatusCode::RESOURCE_EXHAUSTED, "too slow"});
  Start(Options(StartIndexer()));
  ASSERT_TRUE(catalog_.WaitForCalls(1));
  ExpectFewCalls();
  EXPECT_EQ(views_.Get()->revision, 1);
  catalog_.Refuse(grpc::Status::OK);
  EXPECT_EQ(WaitFor(2), 2);
  EXPECT_THAT(catalog_.calls(), Each(1));
}

TEST_F(FollowerRecovery, AFullOverlayIsMendedByASnapshot) {
  std::vector<v1::Change> deletions(kMaxOverlayRows);
  for (size_t i = 0; i < deletions.size(); ++i) {
    deletions[i].set_name(absl::StrCat("municipalities/GM0150/activities/d", i));
    deletions[i].set_deleted(true);
  }
  catalog_.Send(2, deletions);
  catalog_.Send(3, {ChangeOf("b", "Koor")});
  Start(Options(StartIndexer()));
  ASSERT_EQ(WaitFor(2), 2) << "the limit itself fits";
  ASSERT_TRUE(IsConnected(false));
  ExpectFewCalls();
  EXPECT_EQ(views_.Get()->revision, 2);
  Publish(2, "Thee");
  ASSERT_EQ(WaitFor(3), 3);
  EXPECT_THAT(Titles(), ElementsAre("Koor", "Thee"));
  EXPECT_TRUE(IsConnected(true));
}

TEST_F(FollowerRecovery, AFeedOfAnotherModelIsFollowedWithASnapshotOfIt) {
  HashingEmbedder other({"another-model", 48, 512});
  FollowerOptions options = Options(StartIndexer());
  options.models.push_back(other.info());
  catalog_.Send(2, {ChangeOf("b", "Koor")});
  Start(options);
  ASSERT_EQ(WaitFor(2), 2);
  world_.UseModel(other);
  catalog_.SetModel("another-model");
  catalog_.Forget();
  catalog_.Send(2, {ChangeOf("b", "Koor")});
  catalog_.Send(3, {ChangeOf("c", "Schaken")});
  ASSERT_TRUE(IsConnected(false));
  ExpectFewCalls();
  EXPECT_THAT(Titles(), ElementsAre("Koffie", "Koor"));
  Publish(1, "Thee");  // Built while changes went on.
  ASSERT_EQ(WaitFor(3), 3);
  EXPECT_EQ(catalog_.calls().back(), 1);
  EXPECT_EQ(views_.Get()->snapshot->manifest().model_id, "another-model");
  EXPECT_THAT(Titles(), ElementsAre("Koor", "Schaken", "Thee"));
  for (const OverlayLayer& layer : views_.Get()->overlay) EXPECT_EQ(layer.segment->view.dimension, 48);
  EXPECT_TRUE(IsConnected(true));
}

class FollowerRollback : public FollowerTest {
 protected:
  // Shown: revision 12, of the snapshot of revision 10. `old_` is the one of revision 5.
  void SetUp() override {
    address_ = StartIndexer();
    for (int64_t revision = 1; revision <= 12; ++revision) {
      catalog_.Send(revision, {ChangeOf(absl::StrCat("b", revision % 3), absl::StrCat("Koor ", revision))});
    }
    Publish(5, "Oud");
    old_ = CurrentId();
    Publish(10, "Nieuw");
    ASSERT_OK(Follow(Options(address_)).LoadFirst());
    follower_->Start();
    ASSERT_EQ(WaitFor(12), 12);
    ASSERT_TRUE(IsConnected(true));
  }
  std::string address_, old_;
};

TEST_F(FollowerRollback, TheOldSnapshotCatchesUpBeforeItIsShown) {
  EXPECT_THAT(Titles(), ElementsAre("Koor 11", "Koor 12", "Nieuw"));
  MakeCurrent(old_);
  ASSERT_TRUE(Becomes([&] { return ShownSnapshot() == old_; }));
  EXPECT_EQ(views_.Get()->revision, 12);
  EXPECT_THAT(Titles(), ElementsAre("Koor 10", "Koor 11", "Koor 12", "Oud"));
  EXPECT_EQ(catalog_.calls().back(), 5);
  catalog_.Send(13, {ChangeOf("c", "Schaken")});
  EXPECT_EQ(WaitFor(13), 13);
  EXPECT_TRUE(IsConnected(true));
}

TEST_F(FollowerRollback, WithoutTheIndexerTheOldViewStaysUntilItIsBack) {
  const std::string shown = ShownSnapshot();
  indexer_->Drain(absl::ZeroDuration());
  ASSERT_TRUE(IsConnected(false));
  MakeCurrent(old_);
  absl::SleepFor(absl::Milliseconds(300));
  EXPECT_EQ(ShownSnapshot(), shown);
  EXPECT_EQ(views_.Get()->revision, 12);
  StartIndexer(address_);
  EXPECT_TRUE(Becomes([&] { return ShownSnapshot() == old_; }));
  EXPECT_EQ(views_.Get()->revision, 12);
}

TEST_F(FollowerRollback, OneThatIsUndoneMeanwhileLeavesTheViewAsItWas) {
  const std::string shown = ShownSnapshot();
  indexer_->Drain(absl::ZeroDuration());
  MakeCurrent(old_);
  absl::SleepFor(absl::Milliseconds(200));
  MakeCurrent(shown);
  absl::SleepFor(absl::Milliseconds(200));
  catalog_.Send(13, {ChangeOf("c", "Schaken")});
  StartIndexer(address_);
  EXPECT_EQ(WaitFor(13), 13);
  EXPECT_EQ(ShownSnapshot(), shown);
  EXPECT_EQ(catalog_.calls().back(), 12);
}

TEST_F(FollowerRollback, OneThatCannotCatchUpIsGivenUpAndTheViewGoesOn) {
  const std::string shown = ShownSnapshot();
  catalog_.TrimBelow(9);
  MakeCurrent(old_);
  ASSERT_TRUE(Becomes([&] { return catalog_.calls().size() >= 3; }));
  catalog_.Send(13, {ChangeOf("c", "Schaken")});
  ASSERT_EQ(WaitFor(13), 13);
  EXPECT_EQ(ShownSnapshot(), shown);
  EXPECT_TRUE(IsConnected(true));
  EXPECT_THAT(catalog_.calls(), ElementsAre(10, 5, 12)) << "and not tried again and again";
  Publish(13, "Nieuwer");
  EXPECT_TRUE(Becomes([&] { return ShownSnapshot() == CurrentId(); }));
}

}  // namespace
}  // namespace meedoen::matcher
