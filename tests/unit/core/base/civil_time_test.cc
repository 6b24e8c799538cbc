#include "core/base/civil_time.h"

#include "gmock/gmock.h"
#include "tests/testing/status.h"

namespace meedoen {
namespace {

TEST(DateTest, RoundTripsRealDatesOnly) {
  const auto leap_day = ParseDate("2028-02-29");
  ASSERT_OK(leap_day);
  EXPECT_EQ(FormatDate(*leap_day), "2028-02-29");
  for (const char* wrong : {"", "2026-2-1", "2027-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "22-11-2026",
                            "2026/11/22", "1899-12-31", "2200-01-01", "2026-11-22 "}) {
    EXPECT_FALSE(ParseDate(wrong).ok()) << wrong;
  }
}

TEST(TimeOfDayTest, RoundTripsUpToMidnight) {
  for (const char* time : {"00:00", "09:30", "23:59", "24:00"}) {
    const auto minutes = ParseTimeOfDay(time);
    ASSERT_OK(minutes);
    EXPECT_EQ(FormatTimeOfDay(*minutes), time);
  }
  for (const char* wrong : {"", "9:30", "09.30", "24:01", "12:60", "ab:cd"}) {
    EXPECT_FALSE(ParseTimeOfDay(wrong).ok()) << wrong;
  }
}

TEST(DayNumberTest, CountsFromTheEpoch) {
  EXPECT_EQ(DayNumber(absl::CivilDay(1970, 1, 1)), 0);
  EXPECT_EQ(DayNumber(absl::CivilDay(2026, 11, 22)), 20779);
  EXPECT_EQ(DayFromNumber(20779), absl::CivilDay(2026, 11, 22));
  EXPECT_EQ(WeekdayIndex(absl::CivilDay(2026, 11, 22)), 6);  // A Sunday.
}

TEST(FromLocalTest, FollowsTheClockChanges) {
  const auto utc = [](absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M", time, absl::UTCTimeZone()); };
  EXPECT_EQ(utc(FromLocal(absl::CivilDay(2026, 7, 1), 10 * 60)), "2026-07-01 08:00");
  EXPECT_EQ(utc(FromLocal(absl::CivilDay(2026, 12, 1), 10 * 60)), "2026-12-01 09:00");
  // 02:30 does not exist on 29 March 2026: the end of the gap.
  EXPECT_EQ(utc(FromLocal(absl::CivilDay(2026, 3, 29), 150)), "2026-03-29 01:00");
  // 02:30 comes twice on 25 October 2026: the first.
  EXPECT_EQ(utc(FromLocal(absl::CivilDay(2026, 10, 25), 150)), "2026-10-25 00:30");
  EXPECT_EQ(LocalDay(FromLocal(absl::CivilDay(2026, 10, 25), 24 * 60)), absl::CivilDay(2026, 10, 26));
}

}  // namespace
}  // namespace meedoen
