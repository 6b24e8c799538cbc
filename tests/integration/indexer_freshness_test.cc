// The yearly round of docs/freshness.md with the real program: list --stale, the question file, confirm, replies.
#include "core/base/civil_time.h"
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class IndexerFreshnessTest : public IndexerProgram {
 protected:
  void SetUp() override {
    Output({"places", "import", kSamplePlaces});
    const std::string day = FormatDate(LocalDay(absl::Now()) - 100);
    Output({"import", Write("rows.jsonl", Asked("koffie", "Buurthuis", "2020-03-12") + Asked("koor", "Zangers", "") +
                                              Asked("vers", "Buurthuis", day))});
  }
  // Once a week, with the organisation's telephone.
  static std::string Asked(const std::string& id, const std::string& provider, const std::string& verified_on) {
    return absl::StrCat(R"({"name": "municipalities/GM0150/activities/)", id, R"(", "title": "Het )", id,
                        R"(", "description": "Samen.", "provider": {"name": ")", provider,
                        R"("}, "categories": ["walking"], "place": {"postcode": "7415"}, "contact": {"telephone": )",
                        R"("0570 555 001"}, "schedule": {"weekly_slots": [{"day": "TUESDAY", "start_time": "10:00", )",
                        R"("end_time": "12:00"}]}, "verification": {"verified_on": ")", verified_on, "\"}}\n");
  }
  std::string File(const std::string& path) const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void Replace(const std::string& from, const std::string& to, std::string* text) {
    const size_t at = text->find(from);
    ASSERT_NE(at, text->npos) << from;
    text->replace(at, from.size(), to);
  }
};

TEST_F(IndexerFreshnessTest, FromTheQuestionToTheAnswer) {
  const Finished listed = Run({"list", "--stale", "--municipality", "GM0150"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_EQ(listed.out,
            "Buurthuis (telefoon 0570 555 001): 1 activiteit\n  GM0150/koffie\n"
            "    Loopt 'Het koffie' nog, elke dinsdag 10.00-12.00? Laatst bevestigd 12-03-2020.\n"
            "Zangers (telefoon 0570 555 001): 1 activiteit\n  GM0150/koor\n"
            "    Loopt 'Het koor' nog, elke dinsdag 10.00-12.00? Nog nooit bevestigd.\n");
  EXPECT_THAT(listed.err, HasSubstr("2 activiteiten om na te vragen, bij 2 aanbieders"));

  const std::string path = folder_.File("vragen.csv");
  EXPECT_EQ(Output({"list", "--stale", "--output", path}), "");
  std::string file = File(path);
  EXPECT_THAT(file, HasSubstr("\r\nGM0150/koffie;Buurthuis;Het koffie;elke dinsdag 10.00-12.00;12-03-2020;;\r\n"));
  const Finished again = Run({"list", "--stale", "--output", path});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("vragen.csv is there already, and may hold answers"));

  Replace("12-03-2020;;", "12-03-2020;ja;", &file);
  Replace("nooit;;", "nooit;nee;gestopt in mei", &file);
  Write("vragen.csv", file);
  const std::string before = Catalogue();
  const Finished dry = Run({"replies", path, "--dry-run"});
  EXPECT_THAT(dry.out, HasSubstr("1 confirmed, 1 ended, 0 to look at, 0 unanswered, 0 refused; nothing was stored"));
  EXPECT_EQ(Catalogue(), before);
  const Finished taken = Run({"replies", path});
  EXPECT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_THAT(taken.err, HasSubstr("vragen.csv:3: loopt nog (ja/nee/anders): warning: GM0150/koor: there is a remark: "
                                   "\"gestopt in mei\""));
  EXPECT_EQ(Output({"list", "--stale"}), "");
  const std::string after = Catalogue();
  EXPECT_THAT(after, AllOf(HasSubstr("CANCELLED"), HasSubstr(FormatDate(LocalDay(absl::Now())))));
  EXPECT_EQ(Output({"replies", path}).substr(0, taken.out.find(';')), taken.out.substr(0, taken.out.find(';')));
  EXPECT_EQ(Catalogue(), after) << "the same file again changes nothing";
}

TEST_F(IndexerFreshnessTest, AFileForEachProvider) {
  const std::string folder = folder_.File("vragen");
  EXPECT_THAT(Output({"list", "--stale", "--output-folder", folder}),
              AllOf(HasSubstr("vragen/buurthuis.csv: 1 vraag"), HasSubstr("vragen/zangers.csv: 1 vraag")));
  EXPECT_THAT(File(folder + "/zangers.csv"), AllOf(HasSubstr("GM0150/koor;"), Not(HasSubstr("koffie"))));
  EXPECT_EQ(Run({"list", "--stale", "--output-folder", folder}).exit_code, 1) << "they may hold answers";
  EXPECT_EQ(Run({"list", "--output", "x.csv"}).exit_code, 2) << "needs --stale";
}

TEST_F(IndexerFreshnessTest, ByTelephone) {
  EXPECT_THAT(Output({"confirm", "GM0150/koffie", "GM0150/koor", "--by", "welzijnscoach"}),
              AllOf(HasSubstr("GM0150/koffie: verified "), HasSubstr("GM0150/koor: verified "),
                    HasSubstr(" by welzijnscoach")));
  EXPECT_EQ(Output({"list", "--stale"}), "");
  const Finished wrong = Run({"confirm", "GM0150/weg", "GM0150/koor", "--by", "welzijnscoach"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("GM0150/weg"));
  EXPECT_THAT(wrong.out, HasSubstr("GM0150/koor: verified")) << "the others are confirmed";
  EXPECT_EQ(Run({"confirm", "GM0150/koor"}).exit_code, 2) << "by whom?";
}

TEST_F(IndexerFreshnessTest, TheMunicipalitysRules) {
  std::filesystem::create_directory(folder_.File("settings"));
  Write("settings/GM0150.json", R"({"ageing": {"ask_after_days": 90}})");
  EXPECT_EQ(CountLines(Output({"--settings", folder_.File("settings"), "list", "--stale"}), "Loopt '"), 3);
  Write("settings/GM0150.json", R"({"ageing": {"ask_after_days": 4000}})");
  const Finished wrong = Run({"--settings", folder_.File("settings"), "list", "--stale"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("GM0150.json: ageing.ask_after_days: must be from 1 to 3650"));
  EXPECT_EQ(CountLines(Output({"list", "--verified-before", "2021-01-01"}), "GM0150/"), 2);
}

// The indexer that serves reads its settings each time; a command does not bring others.
TEST_F(IndexerFreshnessTest, TheRulesOfTheIndexerThatServes) {
  std::filesystem::create_directory(folder_.File("settings"));
  const std::vector<std::string> serve = {"serve", "--listen", "127.0.0.1:0", "--settings", folder_.File("settings")};
  Process serving(Command(serve));
  serving.WaitForLine("serving on ");
  EXPECT_EQ(CountLines(Output({"list", "--stale"}), "Loopt '"), 2);
  Write("settings/default.json", R"({"ageing": {"ask_after_days": 90}})");
  EXPECT_EQ(CountLines(Output({"list", "--stale"}), "Loopt '"), 3) << "without a restart";
  Write("settings/default.json", R"({"ageing": {"ask_after_day": 90}})");
  EXPECT_THAT(Run({"list", "--stale"}).err, HasSubstr("default.json: is not settings in JSON"));
  EXPECT_EQ(Run({"list"}).exit_code, 0);
  const Finished other = Run({"list", "--stale", "--settings", folder_.path()});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.err, HasSubstr("--settings belongs to the indexer that answers at"));
  serving.Signal(SIGTERM);
  EXPECT_EQ(serving.Wait().exit_code, 0);
  const Finished wrong = Run(serve);
  EXPECT_EQ(wrong.exit_code, 1) << "does not start with files that are wrong";
  EXPECT_THAT(wrong.err, HasSubstr("default.json"));
}

TEST_F(IndexerFreshnessTest, RepliesThatAreWrong) {
  const std::string before = Catalogue();
  const std::string path = Write("antwoord.csv",
                                 "id,loopt nog,opmerking\nGM0150/weg,ja,\nGM0150/koor,misschien,\n"
                                 "GM0150/koffie,nee,vraag 123456782\n");
  const Finished finished = Run({"replies", path});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err,
              AllOf(HasSubstr(path + ":2: id: GM0150/weg is not in the catalogue"),
                    HasSubstr(path + ":3: loopt nog: \"misschien\" is not an answer"),
                    HasSubstr(path + ":4: opmerking: holds a number of nine digits"), Not(HasSubstr("123456782"))));
  EXPECT_THAT(finished.out, HasSubstr("0 confirmed, 0 ended, 0 to look at, 0 unanswered, 3 refused"));
  EXPECT_EQ(Catalogue(), before);
  EXPECT_THAT(Run({"replies", Write("leeg.csv", "")}).err, HasSubstr("leeg.csv"));
  EXPECT_THAT(Run({"replies", folder_.File("weg.csv")}).err, HasSubstr("weg.csv"));
}

}  // namespace
}  // namespace meedoen::testing
