#include "indexer/import/price_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

using ::testing::HasSubstr;

std::string Told(const std::string& text, PriceUnit unit = PriceUnit::kNone) {
  const absl::StatusOr<PriceText> price = ParsePriceText(text, unit);
  if (!price.ok()) return absl::StrCat("! ", std::string(price.status().message()));
  std::vector<std::string> parts;
  const v1::Cost& cost = price->cost;
  if (cost.has_cents_per_visit()) parts.push_back(absl::StrCat("keer ", cost.cents_per_visit()));
  if (cost.has_cents_per_month()) parts.push_back(absl::StrCat("maand ", cost.cents_per_month()));
  if (cost.has_cents_per_year()) parts.push_back(absl::StrCat("jaar ", cost.cents_per_year()));
  if (cost.has_cents_per_course()) parts.push_back(absl::StrCat("cursus ", cost.cents_per_course()));
  if (cost.voluntary_donation()) parts.push_back("gift");
  if (cost.first_visit_free() == v1::TRISTATE_YES) parts.push_back("eerste gratis");
  if (cost.city_pass_accepted() == v1::TRISTATE_YES) parts.push_back("pas");
  if (price->remarks) parts.push_back("en meer");
  return absl::StrJoin(parts, ", ");
}

TEST(PriceTextTest, AmountsAndWhatTheyAreFor) {
  EXPECT_EQ(Told("\u20ac 2,50 p.k."), "keer 250");
  EXPECT_EQ(Told("\u20ac2.50 per keer"), "keer 250");
  EXPECT_EQ(Told("5,- per keer"), "keer 500");
  EXPECT_EQ(Told("\u20ac 5,-- p.p. per keer"), "keer 500");
  EXPECT_EQ(Told("50 cent per keer"), "keer 50");
  EXPECT_EQ(Told("\u20ac 12,50 per maand"), "maand 1250");
  EXPECT_EQ(Told("60 euro per jaar"), "jaar 6000");
  EXPECT_EQ(Told("contributie \u20ac 1.250,00 per jaar"), "jaar 125000");
  EXPECT_EQ(Told("\u20ac 60 per jaar + \u20ac 3 per keer"), "keer 300, jaar 6000");
  EXPECT_EQ(Told("\u20ac 45 voor 8 lessen"), "cursus 4500, en meer");
  EXPECT_EQ(Told("8 lessen voor \u20ac 45"), "cursus 4500, en meer");
  EXPECT_EQ(Told("per maand \u20ac 10"), "maand 1000");
  EXPECT_EQ(Told("\u20ac 3/keer"), "keer 300");
  EXPECT_EQ(Told("2,5 per keer"), "keer 250");
}

TEST(PriceTextTest, FreeAndGifts) {
  for (const char* text : {"gratis", "Gratis.", "geen kosten", "geen", "\u20ac 0,00", "kosteloos", "0"}) {
    EXPECT_EQ(Told(text), "keer 0") << text;
  }
  EXPECT_EQ(Told("vrijwillige bijdrage"), "gift");
  EXPECT_EQ(Told("Vrije gift."), "gift");
  EXPECT_EQ(Told("vrijwillige bijdrage \u20ac 2"), "gift, en meer");
  EXPECT_EQ(Told("5,- per keer, eerste keer gratis"), "keer 500, eerste gratis");
  EXPECT_EQ(Told("\u20ac 7 per les (proefles gratis)"), "keer 700, eerste gratis");
  EXPECT_EQ(Told("3 euro per keer (stadspas gratis)"), "keer 300, pas, en meer");
  EXPECT_EQ(Told("1e keer gratis, daarna \u20ac 5 per keer"), "keer 500, eerste gratis");
  EXPECT_EQ(Told("gratis met stadspas"), "pas, en meer");
  EXPECT_EQ(Told("\u20ac 6,50 per maaltijd inclusief koffie"), "keer 650, en meer");
}

TEST(PriceTextTest, TheColumnMaySayPerWhat) {
  EXPECT_EQ(Told("2,50", PriceUnit::kVisit), "keer 250");
  EXPECT_EQ(Told("\u20ac 15", PriceUnit::kMonth), "maand 1500");
  EXPECT_EQ(Told("3 euro (stadspas gratis)", PriceUnit::kVisit), "keer 300, pas, en meer");
  EXPECT_EQ(Told("60 per jaar", PriceUnit::kVisit), "jaar 6000");
}

TEST(PriceTextTest, WhatIsNotUnderstoodIsNotHalfUnderstood) {
  EXPECT_THAT(Told("\u20ac 2,50"), HasSubstr("! it does not say per what"));
  EXPECT_THAT(Told("3 euro (stadspas gratis)"), HasSubstr("! it does not say per what"));
  EXPECT_THAT(Told("\u20ac 2 per keer, \u20ac 3 per keer"), HasSubstr("! it names two amounts"));
  for (const char* text :
       {"\u20ac 5 per keer voor leden", "leden gratis", "ca. \u20ac 5 per keer", "\u20ac 5-10 per keer",
        "\u20ac 2,505 per keer", "geen stadspas", "per keer", "zie website", "\u20ac 3 per week",
        "vanaf \u20ac 5 per keer", "\u20ac 10000,01 per jaar", "gratis \u20ac 5", "eerste keer \u20ac 5",
        "twee euro per keer", "", "99999 per keer", "p.m."}) {
    EXPECT_THAT(Told(text), HasSubstr("! ")) << text;
  }
  EXPECT_EQ(Told("\u20ac 10000 per jaar"), "jaar 1000000");
}

}  // namespace
}  // namespace meedoen::indexer
