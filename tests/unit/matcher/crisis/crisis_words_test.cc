#include "matcher/crisis/crisis_words.h"

#include <random>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CrisisWordsTest, KindsRiseAndStandOnce) {
  EXPECT_THAT(FindCrisis({}), IsEmpty());
  EXPECT_THAT(FindCrisis({"wandelen", ""}), IsEmpty());
  EXPECT_THAT(FindCrisis({"ik slaap in mijn auto", "mijn man slaat me", "ik wil dood", "ik ben dakloos"}),
              ElementsAre(v1::SUICIDE, v1::VIOLENCE, v1::NO_SHELTER));
}

TEST(CrisisWordsTest, TextsAreNotReadAsOne) { EXPECT_THAT(FindCrisis({"ik wil", "dood"}), IsEmpty()); }

TEST(CrisisWordsTest, SpokenDutchAndRoundabout) {
  for (const char* text : {"het hoeft voor mij niet meer", "Ik zie geen uitweg", "ik ben er liever niet meer",
                           "IK WIL DOOD!!!", "ik wil doooood", "k wil er mee stoppen, met leven",
                           "ik wil\nniet meer leven", "zelf\u00admoord", "Ik wil niet meer."}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::SUICIDE)) << text;
  }
  for (const char* text : {"mijn man slaat me", "mn man sloeg mij gister", "ik durf niet naar huis", "hij bedreigt me",
                           "omdat mijn vader me slaat", "ik ben bang voor mijn ex"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::VIOLENCE)) << text;
  }
  for (const char* text : {"ik slaap in mijn auto", "ik sta op straat", "dakeloos", "nergens om te slapen"}) {
    EXPECT_THAT(FindCrisis({text}), ElementsAre(v1::NO_SHELTER)) << text;
  }
}

TEST(CrisisWordsTest, EveryLanguageForEveryKind) {
  const std::vector<std::vector<std::string>> texts = {
      {"I want to die", "my husband beats me", "I am homeless"},
      {"\u00f6lmek istiyorum", "kocam beni d\u00f6v\u00fcyor", "kalacak yerim yok"},
      {"\u0623\u0631\u064a\u062f \u0623\u0646 \u0623\u0645\u0648\u062a",
       "\u0632\u0648\u062c\u064a \u064a\u0636\u0631\u0628\u0646\u064a",
       "\u0623\u0646\u0627 \u0628\u0644\u0627 \u0645\u0623\u0648\u0649"},
      {"chc\u0119 umrze\u0107", "m\u0105\u017c mnie bije", "nie mam gdzie spa\u0107"},
      {"\u0445\u043e\u0447\u0443 \u043f\u043e\u043c\u0435\u0440\u0442\u0438",
       "\u0447\u043e\u043b\u043e\u0432\u0456\u043a \u0431\u2019\u0454 \u043c\u0435\u043d\u0435",
       "\u043c\u0435\u043d\u0456 \u043d\u0456\u0434\u0435 \u043d\u043e\u0447\u0443\u0432\u0430\u0442\u0438"},
      {"\u0445\u043e\u0447\u0443 \u0443\u043c\u0435\u0440\u0435\u0442\u044c",
       "\u043c\u0443\u0436 \u043c\u0435\u043d\u044f \u0431\u044c\u0451\u0442",
       "\u043d\u0435\u0433\u0434\u0435 \u0436\u0438\u0442\u044c"},
      {"ich will sterben", "mein Mann schl\u00e4gt mich", "ich bin obdachlos"},
      {"je veux mourir", "mon mari me frappe", "je suis sans abri"},
      {"quiero morirme", "mi marido me pega", "no tengo d\u00f3nde dormir"}};
  for (const auto& language : texts) {
    EXPECT_THAT(FindCrisis({language[0]}), ElementsAre(v1::SUICIDE)) << language[0];
    EXPECT_THAT(FindCrisis({language[1]}), ElementsAre(v1::VIOLENCE)) << language[1];
    EXPECT_THAT(FindCrisis({language[2]}), ElementsAre(v1::NO_SHELTER)) << language[2];
  }
}

TEST(CrisisWordsTest, EverydayLookAlikes) {
  for (const char* text : {"ik verveel me dood",
                           "doodmoe",
                           "dood van het lachen",
                           "moord en brand",
                           "een deadline",
                           "killing time",
                           "mijn slaapkamer",
                           "zelfverdediging leren",
                           "een dakterras",
                           "een thuisloze kat",
                           "boksen",
                           "schieten",
                           "I could murder a curry",
                           "mijn man is dood",
                           "geweldig",
                           "ik wil dood graag dansen",
                           "het hoeft niet elke week",
                           "ik wil niet meer alleen eten",
                           "een balletje slaan",
                           "vrijwilligerswerk bij de daklozenopvang",
                           "een einde maken aan mijn eenzaamheid",
                           "ik ga liever dood dan naar bingo",
                           "de tijd doden met een puzzel"}) {
    EXPECT_THAT(FindCrisis({text}), IsEmpty()) << text;
  }
}

// Choices that docs/crisis.md explains: loss by suicide, what is over and what is denied are told too.
TEST(CrisisWordsTest, LossPastAndDenialGetTheNoticeToo) {
  EXPECT_THAT(FindCrisis({"rouw na zelfmoord van mijn zoon"}), ElementsAre(v1::SUICIDE));
  EXPECT_THAT(FindCrisis({"ik heb echt geen zelfmoordplannen"}), ElementsAre(v1::SUICIDE));
  EXPECT_THAT(FindCrisis({"vroeger mishandeld"}), ElementsAre(v1::VIOLENCE));
  EXPECT_THAT(FindCrisis({"vrijwilliger worden bij 113"}), IsEmpty());
}

TEST(CrisisWordsTest, ALongTextTakesTimeInProportion) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "wil niet meer dan hij mijn man er een ";
  const absl::Time start = absl::Now();
  EXPECT_THAT(FindCrisis({text}), IsEmpty());
  EXPECT_LT(absl::Now() - start, absl::Seconds(30));  // Some 0.1 s; with a square in it, hours.
}

TEST(CrisisWordsTest, AnyBytesAreRead) {
  std::mt19937 random(5);
  for (int i = 0; i < 300; ++i) {
    std::string bytes(200, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    FindCrisis({bytes});
    EXPECT_THAT(FindCrisis({bytes + ". ik wil dood"}), ::testing::Contains(v1::SUICIDE)) << i;
  }
}

}  // namespace
}  // namespace meedoen::matcher
