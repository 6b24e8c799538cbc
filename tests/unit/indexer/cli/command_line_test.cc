#include "indexer/cli/command_line.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace meedoen::indexer {
namespace {

int RunTyped(std::vector<std::string> words) {
  words.insert(words.begin(), "meedoen-indexer");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  return RunCommandLine(static_cast<int>(arguments.size()), arguments.data());
}

TEST(CommandLineTest, HelpOfEveryCommandEndsWith0) {
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"serve"},
                                                          {"import"},
                                                          {"places", "import"},
                                                          {"list"},
                                                          {"show"},
                                                          {"delete"},
                                                          {"rebuild"},
                                                          {"verify"},
                                                          {"snapshots", "list"},
                                                          {"model", "check"},
                                                          {"status"},
                                                          {"history"},
                                                          {"revert"},
                                                          {"redact"},
                                                          {"snapshots", "diff"},
                                                          {"snapshots", "rollback"},
                                                          {"snapshots", "prune"}};
  for (std::vector<std::string> command : commands) {
    command.push_back("--help");
    EXPECT_EQ(RunTyped(command), 0);
  }
}

TEST(CommandLineTest, WhatIsNotUnderstoodEndsWith2) {
  const std::vector<std::vector<std::string>> commands = {{},
                                                          {"import"},
                                                          {"places"},
                                                          {"snapshots", "prune"},
                                                          {"list", "--colour", "red"},
                                                          {"import", "--format", "xls", "file"},
                                                          {"--log-level", "loud", "list"},
                                                          {"show", "one", "two"}};
  for (const std::vector<std::string>& command : commands) EXPECT_EQ(RunTyped(command), 2);
}

}  // namespace
}  // namespace meedoen::indexer
