#include "matcher/view/overlay.h"

#include <random>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "spdlog/sinks/ostream_sink.h"
#include "spdlog/spdlog.h"
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
using ::testing::Not;

// What is logged while it lives.
class LogOfTest {
 public:
  LogOfTest() : before_(spdlog::default_logger()) {
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_)));
  }
  ~LogOfTest() { spdlog::set_default_logger(before_); }

  std::string text() const { return lines_.str(); }
  int Count(const std::string& word) const {
    const std::string all = text();
    int count = 0;
    for (size_t at = all.find(word); at != std::string::npos; at = all.find(word, at + 1)) ++count;
    return count;
  }

 private:
  const std::shared_ptr<spdlog::logger> before_;
  std::ostringstream lines_;
};

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
  std::vector<std::string> Served() { return ServedBy(&*overlay_); }
  static std::vector<std::string> ServedBy(Overlay* overlay) {
    const absl::StatusOr<ViewPtr> view = overlay->MakeView(WorldNow());
    EXPECT_OK(view);
    std::vector<std::string> titles;
    const SegmentView& base = (*view)->snapshot->segment();
    for (uint32_t row = 0; row < base.rows; ++row) {
      if (!(*view)->Hidden(row)) titles.push_back(base.Record(row)->title());
    }
    for (const OverlayLayer& layer : (*view)->overlay) {
      const SegmentView& changed = layer.segment->view;
      for (uint32_t row = 0; row < changed.rows; ++row) {
        if (!layer.Hidden(row)) titles.push_back(changed.Record(row)->title() + "*");
      }
    }
    std::sort(titles.begin(), titles.end());
    EXPECT_EQ((*view)->revision, overlay->revision());
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

TEST_F(OverlayTest, ASnapshotOfAnotherModelTakesOverOnlyIfItHasAllChanges) {
  ASSERT_OK(overlay_->Apply(Changes(12, {Upsert("b", "B2")})));
  HashingEmbedder other({"another-model", 48, 512});
  world_.UseModel(other);
  const auto behind = world_.Publish({VenueAt("a", kDeventer, "A9")}, 11);
  EXPECT_FALSE(overlay_->Rebase(*behind)) << "the vector of B2 is of the old model";
  EXPECT_THAT(Served(), ElementsAre("A", "B2*"));
  const auto level = world_.Publish({VenueAt("a", kDeventer, "A9")}, 12);
  EXPECT_TRUE(overlay_->Rebase(*level));
  EXPECT_THAT(Served(), ElementsAre("A9"));
  ASSERT_OK(overlay_->Apply(Changes(13, {Upsert("b", "B3")})));
  EXPECT_THAT(Served(), ElementsAre("A9", "B3*"));
}

// What cannot be laid out is left out, hidden in the snapshot and named in the log; the others are shown.
TEST_F(OverlayTest, OneThatCannotBeLaidOutDoesNotStopTheOthers) {
  v1::Change bad_rule = Upsert("a", "A2"), short_vector = Upsert("b", "B2"), long_vector = Upsert("c", "C");
  v1::Change not_a_number = Upsert("d", "D"), other_name = Upsert("e", "E");
  bad_rule.mutable_activity()->mutable_schedule()->add_recurrences()->set_rrule("FREQ=NEVER");
  short_vector.set_vector(short_vector.vector().substr(4));
  long_vector.mutable_vector()->replace(0, 4, std::string("\0\0\x80\x40", 4));  // 4.0
  not_a_number.mutable_vector()->replace(0, 4, std::string("\0\0\xC0\x7F", 4));
  other_name.set_name(Upsert("f", "F").name());
  LogOfTest log;
  ASSERT_OK(
      overlay_->Apply(Changes(11, {bad_rule, short_vector, Upsert("g", "G"), long_vector, not_a_number, other_name})));
  EXPECT_THAT(Served(), ElementsAre("G*"));
  EXPECT_EQ(overlay_->revision(), 11);
  for (const char* id : {"/a is", "/b is", "/c is", "/d is", "/f is"}) EXPECT_EQ(log.Count(id), 1) << id;
  EXPECT_THAT(log.text(), AllOf(HasSubstr("252 bytes"), Not(HasSubstr("A2"))));
  ASSERT_OK(overlay_->Apply(Changes(12, {bad_rule, Upsert("h", "H")})));
  EXPECT_THAT(Served(), ElementsAre("G*", "H*"));
  EXPECT_EQ(log.Count("/a is"), 1) << "it is said once";
  ASSERT_OK(overlay_->Apply(Changes(13, {Upsert("a", "A3")})));
  EXPECT_THAT(Served(), ElementsAre("A3*", "G*", "H*"));
  ASSERT_OK(overlay_->Apply(Changes(14, {bad_rule})));
  EXPECT_THAT(Served(), ElementsAre("G*", "H*"));
  EXPECT_EQ(log.Count("/a is"), 2) << "it was right in between";
}

TEST_F(OverlayTest, TheLayersTogetherAreWhatOneLayerWouldBe) {
  constexpr uint32_t kSeed = 20261122;
  SCOPED_TRACE(absl::StrCat("seed ", kSeed));
  std::mt19937 random(kSeed);
  overlay_.emplace(snapshot_, /*most_recent=*/7);
  Overlay plain(snapshot_);
  size_t most_layers = 0;
  for (int64_t revision = 11; revision < 160; ++revision) {
    std::vector<v1::Change> changes;
    for (uint32_t i = random() % 4; i > 0; --i) {
      const std::string id(1, static_cast<char>('a' + random() % 26));
      const std::string title = absl::StrCat(id, " ", revision);
      const uint32_t kind = random() % 5;
      changes.push_back(kind == 0 ? Delete(id) : world_.ChangeTo(VenueAt(id, kDeventer, title), kind != 1));
    }
    ASSERT_OK(overlay_->Apply(Changes(revision, changes)));
    ASSERT_OK(plain.Apply(Changes(revision, changes)));
    if (random() % 3 == 0) continue;
    EXPECT_EQ(Served(), ServedBy(&plain)) << revision;
    most_layers = std::max(most_layers, (*overlay_->MakeView(WorldNow()))->overlay.size());
  }
  EXPECT_EQ(most_layers, 2u);
}

TEST_F(OverlayTest, AViewThatIsHeldStaysAsItIs) {
  overlay_.emplace(snapshot_, /*most_recent=*/1);
  ASSERT_OK(overlay_->Apply(Changes(11, {Upsert("c", "C"), Upsert("d", "D")})));
  const ViewPtr held = *overlay_->MakeView(WorldNow());
  ASSERT_EQ(held->overlay.size(), 1u);
  ASSERT_OK(overlay_->Apply(Changes(12, {Delete("c")})));
  EXPECT_THAT(Served(), ElementsAre("A", "B", "D*"));
  EXPECT_FALSE(held->overlay[0].Hidden(0));
  EXPECT_FALSE(held->overlay[0].Hidden(1));
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
