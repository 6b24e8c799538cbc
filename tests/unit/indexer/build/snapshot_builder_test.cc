#include "indexer/build/snapshot_builder.h"

#include <cmath>
#include <filesystem>
#include <thread>

#include "absl/synchronization/notification.h"
#include "core/base/civil_time.h"
#include "core/base/status.h"
#include "core/snapshot/snapshot.h"
#include "tests/testing/fault_env.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"
#include "tests/unit/indexer/build/fakes.h"

namespace meedoen::indexer {
namespace {

using ::meedoen::testing::FailsWith;
using ::meedoen::testing::FaultEnv;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NumberedActivity;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 22, 3, 15, 0), absl::UTCTimeZone());

bool GoOn(const std::string&, uint32_t, uint32_t) { return true; }

class SnapshotBuilding : public ::testing::Test {
 protected:
  absl::StatusOr<RebuildReport> Rebuild(bool force = false) {
    clock_.Set(clock_.Now() + absl::Seconds(1));
    return Rebuild(builder_, force, GoOn);
  }
  static absl::StatusOr<RebuildReport> Rebuild(SnapshotBuilder& builder, bool force, const RebuildProgress& progress) {
    RebuildReport report;
    MEEDOEN_RETURN_IF_ERROR(builder.Rebuild(force, progress, &report));
    return report;
  }
  std::unique_ptr<Snapshot> Current() {
    const auto id = CurrentSnapshotId(env_, folder_);
    if (!id.ok()) return nullptr;
    auto snapshot = Snapshot::Open(env_, folder_ + "/" + *id);
    EXPECT_OK(snapshot);
    return snapshot.ok() ? *std::move(snapshot) : nullptr;
  }
  std::vector<std::string> Folder() { return env_.ListDir(folder_).value(); }

  const meedoen::testing::TempDir dir_;
  const std::string folder_ = dir_.File("snapshots");
  FaultEnv env_{*PosixEnv()};  // Healthy, but without the cost of syncing.
  testing::FakeStore store_;
  testing::FakeEmbedder embedder_;
  FixedClock clock_{kNow - absl::Seconds(1)};
  EmbeddingBatches batches_{store_, embedder_, clock_};
  SnapshotKeeper keeper_{env_, folder_};
  SnapshotBuilder builder_{{store_, batches_, keeper_, env_, clock_}, {3}};
};

TEST_F(SnapshotBuilding, WhatIsInTheStoreIsInTheSnapshot) {
  store_.PutMany(150);
  store_.SetPlaces({{"7415", 52.26, 6.17, 700, "GM0150", "Deventer"}});
  const auto report = Rebuild();
  ASSERT_OK(report);
  EXPECT_EQ(report->embedded, 150u);
  EXPECT_EQ(report->reused, 0u);
  EXPECT_EQ(report->snapshot.activities, 150u);
  EXPECT_EQ(report->snapshot.catalog_revision, store_.revision());
  EXPECT_EQ(report->snapshot.model_id, "fake-model");
  EXPECT_EQ(report->snapshot.build_time, kNow);
  const auto snapshot = Current();
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->manifest().id, report->snapshot.id);
  EXPECT_EQ(snapshot->places().size(), 1u);
  const auto row = snapshot->segment().FindRow(NameHash("municipalities/GM0150/activities/a7"));
  ASSERT_TRUE(row.has_value());
  const std::vector<float> vector = store_.VectorOf("GM0150/a7");
  for (int i = 0; i < testing::kDimension; ++i)
    EXPECT_EQ(snapshot->segment().Vector(*row)[i], vector[static_cast<size_t>(i)]);
}

TEST_F(SnapshotBuilding, TheCalibrationIsThatOfTheWholeSegment) {
  store_.PutMany(60);
  ASSERT_OK(Rebuild());
  const auto snapshot = Current();
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->calibration().id(), Calibration::Of(snapshot->segment()).id());
}

TEST_F(SnapshotBuilding, ATextThatWasEmbeddedIsNotEmbeddedAgain) {
  store_.PutMany(70);
  ASSERT_OK(Rebuild());
  const int calls = embedder_.calls();
  store_.Put("GM0150/new", testing::NumberedActivity(500), "new");
  const auto report = Rebuild();
  ASSERT_OK(report);
  EXPECT_EQ(report->embedded, 1u);
  EXPECT_EQ(report->reused, 70u);
  EXPECT_EQ(embedder_.calls(), calls + 1);
}

TEST_F(SnapshotBuilding, AnEmptyCatalogueIsASnapshot) {
  const auto report = Rebuild();
  ASSERT_OK(report);
  EXPECT_EQ(report->snapshot.activities, 0u);
  EXPECT_NE(Current(), nullptr);
}

TEST_F(SnapshotBuilding, WhatIsOverOrCannotBeEmbeddedOrIsFaultyIsLeftOutAndCounted) {
  store_.PutMany(30);
  v1::Activity over = testing::NumberedActivity(100), faulty = testing::NumberedActivity(101);
  over.set_valid_until("2026-11-21");
  faulty.set_valid_from("soon");
  store_.Put("GM0150/a100", over, "over");
  store_.Put("GM0150/a101", faulty, "faulty");
  store_.Put("GM0150/a102", testing::NumberedActivity(102), "bad");
  const auto report = Rebuild();
  ASSERT_OK(report);
  EXPECT_EQ(report->snapshot.activities, 30u);
  EXPECT_EQ(report->over, 1u);
  EXPECT_EQ(report->faulty, 1u);
  EXPECT_EQ(report->without_vector, 1u);
}

TEST_F(SnapshotBuilding, OldOnesGoAndTheNewestStay) {
  store_.PutMany(5);
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) {
    const auto report = Rebuild();
    ASSERT_OK(report);
    ids.push_back(report->snapshot.id);
    EXPECT_EQ(report->removed, i < 3 ? std::vector<std::string>() : std::vector<std::string>{ids[0]});
  }
  EXPECT_THAT(Folder(), ElementsAre(ids[1], ids[2], ids[3], "CURRENT"));
}

TEST_F(SnapshotBuilding, ManyFewerActivitiesAreRefusedUnlessForced) {
  store_.PutMany(100);
  const auto first = Rebuild();
  ASSERT_OK(first);
  for (int i = 0; i < 21; ++i) store_.Remove(absl::StrCat("GM0150/a", i));
  EXPECT_THAT(Rebuild(),
              FailsWith(absl::StatusCode::kFailedPrecondition,
                        AllOf(HasSubstr("gate \"counts\""), HasSubstr("not published"), HasSubstr("--force"))));
  EXPECT_EQ(Current()->manifest().id, first->snapshot.id);
  EXPECT_THAT(Folder(), ElementsAre(first->snapshot.id, "CURRENT")) << "nothing of the refused one stays";
  const auto forced = Rebuild(true);
  ASSERT_OK(forced);
  EXPECT_EQ(Current()->manifest().activities, 79u);
}

TEST_F(SnapshotBuilding, ABadVectorIsRefusedEvenWhenForced) {
  store_.PutMany(40);
  const auto first = Rebuild();
  ASSERT_OK(first);
  const std::vector<float> good = store_.VectorOf("GM0150/a7");
  std::vector<float> half = good, none = good;
  for (float& value : half) value /= 2;
  none[3] = std::nanf("");
  for (const std::vector<float>& vector : {half, none}) {
    store_.SetVector("GM0150/a7", vector);
    EXPECT_THAT(Rebuild(true), FailsWith(absl::StatusCode::kFailedPrecondition,
                                         AllOf(HasSubstr("gate \"vectors\""), HasSubstr("activities/a7"))));
    EXPECT_EQ(Current()->manifest().id, first->snapshot.id);
    EXPECT_THAT(Folder(), ElementsAre(first->snapshot.id, "CURRENT"));
  }
  store_.SetVector("GM0150/a7", good);
  EXPECT_OK(Rebuild());
}

TEST_F(SnapshotBuilding, AVectorOfAnotherModelIsRefusedByName) {
  store_.PutMany(3);
  store_.SetVector("GM0150/a1", std::vector<float>(8, 0.3f));
  EXPECT_THAT(Rebuild(), FailsWith(absl::StatusCode::kFailedPrecondition, HasSubstr("GM0150/a1")));
}

TEST_F(SnapshotBuilding, AnEmbedderThatFailsLeavesTheOldSnapshot) {
  store_.PutMany(5);
  const auto first = Rebuild();
  ASSERT_OK(first);
  store_.PutMany(20);
  embedder_.Break(true);
  EXPECT_THAT(Rebuild(), FailsWith(absl::StatusCode::kUnavailable, HasSubstr("the runtime failed")));
  EXPECT_EQ(Current()->manifest().id, first->snapshot.id);
}

TEST_F(SnapshotBuilding, ADamagedPreviousSnapshotDoesNotStopTheCure) {
  store_.PutMany(50);
  const auto first = Rebuild();
  ASSERT_OK(first);
  std::filesystem::resize_file(folder_ + "/" + first->snapshot.id + "/MANIFEST", 10);
  const auto second = Rebuild();
  ASSERT_OK(second);
  EXPECT_EQ(Current()->manifest().id, second->snapshot.id);
  std::filesystem::resize_file(folder_ + "/CURRENT", 3);
  const auto third = Rebuild();
  ASSERT_OK(third);
  EXPECT_EQ(Current()->manifest().id, third->snapshot.id);
}

// They are not among those that somebody must look at.
TEST_F(SnapshotBuilding, TextsThatComeMeanwhileAreLeftOutAsWaiting) {
  store_.PutMany(30);
  store_.Put("GM0150/bad", testing::NumberedActivity(500), "bad");
  int later = 1000;
  const auto report = Rebuild(builder_, false, [&](const std::string& stage, uint32_t, uint32_t) {
    if (stage == "embed") {
      store_.Put(absl::StrCat("GM0150/a", later), testing::NumberedActivity(later), absl::StrCat("later ", later));
      ++later;
    }
    return true;
  });
  ASSERT_OK(report);
  EXPECT_GT(report->waiting, 0u);
  EXPECT_EQ(report->without_vector, 1u);
  EXPECT_EQ(report->left_out.size(), 1u);
  EXPECT_EQ(report->snapshot.activities, 30 + static_cast<uint32_t>(later - 1000) - report->waiting);
}

TEST_F(SnapshotBuilding, TrimsTheLogToWhatTheOldestSnapshotNeeds) {
  SnapshotBuilder builder({store_, batches_, keeper_, env_, clock_}, {/*keep=*/2, /*changes_kept=*/3});
  std::vector<int64_t> revisions;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 5; ++j) {
      const int number = 5 * i + j;
      store_.Put(absl::StrCat("GM0150/a", number), testing::NumberedActivity(number), absl::StrCat("text ", number));
    }
    clock_.Set(clock_.Now() + absl::Seconds(1));
    const auto report = Rebuild(builder, false, GoOn);
    ASSERT_OK(report);
    revisions.push_back(report->snapshot.catalog_revision);
    const int64_t oldest_kept = revisions[i == 0 ? 0 : revisions.size() - 2];
    EXPECT_EQ(report->changes_kept_from, i == 0 ? revisions[0] - 3 : oldest_kept + 1);
    EXPECT_EQ(store_.trimmed(), report->changes_kept_from);
  }
}

TEST_F(SnapshotBuilding, OnlyOneRebuildAtATime) {
  store_.PutMany(5);
  absl::Notification inside, go_on;
  absl::StatusOr<RebuildReport> first = absl::UnknownError("not run");
  std::thread other([&] {
    first = Rebuild(builder_, false, [&](const std::string&, uint32_t, uint32_t) {
      if (!inside.HasBeenNotified()) inside.Notify();
      go_on.WaitForNotification();
      return true;
    });
  });
  inside.WaitForNotification();
  EXPECT_THAT(Rebuild(), FailsWith(absl::StatusCode::kAborted, HasSubstr("another rebuild")));
  go_on.Notify();
  other.join();
  EXPECT_OK(first);
  EXPECT_OK(Rebuild());
}

TEST_F(SnapshotBuilding, StagesComeInOrderAndEachCanBeTheLast) {
  store_.PutMany(5);
  const auto first = Rebuild();
  ASSERT_OK(first);
  std::vector<std::string> stages;
  ASSERT_OK(Rebuild(builder_, false, [&stages](const std::string& stage, uint32_t, uint32_t) {
    if (stages.empty() || stages.back() != stage) stages.push_back(stage);
    return true;
  }));
  EXPECT_THAT(stages, ElementsAre("embed", "build", "verify", "publish"));
  const std::string current = Current()->manifest().id;
  const std::vector<std::string> before = Folder();
  for (const std::string& last : stages) {
    const auto report =
        Rebuild(builder_, false, [&last](const std::string& stage, uint32_t, uint32_t) { return stage != last; });
    EXPECT_THAT(report, FailsWith(absl::StatusCode::kCancelled, HasSubstr("stopped"))) << last;
    EXPECT_EQ(Current()->manifest().id, current) << last;
    EXPECT_EQ(Folder(), before) << last;
  }
}

// The fake store cannot note links: that fails, is told, and the snapshot is published all the same.
TEST_F(SnapshotBuilding, FindingDuplicatesMayFailButNotTheRun) {
  for (const char* id : {"a", "b"}) {
    v1::Activity activity = NumberedActivity(1);
    activity.set_name(absl::StrCat("municipalities/GM0150/activities/", id));
    activity.set_title("Schilderclub De Bron");
    activity.set_source(absl::StrCat("csv:", id));
    v1::WeeklySlot* slot = activity.mutable_schedule()->add_weekly_slots();
    slot->set_day(v1::MONDAY);
    slot->set_start_time("10:00");
    slot->set_end_time("12:00");
    store_.Put(absl::StrCat("GM0150/", id), activity, id);
  }
  DuplicateFinder finder(store_, clock_);
  SnapshotBuilder builder({store_, batches_, keeper_, env_, clock_, &finder}, {3});
  const auto report = Rebuild(builder, false, GoOn);
  ASSERT_OK(report);
  EXPECT_EQ(report->snapshot.activities, 2u);
  ASSERT_TRUE(report->duplicates.has_value());
  EXPECT_FALSE(report->duplicates->failure().empty());
  EXPECT_THAT(
      Rebuild(builder, false, [](const std::string& stage, uint32_t, uint32_t) { return stage != "duplicates"; }),
      FailsWith(absl::StatusCode::kCancelled, HasSubstr("stopped")));
}

// A machine that dies at any moment of a rebuild serves the old or the new snapshot, and the next rebuild works.
TEST_F(SnapshotBuilding, DeathAtAnyMomentLeavesAWholeSnapshot) {
  store_.PutMany(12);
  int operations = 0;
  for (bool died = true; died; operations += 3) {
    const auto before = Rebuild();
    ASSERT_OK(before);
    FaultEnv dying(env_, operations);
    SnapshotKeeper keeper(dying, folder_);
    SnapshotBuilder builder({store_, batches_, keeper, dying, clock_}, {2});
    clock_.Set(clock_.Now() + absl::Seconds(1));
    const auto report = Rebuild(builder, false, GoOn);
    died = dying.dead();
    dying.PowerCut();
    const auto snapshot = Current();
    ASSERT_NE(snapshot, nullptr) << "died after " << operations << " operations";
    if (report.ok()) {
      EXPECT_EQ(snapshot->manifest().id, report->snapshot.id);
    } else {
      EXPECT_GE(snapshot->manifest().build_time, before->snapshot.build_time);
    }
  }
  EXPECT_GT(operations, 100);
}

TEST(IsOver, IsAfterTheLastDayOrTheLastDate) {
  const absl::CivilDay today(2026, 11, 22);
  v1::Activity activity = testing::NumberedActivity(1);
  EXPECT_FALSE(IsOver(activity, today));
  activity.set_valid_until("2026-11-22");
  EXPECT_FALSE(IsOver(activity, today));
  activity.set_valid_until("2026-11-21");
  EXPECT_TRUE(IsOver(activity, today));
  activity.clear_valid_until();
  activity.mutable_schedule()->add_single_dates()->set_date("2026-11-21");
  EXPECT_TRUE(IsOver(activity, today));
  activity.mutable_schedule()->set_by_appointment(true);
  EXPECT_FALSE(IsOver(activity, today));
  activity.mutable_schedule()->set_by_appointment(false);
  activity.mutable_schedule()->add_single_dates()->set_date("2026-11-22");
  EXPECT_FALSE(IsOver(activity, today)) << "today's session is still to come";
}

}  // namespace
}  // namespace meedoen::indexer
