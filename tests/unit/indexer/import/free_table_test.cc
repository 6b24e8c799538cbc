// The spreadsheets of others: where the header stands, what its columns mean, what becomes of the cells.
#include "absl/strings/str_replace.h"
#include "core/activity/schedule.h"
#include "core/base/limits.h"
#include "indexer/import/csv_columns.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::FileText;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Read;
using testing::ReadCsv;
using testing::ReadFile;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

// One row of a spreadsheet that is not our template, with more columns.
std::string Sheet(const std::vector<std::pair<std::string, std::string>>& more = {}) {
  std::string header = "Naam activiteit;Beschrijving;Aanbieder;Thema;Postcode",
              row = "Koor;Samen zingen;De IJssel;Zingen;7411 AB";
  for (const auto& [name, cell] : more) {
    absl::StrAppend(&header, ";", name);
    absl::StrAppend(&row, ";\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
  }
  return absl::StrCat(header, "\n", row, "\n");
}
v1::Activity Only(const std::vector<std::pair<std::string, std::string>>& more) {
  const ReadFile file = ReadCsv(Sheet(more));
  EXPECT_THAT(file.Problems(), IsEmpty());
  return file.rows.at(0).activity.value_or(v1::Activity());
}
// The one warning of a row that is taken.
std::string Warning(const std::vector<std::pair<std::string, std::string>>& more, v1::Activity* activity) {
  const ReadFile file = ReadCsv(Sheet(more));
  EXPECT_EQ(file.summary.refused, 0u);
  *activity = file.rows.at(0).activity.value_or(v1::Activity());
  return file.Problems().size() == 1 ? file.Problems()[0] : absl::StrCat(file.Problems().size(), " problems");
}

ReadFile Mapped(const std::string& bytes, const std::string& mapping) {
  return Read(v1::ImportActivitiesRequest::CSV, bytes, {"a.csv", "GM0150", "csv", mapping});
}

TEST(FreeTableTest, TitlesAboveTheHeader) {
  const ReadFile file = ReadCsv("Activiteiten najaar 2026;;;;\n;;;;\nStand: 1-11-2026;;;;\n" + Sheet());
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("a.csv:4: let op: this row was taken for the header")));
  EXPECT_EQ(file.Only().title(), "Koor");
  EXPECT_EQ(file.rows[0].line, 5u);
  EXPECT_THAT(file.Only().categories(), ElementsAre("music_singing"));
}

TEST(FreeTableTest, TheHeaderAtAndBelowTheRowsLookedAt) {
  std::string titles;
  for (size_t i = 1; i < kMaxHeaderSearchRows; ++i) titles += "Titel boven de tabel\n";
  EXPECT_EQ(ReadCsv(titles + Sheet()).Only().title(), "Koor");
  EXPECT_THAT(ReadCsv(titles + "Nog een\n" + Sheet()).status, Refused("is missing"));
}

TEST(FreeTableTest, EverySeparator) {
  for (const char* separator : {",", "\t", ";"}) {
    const ReadFile file =
        ReadCsv("Activiteiten; een lijst, met titel\n" + absl::StrReplaceAll(Sheet(), {{";", separator}}));
    ASSERT_OK(file.status) << separator;
    EXPECT_EQ(file.Only().title(), "Koor");
  }
  EXPECT_EQ(ReadCsv("sep=,\n" + absl::StrReplaceAll(Sheet(), {{";", ","}})).Only().title(), "Koor");
}

TEST(FreeTableTest, TotalsAndHeadersOnceMoreAreLeftOut) {
  const std::string sheet = Sheet();
  const ReadFile file = ReadCsv(sheet + "\n" + sheet.substr(0, sheet.find('\n')) +
                                "\nWandelen;Rondje;Loop;Wandelen;7411AB\n" + "Totaal: 2;;;;\n;;Totaal;34;\n");
  EXPECT_EQ(file.summary.rows, 2u);
  EXPECT_EQ(file.summary.refused, 0u);
  EXPECT_THAT(file.Problems(),
              ElementsAre(HasSubstr("a.csv:4: let op: repeats the header"), HasSubstr("a.csv:6: let op: is a total"),
                          HasSubstr("a.csv:7: let op: is a total")));
}

TEST(FreeTableTest, HeadingsInsideTheListAreLeftOut) {
  const ReadFile file = ReadCsv(Sheet() + "WIJK NOORD;;;;\nDans;Dansen;Dans;Dansen;7411AB\n;;;;Wijk Zuid\n");
  EXPECT_EQ(file.summary.rows, 2u);
  EXPECT_EQ(file.summary.refused, 0u);
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("a.csv:3: let op: has one cell only: a heading"),
                                           HasSubstr("a.csv:5: let op: has one cell only")));
}

TEST(FreeTableTest, MergedCellsAreNotFilledIn) {
  const ReadFile file = ReadCsv(Sheet() + "Dans;Dansen;;Dansen;7411AB\nBiljart;Potje;;Biljart;7411AB\n");
  EXPECT_EQ(file.summary.refused, 2u);
  EXPECT_THAT(file.Problems(), ElementsAre(AllOf(HasSubstr("a.csv:3: kolom \"Aanbieder\": is empty; line 2 has one"),
                                                 HasSubstr("merged")),
                                           HasSubstr("a.csv:4: kolom \"Aanbieder\": is empty; line 2")));
}

TEST(FreeTableTest, ColumnsThatMeanTheSame) {
  const ReadFile twice = ReadCsv("Naam;Activiteit;Beschrijving;Aanbieder;Thema\nA;B;C;D;Koken\n");
  EXPECT_THAT(twice.status, Refused("\"titel\" stands 2 times: in columns 1 (Naam), 2 (Activiteit)"));
  const ReadFile own = ReadCsv("Naam;Titel;Beschrijving;Aanbieder;Thema;Postcode\nA;B;C;D;Koken;7411\n");
  EXPECT_EQ(own.Only().title(), "B");
  EXPECT_THAT(own.Problems(), ElementsAre(HasSubstr("kolom \"Naam\": column 1 is not known and is not read")));
}

TEST(FreeTableTest, ProblemsNameTheColumnAsTheFileDoes) {
  const ReadFile file = ReadCsv(absl::StrReplaceAll(Sheet({{"E-mailadres", "info@"}}), {{"7411 AB", "74"}}));
  EXPECT_THAT(file.Problems(), Contains(HasSubstr("kolom \"Postcode\": ")));
  EXPECT_THAT(file.Problems(), Contains(HasSubstr("let op: kolom \"E-mailadres\": is not one mail address")));
}

// Found by fuzzing: what the parser took for an address and validation did not cost the row.
TEST(FreeTableTest, NoMailAddressCostsTheRow) {
  for (const char* cell : {"a;b@c", "a,b@c", "a@b@c", "@c", "a@"}) {
    const ReadFile file = ReadCsv(Sheet({{"E-mailadres", cell}}));
    ASSERT_EQ(file.rows.size(), 1u) << cell;
    EXPECT_TRUE(file.rows[0].activity.has_value()) << cell;
    EXPECT_THAT(file.Problems(), Contains(HasSubstr("is not one mail address"))) << cell;
  }
}

TEST(FreeTableTest, Mapping) {
  const std::string sheet =
      "Kop;Verhaal;Wie doet het;Onderwerp;Waar te vinden;Intern;PC\nKoor;Zingen;Koor;Zingen;De Bron;x;7411\n";
  EXPECT_THAT(ReadCsv(sheet).status, Refused("is missing"));
  const std::string mapping =
      "# Onze lijst\nKop = titel\n\nVerhaal = omschrijving # lang\nWie doet het = organisatie\nWaar te "
      "vinden=locatie\nIntern = -\n";
  const ReadFile file = Mapped(sheet, mapping);
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.Only().place().venue_name(), "De Bron");
  EXPECT_THAT(Mapped(sheet, mapping + "Kleur = titel\n").status,
              Refused("a.csv: mapping, line 8: the header on line 1 has no column \"Kleur\""));
  EXPECT_THAT(Mapped(sheet, "Kop = titels\n").status,
              Refused("a.csv: mapping, line 1: \"titels\" is not a column of ours"));
  EXPECT_THAT(Mapped(sheet, "Kop titel\n").status, Refused("mapping, line 1: \"Kop titel\" is no mapping"));
  EXPECT_THAT(Mapped(sheet, "Kop = titel\nkop = id\n").status,
              Refused("mapping, line 2: \"kop\" stands on line 1 too"));
  EXPECT_THAT(Mapped(sheet, "123456782 = titel").status, AllOf(Refused("BSN"), Not(Refused("123456782"))));
  EXPECT_THAT(Mapped(sheet, "Kop \xff = titel").status, Refused("mapping, line 1: "));
  EXPECT_OK(Mapped(sheet, mapping + std::string(kMaxMappingBytes - mapping.size(), '\n')).status);
  EXPECT_THAT(Mapped(sheet, mapping + std::string(kMaxMappingBytes + 1 - mapping.size(), '\n')).status,
              Refused("at most 65536"));
}

TEST(FreeTableTest, AMappingMaySayPerWhatAnAmountIs) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Kosten p.p.", "\u20ac 2,50"}}, &activity),
              AllOf(HasSubstr("kolom \"Kosten p.p.\": "), HasSubstr("per what"), HasSubstr("kosten_toelichting")));
  EXPECT_EQ(activity.cost().note(), "\u20ac 2,50");
  EXPECT_FALSE(activity.cost().has_cents_per_visit());
  EXPECT_EQ(
      Mapped(Sheet({{"Kosten p.p.", "\u20ac 2,50"}}), "Kosten p.p. = kosten_per_keer").Only().cost().cents_per_visit(),
      250u);
}

TEST(FreeTableTest, AHeaderMaySayPerWhatAnAmountIs) {
  for (const char* header : {"Prijs per keer", "Kosten per les", "Bijdrage p.k.", "Kosten p.p. per keer",
                             "Kosten p.p.p.k.", "Prijs (per keer, in euro)"}) {
    EXPECT_EQ(Only({{header, "\u20ac 2,50"}}).cost().cents_per_visit(), 250u) << header;
  }
  for (const char* header : {"Bijdrage p/m", "Contributie per maand", "Kosten per mnd."}) {
    EXPECT_EQ(Only({{header, "12,50"}}).cost().cents_per_month(), 1250u) << header;
  }
  EXPECT_EQ(Only({{"Contributie p.j.", "60"}}).cost().cents_per_year(), 6000u);
  EXPECT_EQ(Only({{"Lesgeld per cursus", "60"}}).cost().cents_per_course(), 6000u);
  EXPECT_EQ(Only({{"Bijdrage p/m", "3 euro per keer"}}).cost().cents_per_visit(), 300u) << "the cell knows better";
  const v1::Activity both = Only({{"Kosten per keer", "3"}, {"Kosten per maand", "10"}});
  EXPECT_EQ(both.cost().cents_per_visit(), 300u);
  EXPECT_EQ(both.cost().cents_per_month(), 1000u);
  for (const char* header :
       {"kostenplaats", "prijs_vorig_jaar", "bijdrage_aan_de_wijk", "kosten_per_persoon_per_week"}) {
    EXPECT_EQ(FindColumnByAnyName(header), nullptr) << header;
  }
  EXPECT_EQ(FindColumnByAnyName("kosten_in_euro")->header, "kosten");
}

TEST(FreeTableTest, AYearIsConcludedFromTheOtherEnd) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Einddatum", "t/m eind juni"}, {"Startdatum", "1-9-2026"}}, &activity),
              AllOf(HasSubstr("kolom \"Einddatum\": \"t/m eind juni\": says no year; it was read as 2027-06-30"),
                    HasSubstr("after the start")));
  EXPECT_EQ(activity.valid_until(), "2027-06-30");
  EXPECT_THAT(Warning({{"Startdatum", "september"}, {"Einddatum", "30-6-2027"}}, &activity), HasSubstr("2026-09-01"));
  EXPECT_EQ(activity.schedule().note(), "");
  EXPECT_THAT(Warning({{"Einddatum", "voorjaar"}, {"Startdatum", "1-9-2026"}}, &activity),
              HasSubstr("tijden_toelichting"));
  EXPECT_EQ(activity.valid_until(), "");
}

TEST(FreeTableTest, EveryOtherWeekWithoutADateIsKnownByItsWeekday) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Wanneer", "om de week op donderdag 14-16"}}, &activity),
              AllOf(HasSubstr("a.csv:2: let op: kolom \"Wanneer\": \"om de week op donderdag 14-16\": "),
                    HasSubstr("not in which weeks"), HasSubstr("startdatum")));
  ASSERT_EQ(activity.schedule().recurrences_size(), 1);
  EXPECT_TRUE(WeeksUnknown(activity.schedule()));
  EXPECT_EQ(activity.schedule().note(), "");
  EXPECT_THAT(Warning({{"herhaling", "om de week donderdag 14:00-16:00"}}, &activity), HasSubstr("not in which weeks"));
  EXPECT_TRUE(WeeksUnknown(activity.schedule()));
  // Others cannot be without a date.
  EXPECT_THAT(Warning({{"Wanneer", "FREQ=DAILY;INTERVAL=3 10:00-12:00"}}, &activity), HasSubstr("tijden_toelichting"));
  EXPECT_FALSE(HasTimes(activity.schedule()));
}

TEST(FreeTableTest, SchoolHolidaysAreAField) {
  const v1::Activity activity = Only({{"Wanneer", "di 10-12, niet in de schoolvakanties"}});
  EXPECT_EQ(activity.schedule().pauses_in_school_holidays(), v1::TRISTATE_YES);
  EXPECT_EQ(activity.schedule().note(), "");
  EXPECT_EQ(Only({{"niet_in_schoolvakanties", "nee"}}).schedule().pauses_in_school_holidays(), v1::TRISTATE_NO);
}

TEST(FreeTableTest, AgesWithTotSayWhatWasMadeOfThem) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Leeftijd", "18 tot 65"}}, &activity),
              AllOf(HasSubstr("\"18 tot 65\": was read as up to and including 64"), HasSubstr("voorwaarden")));
  EXPECT_EQ(activity.age_range().maximum_years(), 64u);
  EXPECT_EQ(activity.eligibility_note(), "Leeftijd: 18 tot 65");
  EXPECT_EQ(Only({{"Leeftijd", "onder de 18"}}).age_range().maximum_years(), 17u);
}

TEST(FreeTableTest, NotesAtAndAboveTheLimit) {
  const std::string most(kMaxNoteCharacters - 1, 'x');
  EXPECT_EQ(Only({{"Bijzonderheden", "\u00e9" + most}}).eligibility_note(), "\u00e9" + most);
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Bijzonderheden", "\u00e9" + most + "yz"}}, &activity),
              AllOf(HasSubstr("a.csv:2: let op: kolom \"Bijzonderheden\": holds more than 1000 characters"),
                    HasSubstr("the last 5 were left out")));
  EXPECT_EQ(activity.eligibility_note(), "\u00e9" + most.substr(3) + "...");
  const ReadFile two = ReadCsv(Sheet({{"Bijzonderheden", most}, {"Doelgroep", "ouderen"}}));
  EXPECT_EQ(two.summary.refused, 0u) << "what other cells add does not cost the row";
  const ReadFile ours = ReadCsv(testing::OneRow({{"kosten_toelichting", most + "yz"}}));
  EXPECT_THAT(ours.Problems(), ElementsAre(HasSubstr("let op: kolom \"kosten_toelichting\": holds more than 1000")));
  EXPECT_TRUE(ours.Only().cost().note().ends_with("x..."));
}

TEST(FreeTableTest, CoordinatesThatCannotBeRightAreLeftOut) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Latitude", "6,16"}, {"Longitude", "52,25"}}, &activity),
              AllOf(HasSubstr("kolom \"Longitude\": "), HasSubstr("changed places"), HasSubstr("left out")));
  EXPECT_FALSE(activity.place().has_coordinates());
  EXPECT_EQ(activity.place().postcode(), "7411AB");
  EXPECT_THAT(Warning({{"lat", "207123"}, {"lon", "474456,5"}}, &activity), HasSubstr("Rijksdriehoek"));
  EXPECT_THAT(Warning({{"lat", "52,25"}, {"lon", ""}}, &activity), HasSubstr("stands alone"));
  EXPECT_EQ(Only({{"lat", "52,25"}, {"lon", "6,16"}}).place().coordinates().longitude(), 6.16);
}

TEST(FreeTableTest, ProseIsRead) {
  const v1::Activity activity = Only({{"Wanneer?", "elke dinsdag 10.00-12.00 uur"},
                                      {"Kosten", "5,- per keer, eerste keer gratis"},
                                      {"Doelgroep", "vrouwen, 55+"},
                                      {"Talen", "Nederlands, Turks"},
                                      {"Rolstoeltoegankelijk (ja/nee)", "x"},
                                      {"Ringleiding", "?"},
                                      {"Waar?", "De Bron, Brink 1"},
                                      {"Startdatum", "1 september 2026"},
                                      {"Max. deelnemers", "max. 12 personen"},
                                      {"E-mailadres", "info@example.org"},
                                      {"Telefoonnummer", "0570-555 001"}});
  EXPECT_EQ(activity.schedule().weekly_slots(0).day(), v1::TUESDAY);
  EXPECT_EQ(activity.cost().cents_per_visit(), 500u);
  EXPECT_EQ(activity.cost().first_visit_free(), v1::TRISTATE_YES);
  EXPECT_EQ(activity.gender_group(), v1::WOMEN_ONLY);
  EXPECT_EQ(activity.age_range().minimum_years(), 55u);
  EXPECT_THAT(activity.languages(), ElementsAre("nl", "tr"));
  EXPECT_EQ(activity.accessibility().wheelchair(), v1::TRISTATE_YES);
  EXPECT_EQ(activity.accessibility().hearing_loop(), v1::TRISTATE_UNKNOWN);
  EXPECT_EQ(activity.place().venue_name(), "De Bron, Brink 1");
  EXPECT_EQ(activity.valid_from(), "2026-09-01");
  EXPECT_EQ(activity.capacity().maximum_people(), 12u);
  EXPECT_EQ(activity.contact().telephone(), "0570-555 001");
}

TEST(FreeTableTest, WhatIsNotUnderstoodIsANoteAndAWarning) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Wanneer", "donderdag, wisselend"}}, &activity),
              AllOf(HasSubstr("a.csv:2: let op: kolom \"Wanneer\": \"donderdag, wisselend\": "),
                    HasSubstr("tijden_toelichting")));
  EXPECT_EQ(activity.schedule().note(), "donderdag, wisselend");
  EXPECT_FALSE(HasTimes(activity.schedule()));
  EXPECT_THAT(Warning({{"Doelgroep", "ouderen"}}, &activity), HasSubstr("voorwaarden"));
  EXPECT_EQ(activity.eligibility_note(), "Doelgroep: ouderen");
  EXPECT_THAT(Warning({{"Rolstoel", "deels"}}, &activity), HasSubstr("toegankelijkheid_toelichting"));
  EXPECT_EQ(activity.accessibility().note(), "Rolstoel: deels");
  EXPECT_EQ(activity.accessibility().wheelchair(), v1::TRISTATE_UNKNOWN);
  EXPECT_THAT(Warning({{"Einddatum", "t/m eind juni"}}, &activity), HasSubstr("tijden_toelichting"));
  EXPECT_EQ(activity.schedule().note(), "Einddatum: t/m eind juni");
  EXPECT_THAT(Warning({{"Taal", "Berbers"}}, &activity), HasSubstr("voorwaarden"));
  EXPECT_THAT(Warning({{"Max. deelnemers", "ca. 12"}}, &activity), HasSubstr("zo_meedoen"));
  EXPECT_THAT(Warning({{"Gemeente", "Deventer"}}, &activity), HasSubstr("GM0150"));
  EXPECT_THAT(Warning({{"KvK-nummer", "volgt nog"}}, &activity), HasSubstr("left out"));
  EXPECT_THAT(Warning({{"Wanneer", "di 10-12, niet in de zomervakantie"}}, &activity), HasSubstr("holidays"));
  EXPECT_EQ(activity.schedule().note(), "di 10-12, niet in de zomervakantie");
  EXPECT_EQ(activity.schedule().weekly_slots_size(), 1);
}

TEST(FreeTableTest, FreePlacesWithoutADayAreANote) {
  v1::Activity activity;
  EXPECT_THAT(Warning({{"Vrije plaatsen", "3"}, {"Wachtlijst", "ja"}}, &activity),
              HasSubstr("kolom \"peildatum\": is not known"));
  EXPECT_EQ(activity.contact().how_to_join(), "vrij: 3, wachtlijst: ja");
  EXPECT_FALSE(activity.has_capacity());
  EXPECT_EQ(Only({{"Vrije plaatsen", "3"}, {"Peildatum", "1-11-2026"}}).capacity().free_places(), 3u);
}

TEST(FreeTableTest, ColumnsTogether) {
  EXPECT_EQ(Only({{"Dag", "di en do"}, {"Tijd", "10.00-12.00"}}).schedule().weekly_slots_size(), 2);
  EXPECT_EQ(Only({{"Tijd", "10.00-12.00"}, {"Dag", "dinsdag"}}).schedule().weekly_slots(0).start_time(), "10:00");
  EXPECT_EQ(
      Only({{"Dag", "dinsdag"}, {"Begintijd", "10:00"}, {"Eindtijd", "11:30"}}).schedule().weekly_slots(0).end_time(),
      "11:30");
  const v1::Activity every_other = Only({{"Wanneer", "om de week op donderdag 14-16"}, {"Startdatum", "3-9-2026"}});
  EXPECT_EQ(every_other.schedule().recurrences(0).start_date(), "2026-09-03");
  const v1::Activity place = Only({{"Straat", "Brink"}, {"Huisnummer", "9"}, {"Plaats", "Bathmen"}});
  EXPECT_EQ(place.place().address(), "Brink 9, Bathmen");
  EXPECT_EQ(Only({{"Periode", "1 september 2026 t/m 30 juni 2027"}}).valid_until(), "2027-06-30");
}

TEST(FreeTableTest, PostcodesInOtherWords) {
  const std::string without = absl::StrReplaceAll(Sheet({{"Adres", "Brink 9, 7437 AA Bathmen"}}), {{"7411 AB", ""}});
  EXPECT_EQ(ReadCsv(without).Only().place().postcode(), "7437AA");
  const std::string with_town = absl::StrReplaceAll(Sheet(), {{"7411 AB", "7411 AB Deventer"}});
  EXPECT_EQ(ReadCsv(with_town).Only().place().postcode(), "7411AB");
  EXPECT_EQ(ReadCsv(with_town).Only().place().address(), "Deventer");
  const std::string online = absl::StrReplaceAll(Sheet({{"Locatie", "Online"}}), {{"7411 AB", ""}});
  EXPECT_EQ(ReadCsv(online).Only().place().kind(), v1::ONLINE);
}

TEST(FreeTableTest, PrivateContactsAndNumbersStayOut) {
  const ReadFile file = ReadCsv(Sheet({{"Contact", "Henny Jansen, 06-12345670, h.jansen@example.org"}}));
  EXPECT_EQ(file.summary.refused, 0u);
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("kolom \"Contact\": "), HasSubstr("consent"), Not(HasSubstr("Jansen")))));
  EXPECT_EQ(file.Only().ShortDebugString().find("ansen"), std::string::npos);
  for (const char* cell : {"1234.56.782", "<b>123456</b>782", "bel 123456782"}) {
    const ReadFile number = ReadCsv(Sheet({{"Opmerking", cell}}));
    EXPECT_EQ(number.summary.refused, 1u) << cell;
    EXPECT_THAT(number.Problems(), Not(Contains(HasSubstr("782")))) << cell;
  }
}

TEST(FreeTableTest, HtmlAndFormulasAreText) {
  const v1::Activity activity = Only({{"Tijden_toelichting", "<p>Koffie &amp; thee</p>"}, {"Voorwaarden", "=1+1"}});
  EXPECT_EQ(activity.schedule().note(), "Koffie & thee");
  EXPECT_EQ(activity.eligibility_note(), "=1+1");
}

TEST(FreeTableTest, ThePageNamesEveryColumnOfProse) {
  const std::string page = FileText("docs/formats/csv.md");
  for (const CsvColumn& column : FreeColumns()) {
    EXPECT_THAT(page, HasSubstr(absl::StrCat("`", std::string(column.header), "`")));
  }
}

TEST(FreeTableTest, EveryNameOfAColumnIsOneOfOurs) {
  for (const char* header :
       {"Naam activiteit", "Activiteit", "Waar?", "Wanneer", "Kosten p.p.", "Doelgroep", "Telefoonnummer",
        "E-mailadres", "Tel.nr.", "Dag(en)", "Prijs", "Thema's", "Aanbieder", "Rolstoel (ja/nee)"}) {
    EXPECT_NE(FindColumnByAnyName(FoldHeader(header)), nullptr) << header;
  }
  EXPECT_EQ(FindColumnByAnyName("wijkmanager"), nullptr);
}

}  // namespace
}  // namespace meedoen::indexer
