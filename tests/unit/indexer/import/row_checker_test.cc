// How rows say which activity they are, and what becomes of rows that say the same.
#include "indexer/import/row_checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/status.h"
#include "tests/unit/indexer/import/reading.h"

namespace meedoen::indexer::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHeader[] = "titel;omschrijving;organisatie;categorieen;postcode;dagen_tijden\n";

TEST(RowCheckerTest, RowsWithOneTitleAndPlaceAreBothTakenWithAWarning) {
  const ReadFile file = ReadCsv(std::string(kHeader) + "Yoga;Rustig;Meedoen;walking;7411;ma 10:00-11:00\n" +
                                "Yoga;Rustig;Meedoen;walking;7411;do 19:00-20:00\n");
  ASSERT_EQ(file.rows.size(), 2u);
  ASSERT_TRUE(file.rows[0].activity.has_value() && file.rows[1].activity.has_value());
  EXPECT_NE(file.rows[0].name, file.rows[1].name);
  EXPECT_EQ(file.rows[1].identity, RowIdentity::kMadeUp);
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("line 3 has the provider, title and place of line 2")));
  EXPECT_EQ(file.summary.refused, 0u);
}

TEST(RowCheckerTest, ARowThatStandsThereTwiceIsLeftOut) {
  const std::string row = "Yoga;Rustig;Meedoen;walking;7411;ma 10:00-11:00\n";
  const ReadFile file = ReadCsv(kHeader + row + row);
  ASSERT_EQ(file.rows.size(), 2u);
  EXPECT_FALSE(file.rows[0].repeats);
  EXPECT_TRUE(file.rows[1].repeats);
  EXPECT_FALSE(file.rows[1].activity.has_value());
  EXPECT_EQ(file.summary.refused, 0u);
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("line 3 says the same as line 2")));
}

TEST(RowCheckerTest, ARefusedRowStillSaysWhichActivityItIs) {
  const ReadFile file = ReadCsv(OneRow({{"kosten_per_keer", "veel"}}));
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_FALSE(file.rows[0].activity.has_value());
  EXPECT_EQ(file.rows[0].name, "municipalities/GM0150/activities/koor");
  EXPECT_EQ(file.rows[0].identity, RowIdentity::kId);
  EXPECT_EQ(file.rows[0].id, "koor");
}

TEST(RowCheckerTest, ARowWithoutATitleSaysNothing) {
  const ReadFile file = ReadCsv(std::string(kHeader) + ";Rustig;Meedoen;walking;7411;\n");
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_EQ(file.rows[0].identity, RowIdentity::kNone);
  EXPECT_EQ(file.rows[0].name, "");
  EXPECT_THAT(file.Problems(), ElementsAre(HasSubstr("titel")));
}

TEST(RowCheckerTest, WhatIsPrivateIsLeftOutOfTheOtherTextsToo) {
  const ReadFile file = ReadCsv(OneRow({{"contactpersoon", "Riet Smit"},
                                        {"telefoon", "06-12 34 56 78"},
                                        {"zo_meedoen", "Bel Riet Smit, 06-12 34 56 78 of 0612345678."}}));
  ASSERT_EQ(file.rows.size(), 1u);
  ASSERT_TRUE(file.rows[0].activity.has_value()) << file.Problems()[0];
  EXPECT_EQ(file.Only().contact().how_to_join(), "Bel (weggelaten), (weggelaten) of (weggelaten).");
}

TEST(RowCheckerTest, AFullNameIsTheIdentity) {
  const ReadFile file =
      ReadJson(R"({"name": "municipalities/GM0150/activities/koor", "title": "Koor", "description": "Zingen", )"
               R"("provider": {"name": "Koor"}, "categories": ["walking"], "place": {"postcode": "7411"}})");
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_EQ(file.rows[0].identity, RowIdentity::kName);
}

}  // namespace
}  // namespace meedoen::indexer::testing
