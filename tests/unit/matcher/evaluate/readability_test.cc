#include "matcher/evaluate/readability.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "matcher/evaluate/syllables.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Word {
  const char* word;
  int syllables;
};

// Divided as the Dutch word list (Groene Boekje) divides them.
constexpr Word kWords[] = {
    // One.
    {"u", 1},
    {"noemde", 2},
    {"past", 1},
    {"bij", 1},
    {"twee", 1},
    {"nieuw", 1},
    {"eeuw", 1},
    {"uw", 1},
    {"huis", 1},
    {"vrij", 1},
    {"mooi", 1},
    {"fraai", 1},
    {"groei", 1},
    {"keus", 1},
    {"vrouw", 1},
    {"blauw", 1},
    // Two.
    {"samen", 2},
    {"koken", 2},
    {"mensen", 2},
    {"rolstoel", 2},
    {"toilet", 2},
    {"drempel", 2},
    {"bureau", 2},
    {"cadeau", 2},
    {"wachtlijst", 2},
    {"mooie", 2},
    {"uien", 2},
    {"draaien", 2},
    {"bloeien", 2},
    {"nieuwe", 2},
    {"buurthuis", 2},
    {"café", 2},
    {"chaos", 2},
    {"duet", 2},
    {"yoga", 2},
    {"hobby", 2},
    {"royaal", 2},
    {"knieën", 2},
    {"foto's", 2},
    {"e-mail", 2},
    {"website", 2},
    {"teamlid", 2},
    {"quizvraag", 2},
    // Three.
    {"rollator", 3},
    {"opgehaald", 3},
    {"verplichting", 3},
    {"ringleiding", 3},
    {"gesproken", 3},
    {"theater", 3},
    {"video", 3},
    {"radio", 3},
    {"station", 3},
    {"pensioen", 3},
    {"speciaal", 3},
    {"creatief", 3},
    {"ideeën", 3},
    {"museum", 3},
    {"welzijnscoach", 3},
    {"verwijzing", 3},
    {"politie", 3},
    {"aanmelden", 3},
    {"aquarel", 3},
    {"patiënten", 4},
    {"bijeenkomst", 3},
    {"geopend", 3},
    {"actueel", 3},
    {"internet", 3},
    {"minuten", 3},
    // More.
    {"activiteit", 4},
    {"vrijwilliger", 4},
    {"gecontroleerd", 4},
    {"januari", 4},
    {"elektricien", 4},
    {"materiaal", 4},
    {"officieel", 4},
    {"financieel", 4},
    {"scootmobiel", 3},
    {"beantwoorden", 4},
    {"maatschappelijk", 4},
    {"geïnteresseerd", 5},
    {"dagbesteding", 4},
    {"mantelzorger", 4},
    {"Wmo-indicatie", 7},
    {"individuele", 6},
    {"bibliotheek", 4},
    {"Oekraïens", 3},
    {"geëindigd", 3},
    {"geëerd", 2},
    {"coöperatie", 5},
    {"Italië", 4},
    {"kennismakingsgesprek", 6},
    // Abbreviations, numbers, signs.
    {"VOG", 3},
    {"Één", 1},
    {"12", 1},
    {"2,50", 1},
    {"€", 0},
    {"-", 0},
    {"", 0},
    {"(koken)", 2},
    {"\"koken\".", 2}};

TEST(SyllablesTest, OfWordsDividedByHand) {
  static_assert(std::size(kWords) >= 60);
  for (const Word& word : kWords) EXPECT_EQ(CountSyllables(word.word), word.syllables) << word.word;
}

TEST(ReadabilityTest, SentencesEndAtAMarkBeforeASpaceOrAtALine) {
  EXPECT_THAT(SplitSentences("Bel eerst. Kom je ook? Ja!"), ElementsAre("Bel eerst.", "Kom je ook?", "Ja!"));
  EXPECT_THAT(SplitSentences("Het kost 2.50 per keer\nKijk op a.nl"),
              ElementsAre("Het kost 2.50 per keer", "Kijk op a.nl"));
  EXPECT_THAT(SplitSentences(" \n\n "), IsEmpty());
}

// ie-mand vangt u op bij de voor-deur: 9 syllables; bel eerst: 2.
TEST(ReadabilityTest, AWorkedExample) {
  const TextCounts one = CountText("Iemand vangt u op bij de voordeur.");
  EXPECT_EQ(one.sentences, 1);
  EXPECT_EQ(one.words, 7);
  EXPECT_EQ(one.syllables, 9);
  EXPECT_NEAR(one.ReadingEase(), 206.84 - 0.93 * 7 - 77 * 9.0 / 7, 1e-9);
  const TextCounts both = CountText("Iemand vangt u op bij de voordeur. Bel eerst.");
  EXPECT_NEAR(both.ReadingEase(), 206.84 - 0.93 * 4.5 - 77 * 11.0 / 9, 1e-9);
  EXPECT_EQ(CountText("").ReadingEase(), 0);
  EXPECT_EQ(CountText("- . €").sentences, 0);
}

TEST(ReadabilityTest, LongWordsAndLongSentencesAreHarder) {
  const double plain = CountText("U kunt hier koken. Het is gratis.").ReadingEase();
  EXPECT_LT(CountText("U kunt hier koken en het is gratis.").ReadingEase(), plain);
  EXPECT_LT(CountText("Kosteloze kookgelegenheid beschikbaar.").ReadingEase(), plain);
  EXPECT_LT(CountText("Deelname aan de activiteit geschiedt op basis van een indicatie.").ReadingEase(), kReadableAtB1)
      << "officialese is not B1";
}

TEST(ReadabilityTest, OurWordingStaysPlain) {
  const std::vector<std::string> sentences = WordingSentences();
  ASSERT_GT(sentences.size(), 60u);
  TextCounts all;
  for (const std::string& sentence : sentences) {
    const TextCounts counts = CountSentence(sentence);
    EXPECT_LE(counts.words, kMostWordsInASentence) << sentence;
    EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence << ": more is filled in than WordingSentences knows";
    all.Add(counts);
  }
  EXPECT_GE(all.ReadingEase(), kReadableAtB1);
}

}  // namespace
}  // namespace meedoen::matcher
