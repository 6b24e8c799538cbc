#include "matcher/evaluate/example_explanations.h"

#include "tests/unit/matcher/evaluate/evaluate_fixture.h"

namespace meedoen::matcher {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ExampleExplanationsTest : public EvaluateFixture {};

TEST_F(ExampleExplanationsTest, ShowsWhatIsReadAndHowHardItIs) {
  std::vector<JudgedClient> clients = {Client("01-anna", "zingen", {}), Client("02-joe", "naaien", {})};
  clients[1].request.set_language(v1::EN);
  const auto text = ExampleExplanations(Setting(), clients, 2);
  ASSERT_OK(text);
  EXPECT_THAT(*text, AllOf(HasSubstr("## 1. Zingen"), HasSubstr("01-anna; wishes: zingen."), HasSubstr("U noemde"),
                           HasSubstr("Ask your welfare coach"), HasSubstr("Our own sentences"), Not(HasSubstr("nan"))));
  const size_t english = text->find("02-joe");
  ASSERT_NE(english, std::string::npos);
  EXPECT_EQ(text->find("Reading ease", english), std::string::npos) << "a Dutch measure says nothing of English";
}

TEST_F(ExampleExplanationsTest, MoreThanThereAreClientsTakesOtherSuggestions) {
  const auto text = ExampleExplanations(Setting(), {Client("01-anna", "zingen", {})}, 3);
  ASSERT_OK(text);
  EXPECT_THAT(*text, AllOf(HasSubstr("## 1. "), HasSubstr("## 3. "), Not(HasSubstr("## 4. "))));
}

TEST_F(ExampleExplanationsTest, NobodyToExplainTo) {
  const auto text = ExampleExplanations(Setting(), {}, 3);
  ASSERT_OK(text);
  EXPECT_THAT(*text, Not(HasSubstr("## 1. ")));
}

}  // namespace
}  // namespace meedoen::matcher
