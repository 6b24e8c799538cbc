#include "matcher/explain/wording.h"

#include <regex>
#include <set>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/env.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Language kBoth[] = {Language::kDutch, Language::kEnglish};

TEST(WordingTest, EveryCodeHasBothLanguagesAndNothingUnfilled) {
  std::set<std::string_view> codes;
  for (const std::string_view code : WordingCodes()) {
    EXPECT_TRUE(codes.insert(code).second) << code << " stands in the table twice";
    for (const Language language : kBoth) {
      const std::string text = Say(language, code, {"een", "twee", "drie"});
      EXPECT_GT(text.size(), 5u) << code;
      EXPECT_THAT(text, Not(HasSubstr("{"))) << code;
    }
    EXPECT_NE(Say(Language::kDutch, code), Say(Language::kEnglish, code)) << code;
  }
  EXPECT_GT(codes.size(), 50u);
}

// Say ends the program on a code that is not in the table, so every code that the sources use must be in it.
TEST(WordingTest, TheSourcesUseEveryCodeAndNoOther) {
  const auto known = WordingCodes();
  std::set<std::string> used;
  for (const char* file : {"explain/cautions.cc", "explain/explain.cc", "explain/reasons.cc", "near/change.cc",
                           "near/failures.cc", "near/widening.cc", "service/explain_activity.cc"}) {
    const auto source = PosixEnv()->ReadFile(std::string("matcher/") + file, 1 << 20);
    ASSERT_OK(source);
    const std::regex call(
        R"re((?:Reason\(|Caution\(|Sentence\(|[Aa]dd\(|Say\([\w.]*language, |k[A-Z]\w+, |\?\s+|:\s+)"([a-z_]+)")re");
    for (std::sregex_iterator at(source->begin(), source->end(), call), end; at != end; ++at) used.insert((*at)[1]);
  }
  used.erase("name");  // A field's path.
  EXPECT_EQ(used, std::set<std::string>(known.begin(), known.end()));
}

TEST(WordingTest, TheDocumentHasEverySentence) {
  const auto document = PosixEnv()->ReadFile("docs/explanations.md", 1 << 20);
  ASSERT_OK(document);
  for (const std::string_view code : WordingCodes()) {
    const std::string line = absl::StrCat("| `", std::string(code), "` | ", Say(Language::kDutch, code), " | ",
                                          Say(Language::kEnglish, code), " |");
    EXPECT_THAT(*document, HasSubstr(line));
  }
}

TEST(WordingTest, MoneyDatesAndTimesAsPeopleWriteThem) {
  EXPECT_EQ(SayMoney(Language::kDutch, 250), "€ 2,50");
  EXPECT_EQ(SayMoney(Language::kEnglish, 1205), "€12.05");
  const absl::CivilDay day(2026, 11, 24);
  const absl::Time start = FromLocal(day, 10 * 60), end = FromLocal(day, 12 * 60 + 30);
  EXPECT_EQ(SayDate(Language::kDutch, start), "dinsdag 24 november");
  EXPECT_EQ(SayDate(Language::kEnglish, start), "Tuesday 24 November");
  EXPECT_EQ(SayTimes(Language::kDutch, start, end), "10:00-12:30");
  EXPECT_EQ(SayDay(Language::kDutch, "2026-03-01"), "1 maart 2026");
  EXPECT_EQ(SayDay(Language::kEnglish, ""), "");
}

TEST(WordingTest, OneIsSingular) {
  EXPECT_EQ(SayMinutes(Language::kDutch, 1), "1 minuut");
  EXPECT_EQ(SayMinutes(Language::kDutch, 8), "8 minuten");
  EXPECT_EQ(SayMinutes(Language::kEnglish, 1), "1 minute");
  EXPECT_EQ(SayPlaces(Language::kDutch, 1), "1 plaats");
  EXPECT_EQ(SayPlaces(Language::kEnglish, 3), "3 places");
}

TEST(WordingTest, Enumerations) {
  EXPECT_EQ(Enumerate(Language::kDutch, {}), "");
  EXPECT_EQ(Enumerate(Language::kDutch, {"a"}), "a");
  EXPECT_EQ(Enumerate(Language::kDutch, {"a", "b", "c"}), "a, b en c");
  EXPECT_EQ(Enumerate(Language::kEnglish, {"a", "b"}), "a and b");
}

TEST(WordingTest, EveryGoalMeansAndLevelHasWords) {
  for (const Language language : kBoth) {
    std::set<std::string> goals, means;
    for (int goal = v1::Goal_MIN + 1; goal <= v1::Goal_MAX; ++goal)
      goals.insert(SayGoal(language, static_cast<v1::Goal>(goal)));
    EXPECT_EQ(goals.size(), 9u);
    for (int one = v1::Means_MIN + 1; one <= v1::Means_MAX; ++one)
      means.insert(SayMeans(language, static_cast<v1::Means>(one)));
    EXPECT_EQ(means.size(), 8u);
    EXPECT_EQ(SayLanguage(language, "xx"), "xx");
  }
  EXPECT_EQ(SayLanguage(Language::kDutch, "tr"), "Turks");
  EXPECT_EQ(SayLevel(v1::DUTCH_A2), "A2");
}

TEST(WordingTest, AWishIsQuotedAsItIs) {
  EXPECT_EQ(Say(Language::kDutch, "wish", {"iets met {1} en {0}"}), "U noemde: \"iets met {1} en {0}\".");
}

}  // namespace
}  // namespace meedoen::matcher
