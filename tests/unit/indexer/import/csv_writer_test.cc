// What is written as CSV reads back as it was, or is named as lost.
#include "indexer/import/csv_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/activity/validate.h"
#include "indexer/import/cells.h"
#include "tests/testing/random_catalog.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FileText;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::OneRow;
using testing::Read;
using testing::ReadFile;
using ::testing::StartsWith;

v1::Activity Minimal() {
  v1::Activity activity;
  activity.set_name("municipalities/GM0150/activities/koor");
  activity.set_title("Koor");
  activity.set_description("Samen zingen");
  activity.mutable_provider()->set_name("De IJssel");
  activity.add_categories("walking");
  activity.mutable_place()->set_postcode("7411");
  NormalizeActivity(&activity);
  return activity;
}

ReadFile ReadBack(const std::vector<v1::Activity>& activities) {
  std::string file = CsvHeader();
  for (const v1::Activity& activity : activities) file += CsvRow(activity);
  return Read(v1::ImportActivitiesRequest::CSV, file, {"export.csv", "", ""});
}

void ExpectTheSame(const std::vector<v1::Activity>& activities) {
  EXPECT_THAT(FindCsvLosses(activities), IsEmpty());
  const ReadFile back = ReadBack(activities);
  ASSERT_OK(back.status);
  ASSERT_EQ(back.rows.size(), activities.size());
  for (size_t i = 0; i < activities.size(); ++i) {
    ASSERT_TRUE(back.rows[i].activity.has_value()) << back.Problems().at(0);
    EXPECT_EQ(back.rows[i].activity->DebugString(), activities[i].DebugString());
  }
}

std::vector<v1::Activity> Samples(const std::string& path) {
  std::vector<v1::Activity> activities;
  for (const ImportedRow& row : Read(v1::ImportActivitiesRequest::JSON_LINES, FileText(path), {path, "", ""}).rows) {
    activities.push_back(row.activity.value());
  }
  return activities;
}

TEST(CsvWriterTest, TheSampleCataloguesReadBackAsTheyWere) {
  for (const char* path : {"catalog-samples/deventer.jsonl", "catalog-samples/het-hogeland.jsonl"}) {
    const std::vector<v1::Activity> activities = Samples(path);
    ASSERT_EQ(activities.size(), 100U);
    ExpectTheSame(activities);
  }
}

TEST(CsvWriterTest, TheTemplatesExampleReadsBackAsItWas) {
  std::vector<v1::Activity> activities;
  for (const ImportedRow& row :
       testing::ReadCsv(FileText("catalog-samples/template/activiteiten-voorbeeld.csv")).rows) {
    activities.push_back(row.activity.value());
  }
  ExpectTheSame(activities);
}

TEST(CsvWriterTest, RandomActivitiesReadBackAsTheyWere) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::vector<v1::Activity> valid;
  for (v1::Activity& activity : meedoen::testing::RandomCatalog(seed).Activities(2000)) {
    NormalizeActivity(&activity);
    Problems problems;
    ValidateActivity(activity, &problems);
    if (!problems.HasErrors()) valid.push_back(std::move(activity));
  }
  ASSERT_GT(valid.size(), 500U) << "too few of them pass the rules of an import";
  ExpectTheSame(valid);
}

TEST(CsvWriterTest, EveryFieldThatIsSetReadsBack) {
  v1::Activity activity = Minimal();
  activity.set_source("editor");
  activity.set_source_id("Nr. 12/a");
  activity.mutable_provider()->set_kvk_number("12345678");
  activity.mutable_age_range();  // Open to all ages: more than not known.
  activity.mutable_place()->mutable_coordinates()->set_latitude(52.123456789012345);
  activity.mutable_place()->mutable_coordinates()->set_longitude(6);
  activity.mutable_cost()->set_cents_per_visit(0);
  activity.mutable_cost()->set_cents_per_month(1'000'000);
  activity.mutable_cost()->set_cents_per_year(5);
  activity.mutable_capacity()->set_free_places(0);
  activity.mutable_capacity()->set_as_of_date("2026-11-01");
  activity.mutable_contact()->set_person_name("Riet");
  activity.mutable_contact()->set_person_consents(true);
  activity.set_valid_from("2026-01-05");
  for (const char* start : {"2026-01-05", "2026-02-01", ""}) {
    v1::Recurrence* rule = activity.mutable_schedule()->add_recurrences();
    rule->set_rrule("FREQ=MONTHLY;BYDAY=2TU,-1FR");
    rule->set_start_date(start);
    rule->set_start_time("00:00");
    rule->set_end_time("24:00");
  }
  ExpectTheSame({activity});
}

TEST(CsvWriterTest, TextsOfAllKindsReadBack) {
  int number = 0;
  std::vector<v1::Activity> activities;
  for (const char* text :
       {"a;b,c", "zij zei \"kom\"", "eerste\n\ntweede", "=1+1", "+31 570 555 001", "-5", "@koor", "'=1", "''@x",
        "'s ochtends", "'", "\"", "=", "\u00e9\u00e8 \u4e2d\u6587", "a|b", "-", "x;"}) {
    v1::Activity activity = Minimal();
    activity.set_name(absl::StrCat("municipalities/GM0150/activities/a", ++number));
    activity.set_title(text);
    activity.mutable_contact()->set_how_to_join(text);
    activities.push_back(activity);
  }
  ExpectTheSame(activities);
}

TEST(CsvWriterTest, NoCellIsAFormula) {
  v1::Activity activity = Minimal();
  activity.set_title("=HYPERLINK(\"http://example.org\")");
  activity.mutable_contact()->set_telephone("+31 570 555 001");
  activity.mutable_contact()->set_email("@x");
  activity.mutable_contact()->set_how_to_join("-1+1");
  const std::string row = CsvRow(activity);
  EXPECT_THAT(row,
              AllOf(HasSubstr(";\"'=HYPERLINK("), HasSubstr(";'+31 570"), HasSubstr(";'@x;"), HasSubstr(";'-1+1;")));
  for (const absl::string_view cell : absl::StrSplit(row, ';')) {
    EXPECT_FALSE(!cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos) << cell;
  }
}

TEST(CsvWriterTest, NamesKeepTheirForm) {
  v1::Activity activity = Minimal();
  EXPECT_THAT(CsvRow(activity), StartsWith("koor;GM0150;Koor;"));
  activity.set_name("municipalities/GM0150/activities/a--b");  // Which an import would write as a-b.
  EXPECT_THAT(CsvRow(activity), StartsWith("municipalities/GM0150/activities/a--b;GM0150;"));
  ExpectTheSame({activity});
}

TEST(CsvWriterTest, WithoutTheColumnTheIdIsKeptAsSourceId) {
  const ReadFile without = testing::ReadCsv(OneRow({{"id", "Koor 12"}}));
  EXPECT_EQ(without.Only().source_id(), "Koor 12");
  const ReadFile empty = testing::ReadCsv(OneRow({{"id", "Koor 12"}, {"bron_kenmerk", ""}}));
  EXPECT_EQ(empty.Only().source_id(), "");
  EXPECT_EQ(empty.Only().name(), "municipalities/GM0150/activities/koor-12");
  const ReadFile both = testing::ReadCsv(OneRow({{"id", "Koor 12"}, {"bron_kenmerk", "B 7"}}));
  EXPECT_EQ(both.Only().source_id(), "B 7");
}

TEST(CsvWriterTest, WhatARowCannotSayIsNamed) {
  v1::Activity fine = Minimal(), refused = Minimal(), lossy = Minimal();
  refused.set_name("municipalities/GM0150/activities/refused");
  refused.clear_description();
  lossy.set_name("municipalities/GM0150/activities/lossy");
  lossy.mutable_schedule()->add_weekly_slots()->set_start_time("10:00");  // No day: older rules may have let it in.
  lossy.add_categories("onze, eigen");
  const std::vector<CsvLoss> losses = FindCsvLosses({fine, refused, lossy});
  ASSERT_EQ(losses.size(), 2U);
  EXPECT_EQ(losses[0].name, refused.name());
  EXPECT_THAT(losses[0].refusal, HasSubstr("omschrijving"));
  EXPECT_EQ(losses[1].name, lossy.name());
  EXPECT_THAT(losses[1].refusal, Not(IsEmpty()));
  v1::Activity unknown = Minimal();
  unknown.set_gender_group(static_cast<v1::GenderGroup>(99));  // Of a newer program.
  EXPECT_THAT(FindCsvLosses({unknown}).at(0).fields, ElementsAre("gender_group"));
}

TEST(CsvWriterTest, WhatTheServiceSetsIsNoLoss) {
  v1::Activity activity = Minimal();
  activity.set_etag("0123456789abcdef");
  activity.set_revision(7);
  activity.mutable_update_time()->set_seconds(1);
  activity.mutable_place()->set_doubt_metres(60);
  activity.mutable_place()->mutable_resolved_coordinates()->set_latitude(52.2);
  EXPECT_THAT(FindCsvLosses({activity}), IsEmpty());
}

TEST(CsvCellsTest, GuardingIsUndone) {
  for (const char* text : {"", "a", "'", "''", "'a", "=", "'=", "''=", "'''@", "+", "-", "a=b", "' ="}) {
    EXPECT_EQ(Unguarded(Guarded(text)), text);
    const std::string guarded = Guarded(text);
    EXPECT_TRUE(guarded.empty() || std::string_view("=+-@").find(guarded[0]) == std::string_view::npos) << guarded;
  }
}

TEST(CsvCellsTest, RulesMaySayWhereTheyBegin) {
  EXPECT_EQ(ParseRecurrence("om de week di vanaf 25-11-2026 10:00-12:00")->start_date(), "2026-11-25");
  EXPECT_EQ(ParseRecurrence("2e di zonder begin 10:00-12:00")->start_date(), kNoStartDate);
  EXPECT_EQ(ParseRecurrence("2e di zonder begin 10:00-12:00")->rrule(), "FREQ=MONTHLY;BYDAY=2TU");
  EXPECT_EQ(ParseRecurrence("2e di 10:00-12:00")->start_date(), "");
  EXPECT_FALSE(ParseRecurrence("2e di vanaf morgen 10:00-12:00").ok());
}

}  // namespace
}  // namespace meedoen::indexer
