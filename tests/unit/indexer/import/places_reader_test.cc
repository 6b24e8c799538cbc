#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FileText;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kHeader[] = "code,lat,lon,place,gm_code,doubt_metres\n";

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

std::vector<std::string> Problems(const PlacesFile& file) {
  std::vector<std::string> lines;
  for (const v1::RowProblem& problem : file.problems) lines.push_back(FormatProblem(problem));
  return lines;
}

void ExpectOne(const std::string& row, const std::string& column, const std::string& word) {
  const auto file = ReadPlaces(kHeader + row + "\n", "p.csv");
  ASSERT_OK(file);
  EXPECT_THAT(Problems(*file), ElementsAre(AllOf(HasSubstr("p.csv:2: kolom \"" + column + "\""), HasSubstr(word))))
      << row;
  EXPECT_EQ(file->refused, 1u);
  EXPECT_THAT(file->places, IsEmpty());
}

TEST(ReadPlacesTest, OwnForm) {
  const auto file = ReadPlaces(
      "\xEF\xBB\xBF"
      "code;lat;lon;place;extra;gm_code;doubt_metres\r\n7415 "
      "ab;52,27;6.165;Deventer;x;GM0150;70\r\nbu01500101;52.2;6.1;Centrum;;gm0150;0\r\n",
      "p.csv");
  ASSERT_OK(file);
  EXPECT_THAT(file->places, ElementsAre(Place{"7415AB", 52.27, 6.165, 70, "GM0150", "Deventer"},
                                        Place{"BU01500101", 52.2, 6.1, 0, "GM0150", "Centrum"}));
}

TEST(ReadPlacesTest, InAnyEncoding) {
  const std::string row = "9995;53,367;6,638;Wehe-den H\xF6orn;GM1966;1510\r\n";
  const auto windows = ReadPlaces("code;lat;lon;place;gm_code;doubt_metres\r\n" + row, "p.csv");
  ASSERT_OK(windows);
  ASSERT_EQ(windows->places.size(), 1u);
  EXPECT_EQ(windows->places[0].name, "Wehe-den H\u00f6orn");
  EXPECT_EQ(windows->refused, 0u);
  EXPECT_THAT(Problems(*windows), ElementsAre(HasSubstr("p.csv:1: let op: the file is not in UTF-8 and was read as")));
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string(kHeader) + "9995,53.367,6.638,Kantens,GM1966,1510\n") (utf16 += c) += '\0';
  const auto wide = ReadPlaces(utf16, "p.csv");
  ASSERT_OK(wide);
  EXPECT_THAT(wide->places, ElementsAre(Place{"9995", 53.367, 6.638, 1510, "GM1966", "Kantens"}));
  EXPECT_THAT(Problems(*wide), IsEmpty());
}

TEST(ReadPlacesTest, DoubtFromTheArea) {
  const auto file = ReadPlaces(
      "pc4,lat,lon,place,gm_code,area_km2\n1011,52.37,4.9,Amsterdam,GM0363,0.975\n1012,52.37,4.9,A,GM0363,0\n",
      "p.csv");
  ASSERT_OK(file);
  ASSERT_EQ(file->places.size(), 2u);
  EXPECT_EQ(file->places[0].doubt_metres, 560u);  // sqrt(975000 / pi) = 557.1
  EXPECT_EQ(file->places[1].doubt_metres, 0u);
}

TEST(ReadPlacesTest, CodesUnderTheirOwnNames) {
  for (const auto& [header, code] :
       {std::pair("pc6", "7415AB"), std::pair("bu_code", "BU01500101"), std::pair("wk_code", "WK015001")}) {
    const auto file =
        ReadPlaces(absl::StrCat(header, ",lat,lon,place,gm_code,area_km2\n", code, ",52.2,6.1,X,GM0150,1\n"), "p.csv");
    ASSERT_OK(file);
    ASSERT_EQ(file->places.size(), 1u);
    EXPECT_EQ(file->places[0].code, code);
  }
}

TEST(ReadPlacesTest, RowsThatAreWrong) {
  ExpectOne("741,52.2,6.1,X,GM0150,10", "code", "is no postcode");
  ExpectOne("7415,2.2,6.1,X,GM0150,10", "lat", "from 50.7 to 53.7");
  ExpectOne("7415,52.2,16.1,X,GM0150,10", "lon", "from 3.2 to 7.3");
  ExpectOne("7415,,6.1,X,GM0150,10", "lat", "from 50.7");
  ExpectOne("7415,nan,6.1,X,GM0150,10", "lat", "from 50.7");
  ExpectOne("7415,52.2,6.1,X,Deventer,10", "gm_code", "GM0150");
  ExpectOne("7415,52.2,6.1,X,GM0150,-1", "doubt_metres", "from 0");
  ExpectOne("7415,52.2,6.1,X,GM0150,50001", "doubt_metres", "to 50000");
  ExpectOne("7415,52.2,6.1,X,GM0150", "doubt_metres", "from 0");
  ExpectOne("7415,52.2,6.1," + std::string(201, 'x') + ",GM0150,10", "place", "longer than 200");
}

// Found by fuzzing.
TEST(ReadPlacesTest, ACitizenNumberIsNotRepeated) {
  ExpectOne("7415,52.2,6.1,X,GM0150,123456782", "doubt_metres", "\"(a number of nine digits)\" is not a number");
}

TEST(ReadPlacesTest, DoublesNameBothLines) {
  const auto file = ReadPlaces(
      std::string(kHeader) + "7415,52.2,6.1,X,GM0150,10\n7416,52.2,6.1,X,GM0150,10\n7415,52.3,6.1,X,GM0150,10\n",
      "p.csv");
  ASSERT_OK(file);
  EXPECT_EQ(file->places.size(), 2u);
  EXPECT_THAT(Problems(*file), ElementsAre(HasSubstr("p.csv:4: kolom \"code\": line 4 has the same code as line 2")));
}

TEST(ReadPlacesTest, FilesThatCannotBeRead) {
  EXPECT_THAT(ReadPlaces("", "p.csv"), Refused("p.csv: the file is empty"));
  EXPECT_THAT(ReadPlaces("code,lat\n", "p.csv"),
              Refused("p.csv:1: the header lacks the columns lon, gm_code, place, doubt_metres (or area_km2)"));
  EXPECT_THAT(ReadPlaces("7415,52.2,6.1,X,GM0150,10\n", "p.csv"), Refused("the header lacks"));
}

TEST(ReadPlacesTest, AsManyProblemsAsAreReported) {
  std::string text = kHeader;
  for (size_t i = 0; i <= kMaxReportedProblems; ++i) text += "741,52.2,6.1,X,GM0150,10\n";
  const auto file = ReadPlaces(text, "p.csv");
  ASSERT_OK(file);
  EXPECT_EQ(file->problems.size(), kMaxReportedProblems);
  EXPECT_EQ(file->refused, kMaxReportedProblems + 1);
}

TEST(ReadPlacesTest, PlacesAtAndAboveTheLimit) {
  std::string text = kHeader;
  text.reserve(50 << 20);
  const auto add = [&](size_t i) {
    const char letters[] = {static_cast<char>('A' + i / 26 % 26), static_cast<char>('A' + i % 26), 0};
    absl::StrAppend(&text, 1000 + i / 676, letters, ",52.2,6.1,X,GM0150,10\n");
  };
  for (size_t i = 0; i < kMaxPlaces; ++i) add(i);
  const auto fits = ReadPlaces(text, "p.csv");
  ASSERT_OK(fits);
  EXPECT_EQ(fits->places.size(), kMaxPlaces);
  add(kMaxPlaces);
  EXPECT_THAT(ReadPlaces(text, "p.csv"), Refused("more than 1000000 places"));
}

TEST(ReadPlacesTest, TheSampleTable) {
  const auto file = ReadPlaces(FileText("catalog-samples/places.csv"), "catalog-samples/places.csv");
  ASSERT_OK(file);
  EXPECT_THAT(Problems(*file), IsEmpty());
  EXPECT_GT(file->places.size(), 30u);
}

TEST(ReadPlacesTest, TheWholeCountry) {
  const std::string text = FileText("../shared/data/geo/pc4.csv");
  if (text.empty())
    GTEST_SKIP() << "../shared/data/geo/pc4.csv is not here; the table of the whole country stays untested";
  const auto file = ReadPlaces(text, "pc4.csv");
  ASSERT_OK(file);
  EXPECT_GT(file->places.size(), 4000u);
  EXPECT_THAT(Problems(*file), IsEmpty());
}

}  // namespace
}  // namespace meedoen::indexer
