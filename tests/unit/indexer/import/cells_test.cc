#include "indexer/import/cells.h"

#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using meedoen::testing::FailsWith;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

auto Refused(const std::string& word) { return FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr(word)); }

TEST(CellsTest, Money) {
  const std::pair<const char*, uint32_t> good[] = {
      {"2,50", 250}, {"2.50", 250},    {"\u20ac 2,50", 250}, {"3", 300},  {"0", 0},     {"0,00", 0}, {"Gratis", 0},
      {"5,-", 500},  {"\u20ac5", 500}, {"10000", 1'000'000}, {"0,05", 5}, {"2,5", 250}, {"2.5", 250}};
  for (const auto& [cell, cents] : good) {
    ASSERT_OK(ParseMoney(cell)) << cell;
    EXPECT_EQ(*ParseMoney(cell), cents) << cell;
  }
  for (const char* bad :
       {"2,x", "2,500", "1.000,00", "-2", "twee", "2,50 euro", ",50", "2,", "10000,01", "99999999999999"}) {
    EXPECT_THAT(ParseMoney(bad), Refused("2,50")) << bad;
  }
}

TEST(CellsTest, WholeNumbersAndDegrees) {
  EXPECT_EQ(*ParseWholeNumber("0"), 0u);
  EXPECT_EQ(*ParseWholeNumber("999999999"), 999'999'999u);
  for (const char* bad : {"-1", "1,5", "twaalf", "1e3", "9999999999", "12 "})
    EXPECT_THAT(ParseWholeNumber(bad), Refused("whole")) << bad;
  EXPECT_DOUBLE_EQ(*ParseDegrees("52,2536"), 52.2536);
  EXPECT_DOUBLE_EQ(*ParseDegrees("6.16"), 6.16);
  for (const char* bad : {"nan", "inf", "52\u00b015'", "1e1", "5.2.5", "-"})
    EXPECT_THAT(ParseDegrees(bad), Refused("degrees")) << bad;
}

TEST(CellsTest, Dates) {
  for (const char* cell : {"2026-12-01", "1-12-2026", "01-12-2026"})
    EXPECT_EQ(*ParseDutchDate(cell), "2026-12-01") << cell;
  for (const char* bad :
       {"2026-02-29", "31-4-2026", "1-12-26", "12/1/2026", "1 december", "2026-12", "2026-12-01-02"}) {
    EXPECT_THAT(ParseDutchDate(bad), Refused("is not a date")) << bad;
  }
}

TEST(CellsTest, YesAndNo) {
  EXPECT_TRUE(*ParseYesNo("Ja"));
  EXPECT_FALSE(*ParseYesNo("nee"));
  EXPECT_THAT(ParseYesNo("misschien"), Refused("ja or nee"));
}

TEST(CellsTest, Items) {
  EXPECT_THAT(SplitItems("nl, tr;ar | uk\n; ,"), ElementsAre("nl", "tr", "ar", "uk"));
  EXPECT_THAT(SplitRules("FREQ=DAILY;COUNT=2 10:00-11:00 | 2e dinsdag 10:00-11:00"),
              ElementsAre("FREQ=DAILY;COUNT=2 10:00-11:00", "2e dinsdag 10:00-11:00"));
}

TEST(CellsTest, Slots) {
  for (const char* cell : {"ma 10:00-12:00", "Maandag 10:00 - 12:00", "ma 10:00\u201312:00", "maandag 10:00- 12:00"}) {
    const auto slot = ParseSlot(cell);
    ASSERT_OK(slot) << cell;
    EXPECT_EQ(slot->day(), v1::MONDAY);
    EXPECT_EQ(slot->start_time(), "10:00");
    EXPECT_EQ(slot->end_time(), "12:00");
  }
  EXPECT_EQ(ParseSlot("zo 9:00-10:30")->start_time(), "09:00");
  EXPECT_EQ(ParseSlot("zo 9:00-10:30")->day(), v1::SUNDAY);
  for (const char* bad :
       {"ma", "10:00-12:00", "ma 10:00", "mon 10:00-12:00", "ma t/m vr 10:00-12:00", "elke ma 10:00-12:00", "-"}) {
    EXPECT_THAT(ParseSlot(bad), Refused("ma 10:00-12:00")) << bad;
  }
}

TEST(CellsTest, SingleDates) {
  const auto date = ParseSingleDate("1-12-2026 10:00-12:00");
  ASSERT_OK(date);
  EXPECT_EQ(date->date(), "2026-12-01");
  EXPECT_EQ(date->end_time(), "12:00");
  EXPECT_THAT(ParseSingleDate("2026-12-01"), Refused("2026-12-01 10:00-12:00"));
  EXPECT_THAT(ParseSingleDate("2026-12-32 10:00-12:00"), Refused("is not a date"));
}

TEST(CellsTest, Recurrences) {
  const std::pair<const char*, const char*> good[] = {
      {"2e dinsdag 10:00-12:00", "FREQ=MONTHLY;BYDAY=2TU"},
      {"5e zo 10:00-12:00", "FREQ=MONTHLY;BYDAY=5SU"},
      {"Laatste vrijdag 10:00-12:00", "FREQ=MONTHLY;BYDAY=-1FR"},
      {"om de week dinsdag 10:00-12:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"},
      {"FREQ=MONTHLY;BYDAY=1MO,3MO 10:00-12:00", "FREQ=MONTHLY;BYDAY=1MO,3MO"}};
  for (const auto& [cell, rule] : good) {
    const auto recurrence = ParseRecurrence(cell);
    ASSERT_OK(recurrence) << cell;
    EXPECT_EQ(recurrence->rrule(), rule);
    EXPECT_EQ(recurrence->start_time(), "10:00");
  }
  for (const char* bad : {"2e dinsdag", "6e dinsdag 10:00-12:00", "0e dinsdag 10:00-12:00", "dinsdag 10:00-12:00",
                          "eerste dinsdag 10:00-12:00", "om de week 10:00-12:00", "FREQ=DAILY", "2e 10:00-12:00"}) {
    EXPECT_THAT(ParseRecurrence(bad), AllOf(Refused("2e dinsdag 10:00-12:00"))) << bad;
  }
}

TEST(CellsTest, ShownTextsAreShortAndWhole) {
  EXPECT_EQ(Shown("kort"), "\"kort\"");
  std::string text = "x";
  for (int i = 0; i < 50; ++i) text += "\u00e9";
  EXPECT_EQ(Shown(text).size(), 1u + 39 + 4);  // Cut before a character that would be halved.
}

// Found by fuzzing: a longer number that is cut off after nine digits.
TEST(CellsTest, ShownTextsHoldNoCitizenNumber) {
  EXPECT_EQ(Shown("123456782"), "\"(a number of nine digits)\"");
  EXPECT_EQ(Shown(std::string(31, 'x') + "1234567823"), "\"(a number of nine digits)\"");
  EXPECT_EQ(Shown("1234567823"), "\"1234567823\"");
}

}  // namespace
}  // namespace meedoen::indexer
