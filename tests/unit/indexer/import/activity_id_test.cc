#include "indexer/import/activity_id.h"

#include "absl/strings/str_cat.h"
#include "core/base/names.h"
#include "core/text/citizen_number.h"
#include "gtest/gtest.h"

namespace meedoen::indexer {
namespace {

v1::Activity Named(const std::string& provider, const std::string& title, const std::string& venue) {
  v1::Activity activity;
  activity.mutable_provider()->set_name(provider);
  activity.set_title(title);
  activity.mutable_place()->set_venue_name(venue);
  return activity;
}

TEST(SlugTest, LettersDigitsAndHyphens) {
  EXPECT_EQ(Slug("Koor 'De IJssel'"), "koor-de-ijssel");
  EXPECT_EQ(Slug("  Caf\u00e9 -- 55+ "), "cafe-55");
  EXPECT_EQ(Slug("\u0643\u0648\u0631"), "");
  EXPECT_EQ(Slug("A_12/b"), "a-12-b");
  EXPECT_EQ(Slug(""), "");
}

TEST(MadeUpIdTest, IsAlwaysAnId) {
  for (const char* title :
       {"Koor", "\u0643\u0648\u0631", "", "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee-ffff"}) {
    EXPECT_TRUE(IsActivityId(MadeUpId(Named("P", title, "V")))) << title << " " << MadeUpId(Named("P", title, "V"));
  }
  EXPECT_TRUE(MadeUpId(Named("P", "Koor De IJssel", "V")).starts_with("koor-de-ijssel-"));
}

TEST(MadeUpIdTest, IsNeverTakenForACitizenNumber) {
  for (int i = 0; i < 3000; ++i) {
    const std::string id = MadeUpId(Named("P", absl::StrCat("Groep ", i), "V"));
    EXPECT_FALSE(ContainsCitizenNumber(id)) << id;
  }
}

TEST(MadeUpIdTest, HangsOnProviderTitleAndPlaceAlone) {
  const std::string id = MadeUpId(Named("Stichting", "Koor", "De Bron"));
  EXPECT_EQ(MadeUpId(Named(" STICHTING ", "koor!", "de  bron")), id);
  v1::Activity other = Named("Stichting", "Koor", "De Bron");
  other.set_description("Iets anders");
  EXPECT_EQ(MadeUpId(other), id);
  EXPECT_NE(MadeUpId(Named("Stichting B", "Koor", "De Bron")), id);
  EXPECT_NE(MadeUpId(Named("Stichting", "Koor 2", "De Bron")), id);
  EXPECT_NE(MadeUpId(Named("Stichting", "Koor", "De Beek")), id);
  other = Named("Stichting", "Koor", "");
  other.mutable_place()->set_postcode("7411");
  const std::string by_postcode = MadeUpId(other);
  other.mutable_place()->set_address("Brink 1");
  EXPECT_NE(MadeUpId(other), by_postcode);
}

}  // namespace
}  // namespace meedoen::indexer
