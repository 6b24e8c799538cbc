#include "matcher/crisis/phrase_book.h"

#include <set>

#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using testing::FailsWith;
using ::testing::HasSubstr;

KindsFound Found(const WordTable& table, const std::string& text) {
  const WordTable* const tables[] = {&table};
  const auto book = PhraseBook::Make(tables);
  EXPECT_OK(book);
  KindsFound found{};
  for (const Words& sentence : SentencesOf(text)) book->Find(sentence, &found);
  return found;
}

constexpr WordTable kTable = {
    "xx", "@who = man\n@who = vriend", "# A remark.\nwil dood\n\n", "@who slaat", "dakloos", "wil dood graag"};

TEST(PhraseBookTest, EachKindByItsPhrases) {
  EXPECT_TRUE(Found(kTable, "ik wil dood")[v1::SUICIDE]);
  EXPECT_TRUE(Found(kTable, "vriend slaat")[v1::VIOLENCE]);
  EXPECT_TRUE(Found(kTable, "man slaat")[v1::VIOLENCE]);
  EXPECT_TRUE(Found(kTable, "dakloos")[v1::NO_SHELTER]);
  EXPECT_EQ(Found(kTable, "een remark"), KindsFound{});
}

TEST(PhraseBookTest, ALookAlikeTakesItsWordsAndNoOthers) {
  EXPECT_EQ(Found(kTable, "ik wil dood graag dansen"), KindsFound{});
  EXPECT_TRUE(Found(kTable, "ik wil dood graag dansen, maar ik wil dood")[v1::SUICIDE]);
}

TEST(PhraseBookTest, MistakesNameTheTableAndThePhrase) {
  for (const WordTable& table :
       {WordTable{"xx", "", "wil <9> dood", "", "", ""}, WordTable{"xx", "who = man", "wil <9> dood", "", "", ""}}) {
    const WordTable* const tables[] = {&table};
    EXPECT_THAT(PhraseBook::Make(tables), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("word table xx")));
  }
  const WordTable wrong = {"xx", "", "wil <9> dood", "", "", ""};
  const WordTable* const tables[] = {&wrong};
  EXPECT_THAT(PhraseBook::Make(tables), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("wil <9> dood")));
}

TEST(PhraseBookTest, OurTablesCanBeReadAndEachHasEveryKind) {
  const auto book = PhraseBook::Make(WordTables());
  ASSERT_OK(book);
  EXPECT_GT(book->size(), 900u);
  std::set<std::string> languages;
  for (const WordTable* table : WordTables()) {
    languages.insert(table->language);
    for (const char* phrases : {table->suicide, table->violence, table->no_shelter, table->look_alikes}) {
      EXPECT_GT(std::string(phrases).size(), 30u) << table->language;
    }
  }
  EXPECT_EQ(languages, (std::set<std::string>{"ar", "de", "en", "es", "fr", "nl", "pl", "ru", "tr", "uk"}));
}

}  // namespace
}  // namespace meedoen::matcher
