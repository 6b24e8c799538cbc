// Bad input of every kind: each ends in one clear error, and the catalogue is as it was.
#include <fstream>

#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class IndexerBadInputTest : public IndexerProgram {
 protected:
  void SetUp() override {
    Output({"places", "import", kSamplePlaces});
    Output({"import", Write("good.jsonl", Row("goed"))});
    before_ = Catalogue();
  }
  void TearDown() override {
    EXPECT_EQ(Catalogue(), before_);
    EXPECT_THAT(Output({"verify"}), HasSubstr("all is well"));
  }

  // Imports one row that must be refused with all these words.
  void ExpectRefused(const std::string& row, const std::vector<std::string>& words) {
    const std::string file = Write("bad.jsonl", row);
    const Finished finished = Run({"import", file});
    EXPECT_EQ(finished.exit_code, 1) << row.substr(0, 200);
    EXPECT_THAT(finished.out, HasSubstr("0 created, 0 changed, 0 unchanged, 1 refused")) << finished.err;
    EXPECT_THAT(finished.err, HasSubstr(file + ":1: "));
    for (const std::string& word : words) EXPECT_THAT(finished.err, HasSubstr(word));
    EXPECT_LT(finished.err.size(), 2'000u) << "one clear error";
  }

  std::string before_;
};

TEST_F(IndexerBadInputTest, MalformedRows) {
  ExpectRefused("{\"name\": \n", {});
  ExpectRefused("[1, 2, 3]\n", {});
  ExpectRefused("\"text\"\n", {});
  ExpectRefused(Row("a", R"("no_such_field": 1, )"), {"no_such_field"});
  ExpectRefused(Row("a", R"("cost": {"cents_per_visit": "veel"}, )"), {});
}

TEST_F(IndexerBadInputTest, WrongPostcodes) {
  std::string row = Row("a");
  row.replace(row.find("7415"), 4, "0123");
  ExpectRefused(row, {"place.postcode", "0123"});
  row.replace(row.find("0123"), 4, "1011");
  ExpectRefused(row, {"place.postcode", "1011", "places import"});
}

TEST_F(IndexerBadInputTest, ImpossibleDates) {
  ExpectRefused(Row("a", R"("valid_from": "2026-02-30", )"), {"valid_from", "2026-02-30"});
  ExpectRefused(Row("a", R"("schedule": {"exception_dates": ["morgen"]}, )"), {"schedule.exception_dates[0]"});
  ExpectRefused(Row("a", R"("valid_from": "2026-05-01", "valid_until": "2026-04-01", )"), {"valid_until"});
}

TEST_F(IndexerBadInputTest, UnknownCategories) {
  std::string row = Row("a");
  row.replace(row.find("walking"), 7, "wandlen");
  ExpectRefused(row, {"categories[0]", "wandlen", "did you mean"});
}

TEST_F(IndexerBadInputTest, EmptyAndEndlessTexts) {
  std::string row = Row("a");
  row.replace(row.find("Een rustig rondje door het park."), 32, "");
  ExpectRefused(row, {"description", "empty"});
  row = Row("a");
  row.replace(row.find("Een rustig"), 10, std::string(100'000, 'x'));
  ExpectRefused(row, {});
}

TEST_F(IndexerBadInputTest, BrokenUtf8) {
  std::string row = Row("a");
  row.replace(row.find("rustig"), 6, "rus\xC3\x28tig");
  ExpectRefused(row, {"UTF-8"});
}

TEST_F(IndexerBadInputTest, CitizenNumbersWithoutRepeatingThem) {
  std::string row = Row("a");
  row.replace(row.find("rustig"), 6, "BSN 123456782");
  const Finished finished = Run({"import", Write("bad.jsonl", row)});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, AllOf(HasSubstr("description"), Not(HasSubstr("123456782"))));
}

TEST_F(IndexerBadInputTest, FilesThatAreNotThereOrNotUnderstood) {
  const Finished missing = Run({"import", folder_.File("nowhere.csv")});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr("nowhere.csv"));
  const Finished folder = Run({"import", folder_.path()});
  EXPECT_EQ(folder.exit_code, 1);
  EXPECT_THAT(folder.err, HasSubstr(folder_.path()));
  const Finished unknown = Run({"import", Write("rows.xls", "PK")});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("--format"));
  EXPECT_EQ(Run({"places", "import", folder_.File("nowhere.csv")}).exit_code, 1);
  const Finished table = Run({"places", "import", Write("places.csv", "a,b\n1,2\n")});
  EXPECT_EQ(table.exit_code, 1);
  EXPECT_THAT(table.err, HasSubstr("places.csv"));
}

TEST_F(IndexerBadInputTest, OneBadFileDoesNotStopTheOthers) {
  const Finished finished = Run({"import", folder_.File("nowhere.csv"), folder_.File("good.jsonl")});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.out, HasSubstr("good.jsonl: 0 created, 0 changed, 1 unchanged"));
}

TEST_F(IndexerBadInputTest, NamesThatAreNotThere) {
  for (const auto& [id, code] : std::vector<std::pair<std::string, std::string>>{
           {"GM0150/nergens", "NOT_FOUND"}, {"nergens", "INVALID_ARGUMENT"}, {"GM0150/../x", "INVALID_ARGUMENT"}}) {
    for (const char* command : {"show", "delete"}) {
      const Finished finished = Run({command, id});
      EXPECT_EQ(finished.exit_code, 1);
      EXPECT_THAT(finished.err, HasSubstr(code));
    }
  }
  EXPECT_THAT(Run({"list", "--municipality", "Deventer"}).err, HasSubstr("municipalities/GM0150"));
  EXPECT_THAT(Run({"list", "--verified-before", "gisteren"}).err, HasSubstr("stale_before"));
}

TEST_F(IndexerBadInputTest, FoldersThatAreNotThere) {
  const Finished model =
      RunProgram({MEEDOEN_INDEXER, "--data", folder_.File("data"), "--model", folder_.File("nowhere"), "list"});
  EXPECT_EQ(model.exit_code, 1);
  EXPECT_THAT(model.err, AllOf(HasSubstr("nowhere"), HasSubstr("scripts/setup")));
  const Finished data =
      RunProgram({MEEDOEN_INDEXER, "--data", folder_.File("good.jsonl"), "--model", folder_.File("model"), "list"});
  EXPECT_EQ(data.exit_code, 1);
  EXPECT_THAT(data.err, HasSubstr("good.jsonl"));
  const Finished address = Run({"--address", "127.0.0.1:1", "list"});
  EXPECT_EQ(address.exit_code, 1);
  EXPECT_THAT(address.err, AllOf(HasSubstr("127.0.0.1:1"), HasSubstr("serve")));
}

class IndexerDamageTest : public IndexerProgram {};

TEST_F(IndexerDamageTest, VerifyFindsADamagedSnapshotAndARebuildMendsIt) {
  Output({"places", "import", kSamplePlaces});
  Output({"import", Write("good.jsonl", Row("a") + Row("b"))});
  Output({"rebuild"});
  std::string file;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.File("data/snapshots"))) {
    if (entry.is_regular_file() && entry.file_size() > 200 && entry.path().filename() != "MANIFEST") {
      file = entry.path().string();
    }
  }
  ASSERT_NE(file, "");
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(150).put('\x5A');
  const Finished finished = Run({"verify"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, AllOf(HasSubstr(std::filesystem::path(file).filename().string()), HasSubstr("rebuild")));
  EXPECT_EQ(Run({"rebuild"}).exit_code, 0);
}

}  // namespace
}  // namespace meedoen::testing
