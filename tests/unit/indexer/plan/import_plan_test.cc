#include "indexer/plan/import_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/indexer/plan/catalogue.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Author = Mutation::Author;

class ImportPlanTest : public testing::Catalogue {
 protected:
  ImportPlan PlanOf(std::vector<ImportedRow> rows, PlanOptions options = {"csv:a", "GM0150"}) {
    options.today = absl::CivilDay(2026, 11, 22);
    told_.clear();
    ImportPlanner planner(
        *store_, options,
        [this](v1::Activity*, Problems* problems) {
          if (nowhere_) problems->Add("place.postcode", "is nowhere");
          return absl::OkStatus();
        },
        [this](uint32_t line, const Problem& problem) {
          told_.push_back(
              absl::StrCat(line, " ", problem.warning ? "warning " : "", problem.field, ": ", problem.message));
        });
    for (ImportedRow& row : rows) planner.Take(std::move(row));
    auto plan = planner.Finish([] { return false; });
    EXPECT_OK(plan);
    return plan.ok() ? *std::move(plan) : ImportPlan();
  }

  static ImportedRow Row(uint32_t line, v1::Activity activity) {
    return RowOf(line, RowIdentity::kId, std::move(activity));
  }

  static std::vector<std::string> Told(const ImportPlan& plan) {
    std::vector<std::string> lines;
    for (const PlannedChange& change : plan.changes) {
      lines.push_back(absl::StrCat(v1::ImportChange::Kind_Name(change.kind), " ", change.key));
      for (const v1::FieldChange& field : change.fields) {
        lines.push_back(
            absl::StrCat(" ", field.path(), field.kept() ? " kept " : " ", field.before(), ">", field.after()));
      }
    }
    return lines;
  }

  bool nowhere_ = false;  // No place can be resolved.
  std::vector<std::string> told_;
};

TEST_F(ImportPlanTest, TellsNewChangedGoneAndUnchanged) {
  for (const char* id : {"a", "b", "c"}) Write(ActivityOf(id, "csv:a", id));
  v1::Activity changed = ActivityOf("b", "csv:a", "b");
  changed.set_title("Zangkoor");
  const ImportPlan plan =
      PlanOf({Row(2, ActivityOf("a", "csv:a", "a")), Row(3, changed), Row(4, ActivityOf("d", "csv:a", "d"))});
  EXPECT_THAT(Told(plan), ElementsAre("CHANGED GM0150/b", " title Koor b>Zangkoor", "GONE GM0150/c", "NEW GM0150/d"));
  EXPECT_EQ(plan.unchanged, 1u);
  EXPECT_EQ(plan.of_source.at("GM0150"), 3u);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(ImportPlanTest, WithdrawsOnlyWhatTheSameSourceBroughtToTheseMunicipalities) {
  Write(ActivityOf("a", "csv:a", "a"));
  Write(ActivityOf("b", "csv:b", "b"));
  Write(ActivityOf("e", ""), Author::kEditor);
  EXPECT_THAT(Told(PlanOf({})), ElementsAre("GONE GM0150/a"));
  EXPECT_THAT(Told(PlanOf({}, {"csv:a", "GM1966"})), IsEmpty());
  EXPECT_THAT(Told(PlanOf({}, {"", "GM0150"})), IsEmpty());
  EXPECT_THAT(Told(PlanOf({}, {"csv:a", "GM0150", /*partial=*/true})), IsEmpty());
}

TEST_F(ImportPlanTest, AnEditorsChangeWinsFieldByField) {
  Write(ActivityOf("a", "csv:a", "a"));
  v1::Activity edited = ActivityOf("a");
  edited.set_title("Verbeterde titel");
  Write(edited, Author::kEditor);
  EXPECT_THAT(store_->Get("GM0150/a")->edited_fields(), ElementsAre("title"));
  EXPECT_EQ(store_->Get("GM0150/a")->source(), "csv:a") << "an editor who leaves the source out keeps it";
  const ImportPlan same = PlanOf({Row(2, ActivityOf("a", "csv:a", "a"))});
  EXPECT_THAT(Told(same), ElementsAre("KEPT GM0150/a", " title kept Verbeterde titel>Koor a"));
  EXPECT_EQ(same.unchanged, 1u);
  v1::Activity next = ActivityOf("a", "csv:a", "a");
  next.set_description("Nu op woensdag.");
  EXPECT_THAT(Told(PlanOf({Row(2, next)})),
              ElementsAre("CHANGED GM0150/a", " description Zingen op dinsdag.>Nu op woensdag.",
                          " title kept Verbeterde titel>Koor a"));
}

TEST_F(ImportPlanTest, WhatAnEditorDeletedStaysDeleted) {
  Write(ActivityOf("a", "csv:a", "a"));
  Delete("a", "local");
  EXPECT_THAT(Told(PlanOf({Row(2, ActivityOf("a", "csv:a", "a"))})), ElementsAre("STAYS_DELETED GM0150/a"));
  EXPECT_THAT(told_, ElementsAre(HasSubstr("2 warning name: was deleted by an editor")));
}

TEST_F(ImportPlanTest, WhatAnImportWithdrewReturnsWithTheEditorsChanges) {
  Write(ActivityOf("a", "csv:a", "a"));
  v1::Activity edited = ActivityOf("a");
  edited.set_title("Verbeterde titel");
  Write(edited, Author::kEditor);
  Delete("a", "import:csv:a");
  const ImportPlan plan = PlanOf({Row(2, ActivityOf("a", "csv:a", "a"))});
  EXPECT_THAT(Told(plan), ElementsAre("RETURNED GM0150/a", " title kept Verbeterde titel>Koor a"));
  ASSERT_TRUE(plan.changes[0].activity.has_value());
  EXPECT_THAT(plan.changes[0].activity->edited_fields(), ElementsAre("title"));
}

TEST_F(ImportPlanTest, ARefusedRowIsStillInTheList) {
  Write(ActivityOf("a", "csv:a", "a"));
  ImportedRow refused = Row(2, ActivityOf("a", "csv:a", "a"));
  refused.activity.reset();
  const ImportPlan plan = PlanOf({std::move(refused)});
  EXPECT_THAT(Told(plan), IsEmpty());
  EXPECT_EQ(plan.refused, 1u);
}

TEST_F(ImportPlanTest, WithRowsThatCannotBeToldNothingIsWithdrawn) {
  Write(ActivityOf("a", "csv:a", "a"));
  EXPECT_THAT(Told(PlanOf({ImportedRow{.line = 2}})), IsEmpty());
  EXPECT_THAT(told_, ElementsAre(HasSubstr("kept all the same: 1")));
  EXPECT_THAT(Told(PlanOf({ImportedRow{.line = 2}}, {"csv:a", "GM0150", false, /*force=*/true})),
              ElementsAre("GONE GM0150/a"));
}

TEST_F(ImportPlanTest, FileAndEditorTogetherMustBeRight) {
  v1::Activity row = ActivityOf("a", "csv:a", "a");
  row.mutable_age_range()->set_maximum_years(80);
  Write(row);
  v1::Activity edited = row;
  edited.mutable_age_range()->set_minimum_years(60);
  Write(edited, Author::kEditor);
  row.mutable_age_range()->set_maximum_years(50);
  const ImportPlan plan = PlanOf({Row(2, row)});
  EXPECT_THAT(Told(plan), IsEmpty());
  EXPECT_EQ(plan.refused, 1u);
  EXPECT_THAT(told_, ElementsAre(HasSubstr("together with what an editor changed: age_range.minimum_years")));
}

TEST_F(ImportPlanTest, ARefusedRowThatIsNothingKnownHoldsWithdrawalsBack) {
  Write(ActivityOf("a", "csv:a", "a"));
  ImportedRow refused = Row(2, ActivityOf("b", "csv:a", "b"));
  refused.activity.reset();
  EXPECT_THAT(Told(PlanOf({std::move(refused)})), IsEmpty());
  EXPECT_THAT(told_, ElementsAre(HasSubstr("kept all the same: 1")));
}

TEST_F(ImportPlanTest, ANewRowWithoutAPlaceHoldsWithdrawalsBackToo) {
  Write(ActivityOf("a", "csv:a", "a"));
  nowhere_ = true;
  EXPECT_THAT(Told(PlanOf({Row(2, ActivityOf("b", "csv:a", "b"))})), IsEmpty());
  EXPECT_THAT(told_, ElementsAre(HasSubstr("nowhere"), HasSubstr("kept all the same: 1")));
}

TEST_F(ImportPlanTest, WhatAnEditorClearedIsNotChangedByEveryImport) {
  v1::Activity row = ActivityOf("a", "csv:a", "a");
  row.mutable_contact()->set_telephone("0570-555001");
  Write(row);
  Write(ActivityOf("a"), Author::kEditor);
  const ImportPlan plan = PlanOf({Row(2, row)});
  EXPECT_THAT(Told(plan), ElementsAre("KEPT GM0150/a", " contact.telephone kept >(not shown)"));
  EXPECT_EQ(plan.unchanged, 1u);
}

TEST_F(ImportPlanTest, AMistypedSourceIsTold) {
  for (const char* id : {"a", "b", "c"}) Write(ActivityOf(id, "csv:a", id));
  std::vector<ImportedRow> rows;
  for (const char* id : {"a", "b", "c"}) rows.push_back(Row(2, ActivityOf(id, "csv:A", id)));
  PlanOf(std::move(rows), {"csv:A", "GM0150"});
  EXPECT_THAT(told_, ElementsAre(AllOf(HasSubstr("3 rows are new"), HasSubstr("\"csv:a\": is the source right?"))));
}

TEST_F(ImportPlanTest, AVerificationInTheFutureIsLeftOut) {
  v1::Activity row = ActivityOf("a", "csv:a", "a");
  row.mutable_verification()->set_verified_on("2062-01-01");
  const ImportPlan plan = PlanOf({Row(2, row)});
  EXPECT_FALSE(plan.changes[0].activity->has_verification());
  EXPECT_THAT(told_, ElementsAre(HasSubstr("lies in the future")));
}

TEST_F(ImportPlanTest, WhatGoesSaysWhatEditorsHadChanged) {
  Write(ActivityOf("a", "csv:a", "a"));
  v1::Activity edited = ActivityOf("a");
  edited.set_title("Verbeterde titel");
  Write(edited, Author::kEditor);
  EXPECT_THAT(Told(PlanOf({})), ElementsAre("GONE GM0150/a", " title Verbeterde titel>"));
}

}  // namespace
}  // namespace meedoen::indexer
