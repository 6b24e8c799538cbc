// Names of areas in cells, by the table of places.
#include "indexer/import/area_names.h"

#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::OneRow;
using testing::Read;
using testing::ReadFile;

const PlaceIndex& Table() {
  static const auto& index = *new PlaceIndex({{"7411", 52.253, 6.160, 630, "GM0150", "Deventer"},
                                              {"7415", 52.271, 6.167, 980, "GM0150", "Deventer"},
                                              {"7437", 52.249, 6.321, 2920, "GM0150", "Bathmen"},
                                              {"GM0150", 52.26, 6.2, 9000, "GM0150", "Deventer"},
                                              {"WK015005", 52.260, 6.170, 900, "GM0150", "Rivierenwijk"},
                                              {"BU01500501", 52.260, 6.171, 300, "GM0150", "Rivierenwijk"},
                                              {"BU01500502", 52.261, 6.172, 300, "GM0150", "Centrum"},
                                              {"BU01500702", 52.250, 6.32, 300, "GM0150", "Centrum"},
                                              {"BU01500703", 52.250, 6.33, 300, "GM0150", "De Hoven"},
                                              {"9995", 53.367, 6.638, 1510, "GM1966", "Kantens"}});
  return index;
}

std::string Told(const std::string& name) {
  const NamedArea area = FindArea(Table(), "GM0150", name);
  std::string told;
  for (const std::string& code : area.codes) absl::StrAppend(&told, told.empty() ? "" : " ", code);
  return area.doubt.empty() ? told : absl::StrCat(told, " (", area.doubt, ")");
}

TEST(AreaNamesTest, WhatANameStandsFor) {
  EXPECT_EQ(Told("de hoven"), "BU01500703");
  EXPECT_EQ(Told("Bathmen"), "7437");
  EXPECT_EQ(Told("Rivierenwijk"), "WK015005 (BU01500501 has that name too)");
  EXPECT_EQ(Told("buurt Rivierenwijk"), "BU01500501");
  EXPECT_EQ(Told("wijk Rivierenwijk"), "WK015005");
  EXPECT_EQ(Told("Deventer"), "GM0150 (7411 and 7415 has that name too)");
  EXPECT_EQ(Told("gemeente Deventer"), "GM0150");
  EXPECT_EQ(Told("hele gemeente"), "GM0150");
  EXPECT_EQ(Told("Centrum"), " (it is the name of BU01500502 and BU01500702)");
  for (const char* none : {"Kantens", "wijk Bathmen", "Noord", ""}) EXPECT_EQ(Told(none), "") << none;
}

ReadFile ReadWith(const std::string& text, const PlaceIndex* places = &Table()) {
  return Read(v1::ImportActivitiesRequest::CSV, text, {"a.csv", "GM0150", "csv", "", "", places});
}
std::string Sheet(const std::string& column, const std::string& cell, const std::string& postcode = "") {
  return absl::StrCat("Naam activiteit;Beschrijving;Aanbieder;Thema;Postcode;", column,
                      "\nKlussen;Kleine klussen.;Raster;Klussen;", postcode, ";\"", cell, "\"\n");
}

TEST(AreaNamesTest, InTheSpreadsheetsOfOthers) {
  const ReadFile file = ReadWith(Sheet("Werkgebied", "De Hoven, Bathmen; WK015005"));
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.Only().place().kind(), v1::SERVICE_AREA) << "areas and nothing else of a place";
  EXPECT_THAT(file.Only().place().service_area_codes(), ElementsAre("7437", "BU01500703", "WK015005"));
  EXPECT_THAT(ReadWith(Sheet("Werkgebied", "Bathmen en De Hoven")).Only().place().service_area_codes(),
              ElementsAre("7437", "BU01500703"));
  EXPECT_EQ(ReadWith(Sheet("Werkgebied", "De Hoven", "7411")).Only().place().kind(), v1::VENUE);
}

TEST(AreaNamesTest, WhatIsNotKnownIsANoteAndAWarning) {
  const ReadFile file = ReadWith(Sheet("Werkgebied", "De Hoven, Zeewijk"));
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("a.csv:2: let op: kolom \"Werkgebied\": \"Zeewijk\": is not "),
                                HasSubstr("note in voorwaarden"))));
  EXPECT_EQ(file.Only().eligibility_note(), "Werkgebied: Zeewijk");
  EXPECT_THAT(file.Only().place().service_area_codes(), ElementsAre("BU01500703"));
  EXPECT_THAT(ReadWith(Sheet("Werkgebied", "Centrum", "7411")).Problems(),
              ElementsAre(AllOf(HasSubstr("BU01500502 and BU01500702"), HasSubstr("write the code"))));
  const ReadFile both = ReadWith(Sheet("Werkgebied", "Rivierenwijk"));
  EXPECT_THAT(both.Problems(), ElementsAre(HasSubstr("was taken for WK015005; BU01500501 has that name too")));
  EXPECT_THAT(both.Only().place().service_area_codes(), ElementsAre("WK015005"));
  const ReadFile without = ReadWith(Sheet("Werkgebied", "De Hoven", "7411"), nullptr);
  EXPECT_EQ(without.Only().eligibility_note(), "Werkgebied: De Hoven") << "no table, no names";
}

TEST(AreaNamesTest, InOurTemplateAndJsonLines) {
  const ReadFile file =
      ReadWith(OneRow({{"gebieden", "De Hoven; 7411"}, {"ophalen", "ja"}, {"ophaalgebied", "Bathmen"}}));
  EXPECT_THAT(file.Problems(), IsEmpty());
  EXPECT_THAT(file.Only().place().service_area_codes(), ElementsAre("7411", "BU01500703"));
  EXPECT_THAT(file.Only().transport().pick_up_area_codes(), ElementsAre("7437"));
  const ReadFile unknown = ReadWith(OneRow({{"gebieden", "Zeewijk"}}));
  EXPECT_EQ(unknown.summary.refused, 1u);
  EXPECT_THAT(unknown.Problems(), ElementsAre(HasSubstr("a.csv:2: kolom \"gebieden\": \"Zeewijk\": is not the code")));
  const ReadFile json = Read(
      v1::ImportActivitiesRequest::JSON_LINES,
      R"({"name": "municipalities/GM0150/activities/a", "title": "A", "description": "B", "provider": {"name": "C"},)"
      R"("categories": ["walking"], "place": {"kind": "SERVICE_AREA", "serviceAreaCodes": ["bathmen", "123456782"]}})",
      {"a.jsonl", "", "", "", "", &Table()});
  EXPECT_EQ(json.summary.refused, 1u);
  for (const std::string& problem : json.Problems()) EXPECT_THAT(problem, Not(HasSubstr("123456782")));
}

}  // namespace
}  // namespace meedoen::indexer
