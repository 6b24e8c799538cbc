// The player of scenarios: that a right expectation passes, and that each kind of wrong one fails and is told.
#include "tests/scenario/runner.h"

#include "absl/strings/str_cat.h"
#include "tests/scenario/parser.h"
#include "tests/testing/status.h"

namespace meedoen::scenario {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTown[] = R"(Scenario: samen koken
Het is maandag 23 november 2026, 8:07.
Kaart: een teken is 100 meter.
|..C..K....V.....|
K = Samen koken
  Wanneer: dinsdag 10:00-12:00
  Kosten: gratis
V = Voetbal
  Kosten: € 5 per keer
R = Rustig bellen
  Plek: bij de cliënt thuis
Cliënt
  Wens: samen koken
  Wens: zweefvliegen
  Gaat: met de rollator
  Reistijd: hooguit 15 minuten
Vraag
  Bijna passend: hooguit 3
Verwacht
)";

std::vector<std::string> Play(const std::string& expectation) {
  const absl::StatusOr<Scenario> scenario = ParseScenario("dorp.txt", absl::StrCat(kTown, "  ", expectation, "\n"));
  EXPECT_OK(scenario);
  return scenario.ok() ? PlayScenario(*scenario) : std::vector<std::string>{"not read"};
}

TEST(RunnerTest, WhatIsSoPasses) {
  for (const char* right :
       {"Volgorde: K, R",
        "Eerst: K",
        "Bij de eerste 2: R, K",
        "Erbij: R",
        "Niet erbij: V omdat te ver",
        "Boven: K boven R",
        "Eerst vragen: niets",
        "Hulpverlening: niets",
        "Verruimd: niets",
        "Reis K: 9 minuten met de rollator",
        "Reis R: komt naar de cliënt",
        "Data K: dinsdag 24 november 10:00-12:00, dinsdag 1 december 10:00-12:00, dinsdag 8 december 10:00-12:00",
        "Omdat K: U noemde: \"samen koken\".",
        "Niet omdat R: U noemde: \"samen koken\".",
        "Let op K: Nog nooit gecontroleerd",
        "Geen let op K: Er is een VOG nodig.",
        "Hoe K: Vraag uw welzijnscoach hoe u mee kunt doen.",
        "Onvervuld: zweefvliegen",
        "Uitgevallen: 1 te ver",
        "Bijna: V",
        "Melding: nee",
        "Bel: niets",
        "Waarom K: plek 1 in de lijst",
        "Waarom V: valt uit"}) {
    EXPECT_THAT(Play(right), IsEmpty());
  }
}

TEST(RunnerTest, WhatIsNotSoFails) {
  for (const char* wrong : {"Volgorde: R, K",
                            "Volgorde: K",
                            "Volgorde: niets",
                            "Eerst: R",
                            "Bij de eerste 1: R",
                            "Erbij: V",
                            "Niet erbij: K omdat te ver",
                            "Niet erbij: V omdat te duur",
                            "Niet erbij: V omdat te ver, te duur",
                            "Niet erbij: V omdat er betere zijn",
                            "Boven: R boven K",
                            "Boven: K boven V",
                            "Boven: V boven K",
                            "Eerst vragen: K",
                            "Hulpverlening: R",
                            "Verruimd: R",
                            "Reis K: 8 minuten met de rollator",
                            "Reis V: 25 minuten met de rollator",
                            "Data K: dinsdag 24 november 10:00-12:00",
                            "Omdat R: U noemde: \"samen koken\".",
                            "Niet omdat K: U noemde: \"samen koken\".",
                            "Let op K: Er is een VOG nodig.",
                            "Geen let op K: Nog nooit gecontroleerd",
                            "Hoe K: U kunt gewoon komen.",
                            "Onvervuld: niets",
                            "Onvervuld: samen koken",
                            "Uitgevallen: niets",
                            "Uitgevallen: 2 te ver",
                            "Bijna: niets",
                            "Bijna: K",
                            "Bijna V: Als u vliegt.",
                            "Bijna K: Als u vliegt.",
                            "Verruimd met: een vliegtuig",
                            "Melding: ja",
                            "Bel: 113 Zelfmoordpreventie",
                            "Waarom K: plek 2 in de lijst",
                            "Waarom K: valt uit",
                            "Waarom V: past, plek 2",
                            "Uitleg V: te duur"}) {
    EXPECT_EQ(Play(wrong).size(), 1u) << wrong;
  }
}

TEST(RunnerTest, AFailureSaysWhereAndWhat) {
  EXPECT_THAT(Play("Volgorde: R, K"), ElementsAre("dorp.txt:20: Volgorde: verwacht \"R, K\", gevonden \"K, R\""));
  EXPECT_THAT(Play("Niet erbij: V omdat te duur"),
              ElementsAre("dorp.txt:20: Niet erbij: verwacht \"V omdat te duur\", gevonden \"te ver\""));
  EXPECT_THAT(Play("Reis V: 5 minuten lopen"),
              ElementsAre(AllOf(HasSubstr("dorp.txt:20: Reis V: "), HasSubstr("staat niet in de lijst"))));
}

TEST(RunnerTest, EachClientIsAskedFor) {
  const auto scenario = ParseScenario(
      "dorp.txt",
      absl::StrCat(kTown, "  Erbij: K\nCliënt\n  Wens: voetbal\n  Gaat: met de auto\nVerwacht\n  Eerst: K\n"));
  ASSERT_OK(scenario);
  EXPECT_THAT(PlayScenario(*scenario), ElementsAre(HasSubstr("dorp.txt:25: Eerst: verwacht \"K\", gevonden \"V")));
}

TEST(RunnerTest, ARequestThatIsRefusedFails) {
  const auto scenario = ParseScenario("dorp.txt", absl::StrCat(kTown, "  Erbij: K\nVraag\n  Aantal: 51\n"));
  ASSERT_OK(scenario);
  EXPECT_THAT(PlayScenario(*scenario), ElementsAre(AllOf(HasSubstr("geen antwoord"), HasSubstr("is over 50"))));
}

TEST(RunnerTest, SettingsThatAreRefusedFail) {
  const auto scenario =
      ParseScenario("dorp.txt", absl::StrCat(kTown, "  Erbij: K\nGemeente Deventer\n  Mix: vrijwilliger 500 %\n"));
  ASSERT_OK(scenario);
  EXPECT_THAT(PlayScenario(*scenario),
              ElementsAre(AllOf(HasSubstr("het dorp is niet te maken"), HasSubstr("role_mix"))));
}

}  // namespace
}  // namespace meedoen::scenario
