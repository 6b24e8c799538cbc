// The command line on its own, without a running indexer: each command opens the data folder itself.
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class IndexerCommandsTest : public IndexerProgram {
 protected:
  void SetUp() override { Output({"places", "import", kSamplePlaces}); }
};

TEST_F(IndexerCommandsTest, ImportsTheSamplesAndReadsThemBack) {
  EXPECT_THAT(Output({"import", kSampleDeventer}),
              HasSubstr("deventer.jsonl: 100 created, 0 changed, 0 unchanged, 0 refused"));
  EXPECT_THAT(Output({"import", kSampleDeventer}), HasSubstr("0 created, 0 changed, 100 unchanged, 0 refused"));
  const Finished listed = Run({"list", "--municipality", "GM0150"});
  EXPECT_EQ(listed.exit_code, 0);
  EXPECT_EQ(CountLines(listed.out, "GM0150/"), 100);
  EXPECT_THAT(listed.err, HasSubstr("100 activities"));
  EXPECT_THAT(listed.out, HasSubstr("Koffie met een K"));
  EXPECT_EQ(CountLines(Output({"list", "--text", "koffie met een k"}), "GM0150/"), 1);
  EXPECT_EQ(CountLines(Output({"list", "--municipality", "GM1966"}), "GM"), 0);

  const std::string shown = Output({"show", "GM0150/koffie-met-een-k"});
  EXPECT_THAT(shown, AllOf(HasSubstr("\"name\": \"municipalities/GM0150/activities/koffie-met-een-k\""),
                           HasSubstr("\"weekly_slots\""), HasSubstr("\"resolved_coordinates\"")));
  EXPECT_EQ(shown, Output({"show", "municipalities/GM0150/activities/koffie-met-een-k"}));
}

TEST_F(IndexerCommandsTest, KeepsGoodRowsAndListsBadOnesByFileLineAndColumn) {
  const std::string file =
      Write("mixed.jsonl",
            Row("goed") + Row("fout", R"("cost": {"cents_per_visit": 99000000}, )") + "geen json\n" + Row("ook-goed"));
  const Finished finished = Run({"import", file});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("2 created, 0 changed, 0 unchanged, 2 refused"));
  EXPECT_THAT(finished.err, HasSubstr(file + ":2: cost.cents_per_visit: "));
  EXPECT_THAT(finished.err, HasSubstr(file + ":3: "));
  const std::string listed = Catalogue();
  EXPECT_THAT(listed, AllOf(HasSubstr("GM0150/goed"), HasSubstr("GM0150/ook-goed"), Not(HasSubstr("GM0150/fout"))));
}

TEST_F(IndexerCommandsTest, ADryRunStoresNothingAndCountsTheSame) {
  Output({"import", Write("first.jsonl", Row("a") + Row("b"))});
  const std::string before = Catalogue();
  const std::string file = Write("second.jsonl", Row("a") + Row("b", R"("cost": {"cents_per_visit": 5}, )") + Row("c"));
  EXPECT_THAT(Output({"import", "--dry-run", file}),
              HasSubstr("1 created, 1 changed, 1 unchanged, 0 refused, 0 withdrawn; nothing"));
  EXPECT_EQ(Catalogue(), before);
  EXPECT_THAT(Output({"import", file}), HasSubstr("1 created, 1 changed, 1 unchanged, 0 refused"));
}

TEST_F(IndexerCommandsTest, ADryRunShowsEachFieldAndItsTokenAppliesJustThat) {
  Output({"import", "--source", "csv:a", Write("first.jsonl", Row("a") + Row("b") + Row("c"))});
  const std::string file = Write("second.jsonl", Row("a", R"("cost": {"cents_per_visit": 5}, )") + Row("b") + Row("d"));
  const std::vector<std::string> import = {"import", "--source", "csv:a", file};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), import.begin(), import.end());
    return Run(more);
  };
  const std::string shown = with({"--dry-run"}).out;
  EXPECT_THAT(shown, AllOf(HasSubstr("changed  GM0150/a"), HasSubstr("cost.cents_per_visit: (empty)  ->  5"),
                           HasSubstr("gone     GM0150/c"), HasSubstr("new      GM0150/d"),
                           HasSubstr("Er is nog niets opgeslagen.")));
  const std::string json = with({"--dry-run", "--json", "--language", "en"}).out;
  EXPECT_THAT(json, AllOf(HasSubstr("\"withdrawn\": 1"), HasSubstr("\"kind\": \"GONE\""),
                          HasSubstr("Nothing has been stored yet.")));
  const std::string token =
      shown.substr(shown.find("token: ") + 7, shown.find('\n', shown.find("token: ")) - shown.find("token: ") - 7);
  const Finished applied = with({"--token", token});
  EXPECT_THAT(applied.out, HasSubstr("1 created, 1 changed, 1 unchanged, 0 refused, 1 withdrawn")) << applied.err;
  const Finished again = with({"--token", token});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("has changed since the dry run"));
  EXPECT_THAT(Run({"show", "GM0150/c"}).err, HasSubstr("GM0150/c"));
}

TEST_F(IndexerCommandsTest, TwoFilesAreNotOneSource) {
  const std::vector<std::string> files = {Write("a.jsonl", Row("a")), Write("b.jsonl", Row("b"))};
  const Finished refused = Run({"import", "--source", "csv:a", files[0], files[1]});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("--partial"));
  EXPECT_THAT(Output({"import", "--source", "csv:a", "--partial", files[0], files[1]}), HasSubstr("1 created"));
  EXPECT_THAT(Catalogue(), AllOf(HasSubstr("GM0150/a"), HasSubstr("GM0150/b")));
}

TEST_F(IndexerCommandsTest, TheGuardNeedsForce) {
  std::string rows;
  for (int i = 0; i < 10; ++i) rows += Row(absl::StrCat("a", i));
  Output({"import", "--source", "csv:a", Write("first.jsonl", rows)});
  const std::string half = Write("second.jsonl", Row("a1"));
  const Finished stopped = Run({"import", "--source", "csv:a", half});
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_THAT(stopped.err, AllOf(HasSubstr("9 of the 10"), HasSubstr("--force")));
  EXPECT_THAT(Output({"import", "--source", "csv:a", "--partial", half}), HasSubstr("1 unchanged"));
  EXPECT_THAT(Output({"import", "--source", "csv:a", "--force", half}), HasSubstr("9 withdrawn"));
}

TEST_F(IndexerCommandsTest, RebuildsAndEmbedsNothingTwice) {
  Output({"import", kSampleDeventer});
  const Finished first = Run({"rebuild"});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("texts embedded, 0 kept"));
  EXPECT_THAT(first.out, Not(HasSubstr("; 0 texts")));
  EXPECT_THAT(first.err, AllOf(HasSubstr("embed "), HasSubstr("verify ")));
  EXPECT_THAT(Output({"rebuild"}), HasSubstr("; 0 texts embedded"));
  const std::string snapshots = Output({"snapshots", "list"});
  EXPECT_EQ(CountLines(snapshots, kHashingModelId), 2);
  EXPECT_EQ(CountLines(snapshots, "(current)"), 1);
  EXPECT_THAT(Output({"verify"}),
              AllOf(HasSubstr("100 activities"), HasSubstr("2 snapshots"), HasSubstr("all is well")));
}

TEST_F(IndexerCommandsTest, DeletesOneActivity) {
  Output({"import", Write("rows.jsonl", Row("a") + Row("b"))});
  EXPECT_THAT(Output({"delete", "GM0150/a"}), HasSubstr("deleted"));
  EXPECT_THAT(Catalogue(), AllOf(Not(HasSubstr("GM0150/a ")), HasSubstr("GM0150/b ")));
  const Finished again = Run({"delete", "GM0150/a"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("NOT_FOUND"));
}

TEST_F(IndexerCommandsTest, ChecksAModelFolder) {
  const Finished checked = RunProgram({MEEDOEN_INDEXER, "model", "check", folder_.File("model")});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, AllOf(HasSubstr(kHashingModelId), HasSubstr("64")));
  const Finished missing = RunProgram({MEEDOEN_INDEXER, "model", "check", folder_.File("nowhere")});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, AllOf(HasSubstr("nowhere"), HasSubstr("scripts/setup")));
}

TEST_F(IndexerCommandsTest, RefusesAnotherModelThanTheCatalogueWasEmbeddedWith) {
  Output({"import", Write("rows.jsonl", Row("a"))});
  Output({"rebuild"});
  WriteHashingModel(folder_.File("other"), "other-model");
  const auto rebuild = [this](const std::vector<std::string>& more) {
    std::vector<std::string> command = {MEEDOEN_INDEXER,       "--data", folder_.File("data"), "--model",
                                        folder_.File("other"), "rebuild"};
    command.insert(command.end(), more.begin(), more.end());
    return RunProgram(command);
  };
  const Finished refused = rebuild({});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("other-model"), HasSubstr(kHashingModelId)));
  const Finished allowed = rebuild({"--allow-model-change"});
  EXPECT_EQ(allowed.exit_code, 0) << allowed.err;
  EXPECT_THAT(allowed.out, AllOf(HasSubstr("model other-model"), HasSubstr("1 texts embedded")));
}

TEST_F(IndexerCommandsTest, WhatIsNotUnderstoodEndsWith2AndHelpWith0) {
  EXPECT_EQ(Run({}).exit_code, 2);
  EXPECT_EQ(Run({"embed"}).exit_code, 2);
  EXPECT_EQ(Run({"show"}).exit_code, 2);
  EXPECT_EQ(Run({"import", "--format", "xls", "x.xls"}).exit_code, 2);
  const Finished help = Run({"import", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, HasSubstr("Exit code"));
}

}  // namespace
}  // namespace meedoen::testing
