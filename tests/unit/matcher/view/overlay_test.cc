#include "matcher/view/overlay.h"

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::kDeventer;
using ::meedoen::testing::VenueAt;
using ::meedoen::testing::WorldNow;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OverlayTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto snapshot = world_.Publish({VenueAt("a", kDeventer, "A"), VenueAt("b", kDeventer, "B")}, 10);
    ASSERT_OK(snapshot);
    snapshot_ = *snapshot;
    overlay_.emplace(snapshot_);
  }

  v1::WatchChangesResponse Changes(int64_t revision, const std::vector<v1::Change>& changes) {
    v1::WatchChangesResponse response;
    response.set_revision(revision);
    response.set_model_id(world_.embedder().info().id);
    for (const v1::Change& change : changes) *response.add_changes() = change;
    return response;
  }
  v1::Change Upsert(const std::string& id, const std::string& title) {
    return world_.ChangeTo(VenueAt(id, kDeventer, title));
  }
  v1::Change Delete(const std::string& id) {
    v1::Change change;
    change.set_name(VenueAt(id, kDeventer).name());
    change.set_deleted(true);
    return change;
  }

  // What can be suggested, sorted: "title@segment".
  std::vector<std::string> Served() {
    const absl::StatusOr<ViewPtr> view = overlay_->MakeView(WorldNow());
    EXPECT_OK(view);
    std::vector<std::string> titles;
    const SegmentView& base = (*view)->snapshot->segment();
    for (uint32_t row = 0; row < base.rows; ++row) {
      if (!(*view)->Hidden(row)) titles.push_back(base.Record(row)->title());
    }
    if ((*view)->overlay != nullptr) {
      const SegmentView& changed = (*view)->overlay->view;
      for (uint32_t row = 0; row < changed.rows; ++row) titles.push_back(changed.Record(row)->title() + "*");
    }
    std::sort(titles.begin(), titles.end());
    EXPECT_EQ((*view)->revision, overlay_->revision());
    return titles;
  }

  meedoen::testing::SampleWorld world_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::optional<Overlay> overlay_;
};

TEST_F(OverlayTest, WithoutChangesTheViewIsTheSnapshot) {
  EXPECT_THAT(Served(), ElementsAre("A", "B"));
  EXPECT_EQ(overlay_->revision(), 10);
}

TEST_F(OverlayTest, AppliesReplacesDeletesAndAdds) {
  ASSERT_OK(overlay_->Apply(Changes(11, {Upsert("a", "A2"), Upsert("c", "C")})));
  EXPECT_THAT(Served(), ElementsAre("A2*", "B", "C*"));
  ASSERT_OK(overlay_->Apply(Changes(12, {Delete("b"), Upsert("a", "A3")})));
  EXPECT_THAT(Served(), ElementsAre("A3*", "C*"));
  ASSERT_OK(overlay_->Apply(Changes(13, {Delete("c"), Delete("never-there")})));
  EXPECT_THAT(Served(), ElementsAre("A3*"));
  ASSERT_OK(overlay_->Apply(Changes(14, {Upsert("b", "B again")})));
  EXPECT_THAT(Served(), ElementsAre("A3*", "B again*"));
}

TEST_F(OverlayTest, WhatIsNotEmbeddedYetIsHidden) {
  ASSERT_OK(overlay_->Apply(Changes(11, {world_.ChangeTo(VenueAt("a", kDeventer, "New"), false)})));
  EXPECT_THAT(Served(), ElementsAre("B"));
  ASSERT_OK(overlay_->Apply(Changes(12, {Upsert("a", "New")})));
  EXPECT_THAT(Served(), ElementsAre("B", "New*"));
}

TEST_F(OverlayTest, ARevisionThatIsNotNewerIsIgnored) {
  for (const int64_t revision : {int64_t{9}, int64_t{10}}) {
    ASSERT_OK(overlay_->Apply(Changes(revision, {Delete("a")})));
  }
  EXPECT_THAT(Served(), ElementsAre("A", "B"));
}

TEST_F(OverlayTest, ALaterSnapshotTakesOverAndLaterChangesStay) {
  ASSERT_OK(overlay_->Apply(Changes(11, {Upsert("a", "A2")})));
  ASSERT_OK(overlay_->Apply(Changes(12, {Upsert("b", "B2")})));
  const auto later = world_.Publish({VenueAt("a", kDeventer, "A2"), VenueAt("b", kDeventer, "B")}, 11);
  ASSERT_OK(later);
  EXPECT_TRUE(overlay_->Rebase(*later));
  EXPECT_THAT(Served(), ElementsAre("A2", "B2*"));
  EXPECT_EQ(overlay_->revision(), 12) << "the view does not go back";
  const auto newest = world_.Publish({VenueAt("a", kDeventer, "A9")}, 20);
  EXPECT_TRUE(overlay_->Rebase(*newest));
  EXPECT_THAT(Served(), ElementsAre("A9"));
  EXPECT_EQ(overlay_->revision(), 20);
  EXPECT_FALSE(overlay_->Rebase(*later));
  EXPECT_FALSE(overlay_->Rebase(snapshot_));
  EXPECT_THAT(Served(), ElementsAre("A9"));
}

TEST_F(OverlayTest, VectorsOfAnotherDimensionAreRefusedAndNothingChanges) {
  v1::Change wrong = Upsert("b", "B2");
  wrong.set_vector(wrong.vector().substr(4));
  EXPECT_THAT(overlay_->Apply(Changes(11, {Upsert("a", "A2"), wrong})),
              FailsWith(absl::StatusCode::kInvalidArgument,
                        AllOf(HasSubstr("activities/b"), HasSubstr("252 bytes"), HasSubstr("another model"))));
  EXPECT_THAT(Served(), ElementsAre("A", "B"));
  EXPECT_EQ(overlay_->revision(), 10);
}

TEST_F(OverlayTest, VectorsOfAnotherModelAreRefusedThoughTheyFit) {
  v1::WatchChangesResponse changes = Changes(11, {Upsert("a", "A2")});
  changes.set_model_id("another-model");
  EXPECT_THAT(overlay_->Apply(changes),
              FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("another-model"), HasSubstr("rebuild"))));
  EXPECT_THAT(Served(), ElementsAre("A", "B"));
}

TEST_F(OverlayTest, HoldsUpToItsLimitOfRows) {
  const v1::Change one = Upsert("c", "C");
  std::vector<v1::Change> changes;
  for (uint32_t i = 0; i < kMaxOverlayRows; ++i) {
    changes.push_back(Delete(absl::StrCat("d", i)));
  }
  ASSERT_OK(overlay_->Apply(Changes(11, changes)));
  EXPECT_THAT(overlay_->Apply(Changes(12, {one})),
              FailsWith(absl::StatusCode::kResourceExhausted, HasSubstr("meedoen-indexer rebuild")));
  EXPECT_EQ(overlay_->revision(), 11);
  ASSERT_OK(overlay_->Apply(Changes(12, {Delete("d7")}))) << "one that is there already takes no room";
  const auto later = world_.Publish({VenueAt("a", kDeventer, "A")}, 12);
  ASSERT_TRUE(overlay_->Rebase(*later));
  EXPECT_OK(overlay_->Apply(Changes(13, {one})));
}

}  // namespace
}  // namespace meedoen::matcher
