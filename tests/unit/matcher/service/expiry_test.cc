// What ends leaves the suggestions in the minute that it ends, by the clock on the wall, without a rebuild: from the
// snapshot and from the changes over it, also on the days that the clocks change.
#include <set>

#include "absl/strings/str_cat.h"
#include "matcher/service/suggest_engine.h"
#include "tests/testing/sample_world.h"
#include "tests/testing/status.h"

namespace meedoen::matcher {
namespace {

using ::meedoen::testing::kDeventer;
using ::meedoen::testing::VenueAt;
using ::meedoen::testing::WeeklySlot;

// An activity, and when it ends.
struct Ending {
  v1::Activity activity;
  absl::Time end;
};

v1::SingleDate Once(absl::CivilDay day, const std::string& start, const std::string& end) {
  v1::SingleDate single;
  single.set_date(FormatDate(day));
  single.set_start_time(start);
  single.set_end_time(end);
  return single;
}

v1::Recurrence Rule(const std::string& rrule, absl::CivilDay first, const std::string& start, const std::string& end) {
  v1::Recurrence rule;
  rule.set_rrule(rrule);
  rule.set_start_date(FormatDate(first));
  rule.set_start_time(start);
  rule.set_end_time(end);
  return rule;
}

// Everything that ends on this day, a Sunday, in each way that there is to end. `prefix` is of their names.
std::vector<Ending> EndingOn(absl::CivilDay day, const std::string& prefix) {
  std::vector<Ending> endings;
  const auto add = [&](const std::string& id, int minutes) -> v1::Activity& {
    endings.push_back({VenueAt(prefix + id, kDeventer), FromLocal(day, minutes)});
    return endings.back().activity;
  };
  *add("once", 12 * 60).mutable_schedule()->add_single_dates() = Once(day, "10:00", "12:00");
  *add("through-the-night", 4 * 60).mutable_schedule()->add_single_dates() = Once(day, "01:00", "04:00");
  *add("until-midnight", 24 * 60).mutable_schedule()->add_single_dates() = Once(day, "22:00", "24:00");
  v1::Schedule& several = *add("last-of-several", 17 * 60 + 1).mutable_schedule();
  *several.add_single_dates() = Once(day, "16:00", "17:01");
  *several.add_single_dates() = Once(day - 7, "16:00", "23:00");
  *add("course", 11 * 60).mutable_schedule()->add_recurrences() =
      Rule("FREQ=WEEKLY;COUNT=3", day - 14, "10:00", "11:00");
  *add("course-by-night", 3 * 60 + 30).mutable_schedule()->add_recurrences() =
      Rule("FREQ=WEEKLY;COUNT=2", day - 7, "00:30", "03:30");
  *add("rule-until", 15 * 60).mutable_schedule()->add_recurrences() =
      Rule(absl::StrCat("FREQ=DAILY;UNTIL=", absl::FormatCivilTime(day).substr(0, 4), day.month() < 10 ? "0" : "",
                        day.month(), day.day() < 10 ? "0" : "", day.day()),
           day - 3, "14:00", "15:00");
  v1::Activity& weekly = add("weekly", 14 * 60);
  *weekly.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::SUNDAY, "13:00", "14:00");
  weekly.set_valid_until(FormatDate(day));
  v1::Activity& weekly_before = add("weekly-on-saturday", 0);
  *weekly_before.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::SATURDAY, "22:00", "24:00");
  weekly_before.set_valid_until(FormatDate(day));
  add("no-times", 24 * 60).set_valid_until(FormatDate(day));
  v1::Activity& agreed = add("by-appointment", 24 * 60);
  agreed.mutable_schedule()->set_by_appointment(true);
  agreed.set_valid_until(FormatDate(day));
  v1::Activity& sign_up = add("sign-up", 24 * 60);
  *sign_up.mutable_schedule()->add_weekly_slots() = WeeklySlot(v1::WEDNESDAY, "10:00", "12:00");
  sign_up.set_sign_up_deadline(FormatDate(day));
  return endings;
}

class ExpiryTest : public ::testing::TestWithParam<absl::CivilDay> {
 protected:
  // Some in a snapshot of three days before, the others as changes that came that day.
  void SetUp() override {
    day_ = GetParam();
    ASSERT_EQ(WeekdayIndex(day_), 6);
    world_.UseDay(day_ - 3);
    for (const char* prefix : {"snapshot-", "overlay-"}) {
      for (Ending& ending : EndingOn(day_, prefix)) endings_.push_back(std::move(ending));
    }
    const size_t half = endings_.size() / 2;
    std::vector<v1::Activity> activities;
    for (size_t i = 0; i < half; ++i) activities.push_back(endings_[i].activity);
    const auto snapshot = world_.Publish(activities, 1);
    ASSERT_OK(snapshot);
    Overlay overlay(*snapshot);
    v1::WatchChangesResponse changes;
    changes.set_revision(2);
    changes.set_model_id(world_.embedder().info().id);
    for (size_t i = half; i < endings_.size(); ++i) *changes.add_changes() = world_.ChangeTo(endings_[i].activity);
    ASSERT_OK(overlay.Apply(changes));
    view_ = *overlay.MakeView(FromLocal(day_ - 3, 9 * 60));
    request_.set_k(50);
  }

  std::set<std::string> SuggestedAt(absl::Time now) {
    clock_.Set(now);
    const auto answer = engine_.Suggest(*view_, request_, absl::InfiniteFuture());
    EXPECT_OK(answer);
    std::set<std::string> names;
    if (!answer.ok()) return names;
    for (const v1::Suggestion& suggestion : answer->suggestions()) {
      names.insert(suggestion.activity().name());
      for (const v1::NextDate& date : suggestion.next_dates()) {
        EXPECT_GT(date.end_time().seconds(), absl::ToUnixSeconds(now)) << suggestion.activity().name();
      }
    }
    return names;
  }

  absl::CivilDay day_;
  meedoen::testing::SampleWorld world_;
  FixedClock clock_{absl::UnixEpoch()};
  SettingsHolder settings_{Settings::BuiltIn()};
  SuggestEngine engine_{EngineParts{world_.embedder(), clock_, settings_, BestKernel()}};
  v1::SuggestRequest request_ = meedoen::testing::PlainRequest();
  std::vector<Ending> endings_;
  ViewPtr view_;
};

TEST_P(ExpiryTest, ThereUntilTheSecondBeforeItsEndAndThenGone) {
  for (const Ending& ending : endings_) {
    const std::string& name = ending.activity.name();
    EXPECT_TRUE(SuggestedAt(ending.end - absl::Seconds(1)).contains(name)) << name;
    EXPECT_FALSE(SuggestedAt(ending.end).contains(name)) << name;
    EXPECT_FALSE(SuggestedAt(ending.end + absl::Hours(26)).contains(name)) << name << " comes back";
  }
}

// Every half hour of the days around: what is shown are exactly those that have not ended.
TEST_P(ExpiryTest, AtAnyMomentExactlyThoseThatHaveNotEnded) {
  for (absl::Time now = FromLocal(day_ - 1, 12 * 60); now < FromLocal(day_ + 1, 6 * 60); now += absl::Minutes(30)) {
    std::set<std::string> expected;
    for (const Ending& ending : endings_) {
      if (now < ending.end) expected.insert(ending.activity.name());
    }
    EXPECT_EQ(SuggestedAt(now), expected) << absl::FormatTime(now, Amsterdam());
  }
}

// An ordinary Sunday; the clocks go forward; they go back.
std::string NameOfDay(const ::testing::TestParamInfo<absl::CivilDay>& day) {
  return absl::StrCat("day", day.param.month(), "_", day.param.day());
}
INSTANTIATE_TEST_SUITE_P(Days, ExpiryTest,
                         ::testing::Values(absl::CivilDay(2026, 11, 22), absl::CivilDay(2027, 3, 28),
                                           absl::CivilDay(2027, 10, 31)),
                         NameOfDay);

}  // namespace
}  // namespace meedoen::matcher
