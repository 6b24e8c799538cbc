#include "core/text/clean.h"

#include <random>
#include <string>

#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::AllOf;
using testing::FailsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Cleaned(std::string_view text) {
  const absl::StatusOr<std::string> clean = CleanText(text);
  return clean.ok() ? *clean : "failed: " + clean.status().ToString();
}

TEST(CutCharactersTest, CutsWholeCharacters) {
  EXPECT_EQ(CutCharacters("één twee", 8), "één twee");
  EXPECT_EQ(CutCharacters("één twee", 7), "één tw…");
  EXPECT_EQ(CutCharacters("één", 2), "é…");
  EXPECT_EQ(CutCharacters("één", 1), "…");
  EXPECT_EQ(CutCharacters("één", 0), "");
  EXPECT_EQ(CutCharacters("", 3), "");
}

TEST(CleanTextTest, LeavesPlainTextAlone) {
  EXPECT_EQ(Cleaned("Koffie-inloop in De Bron, elke dinsdag!"), "Koffie-inloop in De Bron, elke dinsdag!");
  EXPECT_EQ(Cleaned(""), "");
}

TEST(CleanTextTest, BringsOneFormOfEveryCharacter) {
  EXPECT_EQ(Cleaned("cafe\u0301"), "caf\u00e9");
  EXPECT_EQ(Cleaned("\uff26\uff49\uff45\uff54\uff53"), "Fiets");  // Full-width letters.
  EXPECT_EQ(Cleaned("\ufb01ets \u0133sbaan"), "fiets ijsbaan");   // Ligatures.
  EXPECT_EQ(Cleaned("e\u200b\u0301en"), "\u00e9en");              // A zero-width space between letter and accent.
}

TEST(CleanTextTest, CollapsesWhiteSpace) {
  EXPECT_EQ(Cleaned("  samen \t\u00a0 eten  "), "samen eten");
  EXPECT_EQ(Cleaned("een\r\ntwee\rdrie\u2028vier\u0085vijf"), "een\ntwee\ndrie\nvier\nvijf");
  EXPECT_EQ(Cleaned("een \n \n \n\n twee"), "een\n\ntwee");
  EXPECT_EQ(Cleaned("\n\n een \n"), "een");
  EXPECT_EQ(Cleaned(" \t\r\n"), "");
}

TEST(CleanTextTest, TakesOutWhatCannotBeSeen) {
  EXPECT_EQ(Cleaned(std::string("a\0b\x07"
                                "c\x7f"
                                "d",
                                7)),
            "abcd");
  EXPECT_EQ(Cleaned("\ufeffkoor\u00ad\u202e\u2066"), "koor");  // Byte order mark, soft hyphen, direction overrides.
}

TEST(CleanTextTest, KeepsJoinersInsideWordsOnly) {
  EXPECT_EQ(Cleaned("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
  EXPECT_EQ(Cleaned("\u200d\u200c"), "");
  EXPECT_EQ(Cleaned("koor\u200d \u200dzang\u200d"), "koor zang");
}

TEST(CleanTextTest, RefusesBrokenUtf8WithoutRepeatingTheText) {
  for (std::string broken : {std::string("geheim\xff"), std::string("geheim\xc3"), std::string("geheim\xed\xa0\x80"),
                             std::string("geheim\xc0\x80"), std::string("geheim\xf5\x80\x80\x80")}) {
    EXPECT_THAT(CleanText(broken),
                FailsWith(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("at byte 6"), Not(HasSubstr("geheim")))));
    EXPECT_FALSE(IsValidUtf8(broken));
  }
  EXPECT_TRUE(IsValidUtf8("\u00e9\u20ac\U0001F600"));
}

TEST(CleanTextTest, CleaningTwiceIsCleaningOnce) {
  const std::u32string alphabet =
      U"a e\n\r\t\u0301\u0308\u200b\u200c\u200d\u00ad\ufb01\u00a0\u00a8\u3000\u2028\u1100\u1161\ufdfa";
  std::mt19937 random(20261122);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int n = 0; n < 12; ++n) {
      const char32_t c = alphabet[random() % alphabet.size()];
      if (c < 0x80) {
        text += static_cast<char>(c);
      } else if (c < 0x800) {
        text += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
      } else {
        text += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))};
      }
    }
    const std::string once = Cleaned(text);
    ASSERT_EQ(Cleaned(once), once) << "round " << round;
  }
}

TEST(CountCharactersTest, CountsCodePoints) {
  EXPECT_EQ(CountCharacters(""), 0u);
  EXPECT_EQ(CountCharacters("caf\u00e9 \U0001F600"), 6u);
}

TEST(FoldTextTest, ComparesWords) {
  EXPECT_EQ(FoldText("  Koffie-inloop, CAF\u00c9!  "), "koffie inloop cafe");
  EXPECT_EQ(FoldText("Stra\u00dfe \u0130zmir"), "strasse izmir");
  EXPECT_EQ(FoldText("\u041a\u0438\u0457\u0432 2026"), "\u043a\u0438\u0456\u0432 2026");
  EXPECT_EQ(FoldText("... !"), "");
}

}  // namespace
}  // namespace meedoen
