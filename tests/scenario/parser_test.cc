// The reader of scenarios: what it takes, and that it passes over nothing.
#include "tests/scenario/parser.h"

#include "absl/strings/str_replace.h"
#include "core/base/civil_time.h"
#include "tests/scenario/words.h"
#include "tests/testing/status.h"

namespace meedoen::scenario {
namespace {

using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;

constexpr char kText[] = R"(# Een dorp.
Scenario: samen koken
Het is maandag 23 november 2026, 8:07.

Kaart: een teken is 100 meter.
|..........|
|..C~~K....|
|...V......|

K = Samen koken
  Soort: koken, samen eten
  Wanneer: dinsdag 10:00-12:00
  Kosten: € 2,50 per keer

V = Voetbal
  Toegankelijk: rolstoel nee

T = Telefooncirkel
  Plek: bij de cliënt thuis, in 7411

Cliënt
  Wens: samen koken
  Gaat: lopend, met de fiets
  Reistijd: hooguit 20 minuten
  Reistijd met de fiets: hooguit 10 minuten
  Eerder geprobeerd: V

Vraag
  Aantal: 3

Gemeente Deventer
  Deelt met: Voorst

Verwacht
  Volgorde: K, T
  Reis K: 5 minuten lopen
  Niet erbij: V omdat eerder geprobeerd
)";

std::string With(const std::string& from, const std::string& to) { return absl::StrReplaceAll(kText, {{from, to}}); }

void ExpectProblem(const std::string& text, int line, const std::string& problem) {
  EXPECT_THAT(ParseScenario("dorp.txt", text),
              FailsWith(absl::StatusCode::kInvalidArgument,
                        AllOf(HasSubstr(absl::StrCat("dorp.txt:", line, ": ")), HasSubstr(problem))));
}

TEST(ParserTest, ReadsTheWhole) {
  const absl::StatusOr<Scenario> read = ParseScenario("dorp.txt", kText);
  ASSERT_OK(read);
  EXPECT_EQ(read->title, "samen koken");
  EXPECT_EQ(read->now, FromLocal(absl::CivilDay(2026, 11, 23), 8 * 60 + 7));
  const v1::Activity& cooking = read->activities.at('K');
  EXPECT_EQ(cooking.title(), "Samen koken");
  EXPECT_EQ(cooking.name(), "municipalities/GM0150/activities/k");
  EXPECT_EQ(cooking.categories_size(), 2);
  EXPECT_EQ(cooking.schedule().weekly_slots(0).day(), v1::TUESDAY);
  EXPECT_EQ(cooking.cost().cents_per_visit(), 250u);
  EXPECT_EQ(read->activities.at('V').accessibility().wheelchair(), v1::TRISTATE_NO);
  EXPECT_EQ(read->activities.at('V').accessibility().seating(), v1::TRISTATE_UNKNOWN);
  EXPECT_EQ(read->activities.at('T').place().kind(), v1::AT_HOME);
  ASSERT_EQ(read->cases.size(), 1u);
  const Case& asked = read->cases[0];
  const v1::ClientProfile& client = asked.request.client();
  EXPECT_EQ(client.mobility().means_size(), 2);
  EXPECT_EQ(client.mobility().limits(0).maximum_minutes(), 10u);
  EXPECT_EQ(client.excluded_activities(0), "municipalities/GM0150/activities/v");
  EXPECT_TRUE(client.home().has_coordinates());
  EXPECT_EQ(asked.request.k(), 3u);
  EXPECT_EQ(read->settings.at("GM0150").across_border_with(0), "GM0285");
  ASSERT_EQ(asked.expectations.size(), 3u);
  EXPECT_EQ(asked.expectations[1].letter, 'K');
  EXPECT_EQ(asked.expectations[1].line, 36);
}

TEST(ParserTest, MoreClientsOfOneTown) {
  const auto read = ParseScenario(
      "dorp.txt", absl::StrCat(kText, "Cliënt\n  Gaat: met de auto\nVraag\n  Aantal: 1\nVerwacht\n  Erbij: K\n"));
  ASSERT_OK(read);
  ASSERT_EQ(read->cases.size(), 2u);
  EXPECT_EQ(read->cases[0].request.client().wishes_size(), 1);
  EXPECT_EQ(read->cases[1].request.client().wishes_size(), 0);
  EXPECT_EQ(read->cases[1].request.k(), 1u);
  EXPECT_EQ(read->cases[1].expectations.size(), 1u);
  ExpectProblem(absl::StrCat(kText, "Cliënt\n  Gaat: met de auto\n"), 38, "wordt niets verwacht");
  ExpectProblem("Vraag\n", 1, "eerst komt \"Cliënt\"");
}

TEST(ParserTest, DrawsToScale) {
  const absl::StatusOr<Scenario> read = ParseScenario("dorp.txt", kText);
  ASSERT_OK(read);
  EXPECT_NEAR(GreatCircleMetres(kHomePoint, read->drawn.at('K')), 300, 0.5);
  EXPECT_NEAR(GreatCircleMetres(kHomePoint, read->drawn.at('V')), 141.4, 0.5);
  EXPECT_GT(read->drawn.at('K').longitude, kHomePoint.longitude);
  EXPECT_LT(read->drawn.at('V').latitude, kHomePoint.latitude);
}

TEST(ParserTest, AHomeByCodeIsInTheTableOfPlaces) {
  const auto read =
      ParseScenario("dorp.txt", With("  Wens: samen koken", "  Woont: in wijk WK015001 (straal 700 meter)"));
  ASSERT_OK(read);
  const Case& asked = read->cases[0];
  ASSERT_EQ(asked.homes.size(), 1u);
  EXPECT_EQ(asked.homes[0].doubt_metres, 700u);
  EXPECT_EQ(asked.homes[0].municipality_code, "GM0150");
  EXPECT_EQ(asked.request.client().home().area_code(), "WK015001");
}

TEST(ParserTest, PassesOverNothing) {
  ExpectProblem(With("  Soort: koken, samen eten", "  Sort: koken"), 11, "\"Sort\" ken ik hier niet");
  ExpectProblem(With("koken, samen eten", "kokn"), 11, "bedoelt u \"koken\"");
  ExpectProblem(With("dinsdag 10:00", "dinsdg 10:00"), 12, "maandag, dinsdag");
  ExpectProblem(With("10:00-12:00", "12:00-10:00"), 12, "eindigt voor het begint");
  ExpectProblem(With("€ 2,50 per keer", "2,50 euro"), 13, "schrijf bijvoorbeeld: gratis");
  ExpectProblem(With("rolstoel nee", "rolstoel misschien"), 16, "ja, nee, onbekend");
  ExpectProblem(With("Gaat: lopend", "Gaat: op de step"), 23, "met de rollator");
  ExpectProblem(With("maandag 23", "dinsdag 23"), 3, "is een maandag");
  ExpectProblem(With("maandag 23 november", "31 november"), 3, "bestaat niet");
  ExpectProblem(With("Gemeente Deventer", "Gemeente Devetner"), 31, "Voorst");
  ExpectProblem(With("  Aantal: 3", "  Aantal: drie"), 29, "begrijp ik niet");
  ExpectProblem(With("  Aantal: 3", "  Aantal 3"), 29, "begrijp ik niet");
  ExpectProblem(With("Vraag", "Vragen"), 28, "Cliënt, Vraag");
}

TEST(ParserTest, AMapIsChecked) {
  ExpectProblem(With("|..C~~K....|", "|..C~~K...|"), 7, "9 tekens lang, de eerste 10");
  ExpectProblem(With("|..C~~K....|", "|..C~~K...."), 7, "eindigt met |");
  ExpectProblem(With("|..C~~K....|", "|..C~~K.?..|"), 7, "hoort niet op een kaart");
  ExpectProblem(With("|..C~~K....|", "|..C~~K..K.|"), 7, "staat er twee keer");
  ExpectProblem(With("|..C~~K....|", "|...~~K....|"), 37, "ontbreekt C");
  ExpectProblem(With("|..C~~K....|", "|..C~~.....|"), 10, "K staat niet op de kaart");
  ExpectProblem(With("|..C~~K....|", "|..C~~K..Z.|"), 37, "Z op de kaart heeft geen activiteit");
  ExpectProblem(With("|..C~~K....|", "|..C~~K..T.|"), 18, "niet op een vaste plek");
}

TEST(ParserTest, AnExpectationIsChecked) {
  ExpectProblem(With("Volgorde: K, T", "Volgorde: K, X"), 35, "X is geen activiteit");
  ExpectProblem(With("Volgorde: K, T", "Volgorde: K en T"), 35, "begrijp ik niet");
  ExpectProblem(With("Volgorde: K, T", "Rangorde: K"), 35, "hier kan staan: Volgorde");
  ExpectProblem(With("omdat eerder geprobeerd", "omdat te vr"), 37, "te ver");
  ExpectProblem(With("Reis K", "Reis Q"), 36, "Q is geen activiteit");
  ExpectProblem(With("Reis K: 5 minuten lopen", "Geen let op K: Er is een hond."), 36, "geen zin van Meedoen");
  EXPECT_OK(ParseScenario("dorp.txt", With("Reis K: 5 minuten lopen", "Geen let op K: Er is een VOG nodig.")));
  ExpectProblem(With("Reis K: 5 minuten lopen", "Niet omdat K: Er zijn gratis koekjes."), 36, "geen zin van Meedoen");
  EXPECT_OK(ParseScenario("dorp.txt", With("Reis K: 5 minuten lopen", "Omdat K: € 2,50 per keer.")));
  EXPECT_OK(ParseScenario("dorp.txt", With("Reis K: 5 minuten lopen", "Omdat K: U noemde: \"samen koken\".")));
}

TEST(ParserTest, SaysEverythingThatIsWrongAtOnce) {
  const auto read = ParseScenario("dorp.txt", "Scenario: leeg\nCliënt\nVerwacht\n  Volgorde:\n");
  EXPECT_THAT(read, FailsWith(absl::StatusCode::kInvalidArgument,
                              AllOf(HasSubstr("dorp.txt:4: "), HasSubstr("\"Het is"), HasSubstr("\"Kaart:"),
                                    HasSubstr("dorp.txt:2: voor deze cliënt wordt niets verwacht"))));
}

TEST(WordsTest, SchedulesInWords) {
  const auto read = [](const std::string& value) {
    v1::Activity activity;
    EXPECT_OK(ReadActivityLine("Wanneer", value, &activity));
    return activity.schedule();
  };
  EXPECT_EQ(read("elke tweede dinsdag van de maand 9:30-12:00").recurrences(0).rrule(), "FREQ=MONTHLY;BYDAY=2TU");
  EXPECT_EQ(read("elke laatste zondag van de maand 9:30-12:00").recurrences(0).rrule(), "FREQ=MONTHLY;BYDAY=-1SU");
  const v1::Schedule fortnightly = read("om de week op vrijdag 14:00-16:00, voor het eerst op 27 november 2026");
  EXPECT_EQ(fortnightly.recurrences(0).rrule(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR");
  EXPECT_EQ(fortnightly.recurrences(0).start_date(), "2026-11-27");
  EXPECT_EQ(read("5 december 2026 14:00-16:00").single_dates(0).date(), "2026-12-05");
  EXPECT_TRUE(read("op afspraak").by_appointment());
}

TEST(WordsTest, MoneyAndHours) {
  EXPECT_EQ(*ReadCents("€ 2,50"), 250u);
  EXPECT_EQ(*ReadCents("€ 10"), 1000u);
  EXPECT_FALSE(ReadCents("€ 2,5").ok());
  EXPECT_EQ(ReadHours("9:30-12:00")->first, "09:30");
  EXPECT_FALSE(ReadHours("9:30-25:00").ok());
}

}  // namespace
}  // namespace meedoen::scenario
