// Phrases that a reviewer found missing or wrong, with what is said much like them: other persons, tenses, word orders.

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "matcher/crisis/crisis_words.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CrisisVariantsTest, ThreatsWithoutSayingWithWhat) {
  for (const char* text : {"mijn broer dreigt me", "mijn zusje dreigde mij gisteren", "hij die me dreigt",
                           "gisteren dreigde mijn schoonzoon mij weer", "mijn neef dreigt ons steeds",
                           "ik word gedreigd door mijn ex", "mijn man heeft mij gedreigd"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::VIOLENCE)) << text;
  }
  for (const char* text : {"mijn moeder dreigt mij te vergeten", "het dreigt te regenen", "zij dreigt ons te verliezen",
                           "ik dreig te vereenzamen"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, AfraidAtHomeIsNotAfraidOfBeingAlone) {
  for (const char* text :
       {"bang om thuis te zijn", "ik ben doodsbang om thuis te komen", "ik ben bang om weer thuis te slapen",
        "om thuis te zijn ben ik te bang", "thuis ben ik bang", "ik ben altijd bang thuis", "afraid to be at home",
        "evde kalmaktan korkuyorum",
        "\u0623\u062e\u0627\u0641 \u0623\u0646 \u0623\u0628\u0642\u0649 \u0641\u064a "
        "\u0627\u0644\u0628\u064a\u062a"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::VIOLENCE)) << text;
  }
  for (const char* text :
       {"ik ben bang om alleen thuis te zijn", "bang om thuis alleen te zijn", "bang om thuis te komen zitten",
        "bang om thuis te blijven wonen", "bang om thuis te vallen", "thuis ben ik bang voor onweer",
        "afraid to be alone at home", "boj\u0119 si\u0119 by\u0107 w domu sama"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, PutOutInEveryWordOrder) {
  for (const char* text :
       {"ik word volgende week uitgezet uit mijn woning", "wij worden uitgezet", "maandag word ik uitgezet",
        "mijn gezin is uitgezet uit het appartement", "ze zetten ons morgen uit de woning", "uitzetting uit mijn huis",
        "we are losing our house", "they put us out of the flat", "nowhere to spend the night",
        "musz\u0119 opu\u015bci\u0107 mieszkanie"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::NO_SHELTER)) << text;
  }
  for (const char* text : {"de muziek wordt om tien uur uitgezet", "ik heb de oven uitgezet",
                           "een wandeling die is uitgezet door een gids", "I keep losing my house keys"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

// "There is no place for sleeping", "I have no place to spend the night", "I am looking for a place to sleep".
TEST(CrisisVariantsTest, NoPlaceToSleepInArabic) {
  for (const char* text : {"\u0644\u064a\u0633 \u0644\u062f\u064a \u0645\u0643\u0627\u0646 "
                           "\u0644\u0644\u0646\u0648\u0645",
                           "\u0645\u0627 \u0639\u0646\u062f\u064a \u0645\u0643\u0627\u0646 "
                           "\u0644\u0644\u0645\u0628\u064a\u062a",
                           "\u0623\u0628\u062d\u062b \u0639\u0646 \u0645\u0643\u0627\u0646 "
                           "\u0644\u0644\u0646\u0648\u0645"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::NO_SHELTER)) << text;
  }
  // "I am looking for a place to meet."
  EXPECT_THAT(FindCrisis({"\u0623\u0628\u062d\u062b \u0639\u0646 \u0645\u0643\u0627\u0646 "
                          "\u0644\u0644\u0642\u0627\u0621"}),
              IsEmpty());
}

TEST(CrisisVariantsTest, AfterSomebodyWhoDied) {
  for (const char* text :
       {"ik wil mijn overleden zoon achterna", "ik wou mijn man achterna", "ik wil hem achterna gaan",
        "ik wil achter mijn overleden vrouw aan", "ik wil bij mijn overleden kind zijn",
        "ik wil naar mijn overleden moeder toe", "weer herenigd zijn met mijn overleden man",
        "I want to be with my late husband", "I want to join my dead son"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
  for (const char* text : {"ik wil naar het graf van mijn overleden zoon", "praten over mijn overleden vrouw",
                           "ik wil mijn droom achterna", "ik wil mijn dochter achterna reizen",
                           "I want to join my sister at yoga", "ik wil naar mijn moeder toe"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, DeathAsRest) {
  for (const char* text : {"doodgaan lijkt me wel rustig", "dood zijn lijkt mij een opluchting",
                           "sterven klinkt vredig", "het lijkt me heerlijk om dood te gaan",
                           "het zou fijn zijn om te sterven", "dying sounds peaceful", "being dead seems easier"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
  for (const char* text : {"na zijn dood lijkt me wandelen fijn", "een koor lijkt me fijn na de dood van mijn man",
                           "het lijkt me fijn om over de dood te praten", "een rustig, doodgewoon clubje"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, ADangerToOneself) {
  for (const char* text : {"ik ben een gevaar voor mezelf", "ze is gevaarlijk voor zichzelf",
                           "een gevaar voor me zelf en anderen", "ik ben bang voor mezelf",
                           "ik ben niet veilig met mezelf", "I'm a danger to myself", "I don't feel safe with myself",
                           "ich bin eine Gefahr f\u00fcr mich selbst", "je suis un danger pour moi-m\u00eame",
                           "soy un peligro para m\u00ed misma", "jestem niebezpieczna dla siebie"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
  for (const char* text : {"hardlopen is gevaarlijk voor mijn knie\u00ebn", "beter zorgen voor mezelf",
                           "ik neem dat risico voor mezelf", "fast cars are a danger to cyclists"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, CuttingIsNotCooking) {
  for (const char* text :
       {"ik snij me", "Ik snijd mij soms.", "soms snij ik me", "niemand weet dat ik me snij", "ik wil me weer snijden",
        "ik heb me vaak gesneden", "mijn dochter snijdt zich", "ik kras me als ik boos ben"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
  for (const char* text : {"ik snij me vaak bij het koken", "ik snij me soms in mijn vinger", "ik snij graag groente",
                           "ik wil me niet verwonden bij het sporten"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

TEST(CrisisVariantsTest, TooMuchOfAGoodThing) {
  for (const char* text : {"overdosis gezelligheid", "een overdosis aan de leuke muziek",
                           "een flinke overdosis cultuur", "an overdose of sunshine", "overdosed on chocolate"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
  for (const char* text : {"een overdosis", "een overdosis pillen", "an overdose of pills"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
}

TEST(CrisisVariantsTest, GuestsOnTheSofa) {
  for (const char* text : {"couchsurfing host zijn", "gastvrouw zijn voor couchsurfers", "couchsurfers ontvangen",
                           "couch surfing host", "hosting couchsurfers"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
  for (const char* text : {"I am couchsurfing", "couch surfing since March", "ik ben aan het couchsurfen"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::NO_SHELTER)) << text;
  }
}

TEST(CrisisVariantsTest, AnimalsThatWereHurt) {
  for (const char* text :
       {"hulp voor honden die mishandeld zijn", "dieren die zijn geslagen", "mishandelde katten",
        "tegen mishandeling van dieren", "walk dogs that have been abused", "\u015fiddet g\u00f6ren k\u00f6pekler"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
  for (const char* text :
       {"mijn hond en ik zijn mishandeld", "vrouwen die mishandeld zijn", "ik ben met mijn kat mishandeld"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::VIOLENCE)) << text;
  }
}

TEST(CrisisVariantsTest, PreventionAsVolunteerWorkOrStudy) {
  for (const char* text :
       {"zelfdoding voorkomen vrijwilliger bij 113", "vrijwilliger bij 113 zelfmoordpreventie",
        "cursus zelfdoding voorkomen", "training voorkomen van zelfmoord", "zelfmoordpreventie als vrijwilliger",
        "suicide prevention volunteer", "a course to prevent suicide"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
  for (const char* text :
       {"hulp om mijn zelfmoord te voorkomen", "voorkomen van zelfmoord", "113 gebeld", "help me, suicide"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
}

// A look-alike beside it hides nothing that is said as well.
TEST(CrisisVariantsTest, ALookAlikeDoesNotHideTheRest) {
  EXPECT_THAT(FindCrisis({"overdosis gezelligheid graag, ik wil dood"}), ElementsAre(v1::SUICIDE));
  EXPECT_THAT(FindCrisis({"ik voel me alleen thuis niet veilig"}), ElementsAre(v1::VIOLENCE));
  EXPECT_THAT(FindCrisis({"hulp voor honden die mishandeld zijn, net als ik: mijn man slaat me"}),
              ElementsAre(v1::VIOLENCE));
  EXPECT_THAT(FindCrisis({"mijn man dreigt me te slaan"}), ElementsAre(v1::VIOLENCE));
}

}  // namespace
}  // namespace meedoen::matcher
