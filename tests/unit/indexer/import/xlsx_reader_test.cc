#include "core/base/limits.h"
#include "indexer/import/number_format.h"
#include "tests/testing/status.h"
#include "tests/unit/indexer/import/workbooks.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using testing::Archive;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::GoodRow;
using ::testing::HasSubstr;
using testing::HeaderRow;
using testing::Inline;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::OneSheet;
using testing::Parts;
using testing::ReadFile;
using testing::ReadXlsx;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

std::string Repeated(const std::string& text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(XlsxReaderTest, ReadsASmallSheet) {
  const ReadFile file = ReadXlsx(Archive(OneSheet(HeaderRow() + GoodRow(Inline("1-12-2026")))));
  ASSERT_OK(file.status);
  EXPECT_THAT(file.Problems(), IsEmpty());
  EXPECT_EQ(file.Only().valid_from(), "2026-12-01");
  EXPECT_EQ(file.rows[0].line, 2u);
}

TEST(XlsxReaderTest, FilesThatAreNoWorkbook) {
  EXPECT_THAT(ReadXlsx("").status, Refused("a.xlsx: the file is empty"));
  EXPECT_THAT(ReadXlsx("titel;omschrijving\n").status, Refused("a.xlsx: is no whole .xlsx file"));
  EXPECT_THAT(ReadXlsx("\xD0\xCF\x11\xE0 x").status, Refused("old .xls file, or has a password"));
  EXPECT_THAT(ReadXlsx(Archive({{"a.txt", "x"}})).status, Refused("is no Excel workbook"));
  const std::string whole = Archive(OneSheet(HeaderRow() + GoodRow()));
  EXPECT_THAT(ReadXlsx(whole.substr(0, whole.size() / 2)).status, Refused("is no whole .xlsx file"));
  Parts parts = OneSheet("");
  parts.erase("xl/worksheets/sheet1.xml");
  EXPECT_THAT(ReadXlsx(Archive(parts)).status, Refused("its part xl/worksheets/sheet1.xml is missing"));
  parts = OneSheet("<row>");
  EXPECT_THAT(ReadXlsx(Archive(parts)).status, Refused("is no whole XML: line 1"));
  EXPECT_THAT(ReadXlsx(Archive(OneSheet(""))).status, Refused("the file holds no header"));
  EXPECT_THAT(ReadXlsx(Archive(OneSheet("<row r=\"5\"/><row r=\"5\"/>"))).status,
              Refused("rows out of order below row 5"));
  EXPECT_THAT(ReadXlsx(std::string(kMaxImportBytes + 1, 'x')).status, Refused("has 67108865 bytes"));
  EXPECT_THAT(ReadXlsx(std::string(kMaxImportBytes, 'x')).status, Refused("is no whole .xlsx file"));
}

TEST(XlsxReaderTest, FlippedBytesAreFoundOrHarmless) {
  const std::string whole = Archive(OneSheet(HeaderRow() + GoodRow()), false);
  for (size_t i = 0; i < whole.size(); i += 3) {
    std::string broken = whole;
    broken[i] = static_cast<char>(broken[i] ^ 0x20);
    const ReadFile file = ReadXlsx(broken);
    EXPECT_TRUE(file.status.ok() || absl::IsInvalidArgument(file.status)) << i << ": " << file.status;
  }
}

TEST(XlsxReaderTest, NoDocumentTypeSoNoEntities) {
  Parts parts = OneSheet(HeaderRow());
  std::string& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + sheet;
  EXPECT_THAT(ReadXlsx(Archive(parts)).status, Refused("has a document type"));
}

TEST(XlsxReaderTest, EntriesAtAndAboveTheLimit) {
  Parts parts = OneSheet(HeaderRow() + GoodRow());
  for (size_t i = parts.size(); i < kMaxZipEntries; ++i) parts[absl::StrCat("x", i)] = "";
  EXPECT_OK(ReadXlsx(Archive(parts)).status);
  parts["one more"] = "";
  EXPECT_THAT(ReadXlsx(Archive(parts)).status, Refused("has 2001 parts; at most 2000"));
}

TEST(XlsxReaderTest, BombsAreNotUnpacked) {
  const std::string rows = HeaderRow() + GoodRow();
  // Below a mebibyte nobody minds.
  EXPECT_OK(ReadXlsx(Archive(OneSheet(rows + std::string(900'000, ' ')))).status);
  const std::string much = rows + std::string(2'000'000, ' ');
  EXPECT_THAT(ReadXlsx(Archive(OneSheet(much))).status,
              Refused(absl::StrCat("sheet1.xml is more than ", kMaxZipRatio, " times as large as it is packed")));
  EXPECT_OK(ReadXlsx(Archive(OneSheet(much), false)).status);
  // With so many letters that do not pack that it is some 180 times as large.
  std::string letters;
  for (uint32_t i = 0, seed = 1; i < 13'500; ++i) {
    seed = seed * 1664525 + 1013904223;
    letters += static_cast<char>('a' + (seed >> 24) % 26);
  }
  EXPECT_OK(ReadXlsx(Archive(OneSheet(much + "<!--" + letters + "-->"))).status);
  Parts large = OneSheet("");
  large["xl/worksheets/sheet1.xml"] = std::string(kMaxZipEntryBytes + 1, ' ');
  EXPECT_THAT(ReadXlsx(Archive(large)).status, Refused("has more than 268435456 bytes unpacked"));
  large["xl/worksheets/sheet1.xml"].pop_back();
  EXPECT_THAT(ReadXlsx(Archive(large)).status, Refused("times as large as it is packed"));
}

TEST(XlsxReaderTest, DepthAtAndAboveTheLimit) {
  const auto nested = [](int depth) {  // Inside <worksheet>.
    Parts parts = OneSheet(HeaderRow());
    const size_t inner = static_cast<size_t>(depth - 1);
    parts["xl/worksheets/sheet1.xml"].replace(0, 11, "<worksheet>" + Repeated("<a>", inner) + Repeated("</a>", inner));
    return ReadXlsx(Archive(parts)).status;
  };
  EXPECT_OK(nested(kMaxXmlDepth));
  EXPECT_THAT(nested(kMaxXmlDepth + 1), Refused("elements more than 64 deep"));
}

TEST(XlsxReaderTest, SharedTextsAtAndAboveTheLimit) {
  Parts parts = OneSheet(HeaderRow());
  parts["xl/sharedStrings.xml"] = "<sst>" + Repeated("<si/>", kMaxSharedStrings) + "</sst>";
  EXPECT_OK(ReadXlsx(Archive(parts, false)).status);
  parts["xl/sharedStrings.xml"] = "<sst>" + Repeated("<si/>", kMaxSharedStrings + 1) + "</sst>";
  EXPECT_THAT(ReadXlsx(Archive(parts, false)).status, Refused("has more than 1000000 texts"));
}

TEST(XlsxReaderTest, CellsAtAndAboveTheLimit) {
  const auto status = [](size_t cells) {
    std::string rows = HeaderRow() + "<row>";  // A header of six cells.
    uint32_t seed = 1;
    for (size_t i = 6; i < cells; ++i) {  // Digits that do not pack too well.
      seed = seed * 1664525 + 1013904223;
      rows += "<c><v>";
      rows += static_cast<char>('0' + (seed >> 24) % 10);
      rows += "</v></c>";
    }
    return ReadXlsx(Archive(OneSheet(rows + "</row>"))).status;
  };
  EXPECT_OK(status(kMaxSheetCells));
  EXPECT_THAT(status(kMaxSheetCells + 1), Refused("has more than 5000000 cells"));
}

TEST(XlsxReaderTest, BytesOfAllCellsAtAndAboveTheLimit) {
  Parts parts = OneSheet(HeaderRow() + "<row>" + Repeated("<c t=\"s\"><v>0</v></c>", 4096) + "</row>");
  parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(kMaxZipEntryBytes / 4096, 'x') + "</t></si></sst>";
  EXPECT_THAT(ReadXlsx(Archive(parts, false)).status, Refused("cells of more than 268435456 bytes together"));
  parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(kMaxZipEntryBytes / 4096 - 1, 'x') + "</t></si></sst>";
  EXPECT_OK(ReadXlsx(Archive(parts, false)).status);
}

TEST(XlsxReaderTest, RowsColumnsAndCellSizesAtAndAboveTheLimit) {
  const std::string row = "<row><c><v>1</v></c></row>";
  EXPECT_OK(ReadXlsx(Archive(OneSheet(HeaderRow() + Repeated(row, kMaxImportRows)), false)).status);
  EXPECT_THAT(ReadXlsx(Archive(OneSheet(HeaderRow() + Repeated(row, kMaxImportRows + 1)), false)).status,
              Refused("more than 100000 rows"));
  const auto problems = [](const std::string& cell) {
    return ReadXlsx(Archive(OneSheet(HeaderRow() + GoodRow(cell)), false)).Problems();
  };
  EXPECT_THAT(problems("<c r=\"GS2\"><v>1</v></c>"), ElementsAre(HasSubstr("a.xlsx:2: has more than 200 columns")));
  EXPECT_THAT(problems("<c r=\"GR2\"><v>1</v></c>"), ElementsAre(HasSubstr("beyond the last column")));
  EXPECT_THAT(problems(Inline(std::string(kMaxCellBytes, 'x'))), ElementsAre(HasSubstr("is not a date")));
  EXPECT_THAT(problems(Inline(std::string(kMaxCellBytes + 1, 'x'))),
              ElementsAre(HasSubstr("column 6 has 65537 bytes; at most 65536")));
}

TEST(XlsxReaderTest, SheetsByName) {
  Parts parts = OneSheet(HeaderRow() + GoodRow());
  parts["xl/workbook.xml"] =
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Oud\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"Grafiek\" "
      "r:id=\"rId3\"/>"
      "<sheet name=\"Nieuw\" r:id=\"rId1\"/></sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] =
      "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"x/worksheet\" Target=\"worksheets/old.xml\"/>"
      "<Relationship Id=\"rId3\" Type=\"x/chartsheet\" Target=\"chart.xml\"/></Relationships>";
  parts["xl/worksheets/old.xml"] = "<worksheet><sheetData>" + HeaderRow() + "</sheetData></worksheet>";
  const std::string bytes = Archive(parts);
  EXPECT_EQ(ReadXlsx(bytes).summary.rows, 1u);
  EXPECT_EQ(ReadXlsx(bytes, "Oud").summary.rows, 0u);
  EXPECT_THAT(ReadXlsx(bytes, "Weg").status, Refused("has no sheet \"Weg\"; it has \"Oud\", \"Nieuw\""));
  EXPECT_THAT(testing::Read(v1::ImportActivitiesRequest::CSV, "x", {"a.csv", "", "", "", "Oud"}).status,
              Refused("for .xlsx only"));
  EXPECT_THAT(testing::Read(v1::ImportActivitiesRequest::JSON_LINES, "x", {"a", "", "", "A = titel"}).status,
              Refused("a mapping is for CSV and .xlsx only"));
}

TEST(XlsxReaderTest, RichTextsAndPhoneticsAndCitizenNumbers) {
  Parts parts = OneSheet(HeaderRow() + GoodRow("<c t=\"s\"><v>0</v></c>") + GoodRow("<c t=\"s\"><v>1</v></c>"));
  parts["xl/sharedStrings.xml"] =
      "<sst><si><r><t>1-12</t></r><r><t>-2026</t></r><rPh><t>weg</t></rPh></si><si><t>123456782</t></si></sst>";
  const ReadFile file = ReadXlsx(Archive(parts));
  EXPECT_EQ(file.Only().valid_from(), "2026-12-01");
  EXPECT_THAT(file.Problems(), Contains(AllOf(HasSubstr("a.xlsx:3: "), HasSubstr("BSN"), Not(HasSubstr("123456782")))));
}

TEST(NumberFormatTest, DatesOfBothSystems) {
  const NumberFormat date = ParseNumberFormat("dd\\-mm\\-yyyy;@"), both = BuiltInFormat(22), time = BuiltInFormat(20);
  EXPECT_EQ(ShowNumber(46357, date, false), "2026-12-01");
  EXPECT_EQ(ShowNumber(46357 - 1462, date, true), "2026-12-01");
  EXPECT_EQ(ShowNumber(46357.75, both, false), "2026-12-01 18:00");
  EXPECT_EQ(ShowNumber(0.5, time, false), "12:00");
  EXPECT_EQ(ShowNumber(46357.41666666, time, false), "10:00");
  EXPECT_EQ(ShowNumber(1, date, false), "1900-01-01");
  EXPECT_EQ(ShowNumber(59, date, false), "1900-02-28");
  EXPECT_EQ(ShowNumber(60, date, false), "60");  // The leap day that was not.
  EXPECT_EQ(ShowNumber(61, date, false), "1900-03-01");
  EXPECT_EQ(ShowNumber(0, date, true), "1904-01-01");
  EXPECT_EQ(ShowNumber(-1, date, false), "-1");
  EXPECT_EQ(ShowNumber(1e9, date, false), "1000000000");
}

TEST(NumberFormatTest, CodesOfDatesTimesAndAmounts) {
  for (const char* code : {"d-m-yyyy", "[$-413]d mmmm yyyy", "yyyy/mm/dd", "dd/mm/yy", "mmm"}) {
    EXPECT_TRUE(ParseNumberFormat(code).date && !ParseNumberFormat(code).time) << code;
  }
  for (const char* code : {"hh:mm", "[h]:mm", "h:mm \"uur\""}) EXPECT_TRUE(ParseNumberFormat(code).time) << code;
  for (const char* code : {"0.00", "General", "#,##0", "\"dag\" 0", "0\\d", "[Red]0", "@", ""}) {
    EXPECT_FALSE(ParseNumberFormat(code).date || ParseNumberFormat(code).time) << code;
  }
  EXPECT_EQ(ShowNumber(2.5, ParseNumberFormat("\"\u20ac\" #,##0.00;-0"), false), "\u20ac 2,50");
  EXPECT_EQ(ShowNumber(570555001, ParseNumberFormat("0000000000"), false), "0570555001");
  EXPECT_EQ(ShowNumber(2.5, NumberFormat(), false), "2,5");
  EXPECT_EQ(ShowNumber(0.1 + 0.2, NumberFormat(), false), "0,3");
  EXPECT_EQ(ShowNumber(34, BuiltInFormat(1), false), "34");
  EXPECT_EQ(ShowNumber(0.25, BuiltInFormat(9), false), "25%");
}

}  // namespace
}  // namespace meedoen::indexer
