#include "core/activity/taxonomy.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace meedoen {
namespace {

std::string FileText(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(TaxonomyTest, NumbersAreTheOrderAndFitAMask) {
  ASSERT_EQ(AllCategories().size(), 40u);
  std::set<std::string_view> ids, names;
  for (size_t i = 0; i < AllCategories().size(); ++i) {
    const Category& category = AllCategories()[i];
    EXPECT_EQ(category.number, i);
    EXPECT_LT(category.number, 64);
    EXPECT_TRUE(ids.insert(category.id).second) << category.id;
    EXPECT_TRUE(names.insert(category.name_nl).second) << category.name_nl;
    EXPECT_FALSE(category.name_en.empty());
    EXPECT_EQ(FindCategory(category.id), &category);
  }
}

TEST(TaxonomyTest, EveryThemeIsOneOfTheTwelve) {
  const std::set<std::string_view> themes = {
      "Geldzaken",     "Gezin en opvoeden",       "Gezondheid",          "Hobby's en interesses",
      "Ondersteuning", "Ontmoeten en samenleven", "Sporten en bewegen",  "Taal en computer",
      "Vervoer",       "Werk en opleiding",       "Wonen en huishouden", "Zorg voor een naaste"};
  std::set<std::string_view> used;
  for (const Category& category : AllCategories()) {
    EXPECT_TRUE(themes.contains(category.sociale_kaart)) << category.id;
    used.insert(category.sociale_kaart);
  }
  EXPECT_EQ(used, themes);
}

TEST(TaxonomyTest, UnknownIdsAreNotFound) {
  for (const char* id : {"", "Walking", "walking ", "wandelen", "jazz"}) EXPECT_EQ(FindCategory(id), nullptr) << id;
}

TEST(TaxonomyTest, NearestIsByIdAndByEitherName) {
  EXPECT_EQ(NearestCategory("walkng").id, "walking");
  EXPECT_EQ(NearestCategory("Wandelen").id, "walking");
  EXPECT_EQ(NearestCategory("koffie inloop").id, "coffee_morning");
  EXPECT_EQ(NearestCategory("arts & crafts").id, "creative");
  EXPECT_FALSE(NearestCategory(std::string(100'000, 'x')).id.empty());
  EXPECT_FALSE(NearestCategory("").id.empty());
}

TEST(TaxonomyTest, ThePageForPeopleIsThisTable) {
  const std::string page = FileText("docs/formats/taxonomy.md");
  ASSERT_FALSE(page.empty()) << "docs/formats/taxonomy.md is missing; run the tests in the checkout's root";
  const auto or_dash = [](std::string_view text) { return text.empty() ? std::string("-") : std::string(text); };
  for (const Category& category : AllCategories()) {
    const std::string row =
        absl::StrCat("| ", category.number, " | `", std::string(category.id), "` | ", std::string(category.name_nl),
                     " | ", std::string(category.name_en), " | ", std::string(category.sociale_kaart), " | ",
                     or_dash(category.openactive), " | ", or_dash(category.uitdatabank), " |\n");
    EXPECT_THAT(page, ::testing::HasSubstr(row));
  }
}

TEST(TaxonomyTest, LabelsOfOthersExist) {
  const std::string folder = "../shared/data/lang/";
  const std::string openactive = FileText(folder + "openactive_activities.csv");
  const std::string uit = FileText(folder + "uit_eventtypes_nl.csv") + FileText(folder + "uit_themes_nl.csv");
  if (openactive.empty() || uit.empty()) GTEST_SKIP() << folder << " is not here; the labels of others stay unchecked";
  for (const Category& category : AllCategories()) {
    if (!category.openactive.empty()) {
      EXPECT_THAT(openactive, ::testing::HasSubstr(absl::StrCat(",", std::string(category.openactive), ",")));
    }
    const std::string label(category.uitdatabank);
    if (label.empty()) continue;
    EXPECT_THAT(uit, ::testing::AnyOf(::testing::HasSubstr(absl::StrCat(",", label, ",")),
                                      ::testing::HasSubstr(absl::StrCat(",\"", label, "\","))));
  }
}

}  // namespace
}  // namespace meedoen
