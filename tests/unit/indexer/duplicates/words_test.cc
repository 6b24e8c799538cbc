#include "indexer/duplicates/words.h"

#include "gmock/gmock.h"

namespace meedoen::indexer {
namespace {

using ::testing::ElementsAre;

TEST(WordsTest, AreFoldedAndAnAbbreviationKeepsItsPoint) {
  EXPECT_THAT(WordsOf("Café 't Hòekje, di. 10"), ElementsAre("cafe", "t", "hoekje", "di", "10"));
  EXPECT_THAT(WordsOf("Inloopspr. thuisadm."), ElementsAre("inloopspr.", "thuisadm."));
  EXPECT_THAT(WordsOf("18–35 (m/v)"), ElementsAre("18", "35", "m", "v"));
  EXPECT_THAT(WordsOf(" .,- "), ElementsAre());
}

TEST(WordsTest, OneErrorInFiveLettersAndTwoInNineAreForgiven) {
  EXPECT_EQ(WordLikeness("koffie", "koffie"), 1);
  EXPECT_EQ(WordLikeness("kofie", "koffie"), kSameWord);
  EXPECT_EQ(WordLikeness("kofife", "koffie"), kSameWord) << "neighbours swapped";
  EXPECT_EQ(WordLikeness("bloemschiken", "bloemschikkne"), kSameWord);
  EXPECT_LT(WordLikeness("maan", "mand"), kSameWord) << "short words are easily another";
  EXPECT_EQ(WordLikeness("2025", "2026"), 0) << "numbers have no typing errors";
}

TEST(WordsTest, AbbreviationsBeginAWord) {
  EXPECT_EQ(WordLikeness("ned.", "nederlands"), kSameWord);
  EXPECT_EQ(WordLikeness("inloopspr.", "inloopspreekuur"), kSameWord);
  EXPECT_EQ(WordLikeness("dollardstr", "dollardstraat"), kSameWord) << "two thirds need no point";
  EXPECT_DOUBLE_EQ(WordLikeness("sport", "sportmaatje"), 5.0 / 11) << "the first half of another word";
  EXPECT_DOUBLE_EQ(WordLikeness("gym", "gymnastiek"), 0.5);
}

TEST(WordsTest, ACompoundIsSaidByItsParts) {
  EXPECT_EQ(CoveredBy("koffieochtend", {"koffie", "ochtend"}), 1);
  EXPECT_DOUBLE_EQ(CoveredBy("koffieochtend", {"koffie"}), 6.0 / 13);
  EXPECT_EQ(CoveredBy("koffie", {}), 0);
}

TEST(WordsTest, TheShorterListOfWordsIsContained) {
  EXPECT_TRUE(Contains({"salland", "zuid", "welzijn"}, {"welzijn", "salland"}));
  EXPECT_FALSE(Contains({"bron"}, {"school"}));
  EXPECT_FALSE(Contains({}, {"school"})) << "nothing says nothing";
}

}  // namespace
}  // namespace meedoen::indexer
