#include "indexer/plan/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/activity/validate.h"
#include "core/base/limits.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Activity Stored() {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/koor");
  activity.set_title("Koor");
  activity.set_source("csv:a");
  activity.mutable_cost()->set_cents_per_visit(250);
  NormalizeActivity(&activity);  // As everything is that is stored or delivered.
  return activity;
}

TEST(MergeTest, TheFileWinsWhereNobodyEdited) {
  v1::Activity delivered = Stored();
  delivered.set_title("Koor De IJssel");
  const Merged merged = MergeEdits(Stored(), delivered);
  EXPECT_EQ(merged.activity.title(), "Koor De IJssel");
  EXPECT_THAT(merged.kept, IsEmpty());
}

TEST(MergeTest, AnEditorsFieldStaysAndTheOthersAreTheFiles) {
  v1::Activity stored = Stored();
  stored.add_edited_fields("cost.cents_per_visit");
  v1::Activity delivered = Stored();
  delivered.set_title("Koor De IJssel");
  delivered.mutable_cost()->set_cents_per_visit(300);
  delivered.mutable_cost()->set_note("met stadspas gratis");
  const Merged merged = MergeEdits(stored, delivered);
  EXPECT_EQ(merged.activity.title(), "Koor De IJssel");
  EXPECT_EQ(merged.activity.cost().cents_per_visit(), 250u);
  EXPECT_EQ(merged.activity.cost().note(), "met stadspas gratis");
  EXPECT_THAT(merged.kept, ElementsAre("cost.cents_per_visit"));
  const auto changes = FieldChanges(stored, merged, delivered);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].path(), "cost.cents_per_visit");
  EXPECT_TRUE(changes[0].kept());
  EXPECT_EQ(changes[0].before(), "250");
  EXPECT_EQ(changes[0].after(), "300");
  EXPECT_EQ(changes[1].path(), "cost.note");
  EXPECT_EQ(changes[1].before(), "");
  EXPECT_EQ(changes[2].after(), "Koor De IJssel");
}

TEST(MergeTest, WhatAnEditorClearedStaysClear) {
  v1::Activity stored = Stored();
  stored.clear_cost();
  stored.add_edited_fields("cost.cents_per_visit");
  const Merged merged = MergeEdits(stored, Stored());
  EXPECT_FALSE(merged.activity.has_cost()) << "as it is stored, else every import would change it";
  EXPECT_THAT(merged.kept, ElementsAre("cost.cents_per_visit"));
}

TEST(MergeTest, TheLaterVerificationStays) {
  v1::Activity stored = Stored();
  stored.mutable_verification()->set_verified_on("2026-10-01");
  stored.mutable_verification()->set_verified_by("aanbieder");
  v1::Activity delivered = Stored();
  EXPECT_EQ(MergeEdits(stored, delivered).activity.verification().verified_on(), "2026-10-01");
  delivered.mutable_verification()->set_verified_on("2026-09-01");
  EXPECT_EQ(MergeEdits(stored, delivered).activity.verification().verified_on(), "2026-10-01");
  delivered.mutable_verification()->set_verified_on("2026-11-01");
  EXPECT_EQ(MergeEdits(stored, delivered).activity.verification().verified_on(), "2026-11-01");
  EXPECT_EQ(MergeEdits(stored, delivered).activity.verification().verified_by(), "");
}

TEST(MergeTest, WhereItIsStaysAsAWhole) {
  v1::Activity stored = Stored();
  stored.mutable_place()->set_postcode("7411AB");
  stored.mutable_place()->set_address("Brink 1, Deventer");
  stored.add_edited_fields("place.postcode");
  v1::Activity delivered = Stored();
  delivered.mutable_place()->set_postcode("7437AA");
  delivered.mutable_place()->set_address("Dorpsstraat 1, Bathmen");
  delivered.mutable_place()->set_venue_name("Cultuurhuus");
  const Merged merged = MergeEdits(stored, delivered);
  EXPECT_EQ(merged.activity.place().address(), "Brink 1, Deventer");
  EXPECT_EQ(merged.activity.place().venue_name(), "Cultuurhuus");
  EXPECT_THAT(merged.kept, ElementsAre("place.address", "place.postcode"));
}

TEST(MergeTest, APersonsNameWithoutConsentGoesWhoeverWroteIt) {
  v1::Activity stored = Stored();
  stored.mutable_contact()->set_person_name("Riet Smit");
  stored.mutable_contact()->set_telephone("0612345678");
  stored.mutable_contact()->set_person_consents(true);
  stored.add_edited_fields("contact.person_name");
  v1::Activity delivered = Stored();
  delivered.mutable_contact()->set_telephone("0612345678");
  const Merged merged = MergeEdits(stored, delivered);
  EXPECT_EQ(merged.activity.contact().person_name(), "");
  EXPECT_EQ(merged.activity.contact().telephone(), "");
  for (const v1::FieldChange& change : FieldChanges(stored, merged, delivered)) {
    EXPECT_THAT(change.before(), ::testing::Not(::testing::HasSubstr("Riet")));
    EXPECT_THAT(change.before(), ::testing::Not(::testing::HasSubstr("0612345678")));
  }
}

TEST(MergeTest, LinksToDuplicatesStay) {
  v1::Activity stored = Stored();
  stored.add_duplicates()->set_name("municipalities/GM0150/activities/ander");
  EXPECT_EQ(MergeEdits(stored, Stored()).activity.duplicates_size(), 1);
}

TEST(FieldTextTest, IsShortAndReadable) {
  v1::Activity activity = Stored();
  activity.add_categories("singing");
  activity.add_categories("walking");
  EXPECT_EQ(FieldText(activity, "categories"), "singing, walking");
  EXPECT_EQ(FieldText(activity, "cost.cents_per_month"), "");
  EXPECT_EQ(FieldText(activity, "schedule.note"), "");
  auto* slot = activity.mutable_schedule()->add_weekly_slots();
  slot->set_day(v1::TUESDAY);
  slot->set_start_time("10:00");
  EXPECT_EQ(FieldText(activity, "schedule.weekly_slots"), "day: TUESDAY start_time: \"10:00\"");
  activity.set_description(std::string(kMaxFieldTextCharacters, 'x'));
  EXPECT_EQ(FieldText(activity, "description"), activity.description());
  activity.mutable_description()->append("y");
  EXPECT_EQ(CountCharacters(FieldText(activity, "description")), kMaxFieldTextCharacters);
}

}  // namespace
}  // namespace meedoen::indexer
