#include "indexer/import/csv_parser.h"

#include <chrono>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen::indexer {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// "line: cell|cell" or "line! problem" of each record.
std::vector<std::string> Records(const std::string& text, char separator = ';') {
  CsvParser parser(text, separator);
  std::vector<std::string> records;
  for (CsvRecord record; parser.Next(&record);) {
    records.push_back(record.problem.empty() ? absl::StrCat(record.line, ": ", absl::StrJoin(record.cells, "|"))
                                             : absl::StrCat(record.line, "! ", record.problem));
  }
  return records;
}

TEST(CsvParserTest, PlainCellsAndEveryLineBreak) {
  EXPECT_THAT(Records("a;b\nc;d\r\ne;f\rg;"), ElementsAre("1: a|b", "2: c|d", "3: e|f", "4: g|"));
  EXPECT_THAT(Records("a,b;c\n", ','), ElementsAre("1: a|b;c"));
  EXPECT_THAT(Records(""), ElementsAre());
  EXPECT_THAT(Records("a"), ElementsAre("1: a"));
}

TEST(CsvParserTest, Quotes) {
  EXPECT_THAT(Records("\"a;b\";\"zegt \"\"ja\"\"\";\"\"\n"), ElementsAre("1: a;b|zegt \"ja\"|"));
  EXPECT_THAT(Records("\"een\r\ntwee\n\ndrie\";b\nc;d\n"), ElementsAre("1: een\ntwee\n\ndrie|b", "5: c|d"));
  EXPECT_THAT(Records("een \"woord\";b\n"), ElementsAre("1: een \"woord\"|b"));
  EXPECT_THAT(Records("a;\"b\""), ElementsAre("1: a|b"));
}

TEST(CsvParserTest, BlankLinesAreSkippedAndCounted) {
  EXPECT_THAT(Records("\n\na;b\n;;\n \t;\nc;d\n\n"), ElementsAre("3: a|b", "6: c|d"));
}

TEST(CsvParserTest, AnOpenQuoteCostsOnlyItsOwnLine) {
  EXPECT_THAT(
      Records("a;b\nc;\"d\ne;f\ng;h\n"),
      ElementsAre("1: a|b", AllOf(StartsWith("2! "), HasSubstr("column 2 on line 2"), HasSubstr("never closed")),
                  "3: e|f", "4: g|h"));
  EXPECT_THAT(Records("a;\""), ElementsAre(StartsWith("1! ")));
}

TEST(CsvParserTest, TextBehindAQuoteIsAProblem) {
  EXPECT_THAT(Records("\"a\"b;c\nd;e\n"),
              ElementsAre(AllOf(StartsWith("1! "), HasSubstr("follows the closing quote")), "2: d|e"));
}

TEST(CsvParserTest, CellsAtAndAboveTheLimit) {
  const std::string most(kMaxCellBytes, 'x');
  for (const char* quote : {"", "\""}) {
    EXPECT_THAT(Records(absl::StrCat("a;", quote, most, quote, ";b\nc\n")),
                ElementsAre(absl::StrCat("1: a|", most, "|b"), "2: c"));
    EXPECT_THAT(Records(absl::StrCat("a;", quote, most, "x", quote, ";b\nc\n")),
                ElementsAre(AllOf(StartsWith("1! "), HasSubstr("column 2 has 65537 bytes; at most 65536")), "2: c"));
  }
}

TEST(CsvParserTest, ColumnsAtAndAboveTheLimit) {
  std::string most = "a";
  for (size_t i = 1; i < kMaxImportColumns; ++i) most += ";a";
  CsvParser fits(most, ';');
  CsvRecord record;
  ASSERT_TRUE(fits.Next(&record));
  EXPECT_EQ(record.cells.size(), kMaxImportColumns);
  EXPECT_EQ(record.problem, "");
  EXPECT_THAT(Records(most + ";a\nb\n"), ElementsAre(HasSubstr("more than 200 columns"), "2: b"));
}

TEST(CsvParserTest, AFileOfOpeningQuotesIsReadInBoundedTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;\"b\n";
  const auto before = std::chrono::steady_clock::now();
  EXPECT_FALSE(Records(text).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20));
}

TEST(DetectSeparatorTest, WhatStandsMoreOftenInTheFirstLine) {
  EXPECT_EQ(DetectSeparator("a;b,c;d\n,,,,"), ';');
  EXPECT_EQ(DetectSeparator("a,b,c;d\n;;;;"), ',');
  EXPECT_EQ(DetectSeparator("\"a,b,c\";d"), ';');
  EXPECT_EQ(DetectSeparator("titel"), ';');
}

}  // namespace
}  // namespace meedoen::indexer
