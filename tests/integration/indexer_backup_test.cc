// Export, backup, restore and repair as people type them.
#include "tests/integration/indexer_program.h"

namespace meedoen::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string TextOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class IndexerBackupTest : public IndexerProgram {
 protected:
  void SetUp() override {
    Output({"places", "import", kSamplePlaces});
    Output({"import", kSampleDeventer});
  }
  std::string Exported(const std::string& format) { return Output({"export", "--format", format}); }
};

TEST_F(IndexerBackupTest, AnExportIsAnImportInBothForms) {
  for (const char* format : {"csv", "jsonl"}) {
    const std::string file = folder_.File(absl::StrCat("all.", format));
    const Finished exported = Run({"export", "--format", format, "--output", file});
    EXPECT_EQ(exported.exit_code, 0) << exported.err;
    EXPECT_EQ(exported.out, "");
    EXPECT_THAT(exported.err, AllOf(HasSubstr("100 activities of revision"), Not(HasSubstr("does not give back"))));
    EXPECT_FALSE(fs::exists(file + ".tmp"));
    EXPECT_EQ(TextOf(file), Exported(format));
    EXPECT_THAT(Output({"import", file}), HasSubstr("0 created, 0 changed, 100 unchanged, 0 refused"));
  }
  EXPECT_THAT(Exported("jsonl"), Not(HasSubstr("\"etag\"")));
  EXPECT_THAT(Output({"export", "--format", "jsonl", "--with-etags"}), HasSubstr("\"etag\""));
  EXPECT_THAT(Exported("csv"), StartsWith("\xEF\xBB\xBFid;gemeente;titel;"));
  EXPECT_EQ(CountLines(Output({"export", "--format", "jsonl", "--municipality", "GM1966"}), "{"), 0);
  EXPECT_EQ(Run({"export"}).exit_code, 2);
  EXPECT_EQ(Run({"export", "--format", "csv", "--with-etags"}).exit_code, 1);
  EXPECT_EQ(Run({"export", "--format", "csv", "--municipality", "Deventer"}).exit_code, 1);
}

TEST_F(IndexerBackupTest, AnExportThatFailsLeavesTheFileAsItWas) {
  const std::string file = Write("all.csv", "as it was");
  EXPECT_EQ(Run({"export", "--format", "csv", "--municipality", "x", "--output", file}).exit_code, 1);
  EXPECT_EQ(TextOf(file), "as it was");
  const Finished nowhere = Run({"export", "--format", "csv", "--output", folder_.File("none/all.csv")});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("none/all.csv"));
}

TEST_F(IndexerBackupTest, BackupsAreMadeListedCheckedAndRestored) {
  const std::string backups = folder_.File("backups");
  Output({"rebuild"});
  const std::string before = Exported("jsonl");
  EXPECT_THAT(Output({"backup", "create", backups}), HasSubstr("backup 1 of revision "));
  Output({"import", Write("more.jsonl", Row("later"))});
  EXPECT_THAT(Output({"backup", "create", backups, "--keep", "2"}), HasSubstr("backup 2 of revision "));
  EXPECT_EQ(CountLines(Output({"backup", "list", backups}), " MB "), 2);
  EXPECT_THAT(Output({"backup", "verify", backups}), HasSubstr("2 backups: all is well"));

  const Finished refused = Run({"restore", backups, "--backup", "1"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("FAILED_PRECONDITION"), HasSubstr("--replace")));
  const std::string restored = Output({"restore", backups, "--backup", "1", "--replace"});
  EXPECT_THAT(restored, AllOf(HasSubstr("backup 1 of revision"), HasSubstr("catalog.replaced-"),
                              HasSubstr("Next: meedoen-indexer rebuild")));
  EXPECT_EQ(Exported("jsonl"), before);
  EXPECT_THAT(Output({"rebuild"}), HasSubstr("; 0 texts embedded"));
  EXPECT_THAT(Output({"verify"}), HasSubstr("all is well"));

  // Into an empty folder: nothing of the catalogue is needed for it.
  fs::remove_all(folder_.File("data"));
  EXPECT_EQ(CountLines(Output({"backup", "list", backups}), " MB "), 2);
  Output({"restore", backups});
  EXPECT_THAT(Output({"list"}), HasSubstr("GM0150/later"));
}

TEST_F(IndexerBackupTest, ABackupIsMadeWhileTheIndexerServesAndARestoreIsRefused) {
  Process indexer(Command({"serve", "--listen", "127.0.0.1:0"}));
  indexer.WaitForLine("serving on ");
  const std::string backups = folder_.File("backups");
  EXPECT_THAT(Output({"backup", "create", backups}), HasSubstr("backup 1 of revision "));
  const Finished restore = Run({"restore", backups, "--replace"});
  EXPECT_EQ(restore.exit_code, 1);
  EXPECT_THAT(restore.err, AllOf(HasSubstr("FAILED_PRECONDITION"), HasSubstr("stop it")));
  EXPECT_THAT(Output({"list"}), HasSubstr("GM0150/"));
  EXPECT_THAT(Output({"verify", "--repair"}), HasSubstr("all is well"));
  indexer.Signal(SIGTERM);
  EXPECT_EQ(indexer.Wait().exit_code, 0);
  EXPECT_EQ(Run({"restore", backups, "--replace"}).exit_code, 0);
}

TEST_F(IndexerBackupTest, ADamagedBackupIsNamedAndRefused) {
  const std::string backups = folder_.File("backups");
  Output({"backup", "create", backups});
  std::string table;
  for (const auto& entry : fs::directory_iterator(backups + "/shared_checksum")) table = entry.path().string();
  fs::resize_file(table, fs::file_size(table) - 1);
  const std::string name = fs::path(table).filename().string();
  const Finished verify = Run({"backup", "verify", backups});
  EXPECT_EQ(verify.exit_code, 1);
  EXPECT_THAT(verify.err, HasSubstr(name));
  const std::string before = Catalogue();
  const Finished restore = Run({"restore", backups, "--replace"});
  EXPECT_EQ(restore.exit_code, 1);
  EXPECT_THAT(restore.err, AllOf(HasSubstr("DATA_LOSS"), HasSubstr(name), HasSubstr("nothing was changed")));
  EXPECT_EQ(Catalogue(), before);
}

TEST_F(IndexerBackupTest, RepairMendsWhichSnapshotIsServed) {
  Output({"rebuild"});
  fs::remove(folder_.File("data/snapshots/CURRENT"));
  const Finished verify = Run({"verify"});
  EXPECT_EQ(verify.exit_code, 1);
  EXPECT_THAT(verify.err, AllOf(HasSubstr("CURRENT"), HasSubstr("--repair")));
  EXPECT_THAT(Output({"verify", "--repair"}), AllOf(HasSubstr("repaired: "), HasSubstr("all is well")));
  EXPECT_THAT(Output({"verify"}), HasSubstr("all is well"));
}

}  // namespace
}  // namespace meedoen::testing
