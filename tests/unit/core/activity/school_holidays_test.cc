#include "core/activity/school_holidays.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "tests/testing/status.h"
#include "tests/unit/core/activity/samples.h"

namespace meedoen {
namespace {

using testing::Parsed;

// "18-26 Oct": the runs of days of one school year, for a region.
std::string Runs(uint8_t regions, int first_year) {
  std::string runs;
  bool before = false;
  for (absl::CivilDay day(first_year, 9, 10); day < absl::CivilDay(first_year + 1, 9, 10); ++day) {
    const bool now = IsSchoolHoliday(day, regions);
    if (now != before) absl::StrAppend(&runs, runs.empty() ? "" : now ? " " : "/", FormatDate(now ? day : day - 1));
    before = now;
  }
  return runs;
}

TEST(SchoolHolidayTest, TheYearsOfEachRegion) {
  EXPECT_EQ(Runs(kSchoolNorth, 2026),
            "2026-10-10/2026-10-18 2026-12-19/2027-01-03 2027-02-20/2027-02-28 2027-04-24/2027-05-02 "
            "2027-07-10/2027-08-22");
  EXPECT_EQ(Runs(kSchoolMiddle, 2026),
            "2026-10-17/2026-10-25 2026-12-19/2027-01-03 2027-02-20/2027-02-28 2027-04-24/2027-05-02 "
            "2027-07-17/2027-08-29");
  EXPECT_EQ(Runs(kSchoolSouth, 2026),
            "2026-10-17/2026-10-25 2026-12-19/2027-01-03 2027-02-13/2027-02-21 2027-04-24/2027-05-02 "
            "2027-07-24/2027-09-05");
  EXPECT_EQ(Runs(kSchoolSouth, 2029),
            "2029-10-13/2029-10-21 2029-12-22/2030-01-06 2030-02-23/2030-03-03 2030-04-27/2030-05-05 "
            "2030-07-06/2030-08-18");
  EXPECT_EQ(Runs(kAllSchoolRegions, 2027),
            "2027-10-16/2027-10-31 2027-12-25/2028-01-09 2028-02-19/2028-03-05 2028-04-29/2028-05-07 "
            "2028-07-08/2028-09-03");
}

// What the law lays down: five holidays, of one, two, one, one and six weeks, each from Saturday to Sunday.
TEST(SchoolHolidayTest, EveryYearHasItsWeeks) {
  for (int year = 2025; year <= 2029; ++year) {
    for (const uint8_t region : {kSchoolNorth, kSchoolMiddle, kSchoolSouth}) {
      int days = 0, runs = 0;
      for (absl::CivilDay day(year, 9, 10); day < absl::CivilDay(year + 1, 9, 10); ++day) {
        if (!IsSchoolHoliday(day, region)) continue;
        ++days;
        if (!IsSchoolHoliday(day - 1, region)) {
          ++runs;
          EXPECT_EQ(WeekdayIndex(day), 5) << FormatDate(day);
        }
        if (!IsSchoolHoliday(day + 1, region)) {
          EXPECT_EQ(WeekdayIndex(day), 6) << FormatDate(day);
        }
      }
      EXPECT_EQ(runs, 5) << year << " region " << int{region};
      EXPECT_EQ(days, 9 + 16 + 9 + 9 + 44) << year << " region " << int{region};
    }
  }
}

TEST(SchoolHolidayTest, NothingBeyondTheTable) {
  EXPECT_EQ(FormatDate(SchoolHolidaysKnownUntil()), "2030-09-01");
  EXPECT_TRUE(IsSchoolHoliday(SchoolHolidaysKnownUntil(), kSchoolNorth));
  for (absl::CivilDay day = SchoolHolidaysKnownUntil() + 1; day.year() < 2033; ++day) {
    EXPECT_FALSE(IsSchoolHoliday(day, kAllSchoolRegions)) << FormatDate(day);
  }
  EXPECT_FALSE(IsSchoolHoliday(absl::CivilDay(2025, 10, 10), kAllSchoolRegions));
  EXPECT_FALSE(IsSchoolHoliday(absl::CivilDay(1900, 1, 1), kAllSchoolRegions));
  EXPECT_FALSE(IsSchoolHoliday(absl::CivilDay(2199, 12, 31), kAllSchoolRegions));
}

TEST(SchoolHolidayTest, AWarningBeforeTheTableEnds) {
  const absl::CivilDay last = SchoolHolidaysKnownUntil() - kMaxHorizonDays;
  EXPECT_EQ(SchoolHolidaysWarning(last), "");
  EXPECT_THAT(SchoolHolidaysWarning(last + 1), ::testing::HasSubstr("known until 2030-09-01 only"));
}

TEST(SchoolRegionTest, OfMunicipalities) {
  EXPECT_EQ(SchoolRegionsOf("GM0150"), kSchoolNorth);                  // Deventer
  EXPECT_EQ(SchoolRegionsOf("GM0014"), kSchoolNorth);                  // Groningen
  EXPECT_EQ(SchoolRegionsOf("GM0363"), kSchoolNorth);                  // Amsterdam
  EXPECT_EQ(SchoolRegionsOf("GM0244"), kSchoolNorth);                  // Hattem, in Gelderland
  EXPECT_EQ(SchoolRegionsOf("GM0317"), kSchoolNorth);                  // Eemnes, in Utrecht
  EXPECT_EQ(SchoolRegionsOf("GM0050"), kSchoolMiddle);                 // Zeewolde, in Flevoland
  EXPECT_EQ(SchoolRegionsOf("GM0344"), kSchoolMiddle);                 // Utrecht
  EXPECT_EQ(SchoolRegionsOf("GM0599"), kSchoolMiddle);                 // Rotterdam
  EXPECT_EQ(SchoolRegionsOf("GM0200"), kSchoolMiddle);                 // Apeldoorn
  EXPECT_EQ(SchoolRegionsOf("GM0202"), kSchoolSouth);                  // Arnhem
  EXPECT_EQ(SchoolRegionsOf("GM0772"), kSchoolSouth);                  // Eindhoven
  EXPECT_EQ(SchoolRegionsOf("GM0687"), kSchoolSouth);                  // Middelburg
  EXPECT_EQ(SchoolRegionsOf("GM0935"), kSchoolSouth);                  // Maastricht
  EXPECT_EQ(SchoolRegionsOf("GM0736"), kSchoolNorth | kSchoolMiddle);  // De Ronde Venen
  EXPECT_EQ(SchoolRegionsOf("GM1955"), kSchoolMiddle | kSchoolSouth);  // Montferland
  for (const char* unknown : {"", "GM", "GM9999", "WK015001", "0150", "GM015x"}) {
    EXPECT_EQ(SchoolRegionsOf(unknown), kAllSchoolRegions) << unknown;
  }
}

TEST(SchoolRegionTest, EveryMunicipalityHasOne) {
  int known = 0;
  for (int code = 0; code <= 9999; ++code) {
    known += SchoolRegionsOf(absl::StrCat("GM", absl::Dec(code, absl::kZeroPad4))) != kAllSchoolRegions;
  }
  EXPECT_EQ(known, 342);
}

// Fridays between two dates on which an activity of a municipality takes place.
std::string Fridays(const std::string& municipality, const std::string& pauses, absl::CivilDay first,
                    absl::CivilDay last) {
  const v1::Activity activity = Parsed(absl::StrCat(
      "name: 'municipalities/", municipality, "/activities/a' ", "schedule { pauses_in_school_holidays: ", pauses,
      " weekly_slots { day: FRIDAY start_time: '10:00' ", "end_time: '12:00' } }"));
  const auto sessions = ExpandSchedule(activity, first, last);
  EXPECT_OK(sessions);
  std::string days;
  for (const Occurrence& session : *sessions) {
    absl::StrAppend(&days, days.empty() ? "" : " ", FormatDate(LocalDay(session.start)).substr(5));
  }
  return days;
}

TEST(SchoolHolidayTest, ActivitiesPauseInTheirRegion) {
  const absl::CivilDay first(2026, 10, 9), last(2026, 10, 30);
  EXPECT_EQ(Fridays("GM0150", "TRISTATE_YES", first, last), "10-09 10-23 10-30");
  EXPECT_EQ(Fridays("GM0344", "TRISTATE_YES", first, last), "10-09 10-16 10-30");
  EXPECT_EQ(Fridays("GM9999", "TRISTATE_YES", first, last), "10-09 10-30");
  EXPECT_EQ(Fridays("GM0736", "TRISTATE_YES", first, last), "10-09 10-30");
  EXPECT_EQ(Fridays("GM0150", "TRISTATE_NO", first, last), "10-09 10-16 10-23 10-30");
  EXPECT_EQ(Fridays("GM0150", "TRISTATE_UNKNOWN", first, last), "10-09 10-16 10-23 10-30");
  // Beyond the table sessions are given.
  EXPECT_EQ(Fridays("GM0150", "TRISTATE_YES", absl::CivilDay(2030, 8, 23), absl::CivilDay(2030, 9, 6)), "09-06");
}

}  // namespace
}  // namespace meedoen
