// The real meedoen-indexer with a data folder of its own and a model that needs no weights.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/hashing_model.h"
#include "tests/testing/process.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::testing {

inline constexpr char kSamplePlaces[] = "catalog-samples/places.csv";
inline constexpr char kSampleDeventer[] = "catalog-samples/deventer.jsonl";

class IndexerProgram : public ::testing::Test {
 protected:
  IndexerProgram() { WriteHashingModel(folder_.File("model")); }

  std::vector<std::string> Command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {MEEDOEN_INDEXER, "--data", folder_.File("data"), "--model",
                                        folder_.File("model")};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
  }
  Finished Run(const std::vector<std::string>& arguments) const { return RunProgram(Command(arguments)); }

  // Of a command that must succeed.
  std::string Output(const std::vector<std::string>& arguments) const {
    const Finished finished = Run(arguments);
    EXPECT_EQ(finished.exit_code, 0) << finished.err;
    return finished.out;
  }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.File(name), std::ios::binary) << text;
    return folder_.File(name);
  }

  // The JSON of a good activity; `more` is put in behind ("\"cost\": {}, ").
  static std::string Row(const std::string& id, const std::string& more = "") {
    return absl::StrCat(R"({"name": "municipalities/GM0150/activities/)", id, R"(", "title": "Wandelen )", id,
                        R"(", "description": "Een rustig rondje door het park.", "provider": {"name": "Meedoen"}, )",
                        more, R"("categories": ["walking"], "place": {"postcode": "7415"}})", "\n");
  }

  // Everything that the catalogue holds, to compare before with after.
  std::string Catalogue() const { return Output({"list"}); }

  TempDir folder_;
};

// The lines of a text that hold `word`.
inline int CountLines(const std::string& text, const std::string& word) {
  int count = 0;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    if (text.substr(start, end - start).find(word) != std::string::npos) ++count;
    start = end + 1;
  }
  return count;
}

}  // namespace meedoen::testing
