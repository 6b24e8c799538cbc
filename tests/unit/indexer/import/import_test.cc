#include "indexer/import/import.h"

#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::OneRow;
using testing::Read;
using testing::ReadCsv;
using testing::ReadFile;
using testing::ReadJson;

constexpr auto kCsv = v1::ImportActivitiesRequest::CSV;
constexpr auto kJson = v1::ImportActivitiesRequest::JSON_LINES;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

TEST(ImportTest, FilesThatCannotBeReadAtAll) {
  for (const auto format : {kCsv, kJson}) {
    EXPECT_THAT(Read(format, "").status, Refused("a.csv: the file is empty"));
    EXPECT_THAT(Read(format, " \r\n\n").status, Refused("the file is empty"));
    EXPECT_THAT(Read(format, "\xEF\xBB\xBF").status, Refused("the file is empty"));
  }
  EXPECT_THAT(Read(kJson, std::string("\xFF\xFEt\0i\0", 6)).status, Refused("UTF-16"));
  EXPECT_THAT(Read(v1::ImportActivitiesRequest::FORMAT_UNSPECIFIED, "x").status, Refused("format is not stated"));
}

TEST(ImportTest, BytesAtAndAboveTheLimit) {
  std::string bytes = OneRow();
  bytes.resize(kMaxImportBytes, '\n');
  EXPECT_OK(ReadCsv(bytes).status);
  EXPECT_THAT(ReadCsv(bytes + "\n").status, Refused("has 67108865 bytes; at most 67108864"));
}

TEST(ImportTest, RowsAtAndAboveTheLimitBeforeAnyIsTaken) {
  std::string csv = "titel;omschrijving;organisatie;categorieen\n", json;
  for (size_t i = 0; i < kMaxImportRows; ++i) {
    csv += "x\n";
    json += "x\n";
  }
  for (const auto& [format, text] : {std::pair(kCsv, csv), std::pair(kJson, json)}) {
    size_t rows = 0;
    const auto count = [&](ImportedRow) {
      ++rows;
      return absl::OkStatus();
    };
    ASSERT_OK(ReadActivities(format, text, {"a", "GM0150", ""}, count));
    EXPECT_EQ(rows, kMaxImportRows);
    rows = 0;
    EXPECT_THAT(ReadActivities(format, text + "x\n", {"a", "GM0150", ""}, count), Refused("more than 100000 rows"));
    EXPECT_EQ(rows, 0u);
  }
}

TEST(ImportTest, SameIdTwiceNamesBothLines) {
  const ReadFile file = ReadCsv(
      "id;titel;omschrijving;organisatie;categorieen;postcode\n"
      "koor;A;Tekst;Org;games;7411\nander;B;Tekst;Org;games;7411\nKOOR;C;Tekst;Org;games;7411\n");
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("a.csv:4: kolom \"id\""), HasSubstr("line 4 has the same id as line 2"))));
  EXPECT_EQ(file.summary.rows, 3u);
  EXPECT_EQ(file.summary.refused, 1u);
  EXPECT_TRUE(file.rows[0].activity.has_value());
}

TEST(ImportTest, SameIdInAnotherMunicipalityIsAnother) {
  const ReadFile file = ReadCsv(
      "gemeente;id;titel;omschrijving;organisatie;categorieen;postcode\n"
      ";koor;A;Tekst;Org;games;7411\ngm 1966;koor;B;Tekst;Org;games;9995\n");
  ASSERT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.rows[0].activity->name(), "municipalities/GM0150/activities/koor");
  EXPECT_EQ(file.rows[1].activity->name(), "municipalities/GM1966/activities/koor");
}

TEST(ImportTest, RowsWithoutAnyMunicipality) {
  const ReadFile file = Read(kCsv, OneRow(), {"a.csv", "", ""});
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("kolom \"gemeente\": is empty, and none was given")));
}

TEST(ImportTest, TheSourceOfTheFileAndTheIdOfTheRowAreKept) {
  const ReadFile file = ReadCsv(OneRow({{"id", "Koor 12"}}));
  EXPECT_EQ(file.Only().name(), "municipalities/GM0150/activities/koor-12");
  EXPECT_EQ(file.Only().source(), "csv");
  EXPECT_EQ(file.Only().source_id(), "Koor 12");
}

TEST(ImportTest, StopsWhenTheTakerDoes) {
  int rows = 0;
  const auto result = ReadActivities(kJson, "{}\n{}\n{}\n", {"a", "GM0150", ""}, [&](ImportedRow) {
    return ++rows == 2 ? absl::CancelledError("stop") : absl::OkStatus();
  });
  EXPECT_THAT(result, FailsWith(absl::StatusCode::kCancelled, HasSubstr("stop")));
  EXPECT_EQ(rows, 2);
}

TEST(ImportTest, APersonWithoutConsentIsLeftOutOfEveryFormat) {
  const ReadFile file =
      ReadJson(R"({"title": "Koor", "description": "Zingen", "provider": {"name": "Koor"}, "categories": ["walking"], )"
               R"("place": {"postcode": "7411"}, "contact": {"person_name": "Riet Smit", "telephone": "0570-555 001"}})"
               "\n");
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("let op: kolom \"contact.person_name\": "), HasSubstr("consent"))));
  EXPECT_EQ(file.Only().contact().person_name(), "");
  EXPECT_EQ(file.Only().contact().telephone(), "0570-555 001");
}

TEST(ImportTest, WarningsDoNotRefuse) {
  const ReadFile file = ReadCsv(OneRow({{"einddatum", "2026-11-30"}, {"data", "2026-12-01 10:00-12:00"}}));
  EXPECT_THAT(file.Problems(),
              ElementsAre(AllOf(HasSubstr("a.csv:2: let op: kolom \"data\": "), HasSubstr("outside"))));
  EXPECT_EQ(file.summary.refused, 0u);
  EXPECT_TRUE(file.rows[0].activity.has_value());
}

}  // namespace
}  // namespace meedoen::indexer
