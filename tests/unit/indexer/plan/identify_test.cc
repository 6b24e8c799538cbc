#include "indexer/plan/identify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/plan/catalogue.h"

namespace meedoen::indexer {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class IdentifyTest : public testing::Catalogue {
 protected:
  std::vector<Identified> Identify(const std::vector<ImportedRow>& rows, const std::string& source) {
    auto known = KnownActivities::Read(*store_, {"GM0150"});
    EXPECT_OK(known);
    known_ = *std::move(known);
    const auto lookup = [this](const KnownActivity& activity) -> absl::StatusOr<v1::Activity> {
      if (!activity.deleted) return store_->Get(activity.key);
      return (*store_->History(activity.key))[1].activity;
    };
    auto found = IdentifyRows(rows, source, lookup, &known_);
    EXPECT_OK(found);
    return *std::move(found);
  }
  Identified One(ImportedRow row, const std::string& source) { return Identify({std::move(row)}, source).front(); }

  KnownActivities known_;
};

TEST_F(IdentifyTest, TheSendersIdFindsWhatTheSameSourceBrought) {
  Write(ActivityOf("oude-naam", "csv:a", "12"));
  const Identified found = One(RowOf(2, RowIdentity::kId, ActivityOf("12", "csv:a", "12")), "csv:a");
  EXPECT_EQ(found.key, "GM0150/oude-naam");
  EXPECT_NE(found.known, nullptr);
}

TEST_F(IdentifyTest, AnIdThatAnotherSourceHasGetsAnActivityOfItsOwn) {
  Write(ActivityOf("12", "csv:a", "12"));
  const Identified found = One(RowOf(2, RowIdentity::kId, ActivityOf("12", "csv:b", "12")), "csv:b");
  EXPECT_THAT(found.key, MatchesRegex("GM0150/12-[a-p]{8}"));
  EXPECT_EQ(found.known, nullptr);
  Write(ActivityOf(found.key.substr(7), "csv:b", "12"));
  const Identified again = One(RowOf(2, RowIdentity::kId, ActivityOf("12", "csv:b", "12")), "csv:b");
  EXPECT_EQ(again.key, found.key);
  EXPECT_NE(again.known, nullptr);
}

TEST_F(IdentifyTest, AFullNameOfAnotherSourceIsRefused) {
  Write(ActivityOf("koor", "csv:a"));
  const Identified found = One(RowOf(2, RowIdentity::kName, ActivityOf("koor", "csv:b")), "csv:b");
  ASSERT_TRUE(found.refused());
  EXPECT_THAT(found.problems[0].message, HasSubstr("csv:a"));
}

TEST_F(IdentifyTest, WithoutASourceARowIsWhatHasItsFullName) {
  Write(ActivityOf("koor", "csv:a", "7"));
  EXPECT_NE(One(RowOf(2, RowIdentity::kName, ActivityOf("koor")), "").known, nullptr);
}

TEST_F(IdentifyTest, WithoutASourceTheIdOfASourcesActivityIsRefused) {
  Write(ActivityOf("7", "csv:a", "7"));
  const Identified found = One(RowOf(2, RowIdentity::kId, ActivityOf("7", "", "7")), "");
  ASSERT_TRUE(found.refused());
  EXPECT_THAT(found.problems[0].message, HasSubstr("--source"));
}

TEST_F(IdentifyTest, WhatCameBeforeTheSourceWasStatedIsTakenOver) {
  Write(ActivityOf("12", "", "12"));
  EXPECT_EQ(One(RowOf(2, RowIdentity::kId, ActivityOf("12", "csv:a", "12")), "csv:a").key, "GM0150/12");
}

TEST_F(IdentifyTest, TheSameNumberOfSomethingElseIsNotTakenOver) {
  Write(ActivityOf("12", "", "12"));
  v1::Activity row = ActivityOf("12", "csv:a", "12");
  row.set_title("Zwemmen");
  row.mutable_provider()->set_name("Zwembad");
  EXPECT_THAT(One(RowOf(2, RowIdentity::kId, row), "csv:a").key, MatchesRegex("GM0150/12-[a-p]{8}"));
}

TEST_F(IdentifyTest, AnEditorsActivityIsNotTakenOver) {
  Write(ActivityOf("12"), Mutation::Author::kEditor);
  EXPECT_NE(One(RowOf(2, RowIdentity::kId, ActivityOf("12", "csv:a", "12")), "csv:a").key, "GM0150/12");
  const Identified named = One(RowOf(2, RowIdentity::kName, ActivityOf("12", "csv:a", "12")), "csv:a");
  ASSERT_TRUE(named.refused());
  EXPECT_THAT(named.problems[0].message, HasSubstr("an editor"));
}

TEST_F(IdentifyTest, ARowWithoutAnIdIsTheOneWithTheSameProviderTitleAndPlace) {
  v1::Activity stored = ActivityOf("heel-anders", "csv:a", "77");
  stored.set_title("Koor De IJssel");
  Write(stored);
  v1::Activity row = ActivityOf("koor-de-ijssel-1a2b3c4d", "csv:a");
  row.set_title("koor de ijssel");
  EXPECT_EQ(One(RowOf(2, RowIdentity::kMadeUp, row), "csv:a").key, "GM0150/heel-anders");
  EXPECT_EQ(One(RowOf(2, RowIdentity::kMadeUp, row), "csv:b").known, nullptr) << "of another source it is another";
}

// Two groups of one course, at other times.
class AlikeTest : public IdentifyTest {
 protected:
  static v1::Activity Group(const std::string& id, const std::string& source_id, v1::DayOfWeek day) {
    v1::Activity activity = ActivityOf(id, "csv:a", source_id);
    activity.set_title("Yoga");
    auto* slot = activity.mutable_schedule()->add_weekly_slots();
    slot->set_day(day);
    slot->set_start_time("10:00");
    slot->set_end_time("11:00");
    return activity;
  }
};

TEST_F(AlikeTest, GroupsAreToldByTheirTimesWhateverTheirOrder) {
  Write(Group("yoga-1", "", v1::MONDAY));
  Write(Group("yoga-2", "", v1::THURSDAY));
  const auto found = Identify({RowOf(2, RowIdentity::kMadeUp, Group("yoga-1", "", v1::THURSDAY)),
                               RowOf(3, RowIdentity::kMadeUp, Group("yoga-2", "", v1::MONDAY))},
                              "csv:a");
  EXPECT_EQ(found[0].key, "GM0150/yoga-2");
  EXPECT_EQ(found[1].key, "GM0150/yoga-1");
  EXPECT_TRUE(found[0].problems.empty());
}

TEST_F(AlikeTest, ADeletedGroupDoesNotTakeTheOthersPlace) {
  Write(Group("yoga-1", "", v1::MONDAY));
  Write(Group("yoga-2", "", v1::THURSDAY));
  Delete("yoga-1", "local");
  const Identified found = One(RowOf(2, RowIdentity::kMadeUp, Group("yoga-1", "", v1::THURSDAY)), "csv:a");
  EXPECT_EQ(found.key, "GM0150/yoga-2");
}

TEST_F(AlikeTest, WhereNothingTellsTheOrderDoesWithAWarning) {
  for (const char* id : {"a", "b"}) Write(Group(id, id, v1::MONDAY));
  v1::Activity row = Group("yoga-1a2b3c4d", "", v1::FRIDAY);
  row.set_description("Anders.");
  const Identified found = One(RowOf(2, RowIdentity::kMadeUp, row), "csv:a");
  EXPECT_EQ(found.key, "GM0150/a");
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_TRUE(found.problems[0].warning);
  EXPECT_THAT(found.problems[0].message, HasSubstr("could be any of 2"));
}

TEST_F(AlikeTest, ANewIdOfTheSameActivityIsTold) {
  Write(Group("1", "1", v1::MONDAY));
  const Identified found = One(RowOf(2, RowIdentity::kId, Group("01", "01", v1::MONDAY)), "csv:a");
  EXPECT_EQ(found.key, "GM0150/1");
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_THAT(found.problems[0].message, HasSubstr("had the id \"1\" before"));
}

TEST_F(AlikeTest, AnEditedTitleIsStillKnownByTheOldOne) {
  Write(Group("yoga-1", "", v1::MONDAY));
  v1::Activity edited = Group("yoga-1", "", v1::MONDAY);
  edited.set_title("Yoga voor iedereen");
  Write(edited, Mutation::Author::kEditor);
  EXPECT_EQ(One(RowOf(2, RowIdentity::kId, Group("5", "5", v1::MONDAY)), "csv:a").key, "GM0150/yoga-1");
}

TEST_F(AlikeTest, WhatAnEditorDeletedIsKnownUnderAnotherIdToo) {
  Write(Group("yoga-1", "", v1::MONDAY));
  Delete("yoga-1", "local");
  const Identified found = One(RowOf(2, RowIdentity::kId, Group("5", "5", v1::MONDAY)), "csv:a");
  ASSERT_NE(found.known, nullptr);
  EXPECT_TRUE(found.known->deleted);
}

TEST_F(IdentifyTest, TwoRowsAreNeverOneActivity) {
  Write(ActivityOf("koor", "csv:a", "7"));
  const auto found = Identify({RowOf(2, RowIdentity::kId, ActivityOf("7", "csv:a", "7")),
                               RowOf(3, RowIdentity::kName, ActivityOf("koor", "csv:a", "7"))},
                              "csv:a");
  EXPECT_FALSE(found[0].refused());
  ASSERT_TRUE(found[1].refused());
  EXPECT_THAT(found[1].problems[0].message, HasSubstr("as an earlier row"));
}

TEST_F(IdentifyTest, ADeletedActivityIsStillKnown) {
  Write(ActivityOf("koor", "csv:a", "7"));
  Delete("koor", "local");
  const Identified found = One(RowOf(2, RowIdentity::kId, ActivityOf("7", "csv:a", "7")), "csv:a");
  ASSERT_NE(found.known, nullptr);
  EXPECT_TRUE(found.known->deleted);
  EXPECT_EQ(found.known->principal, "local");
}

}  // namespace
}  // namespace meedoen::indexer
