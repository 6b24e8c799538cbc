#include "core/base/names.h"

#include "gmock/gmock.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::HasSubstr;

TEST(ActivityNameTest, ParsesAndPrintsBothForms) {
  const auto name = ParseActivityName("municipalities/GM0150/activities/koor-de-ijssel");
  ASSERT_OK(name);
  EXPECT_EQ(name->municipality_code, "GM0150");
  EXPECT_EQ(name->activity_id, "koor-de-ijssel");
  EXPECT_EQ(name->ToString(), "municipalities/GM0150/activities/koor-de-ijssel");
  const auto key = ParseActivityKey(name->Key());
  ASSERT_OK(key);
  EXPECT_EQ(key->ToString(), name->ToString());
}

TEST(ActivityNameTest, RefusesWhatIsNoName) {
  for (const char* wrong :
       {"", "municipalities/", "municipalities/GM0150/activities/", "municipalities/GM015/activities/a",
        "municipalities/gm0150/activities/a", "municipalities/GM0150/activities/-a",
        "municipalities/GM0150/activities/A", "municipalities/GM0150/activities/a/b"}) {
    EXPECT_THAT(ParseActivityName(wrong), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("looks like")))
        << wrong;
  }
  EXPECT_FALSE(ParseActivityKey("GM0150").ok());
  EXPECT_FALSE(ParseActivityKey("GM0150-a").ok());
}

TEST(ActivityNameTest, IdHasAtMost63Characters) {
  EXPECT_TRUE(IsActivityId(std::string(63, 'a')));
  EXPECT_FALSE(IsActivityId(std::string(64, 'a')));
  EXPECT_FALSE(IsActivityId(""));
}

TEST(AreaCodeTest, KindsByForm) {
  EXPECT_EQ(AreaKindOf("GM0150"), AreaKind::kMunicipality);
  EXPECT_EQ(AreaKindOf("WK015001"), AreaKind::kDistrict);
  EXPECT_EQ(AreaKindOf("BU01500101"), AreaKind::kNeighbourhood);
  EXPECT_EQ(AreaKindOf("7415"), AreaKind::kPostcode4);
  EXPECT_EQ(AreaKindOf("7415AB"), AreaKind::kPostcode6);
  for (const char* wrong : {"", "0741", "741", "74155", "7415A", "7415ab", "GM015", "GM01500", "WK0150", "XX0150"}) {
    EXPECT_EQ(AreaKindOf(wrong), AreaKind::kNone) << wrong;
  }
}

TEST(AreaCodeTest, NormalFormIsUpperCaseWithoutSpaces) { EXPECT_EQ(NormalizeAreaCode(" 7415 ab "), "7415AB"); }

}  // namespace
}  // namespace meedoen
