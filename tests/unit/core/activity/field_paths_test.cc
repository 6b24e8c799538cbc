#include "core/activity/field_paths.h"

#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::ElementsAre;
using testing::FailsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Activity Choir() {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/koor");
  activity.set_title("Koor");
  activity.mutable_schedule()->set_note("niet in juli");
  activity.mutable_cost()->set_cents_per_visit(250);
  activity.add_languages("nl");
  return activity;
}

TEST(FieldPathsTest, KnowsWhichPathsThereAre) {
  EXPECT_OK(CheckFieldPath("title"));
  EXPECT_OK(CheckFieldPath("schedule.note"));
  EXPECT_OK(CheckFieldPath("place.coordinates.latitude"));
  EXPECT_OK(CheckFieldPath("schedule.weekly_slots"));
  for (const char* path : {"", "titel", "title.x", "schedule.weekly_slots.day", "schedule.", ".title"}) {
    EXPECT_THAT(CheckFieldPath(path), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("is not a field")))
        << path;
  }
  for (const char* path : {"name", "etag", "revision", "update_time", "update_time.seconds"}) {
    EXPECT_THAT(CheckFieldPath(path), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("cannot be changed")))
        << path;
  }
}

TEST(FieldPathsTest, CopiesOneFieldAndNothingElse) {
  v1::Activity from = Choir(), to = Choir();
  from.set_title("Groot koor");
  from.mutable_schedule()->set_note("altijd");
  from.add_languages("tr");
  CopyField(from, "schedule.note", &to);
  EXPECT_EQ(to.schedule().note(), "altijd");
  EXPECT_EQ(to.title(), "Koor");
  CopyField(from, "languages", &to);
  EXPECT_THAT(to.languages(), ElementsAre("nl", "tr"));
}

// An amount that is not set is an unknown one; 0 would say that it is free.
TEST(FieldPathsTest, CopiesThatSomethingIsNotSet) {
  v1::Activity to = Choir();
  CopyField(v1::Activity(), "cost.cents_per_visit", &to);
  EXPECT_FALSE(to.cost().has_cents_per_visit());
  CopyField(v1::Activity(), "schedule", &to);
  EXPECT_FALSE(to.has_schedule());
  v1::Activity empty;
  CopyField(v1::Activity(), "contact.email", &empty);
  EXPECT_FALSE(empty.has_contact());
}

TEST(FieldPathsTest, ClearsAndSaysWhetherThereWasAnything) {
  v1::Activity activity = Choir();
  EXPECT_TRUE(ClearField("schedule.note", &activity));
  EXPECT_FALSE(ClearField("schedule.note", &activity));
  EXPECT_TRUE(ClearField("languages", &activity));
  EXPECT_FALSE(ClearField("contact.person_name", &activity));
  EXPECT_FALSE(activity.has_contact());
}

TEST(FieldPathsTest, NamesWhatChanged) {
  v1::Activity before = Choir(), after = Choir();
  after.set_etag("1234");
  after.set_revision(7);
  after.mutable_update_time()->set_seconds(5);
  EXPECT_THAT(ChangedFields(before, after), IsEmpty());
  after.set_title("Groot koor");
  after.clear_cost();
  after.mutable_schedule()->add_weekly_slots()->set_day(v1::MONDAY);
  after.mutable_place()->mutable_coordinates()->set_latitude(52);
  after.add_languages("tr");
  EXPECT_THAT(ChangedFields(before, after),
              ElementsAre("cost.cents_per_visit", "languages", "place.coordinates", "schedule.weekly_slots", "title"));
  EXPECT_THAT(ChangedFields(v1::Activity(), before),
              ElementsAre("cost.cents_per_visit", "languages", "schedule.note", "title"));
}

}  // namespace
}  // namespace meedoen
