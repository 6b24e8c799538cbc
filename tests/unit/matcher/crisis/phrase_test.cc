#include "matcher/crisis/phrase.h"

#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

// The words of `text` that `phrase` consists of, at its first place; empty: it is not there.
std::vector<std::string> Found(const std::string& phrase, const std::string& text) {
  const auto parsed = Phrase::Parse(phrase, {{"partner", "man|vriend"}});
  EXPECT_OK(parsed);
  if (!parsed.ok()) return {};
  for (const Words& words : SentencesOf(text)) {
    const std::vector<bool> taken(words.size(), false);
    std::vector<size_t> matched;
    for (size_t at = 0; at < words.size(); ++at) {
      if (!MatchesAt(*parsed, words, taken, at, &matched)) continue;
      std::vector<std::string> found;
      for (const size_t one : matched) found.push_back(words[one]);
      return found;
    }
  }
  return {};
}

bool Finds(const std::string& phrase, const std::string& text) { return !Found(phrase, text).empty(); }

TEST(PhraseTest, WholeWordsInOrder) {
  EXPECT_TRUE(Finds("wil dood", "Ik wil DOOD!"));
  EXPECT_FALSE(Finds("wil dood", "ik wil doodmoe zijn"));
  EXPECT_FALSE(Finds("wil dood", "dood wil"));
  EXPECT_FALSE(Finds("wil dood", "wat ik wil. Dood gewicht"));
  EXPECT_TRUE(Finds("wil|wou dood", "ik wou dood"));
  EXPECT_TRUE(Finds("@partner slaat", "mijn vriend slaat"));
}

TEST(PhraseTest, AGapAtItsSizeAndAbove) {
  EXPECT_TRUE(Finds("wil <2> leven", "wil leven"));
  EXPECT_TRUE(Finds("wil <2> leven", "wil niet meer leven"));
  EXPECT_FALSE(Finds("wil <2> leven", "wil echt niet meer leven"));
  EXPECT_TRUE(Finds("wil <2> leven", "wil echt, niet, leven"));  // The end of a clause is no word.
  EXPECT_THAT(Found("wil <2> leven", "wil niet meer leven"), ::testing::ElementsAre("wil", "leven"));
}

TEST(PhraseTest, WordsThatMayBeLeftOut) {
  for (const char* text : {"wil dood", "wil maar dood", "wil nu dood", "wil maar nu dood"}) {
    EXPECT_TRUE(Finds("wil (maar) (nu) dood", text)) << text;
  }
  EXPECT_FALSE(Finds("wil (maar) (nu) dood", "wil gewoon dood"));
}

TEST(PhraseTest, TheEndOfAClause) {
  EXPECT_TRUE(Finds("wil niet meer $", "ik wil niet meer"));
  EXPECT_TRUE(Finds("wil niet meer $", "ik wil niet meer, echt"));
  EXPECT_TRUE(Finds("wil niet meer $", "ik wil niet meer. Echt"));
  EXPECT_FALSE(Finds("wil niet meer $", "ik wil niet meer thuiszitten"));
  EXPECT_TRUE(Finds("wil niet meer $|maar", "ik wil niet meer maar moet"));
}

TEST(PhraseTest, BeginningsAndTypos) {
  EXPECT_TRUE(Finds("zelfmoord*", "zelfmoordgedachten"));
  EXPECT_FALSE(Finds("zelfmoord", "zelfmoordgedachten"));
  for (const char* typo : {"zelfmord", "zelfmooord", "zelfmoort", "zefmoord", "zelmfoord"}) {
    EXPECT_TRUE(Finds("zelfmoord~", typo)) << typo;
  }
  EXPECT_TRUE(Finds("zelfmoord*~", "zelfmordgedachten"));
  EXPECT_FALSE(Finds("zelfmoord~", "zelmord"));    // Two letters.
  EXPECT_FALSE(Finds("zelfmoord~", "eelfmoord"));  // The first two must be right.
}

TEST(PhraseTest, OneTypo) {
  EXPECT_TRUE(WithinOneTypo("", "a"));
  EXPECT_TRUE(WithinOneTypo("abc", "abc"));
  EXPECT_TRUE(WithinOneTypo("abc", "abcd"));
  EXPECT_TRUE(WithinOneTypo("abc", "ac"));
  EXPECT_TRUE(WithinOneTypo("abc", "axc"));
  EXPECT_TRUE(WithinOneTypo("abc", "bac"));
  EXPECT_FALSE(WithinOneTypo("abc", "cba"));
  EXPECT_FALSE(WithinOneTypo("abc", "abcde"));
  EXPECT_FALSE(WithinOneTypo("abcd", "badc"));
}

TEST(PhraseTest, AnArabicAndMayBeWrittenOntoAWord) {
  EXPECT_TRUE(Finds("\u0623\u0645\u0648\u062a", "\u0648\u0623\u0645\u0648\u062a"));
}

TEST(PhraseTest, TakenWordsAreNoPartOfAPhrase) {
  const auto phrase = Phrase::Parse("wil <2> dood", {});
  ASSERT_OK(phrase);
  const Words words = SentencesOf("wil dood en dood")[0];
  std::vector<size_t> matched;
  ASSERT_TRUE(MatchesAt(*phrase, words, {false, true, false, false}, 0, &matched));
  EXPECT_THAT(matched, ::testing::ElementsAre(0, 3));
  EXPECT_FALSE(MatchesAt(*phrase, words, {true, false, false, false}, 0, &matched));
  EXPECT_FALSE(MatchesAt(*phrase, words, {false, false, false, false}, 4, &matched));
}

TEST(PhraseTest, MistakesAreNamed) {
  for (const auto& [text, why] :
       std::vector<std::pair<std::string, std::string>>{{"", "end with a word"},
                                                        {"wil <2>", "end with a word"},
                                                        {"wil (maar)", "end with a word"},
                                                        {"<2> wil", "begin with a word"},
                                                        {"(ik) wil", "begin with a word"},
                                                        {"$", "begin with a word"},
                                                        {"wil <7> dood", "a gap is"},
                                                        {"wil <2> <2> dood", "a gap is"},
                                                        {"wil $ dood", "$ stands last"},
                                                        {"wil <2> $", "$ stands last"},
                                                        {"wil @nobody", "no class @nobody"},
                                                        {"wil|", "not one word"},
                                                        {"zelf-moord", "not one word"},
                                                        {"z*", "too short for *"},
                                                        {"moord~", "too short for ~"},
                                                        {"a <6> b <6> c <6> d <6> e", "too many gaps"}}) {
    EXPECT_THAT(Phrase::Parse(text, {}), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(why))) << text;
  }
  EXPECT_OK(Phrase::Parse("a <6> b <6> c <6> d", {}));  // 343 ways, of 512.
}

}  // namespace
}  // namespace meedoen::matcher
