// The spreadsheets of municipalities through the real program: what goes in, and that importing twice changes nothing.
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFolder[] = "catalog-samples/spreadsheets/";

class IndexerSpreadsheetsTest : public IndexerProgram {
 protected:
  void SetUp() override { Output({"places", "import", kSamplePlaces}); }

  Finished Import(const std::string& name, const std::vector<std::string>& more = {}) const {
    const std::string source = "csv:test-" + name.substr(0, name.find('-'));  // Each number is a source of its own.
    std::vector<std::string> command = {"import", "--municipality", "GM0150", "--source", source, kFolder + name};
    command.insert(command.end(), more.begin(), more.end());
    return Run(command);
  }
};

TEST_F(IndexerSpreadsheetsTest, ImportingTwiceChangesNothing) {
  const std::pair<std::string, std::vector<std::string>> files[] = {
      {"1-welzijn-met-titels.csv", {}},
      {"2-buurthuis-windows.csv", {}},
      {"3-sport-unicode-tekst.csv", {}},
      {"4-bibliotheek-regeleinden.csv", {}},
      {"5-ouderenbond-samengevoegd.csv", {}},
      {"6-vrijwilligers-met-namen.csv", {}},
      {"7-sociale-kaart-eigen-namen.csv", {"--mapping", std::string(kFolder) + "7-sociale-kaart-eigen-namen.mapping"}},
      {"8-alle-tijden.csv", {}},
      {"9-alle-kosten.csv", {}},
      {"10-toegang-en-doelgroep.csv", {}},
      {"11-lijst-van-bladzijden.csv", {}},
      {"12-rooster.xlsx", {}},
      {"13-twee-bladen-1904.xlsx", {"--sheet", "Activiteiten"}},
      {"14-sjabloon.xlsx", {}}};
  for (const auto& [name, more] : files) {
    const Finished first = Import(name, more);
    EXPECT_THAT(first.out, AllOf(HasSubstr(" created, 0 changed, 0 unchanged, "), Not(HasSubstr(": 0 created"))))
        << first.err;
  }
  const std::string before = Catalogue();
  for (const auto& [name, more] : files) {
    EXPECT_THAT(Import(name, more).out, HasSubstr(": 0 created, 0 changed, ")) << name;
  }
  // The same sheet in another format is the same.
  EXPECT_THAT(Import("12-rooster-als-csv.csv").out, HasSubstr(": 0 created, 0 changed, 3 unchanged, 1 refused"));
  EXPECT_EQ(Catalogue(), before);
}

TEST_F(IndexerSpreadsheetsTest, ProblemsNameLineAndColumnAndNothingPrivate) {
  const Finished finished = Import("6-vrijwilligers-met-namen.csv");
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("3 created, 0 changed, 0 unchanged, 2 refused"));
  EXPECT_THAT(finished.err, AllOf(HasSubstr(".csv:4: Bijzonderheden: holds a number"),
                                  HasSubstr(".csv:2: Contactpersoon: warning: ")));
  for (const char* word : {"123456782", "Jansen", "12345670"}) EXPECT_THAT(finished.err, Not(HasSubstr(word)));
}

TEST_F(IndexerSpreadsheetsTest, WrongMappingsAndSheetsAreNamed) {
  const std::string mapping = Write("a.mapping", "Kop = titels\n");
  EXPECT_THAT(Import("7-sociale-kaart-eigen-namen.csv", {"--mapping", mapping}).err,
              HasSubstr("mapping, line 1: \"titels\""));
  EXPECT_THAT(Import("7-sociale-kaart-eigen-namen.csv", {"--mapping", folder_.File("none")}).err, HasSubstr("none"));
  EXPECT_THAT(Import("12-rooster.xlsx", {"--sheet", "Blad9"}).err,
              HasSubstr("has no sheet \"Blad9\"; it has \"Rooster\""));
  EXPECT_EQ(CountLines(Catalogue(), "GM0150/"), 0);
}

}  // namespace
}  // namespace meedoen::testing
