#include "core/settings/ageing.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/testing/temp_dir.h"

namespace meedoen {
namespace {

using ::meedoen::testing::FailsWith;
using ::testing::HasSubstr;

class AgeingTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& ageing) {
    std::ofstream(folder_.File(name)) << "{\"ageing\": {" << ageing << "}}";
  }
  absl::StatusOr<AgeingRules> Load() { return AgeingRules::Load(*PosixEnv(), folder_.path()); }

  const testing::TempDir folder_;
};

TEST_F(AgeingTest, HalfAYearByItselfAndNothingIsLeftOut) {
  for (const AgeingRules& rules : {AgeingRules(), *AgeingRules::Load(*PosixEnv(), ""), *Load()}) {
    const Ageing& ageing = rules.Of("GM0150");
    EXPECT_FALSE(ageing.Ask(180)) << "on the last day it is not old yet";
    EXPECT_TRUE(ageing.Ask(181));
    EXPECT_FALSE(ageing.LeavesOut(100'000));
    EXPECT_FALSE(rules.leaves_out());
  }
}

TEST_F(AgeingTest, AMunicipalitySaysOtherwiseOnlyWhereItSaysSomething) {
  Write("default.json", R"("ask_after_days": 120, "leave_out_after_days": 400)");
  Write("GM0150.json", R"("ask_after_days": 90)");
  Write("GM0177.json", R"("leave_out_after_days": 0)");
  Write("GM1955.json", "");
  const auto rules = Load();
  ASSERT_OK(rules);
  EXPECT_TRUE(rules->leaves_out());
  EXPECT_EQ(rules->Of("GM0150").ask_after_days, 90u);
  EXPECT_EQ(rules->Of(150).leave_out_after_days, 400u) << "of default.json";
  EXPECT_FALSE(rules->Of("GM0150").LeavesOut(400));
  EXPECT_TRUE(rules->Of("GM0150").LeavesOut(401));
  EXPECT_EQ(rules->Of("GM0177").ask_after_days, 120u);
  EXPECT_FALSE(rules->Of("GM0177").LeavesOut(4'000)) << "0 is never, also where the others do";
  for (const char* code : {"GM1955", "GM0001", "GM9999", "GM0151"}) {
    EXPECT_EQ(rules->Of(code).ask_after_days, 120u) << code;
    EXPECT_EQ(rules->Of(code).leave_out_after_days, 400u) << code;
  }
}

TEST_F(AgeingTest, OneMunicipalityIsEnoughToLeaveOut) {
  Write("GM0150.json", R"("leave_out_after_days": 365)");
  const auto rules = Load();
  ASSERT_OK(rules);
  EXPECT_TRUE(rules->leaves_out());
  EXPECT_FALSE(rules->Of("GM0177").LeavesOut(100'000));
}

TEST_F(AgeingTest, AtTheLimitsAndBeyond) {
  Write("default.json", absl::StrCat("\"ask_after_days\": 1, \"leave_out_after_days\": ", kMaxAgeingDays));
  EXPECT_OK(Load());
  Write("default.json", absl::StrCat("\"ask_after_days\": ", kMaxAgeingDays));
  EXPECT_OK(Load());
  Write("default.json", R"("ask_after_days": 200, "leave_out_after_days": 200)");
  EXPECT_OK(Load());
  for (const std::string& days : {std::string("0"), absl::StrCat(kMaxAgeingDays + 1)}) {
    Write("default.json", "\"ask_after_days\": " + days);
    EXPECT_THAT(Load(),
                FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("default.json: ageing.ask_after_days")));
  }
  Write("default.json", absl::StrCat("\"leave_out_after_days\": ", kMaxAgeingDays + 1));
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("ageing.leave_out_after_days: must be")));
  Write("default.json", R"("ask_after_days": 200, "leave_out_after_days": 199)");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("before the provider is asked")));
}

// What the one file says does not go with what the other does.
TEST_F(AgeingTest, BothFilesTogetherMustBeRight) {
  Write("default.json", R"("leave_out_after_days": 200)");
  Write("GM0150.json", R"("ask_after_days": 300)");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument,
                                HasSubstr("GM0150.json: ageing.leave_out_after_days: is 200, before")));
  Write("GM0150.json", R"("ask_after_days": -1)");
  EXPECT_THAT(Load(), FailsWith(absl::StatusCode::kInvalidArgument, HasSubstr("GM0150.json: is not settings")));
}

}  // namespace
}  // namespace meedoen
