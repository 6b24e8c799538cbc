// A running indexer and the command line as its client.
#include <memory>

#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class IndexerServeTest : public IndexerProgram {
 protected:
  std::unique_ptr<Process> Serve() {
    auto serving = std::make_unique<Process>(Command({"serve", "--listen", "127.0.0.1:0"}));
    const std::string line = serving->WaitForLine("serving on ");
    address_ = line.substr(line.find("serving on ") + 11);
    return serving;
  }
  std::string address_;
};

TEST_F(IndexerServeTest, CommandsAreClientsOfTheIndexerThatServesTheirFolder) {
  auto serving = Serve();
  Output({"places", "import", kSamplePlaces});
  EXPECT_THAT(Output({"import", Write("rows.jsonl", Row("a") + Row("b"))}), HasSubstr("2 created"));
  EXPECT_EQ(CountLines(Output({"list"}), "GM0150/"), 2);
  EXPECT_THAT(Output({"show", "GM0150/a"}), HasSubstr("Wandelen a"));
  EXPECT_THAT(Output({"rebuild"}), HasSubstr("published: 2 activities"));
  EXPECT_THAT(Output({"verify"}), HasSubstr("all is well"));
  EXPECT_THAT(Output({"snapshots", "list"}), HasSubstr("(current)"));
  EXPECT_EQ(Run({"import", Write("bad.jsonl", "x\n")}).exit_code, 1);
  EXPECT_THAT(Output({"delete", "GM0150/b"}), HasSubstr("deleted"));
  const Finished by_address =
      RunProgram({MEEDOEN_INDEXER, "--data", folder_.File("other"), "--address", address_, "list"});
  EXPECT_EQ(CountLines(by_address.out, "GM0150/"), 1) << by_address.err;

  serving->Signal(SIGTERM);
  const Finished stopped = serving->Wait();
  EXPECT_EQ(stopped.exit_code, 0);
  EXPECT_THAT(stopped.err, AllOf(HasSubstr("SIGTERM"), HasSubstr("stopped")));
  EXPECT_EQ(CountLines(Output({"list"}), "GM0150/"), 1) << "now by opening the folder itself";
}

TEST_F(IndexerServeTest, OneServerAFolderAndOneAPort) {
  auto serving = Serve();
  const Finished same_folder = Run({"serve", "--listen", "127.0.0.1:0"});
  EXPECT_EQ(same_folder.exit_code, 1);
  EXPECT_THAT(same_folder.err, HasSubstr(folder_.File("data")));
  const Finished same_port = RunProgram({MEEDOEN_INDEXER, "--data", folder_.File("other"), "--model",
                                         folder_.File("model"), "serve", "--listen", address_});
  EXPECT_EQ(same_port.exit_code, 1);
  EXPECT_THAT(same_port.err, AllOf(HasSubstr(address_), HasSubstr("already")));
  const Finished open_port = RunProgram({MEEDOEN_INDEXER, "--data", folder_.File("other"), "--model",
                                         folder_.File("model"), "serve", "--listen", "0.0.0.0:0"});
  EXPECT_EQ(open_port.exit_code, 1);
  EXPECT_THAT(open_port.err, HasSubstr("TLS"));
}

TEST_F(IndexerServeTest, LogsNothingOfWhatItIsSent) {
  auto serving = std::make_unique<Process>(Command({"--log-level", "debug", "serve", "--listen", "127.0.0.1:0"}));
  serving->WaitForLine("serving on ");
  Output({"places", "import", kSamplePlaces});
  Output({"import", Write("rows.jsonl", Row("geheim-koor"))});
  Run({"import", Write("bad.jsonl", Row("fout", R"("valid_from": "onmogelijk", )"))});
  Run({"list", "--text", "rondje"});
  serving->Signal(SIGINT);
  const Finished stopped = serving->Wait();
  EXPECT_THAT(stopped.err, AllOf(HasSubstr("ImportActivities OK"), HasSubstr("ListActivities OK")));
  for (const char* word : {"Wandelen", "rondje", "onmogelijk"}) {
    EXPECT_EQ(CountLines(stopped.err, word), 0) << stopped.err;
  }
}

TEST_F(IndexerServeTest, AKilledServersFolderIsOpenedByTheNextCommand) {
  auto serving = Serve();
  Output({"places", "import", kSamplePlaces});
  Output({"import", Write("rows.jsonl", Row("a"))});
  serving->Kill();
  EXPECT_EQ(CountLines(Output({"list"}), "GM0150/"), 1);
  auto again = Serve();
  EXPECT_EQ(CountLines(Output({"list"}), "GM0150/"), 1);
}

}  // namespace
}  // namespace meedoen::testing
