// The spreadsheets of catalog-samples/spreadsheets give exactly what stands beside each in NAME.expected.txt: rows,
// warnings, refusals. MEEDOEN_REGENERATE=1 writes those files anew, for a person to read the difference.
#include <cstdlib>
#include <fstream>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using testing::FileText;
using testing::Read;
using testing::ReadFile;

constexpr char kFolder[] = "catalog-samples/spreadsheets/";

struct Sample {
  const char* file;
  const char* mapping = "";
  const char* sheet = "";
};
const Sample kSamples[] = {{"1-welzijn-met-titels.csv"},
                           {"2-buurthuis-windows.csv"},
                           {"3-sport-unicode-tekst.csv"},
                           {"4-bibliotheek-regeleinden.csv"},
                           {"5-ouderenbond-samengevoegd.csv"},
                           {"6-vrijwilligers-met-namen.csv"},
                           {"7-sociale-kaart-eigen-namen.csv", "7-sociale-kaart-eigen-namen.mapping"},
                           {"8-alle-tijden.csv"},
                           {"9-alle-kosten.csv"},
                           {"10-toegang-en-doelgroep.csv"},
                           {"11-lijst-van-bladzijden.csv"},
                           {"12-rooster-als-csv.csv"},
                           {"12-rooster.xlsx"},
                           {"13-twee-bladen-1904.xlsx", "", "Activiteiten"},
                           {"14-sjabloon.xlsx"},
                           {"15-eigen-nummers-zonder-postcode.csv"}};

// The table of places of the samples, for names of areas.
const PlaceIndex& Places() {
  static const auto& index = *new PlaceIndex(ReadPlaces(FileText("catalog-samples/places.csv"), "places.csv")->places);
  return index;
}

ReadFile ReadSample(const Sample& sample, const std::string& name) {
  const std::string mapping = *sample.mapping == '\0' ? "" : FileText(std::string(kFolder) + sample.mapping);
  const bool csv = std::string(sample.file).ends_with(".csv");
  return Read(csv ? v1::ImportActivitiesRequest::CSV : v1::ImportActivitiesRequest::XLSX,
              FileText(std::string(kFolder) + sample.file), {name, "GM0150", "test", mapping, sample.sheet, &Places()});
}

// Everything that became of a file, for people to read.
std::string Told(const ReadFile& file) {
  std::string text = absl::StrCat(file.summary.rows, " rows, ", file.summary.refused, " refused\n");
  for (const v1::RowProblem& problem : file.summary.problems) absl::StrAppend(&text, FormatProblem(problem), "\n");
  for (const ImportedRow& row : file.rows) {
    absl::StrAppend(&text, "\nline ", row.line, row.activity.has_value() ? "" : ": refused", "\n");
    for (const v1::RowProblem& problem : row.problems) absl::StrAppend(&text, "  ", FormatProblem(problem), "\n");
    if (!row.activity.has_value()) continue;
    for (absl::string_view line : absl::StrSplit(row.activity->Utf8DebugString(), '\n', absl::SkipEmpty())) {
      absl::StrAppend(&text, "  ", line, "\n");
    }
  }
  return text;
}

TEST(SpreadsheetsTest, EachGivesWhatStandsBesideIt) {
  const bool regenerate = std::getenv("MEEDOEN_REGENERATE") != nullptr;
  for (const Sample& sample : kSamples) {
    const ReadFile file = ReadSample(sample, sample.file);
    ASSERT_OK(file.status) << sample.file;
    const std::string path = absl::StrCat(kFolder, sample.file, ".expected.txt"), told = Told(file);
    if (regenerate) std::ofstream(path, std::ios::binary) << told;
    EXPECT_EQ(told, FileText(path)) << sample.file;
  }
}

TEST(SpreadsheetsTest, TheSameTwice) {
  for (const Sample& sample : kSamples) {
    EXPECT_EQ(Told(ReadSample(sample, "a")), Told(ReadSample(sample, "a"))) << sample.file;
  }
}

TEST(SpreadsheetsTest, AWorkbookGivesTheSameAsItsCsv) {
  EXPECT_EQ(Told(ReadSample({"12-rooster.xlsx"}, "a")), Told(ReadSample({"12-rooster-als-csv.csv"}, "a")));
}

TEST(SpreadsheetsTest, NoCitizenNumberAndNoPrivatePersonIsRepeated) {
  for (const Sample& sample : kSamples) {
    const std::string told = Told(ReadSample(sample, "a"));
    for (const char* word : {"123456782", "56.782", "Jansen", "Joop", "joop@", "12345670", "12345671"}) {
      EXPECT_EQ(told.find(word), std::string::npos) << sample.file << ": " << word;
    }
  }
}

}  // namespace
}  // namespace meedoen::indexer
