// What earlier versions of the program wrote is read as it was meant, to the byte.
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/snapshot/snapshot.h"
#include "indexer/store/keys.h"
#include "tests/formats/dump.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen::indexer::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kFolder[] = "tests/formats";
constexpr uintmax_t kMostBytes = 400'000;  // Of all sets together.

std::string TextOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Every version of one format, oldest first.
std::vector<std::string> SetsOf(const std::string& format) {
  std::vector<std::string> sets;
  for (int version = 1;; ++version) {
    const std::string path = absl::StrCat(kFolder, "/", format, "-v", version);
    if (!fs::exists(path)) return sets;
    sets.push_back(path);
  }
}

class FrozenFormatsTest : public ::testing::Test {
 protected:
  std::string CopyOf(const std::string& from) {
    const std::string to = folder_.File(absl::StrCat("copy-", ++copies_));
    fs::copy(from, to, fs::copy_options::recursive);
    return to;
  }

  // Line by line, so that what differs can be seen.
  static void ExpectGolden(const std::string& set, const absl::StatusOr<std::string>& read) {
    ASSERT_OK(read);
    const std::string golden = TextOf(set + "/golden.txt");
    ASSERT_THAT(golden, Not(IsEmpty()));
    const std::vector<std::string> want = absl::StrSplit(golden, '\n'), got = absl::StrSplit(*read, '\n');
    for (size_t i = 0; i < std::min(want.size(), got.size()); ++i) {
      ASSERT_EQ(got[i], want[i]) << set << "/golden.txt:" << i + 1;
    }
    EXPECT_EQ(*read, golden);
  }

  const meedoen::testing::TempDir folder_;
  int copies_ = 0;
};

TEST_F(FrozenFormatsTest, EveryCatalogueIsRead) {
  const auto sets = SetsOf("store");
  ASSERT_EQ(sets.size(), static_cast<size_t>(kFormatVersion)) << "a version without a frozen example; see "
                                                                 "docs/formats/store.md on how to make one";
  for (const std::string& set : sets) ExpectGolden(set, DumpCatalogue(CopyOf(set + "/catalogue")));
}

// Twice: what the first reading wrote is read by the second one.
TEST_F(FrozenFormatsTest, EveryCatalogueIsReadAgain) {
  for (const std::string& set : SetsOf("store")) {
    const std::string copy = CopyOf(set + "/catalogue");
    ASSERT_OK(DumpCatalogue(copy));
    ExpectGolden(set, DumpCatalogue(copy));
  }
}

TEST_F(FrozenFormatsTest, EverySnapshotOfThisVersionIsRead) {
  // An older one is refused, because a rebuild makes it anew: docs/formats/snapshot.md.
  const auto sets = SetsOf("snapshot");
  ASSERT_EQ(sets.size(), static_cast<size_t>(Manifest().format_version));
  ExpectGolden(sets.back(), DumpSnapshots(CopyOf(sets.back() + "/snapshots")));
}

TEST_F(FrozenFormatsTest, EveryBackupIsRestored) {
  const auto sets = SetsOf("backup");
  ASSERT_EQ(sets.size(), static_cast<size_t>(kFormatVersion));
  for (const std::string& set : sets) {
    ExpectGolden(set, DumpBackups(CopyOf(set + "/backups"), folder_.File(absl::StrCat("work-", ++copies_))));
  }
}

// The examples that docs/formats/store.md shows are records of the frozen catalogue.
TEST_F(FrozenFormatsTest, ThePageShowsRealRecords) {
  const std::string page = TextOf("docs/formats/store.md"), golden = TextOf("tests/formats/store-v1/golden.txt");
  int shown = 0;
  bool inside = false;
  for (const absl::string_view line : absl::StrSplit(page, '\n')) {
    if (line == "```golden" || line == "```") {
      inside = line == "```golden";
    } else if (inside) {
      EXPECT_THAT(golden, HasSubstr(absl::StrCat(line, "\n"))) << "docs/formats/store.md";
      ++shown;
    }
  }
  EXPECT_GE(shown, 16) << "a key and a value of each column family";
}

TEST_F(FrozenFormatsTest, AllTogetherStaySmall) {
  uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  EXPECT_LE(bytes, kMostBytes);
}

}  // namespace
}  // namespace meedoen::indexer::testing
