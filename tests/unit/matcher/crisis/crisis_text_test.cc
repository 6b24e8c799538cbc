#include "matcher/crisis/crisis_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::matcher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CrisisTextTest, WordsWithoutCaseAccentsAndApostrophes) {
  EXPECT_THAT(SentencesOf("M'n EX stalkt me"), ElementsAre(ElementsAre("mn", "ex", "stalkt", "me")));
  EXPECT_THAT(SentencesOf("I don\u2019t, ca\u00f1on"), ElementsAre(ElementsAre("i", "dont", ",", "canon")));
  EXPECT_THAT(SentencesOf("b\u02bce"), ElementsAre(ElementsAre("be")));
}

TEST(CrisisTextTest, SentencesEndAndPausesDoNot) {
  EXPECT_THAT(SentencesOf("Een. Twee! Drie? vier; vijf: zes"),
              ElementsAre(ElementsAre("een"), ElementsAre("twee"), ElementsAre("drie"), ElementsAre("vier"),
                          ElementsAre("vijf"), ElementsAre("zes")));
  EXPECT_THAT(SentencesOf("ik wil... niet\nmeer"), ElementsAre(ElementsAre("ik", "wil", "niet", "meer")));
  EXPECT_THAT(SentencesOf("\u0623\u061f \u0628\u061b"), ElementsAre(ElementsAre("\u0627"), ElementsAre("\u0628")));
  EXPECT_THAT(SentencesOf(" .,!? "), IsEmpty());
  EXPECT_THAT(SentencesOf(""), IsEmpty());
}

TEST(CrisisTextTest, ClausesAreMarkedOnceAndNotAtTheEdges) {
  EXPECT_THAT(SentencesOf(", een (twee), drie,"), ElementsAre(ElementsAre("een", ",", "twee", ",", "drie")));
}

TEST(CrisisTextTest, LettersAsPeopleTypeThem) {
  EXPECT_EQ(SentencesOf("ISTEM\u0130YORUM \u0131s\u0131"), SentencesOf("istemiyorum isi"));  // Turkish i.
  EXPECT_EQ(SentencesOf("ba\u0142am \u015bpi\u0119"), SentencesOf("balam spie"));            // Polish without a stroke.
  EXPECT_EQ(SentencesOf("doooood"), SentencesOf("dood"));
  EXPECT_EQ(SentencesOf("\uff44\uff4f\uff4f\uff44"), SentencesOf("dood"));  // Full width.
}

TEST(CrisisTextTest, ArabicInOneForm) {
  EXPECT_EQ(SentencesOf("\u0623\u0631\u064a\u062f"), SentencesOf("\u0627\u0631\u064a\u062f"));  // Alef with hamza.
  EXPECT_EQ(SentencesOf("\u0639\u0644\u0649"), SentencesOf("\u0639\u0644\u064a"));              // Alef maksura, ya.
  EXPECT_EQ(SentencesOf("\u062d\u064a\u0627\u0629"), SentencesOf("\u062d\u064a\u0627\u0647"));  // Ta marbuta, ha.
  EXPECT_EQ(SentencesOf("\u0645\u064e\u0648\u062a"), SentencesOf("\u0645\u0640\u0648\u062a"));  // Vowel, tatweel.
  EXPECT_EQ(WithoutJoinedAnd("\u0648\u0627\u0645\u0648\u062a"), "\u0627\u0645\u0648\u062a");
  EXPECT_EQ(WithoutJoinedAnd("\u0648\u0627\u0645"), "");  // Too little would be left.
  EXPECT_EQ(WithoutJoinedAnd("wil"), "");
}

TEST(CrisisTextTest, BrokenUtf8IsReadPast) {
  EXPECT_THAT(SentencesOf("een\xff twee \xc3"), ElementsAre(ElementsAre("een", "twee")));
}

}  // namespace
}  // namespace meedoen::matcher
