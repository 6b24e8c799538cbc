// The files that people start from are right, and say what they seem to say.
#include <map>

#include "core/activity/schedule.h"
#include "google/protobuf/util/json_util.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;
using testing::FileText;
using ::testing::IsEmpty;
using testing::Read;
using testing::ReadCsv;
using testing::ReadFile;
using testing::ReadJson;

std::map<std::string, v1::Activity> ById(const ReadFile& file) {
  std::map<std::string, v1::Activity> activities;
  for (const ImportedRow& row : file.rows) {
    if (row.activity.has_value()) activities[row.activity->source_id()] = *row.activity;
  }
  return activities;
}

TEST(SamplesTest, TheTemplateIsAnEmptyFile) {
  const ReadFile file = ReadCsv(FileText("catalog-samples/template/activiteiten.csv"));
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.summary.rows, 0u);
}

TEST(SamplesTest, TheExampleReadsAsWritten) {
  const ReadFile file = ReadCsv(FileText("catalog-samples/template/activiteiten-voorbeeld.csv"));
  ASSERT_OK(file.status);
  ASSERT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.summary.rows, 12u);
  std::map<std::string, v1::Activity> all = ById(file);

  const v1::Activity& coffee = all["koffie-de-bron"];
  EXPECT_EQ(coffee.name(), "municipalities/GM0150/activities/koffie-de-bron");
  EXPECT_THAT(coffee.categories(), ElementsAre("coffee_morning", "community"));
  EXPECT_THAT(coffee.goals(), ElementsAre(v1::MEET_PEOPLE, v1::STRUCTURE));
  EXPECT_DOUBLE_EQ(coffee.place().coordinates().latitude(), 52.2717);
  EXPECT_EQ(coffee.schedule().weekly_slots_size(), 2);
  EXPECT_EQ(coffee.schedule().pauses_on_public_holidays(), v1::TRISTATE_YES);
  EXPECT_EQ(coffee.commitment().kind(), v1::Commitment::NONE);
  EXPECT_TRUE(coffee.cost().has_cents_per_visit());
  EXPECT_EQ(coffee.lowest_dutch_level(), v1::DUTCH_A1);
  EXPECT_EQ(coffee.accessibility().hearing_loop(), v1::TRISTATE_UNKNOWN);
  EXPECT_EQ(coffee.attendance(), v1::DROP_IN);

  EXPECT_EQ(all["samen-eten-borgele"].schedule().recurrences(0).rrule(), "FREQ=MONTHLY;BYDAY=-1FR");
  EXPECT_THAT(all["samen-eten-borgele"].transport().pick_up_area_codes(), ElementsAre("7414", "7415"));
  EXPECT_EQ(all["samen-eten-borgele"].cost().cents_per_visit(), 650u);
  EXPECT_EQ(all["samen-eten-borgele"].verification().verified_on(), "2026-11-03");
  EXPECT_EQ(all["wandelgroep-de-hoven"].schedule().recurrences(0).start_date(), "2026-11-25");
  EXPECT_EQ(all["gastvrouw-de-bron"].role(), v1::VOLUNTEER);
  EXPECT_EQ(all["gastvrouw-de-bron"].vog_required(), v1::TRISTATE_YES);
  EXPECT_EQ(all["maatje-thuis"].place().kind(), v1::AT_HOME);
  EXPECT_EQ(all["maatje-thuis"].status(), v1::FULL);
  EXPECT_EQ(all["maatje-thuis"].capacity().free_places(), 0u);
  EXPECT_EQ(all["rouwgroep-najaar"].schedule().single_dates_size(), 6);
  EXPECT_EQ(all["zwemmen-vrouwen"].gender_group(), v1::WOMEN_ONLY);
  EXPECT_EQ(all["mannenschuur"].age_range().maximum_years(), 99u);
  EXPECT_EQ(all["schuldhulp-online"].role(), v1::PROFESSIONAL_SUPPORT);
  EXPECT_TRUE(all[""].name().starts_with("municipalities/GM0150/activities/repair-cafe-voorstad-"));
}

TEST(SamplesTest, TheExampleTakesPlaceWhenItSays) {
  const ReadFile file = ReadCsv(FileText("catalog-samples/template/activiteiten-voorbeeld.csv"));
  std::map<std::string, v1::Activity> all = ById(file);
  const absl::CivilDay first(2026, 11, 22), last = first + 28;
  for (const auto& [id, sessions] : {std::pair("koffie-de-bron", 8u), std::pair("samen-eten-borgele", 1u),
                                     std::pair("wandelgroep-de-hoven", 2u), std::pair("digispreekuur", 1u)}) {
    const auto occurrences = ExpandSchedule(all[id], first, last);
    ASSERT_OK(occurrences);
    EXPECT_EQ(occurrences->size(), sessions) << id;
  }
}

// What CSV gives, written as JSON lines and read again, is the same.
TEST(SamplesTest, TheExampleSurvivesTheWayThroughJson) {
  const ReadFile csv = ReadCsv(FileText("catalog-samples/template/activiteiten-voorbeeld.csv"));
  std::string json;
  for (const ImportedRow& row : csv.rows) {
    std::string line;
    ASSERT_TRUE(google::protobuf::util::MessageToJsonString(row.activity.value(), &line).ok());
    absl::StrAppend(&json, line, "\n");
  }
  const ReadFile again = ReadJson(json);
  ASSERT_THAT(again.Problems(), IsEmpty());
  ASSERT_EQ(again.rows.size(), csv.rows.size());
  for (size_t i = 0; i < csv.rows.size(); ++i) {
    EXPECT_EQ(again.rows[i].activity->DebugString(), csv.rows[i].activity->DebugString());
  }
}

TEST(SamplesTest, TheSampleCataloguesAreRight) {
  for (const char* path : {"catalog-samples/deventer.jsonl", "catalog-samples/het-hogeland.jsonl"}) {
    const ReadFile file = Read(v1::ImportActivitiesRequest::JSON_LINES, FileText(path), {path, "", ""});
    ASSERT_OK(file.status);
    EXPECT_THAT(file.Problems(), IsEmpty());
    EXPECT_EQ(file.summary.rows, 100u) << path;
    for (const ImportedRow& row : file.rows) EXPECT_OK(LastEnd(row.activity.value()));
  }
}

}  // namespace
}  // namespace meedoen::indexer
