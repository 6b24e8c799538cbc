#include "indexer/freshness/stale.h"

#include "core/base/civil_time.h"
#include "tests/testing/status.h"

namespace meedoen::indexer {
namespace {

const absl::CivilDay kToday(2026, 11, 22);

class StaleTest : public ::testing::Test {
 protected:
  StaleTest() {
    activity_.set_name("municipalities/GM0150/activities/koffie");
    activity_.set_status(v1::ACTIVE);
  }
  void VerifiedDaysAgo(int days) { activity_.mutable_verification()->set_verified_on(FormatDate(kToday - days)); }
  void Once(const std::string& date, const std::string& start, const std::string& end) {
    v1::SingleDate* single = activity_.mutable_schedule()->add_single_dates();
    single->set_date(date);
    single->set_start_time(start);
    single->set_end_time(end);
  }
  bool Asked(int minute = 12 * 60) const { return ShouldBeAsked(activity_, rules_, FromLocal(kToday, minute)); }

  AgeingRules rules_;
  v1::Activity activity_;
};

TEST_F(StaleTest, AfterTheDaysOfItsMunicipalityOrIfNobodyEverConfirmedIt) {
  EXPECT_TRUE(Asked());
  VerifiedDaysAgo(180);
  EXPECT_FALSE(Asked());
  VerifiedDaysAgo(181);
  EXPECT_TRUE(Asked());
  rules_.Add("GM0150", Ageing{200, 0});
  EXPECT_FALSE(Asked());
  activity_.set_name("municipalities/GM0177/activities/koffie");
  EXPECT_TRUE(Asked()) << "another municipality's are the built-in ones";
  VerifiedDaysAgo(-3);
  EXPECT_FALSE(Asked()) << "a date ahead is not old";
}

TEST_F(StaleTest, TheDayIsTheLocalOne) {
  VerifiedDaysAgo(180);
  EXPECT_FALSE(Asked(23 * 60 + 59)) << "23:59";
  EXPECT_TRUE(Asked(24 * 60 + 1)) << "a minute past midnight, which in UTC is still the day before";
}

TEST_F(StaleTest, NotWhatIsCancelledOrOverForGood) {
  activity_.set_status(v1::CANCELLED);
  EXPECT_FALSE(Asked());
  for (const v1::ActivityStatus status : {v1::PAUSED, v1::FULL, v1::ACTIVE}) {
    activity_.set_status(status);
    EXPECT_TRUE(Asked()) << status;
  }
  Once("2026-11-22", "10:00", "12:00");
  EXPECT_FALSE(Asked(12 * 60)) << "it has just ended";
  EXPECT_TRUE(Asked(12 * 60 - 1));
  activity_.clear_schedule();
  activity_.set_valid_until("2026-11-21");
  EXPECT_FALSE(Asked());
  activity_.set_valid_until("2026-11-22");
  EXPECT_TRUE(Asked()) << "until the end of its last day";
}

// The end cannot be worked out: rather ask once too often.
TEST_F(StaleTest, AScheduleThatCannotBeReadIsAskedAbout) {
  activity_.mutable_schedule()->add_recurrences()->set_rrule("FREQ=SOMETIMES");
  EXPECT_TRUE(Asked());
}

}  // namespace
}  // namespace meedoen::indexer
