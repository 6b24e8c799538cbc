// Every scenario of this folder: one test a file.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"
#include "tests/scenario/parser.h"
#include "tests/scenario/runner.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

constexpr char kFolder[] = "tests/scenario", kReadme[] = "tests/scenario/README.md";

std::vector<std::string> ScenarioNames() {
  std::vector<std::string> names;
  std::error_code no_folder;  // Then there are no scenarios, and ThereAreScenarios fails.
  for (const auto& entry : std::filesystem::directory_iterator(kFolder, no_folder)) {
    if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists") {
      names.push_back(entry.path().stem());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ScenarioFolder, ThereAreScenarios) {
  EXPECT_GE(ScenarioNames().size(), 25u) << "run this from the root of the checkout";
}

std::string TextOf(const std::string& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void ExpectRight(const std::string& file, const std::string& text) {
  const absl::StatusOr<Scenario> scenario = ParseScenario(file, text);
  ASSERT_TRUE(scenario.ok()) << scenario.status().message();
  for (const std::string& failure : PlayScenario(*scenario)) ADD_FAILURE() << failure;
}

TEST(ScenarioFolder, TheExampleOfTheReadmeIsRight) {
  const std::string readme = TextOf(kReadme);
  const size_t start = readme.find("\n```\n") + 5, end = readme.find("\n```\n", start);
  ASSERT_LT(end, readme.size());
  ExpectRight(kReadme, readme.substr(start, end + 1 - start));
}

// What the reader takes, in the words of its own errors.
std::vector<std::string> WordsOf(const absl::Status& error) {
  const std::string message(error.message());
  return SplitList(message.substr(message.find("hier kan staan: ") + 16));
}

TEST(ScenarioFolder, TheReadmeNamesEveryWord) {
  const std::string readme = TextOf(kReadme), nothing = "?";
  v1::Activity activity;
  Case one;
  v1::SuggestRequest request;
  v1::MunicipalitySettings settings;
  int words = 0;
  for (const absl::Status& error :
       {ReadActivityLine(nothing, nothing, &activity), ReadClientLine(nothing, nothing, &one),
        ReadQuestionLine(nothing, nothing, &request), ReadMunicipalityLine(nothing, nothing, &settings),
        ReadExpectation(nothing, nothing).status()}) {
    for (std::string word : WordsOf(error)) {
      if (word.ends_with(" K")) word.pop_back();
      const bool named =
          readme.find("`" + word) != std::string::npos || readme.find("\n  " + word) != std::string::npos;
      EXPECT_TRUE(named) << kReadme << " does not explain \"" << word << "\"";
      ++words;
    }
  }
  EXPECT_GT(words, 80);
}

class Scenarios : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenarios, AnswersAsExpected) {
  const std::string file = std::string(kFolder) + "/" + GetParam() + ".txt";
  ExpectRight(file, TextOf(file));
}

INSTANTIATE_TEST_SUITE_P(Dorp, Scenarios, ::testing::ValuesIn(ScenarioNames()),
                         [](const auto& file) { return file.param; });

}  // namespace
}  // namespace meedoen::scenario
