#include "core/base/shortened.h"

#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ShortenedTest, EndsWhereACharacterEnds) {
  EXPECT_EQ(Shortened("", 2), "");
  EXPECT_EQ(Shortened("ab", 2), "ab");
  EXPECT_EQ(Shortened("abc", 2), "ab");
  EXPECT_EQ(Shortened("a\u00e9b", 2), "a");
  EXPECT_EQ(Shortened("a\u00e9b", 3), "a\u00e9");
  EXPECT_EQ(Shortened("\U0001F600", 3), "");
  EXPECT_EQ(Shortened("\x80\x80\x80", 2), "");
}

// Found by fuzzing: half a character made a message that no gRPC answer can carry.
TEST(ShortenedTest, MessagesHoldWholeCharacters) {
  const std::string text = std::string(19, 'x') + "\u00e9" + std::string(78, 'x') + "\u00e9";
  EXPECT_THAT(std::string(ParseDate(text).status().message()), HasSubstr("\"xxxxxxxxxxxxxxxxxxx\" is not a date"));
  EXPECT_THAT(std::string(ParseTimeOfDay(text).status().message()), HasSubstr("\"xxxxxxxxxxxxxxxxxxx\" is not a time"));
  EXPECT_THAT(std::string(ParseActivityName(text).status().message()), Not(HasSubstr("\xc3\"")));
}

}  // namespace
}  // namespace meedoen
