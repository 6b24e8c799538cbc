// The limits that are about time. The world's day is Monday 23 November 2026.
#include <fstream>

#include "tests/testing/temp_dir.h"
#include "tests/unit/matcher/filter/filter_fixture.h"

namespace meedoen::matcher {
namespace {

class FilterTimeTest : public FilterTest {
 protected:
  void Meets(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    *activity_.mutable_schedule()->add_weekly_slots() = WeeklySlot(day, start, end);
  }
  void MeetsOnce(const std::string& date, const std::string& start, const std::string& end) {
    v1::SingleDate* single = activity_.mutable_schedule()->add_single_dates();
    single->set_date(date);
    single->set_start_time(start);
    single->set_end_time(end);
  }
  void IsFree(v1::DayOfWeek day, const std::string& start, const std::string& end) {
    v1::AvailabilityWindow* window = client_.add_availability();
    window->set_day(day);
    window->set_start_time(start);
    window->set_end_time(end);
  }
};

TEST_F(FilterTimeTest, BeginEndAndSignUpDate) {
  activity_.set_valid_from("2026-12-21");
  activity_.set_valid_until("2026-12-31");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "begins on the last day of the horizon of 28 days";
  activity_.set_valid_from("2026-12-22");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
  activity_.clear_valid_from();
  activity_.set_valid_until("2026-11-23");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "today still";
  activity_.set_valid_until("2026-11-22");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
  activity_.clear_valid_until();
  activity_.set_sign_up_deadline("2026-11-23");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  activity_.set_sign_up_deadline("2026-11-22");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
}

TEST_F(FilterTimeTest, NoSessionWithinTheHorizon) {
  MeetsOnce("2026-12-21", "23:00", "24:00");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "the last hour of the horizon";
  request_.set_horizon_days(27);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
}

TEST_F(FilterTimeTest, ASessionAtMidnightAfterTheHorizonIsOutside) {
  MeetsOnce("2026-12-22", "00:00", "02:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
  request_.set_horizon_days(29);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
}

TEST_F(FilterTimeTest, AOneOffActivityEndsAtItsEndTimeInLocalTime) {
  MeetsOnce("2026-11-23", "14:00", "16:00");
  for (const auto& [minute, there] : std::vector<std::pair<int, bool>>{
           {9 * 60, true}, {14 * 60, true}, {15 * 60 + 59, true}, {16 * 60, false}, {18 * 60, false}}) {
    SetNow(kWorldDay, minute);
    EXPECT_EQ(Fails(activity_, request_).empty(), there) << FormatTimeOfDay(minute);
  }
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
  SetNow(kWorldDay + 1, 9 * 60);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_NOW));
}

TEST_F(FilterTimeTest, ASessionThatIsOverDoesNotHideTheNext) {
  MeetsOnce("2026-11-23", "09:00", "10:00");
  MeetsOnce("2026-11-25", "09:00", "10:00");
  SetNow(kWorldDay, 12 * 60);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  const auto pair = PairOf(activity_, request_);
  const auto [first, last] = pair->filter->UpcomingSessions(0);
  EXPECT_EQ(last - first, 1u);
}

TEST_F(FilterTimeTest, UnknownTimesAndByAppointmentAreNeverOutOfTime) {
  IsFree(v1::MONDAY, "09:00", "09:30");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "times not known";
  Meets(v1::FRIDAY, "14:00", "16:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TIME));
  activity_.mutable_schedule()->set_by_appointment(true);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
}

TEST_F(FilterTimeTest, SixtyPerCentOfASessionMustFallInsideTheWindows) {
  Meets(v1::TUESDAY, "10:00", "12:00");
  IsFree(v1::TUESDAY, "10:48", "18:00");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "72 of 120 minutes";
  client_.mutable_availability(0)->set_start_time("10:49");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TIME));
  IsFree(v1::TUESDAY, "10:00", "10:01");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "parts of two windows add up";
  IsFree(v1::TUESDAY, "10:00", "10:01");
  client_.set_least_session_share_percent(61);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TIME)) << "the same window twice counts once";
}

// 0.55 x 100 is a little more than 55 in floating point.
TEST_F(FilterTimeTest, TheShareIsExact) {
  Meets(v1::TUESDAY, "10:00", "11:40");
  for (int percent = 1; percent <= 100; ++percent) {
    client_.clear_availability();
    IsFree(v1::TUESDAY, "09:00", FormatTimeOfDay(600 + percent));
    client_.set_least_session_share_percent(static_cast<uint32_t>(percent));
    EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << percent << " of 100 minutes";
  }
}

TEST_F(FilterTimeTest, AnotherDayOfTheWeekDoesNotCount) {
  Meets(v1::TUESDAY, "10:00", "12:00");
  IsFree(v1::WEDNESDAY, "00:00", "24:00");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::TIME));
  Meets(v1::WEDNESDAY, "10:00", "12:00");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  EXPECT_NEAR(PairOf(activity_, request_)->filter->ScheduleFit(0), 0.5, 1e-9) << "half of its sessions fit";
}

// As old as the activity's own municipality allows, to the day.
TEST_F(FilterTimeTest, NotConfirmedForTooLong) {
  const auto verified = [this](int days_ago) {
    activity_.mutable_verification()->set_verified_on(FormatDate(kWorldDay - days_ago));
    return Fails(activity_, request_);
  };
  EXPECT_THAT(verified(3650), IsEmpty()) << "by itself nothing is left out";
  rules().ageing.leave_out_after_days = 400;
  EXPECT_THAT(verified(400), IsEmpty());
  EXPECT_THAT(verified(401), ElementsAre(v1::NOT_CONFIRMED));
  EXPECT_THAT(verified(-30), IsEmpty()) << "a date ahead";
  activity_.set_status(v1::PAUSED);
  EXPECT_THAT(verified(401), ElementsAre(v1::NOT_ACTIVE, v1::NOT_CONFIRMED));
  activity_.set_status(v1::ACTIVE);
  activity_.clear_verification();
  EXPECT_THAT(Fails(activity_, request_), IsEmpty()) << "what nobody ever confirmed has no age";
}

TEST_F(FilterTimeTest, TheDayThatItBecomesTooOldIsTheLocalOne) {
  rules().ageing.leave_out_after_days = 400;
  activity_.mutable_verification()->set_verified_on(FormatDate(kWorldDay - 400));
  SetNow(kWorldDay, 23 * 60 + 59);
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  SetNow(kWorldDay, 24 * 60);
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_CONFIRMED)) << "in UTC it is still the day before";
}

TEST_F(FilterTimeTest, TheAgeIsThatOfTheActivitysMunicipalityNotOfTheClients) {
  const meedoen::testing::TempDir folder;
  std::ofstream(folder.File("GM0150.json")) << R"({"across_border_with": ["GM0177"]})";
  std::ofstream(folder.File("GM0177.json"))
      << R"({"across_border_with": ["GM0150"], "ageing": {"ask_after_days": 30, "leave_out_after_days": 60}})";
  const auto settings = Settings::Load(*PosixEnv(), folder.path(), nullptr);
  ASSERT_OK(settings);
  UseSettings(*settings);
  activity_.mutable_verification()->set_verified_on(FormatDate(kWorldDay - 61));
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
  activity_.set_name("municipalities/GM0177/activities/koffie");
  EXPECT_THAT(Fails(activity_, request_), ElementsAre(v1::NOT_CONFIRMED));
}

// Winter time is an hour from UTC; a window read as UTC would miss these.
TEST_F(FilterTimeTest, WindowsAreInLocalTime) {
  Meets(v1::TUESDAY, "00:00", "01:00");
  IsFree(v1::TUESDAY, "00:00", "01:00");
  EXPECT_THAT(Fails(activity_, request_), IsEmpty());
}

}  // namespace
}  // namespace meedoen::matcher
