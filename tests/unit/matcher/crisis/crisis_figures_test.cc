// The figures that docs/crisis.md promises, held against the examples of catalog-samples.

#include <map>
#include <regex>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "matcher/evaluate/crisis_measure.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

constexpr char kExamples[] = "catalog-samples/crisis/examples.tsv";
constexpr double kMargin = 0.02;

struct Figures {
  int examples = 0;
  double precision = 0, recall = 0;
};

// The rows of the output of evaluate-crisis that the document shows, by set and group.
std::map<std::string, Figures> Promised() {
  const auto text = PosixEnv()->ReadFile("docs/crisis.md", 1 << 20);
  EXPECT_OK(text);
  const std::regex row(R"((develop|held-out|fresh) +(\w+) +(\d+) .*= (\d\.\d+) .*= (\d\.\d+) .*)");
  std::map<std::string, Figures> promised;
  for (const auto& line : absl::StrSplit(text.value_or(""), '\n')) {
    std::smatch found;
    const std::string whole(line);
    if (!std::regex_match(whole, found, row)) continue;
    promised[found.str(1) + " " + found.str(2)] = {std::stoi(found.str(3)), std::stod(found.str(4)),
                                                   std::stod(found.str(5))};
  }
  return promised;
}

TEST(CrisisFiguresTest, NotBelowWhatTheDocumentSays) {
  const auto examples = LoadCrisisExamples(*PosixEnv(), kExamples);
  ASSERT_OK(examples);
  const std::map<std::string, Figures> promised = Promised();
  const CrisisMeasures measures = MeasureCrisis(*examples);
  EXPECT_EQ(promised.size(), measures.rows.size());
  for (const CrisisRow& row : measures.rows) {
    const auto found = promised.find(row.set + " " + row.group);
    ASSERT_NE(found, promised.end()) << row.set << " " << row.group << " is not in docs/crisis.md";
    EXPECT_EQ(row.examples, found->second.examples) << found->first;
    EXPECT_GE(row.precision.value(), found->second.precision - kMargin) << found->first;
    EXPECT_GE(row.recall.value(), found->second.recall - kMargin) << found->first;
  }
}

TEST(CrisisFiguresTest, ThereAreEnoughExamplesAndLookAlikes) {
  const auto examples = LoadCrisisExamples(*PosixEnv(), kExamples);
  ASSERT_OK(examples);
  std::map<std::string, int> languages;
  int ordinary = 0;
  for (const CrisisExample& example : *examples) {
    ++languages[example.language];
    ordinary += example.kinds.empty() ? 1 : 0;
  }
  EXPECT_GE(examples->size(), 240u);
  EXPECT_GE(ordinary, static_cast<int>(examples->size()) * 2 / 5);
  for (const char* language : {"nl", "en", "tr", "ar", "pl", "uk"}) EXPECT_GE(languages[language], 50) << language;
}

}  // namespace
}  // namespace meedoen::matcher
