#include "matcher/near/change.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "core/activity/taxonomy.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/index/facts.h"

namespace meedoen::matcher {
namespace {

// Sessions tried as "on Wednesday instead", or as "later".
constexpr size_t kMostSessions = 10;

// Longer than both is not "a bit further".
constexpr double kLittleMinutes = 10, kLittleShare = 0.5;

class ChangeMaker {
 public:
  ChangeMaker(const Candidate& candidate, const v1::Activity& activity, const Question& question)
      : candidate_(candidate), activity_(activity), question_(question), filter_(question.query, *candidate.segment) {}

  std::vector<Change> TakeFor(v1::ExclusionReason reason);

 private:
  const SegmentView& segment() const { return *candidate_.segment; }
  const TravelModel& travel() const { return *question_.query.rules->travel; }

  // A change to be filled in, with its sentence.
  v1::SuggestRequest& Add(std::string_view code, std::initializer_list<std::string> values = {}) {
    changes_.push_back({{}, false, Say(question_.language, code, values)});
    return changes_.back().merge;
  }

  std::string Minutes(double minutes) const {
    return SayMinutes(question_.language, static_cast<int64_t>(std::ceil(minutes)));
  }

  // To the middle of where the place can be: an honest figure.
  Leg MiddleLeg() const {
    Leg leg = filter_.NearestLeg(candidate_.row);
    leg.metres += segment().doubt_metres[candidate_.row];
    return leg;
  }

  void TravelLonger();
  void PayTheTaxi();
  void BeBrought();
  void LookAhead();
  void ComeAnotherTime();
  void AskFirst();
  void TakeAnotherRole();
  void AskWhetherItRuns();

  const Candidate& candidate_;
  const v1::Activity& activity_;
  const Question& question_;
  const Filter filter_;
  std::vector<Change> changes_;
};

void ChangeMaker::TravelLonger() {
  const v1::Mobility& mobility = question_.request.client().mobility();
  const Leg leg = MiddleLeg();
  v1::Means best = v1::MEANS_UNSPECIFIED;
  double best_minutes = 0, extra = kMaxTravelMinutes;
  for (const v1::Means means : MeansOf(mobility)) {
    const double minutes = travel().Minutes(means, leg), limit = TravelMinutesLimit(mobility, means);
    if (std::ceil(minutes) > kMaxTravelMinutes || std::ceil(minutes) - limit >= extra) continue;
    best = means;
    best_minutes = minutes;
    extra = std::ceil(minutes) - limit;
  }
  if (best == v1::MEANS_UNSPECIFIED || extra <= 0) return;
  const double limit = TravelMinutesLimit(mobility, best);
  if (extra > std::max(kLittleMinutes, kLittleShare * limit)) return;
  const auto told = std::max<int64_t>(std::lround(best_minutes), static_cast<int64_t>(limit) + 1);
  v1::Mobility* longer =
      Add("change_minutes", {Minutes(extra), SayMinutes(question_.language, told), SayMeans(question_.language, best)})
          .mutable_client()
          ->mutable_mobility();
  const bool own_limit = std::any_of(mobility.limits().begin(), mobility.limits().end(),
                                     [best](const v1::MeansLimit& one) { return one.means() == best; });
  if (own_limit) {
    v1::MeansLimit* one = longer->add_limits();
    one->set_means(best);
    one->set_maximum_minutes(static_cast<uint32_t>(std::ceil(best_minutes)));
  } else {
    longer->set_maximum_minutes(static_cast<uint32_t>(std::ceil(best_minutes)));
  }
}

void ChangeMaker::PayTheTaxi() {
  const v1::Mobility& mobility = question_.request.client().mobility();
  const bool has_taxi = std::find(mobility.means().begin(), mobility.means().end(), v1::TAXI) != mobility.means().end();
  if (!has_taxi || !mobility.has_taxi_budget_cents()) return;
  const uint32_t cents = static_cast<uint32_t>(std::ceil(travel().TaxiCents(MiddleLeg().metres)));
  if (cents <= mobility.taxi_budget_cents()) return;
  Add("change_taxi",
      {SayMoney(question_.language, cents - mobility.taxi_budget_cents()), SayMoney(question_.language, cents)})
      .mutable_client()
      ->mutable_mobility()
      ->set_taxi_budget_cents(cents);
}

void ChangeMaker::BeBrought() {
  if ((segment().flags[candidate_.row] & flag::kHasPlace) == 0) return;
  const double minutes = std::ceil(travel().Minutes(v1::CAR, MiddleLeg()));
  const double limit = TravelMinutesLimit(question_.request.client().mobility(), v1::CAR);
  if (minutes > std::max(limit, kDefaultTravelMinutes)) return;
  v1::Mobility* brought = Add("change_brought", {Minutes(minutes)}).mutable_client()->mutable_mobility();
  brought->set_companion(true);
  brought->add_means(v1::CAR);
  if (minutes <= limit) return;
  v1::MeansLimit* one = brought->add_limits();  // Who can walk five minutes only can sit in a car for longer.
  one->set_means(v1::CAR);
  one->set_maximum_minutes(static_cast<uint32_t>(minutes));
}

void ChangeMaker::LookAhead() {
  const uint32_t row = candidate_.row;
  const ClientQuery& query = question_.query;
  const auto begin = segment().session_starts.begin() + static_cast<ptrdiff_t>(segment().session_offsets[row]);
  const auto end = segment().session_starts.begin() + static_cast<ptrdiff_t>(segment().session_offsets[row + 1]);
  const int32_t from = segment().valid_from_day[row];
  std::vector<int32_t> days;
  auto later = std::lower_bound(begin, end, query.horizon_minute);
  for (; later != end && days.size() < kMostSessions; ++later) {
    days.push_back(std::max(from, DayNumber(LocalDay(absl::FromUnixSeconds(int64_t{*later} * 60)))));
  }
  if (days.empty()) days.push_back(from);  // Its times are not known, or agreed.
  for (const int32_t day : days) {
    const int ahead = day - query.today;
    if (day == kNoDay || day < query.horizon_day || ahead < 1 || ahead > kMaxHorizonDays) continue;
    const std::string date = SayDay(question_.language, FormatDate(DayFromNumber(day)));
    Add("change_later", {date}).set_horizon_days(static_cast<uint32_t>(std::min(ahead + 1, kMaxHorizonDays)));
  }
}

void ChangeMaker::ComeAnotherTime() {
  const auto [first, last] = filter_.UpcomingSessions(candidate_.row);
  for (uint64_t session = first; session < last && session < first + kMostSessions; ++session) {
    if (filter_.Ended(session)) continue;
    const absl::Time start = absl::FromUnixSeconds(int64_t{segment().session_starts[session]} * 60);
    const absl::Time end = start + absl::Minutes(segment().session_lengths[session]);
    const absl::CivilMinute local = absl::ToCivilMinute(start, Amsterdam());
    const int from = local.hour() * 60 + local.minute();
    const int to = std::min(24 * 60, from + segment().session_lengths[session]);
    const int weekday = WeekdayIndex(absl::CivilDay(local));
    v1::AvailabilityWindow* window =
        Add("change_time", {SayWeekday(question_.language, weekday), SayTimes(question_.language, start, end)})
            .mutable_client()
            ->add_availability();
    window->set_day(static_cast<v1::DayOfWeek>(weekday + 1));
    window->set_start_time(FormatTimeOfDay(from));
    window->set_end_time(FormatTimeOfDay(to));
  }
}

void ChangeMaker::AskFirst() {
  const std::string needs = SayNeeds(question_.language, filter_.UnknownNeeds(candidate_.row));
  Add("change_ask_first", {needs}).mutable_client()->mutable_needs()->set_unknown_accessibility(v1::ASK_FIRST);
}

void ChangeMaker::TakeAnotherRole() {
  Add("change_role", {SayRole(question_.language, activity_.role())}).mutable_client()->add_roles(activity_.role());
}

void ChangeMaker::AskWhetherItRuns() {
  const v1::Contact& contact = activity_.contact();
  const std::string& how = contact.telephone().empty() ? contact.email() : contact.telephone();
  if (how.empty()) {
    Add("change_confirm");
  } else {
    Add("change_confirm_at", {how});
  }
  changes_.back().ask_whether_it_runs = true;
}

std::vector<Change> ChangeMaker::TakeFor(v1::ExclusionReason reason) {
  const uint32_t cents = static_cast<uint32_t>(std::max(0, segment().visit_cents[candidate_.row]));
  switch (reason) {
    case v1::TOO_FAR:
      if ((segment().flags[candidate_.row] & flag::kHasPlace) == 0) break;
      TravelLonger();
      PayTheTaxi();
      BeBrought();
      break;
    case v1::NO_PICK_UP:
    case v1::NO_WAY_BACK:
      BeBrought();
      break;
    case v1::NOT_NOW:
      LookAhead();
      break;
    case v1::TIME:
      ComeAnotherTime();
      break;
    case v1::ACCESSIBILITY_UNKNOWN:
      AskFirst();
      break;
    case v1::TOO_EXPENSIVE:
      if (cents == 0) break;  // What a visit costs is not known.
      Add("change_money", {SayMoney(question_.language, cents - static_cast<uint32_t>(question_.query.most_cents)),
                           SayMoney(question_.language, cents)})
          .mutable_client()
          ->set_maximum_cents_per_visit(cents);
      break;
    case v1::ROLE:
      TakeAnotherRole();
      break;
    case v1::CATEGORY:
      if (question_.query.wanted_categories == 0 || activity_.categories().empty()) break;
      Add("change_category", {SayCategory(question_.language, activity_.categories(0))})
          .add_categories(activity_.categories(0));
      break;
    case v1::OUTSIDE_NEIGHBOURHOOD:
      Add("change_neighbourhood").mutable_client()->set_neighbourhood(v1::PREFER_OWN_NEIGHBOURHOOD);
      break;
    case v1::NOT_CONFIRMED:
      AskWhetherItRuns();
      break;
    default:
      break;
  }
  return std::move(changes_);
}

}  // namespace

std::vector<Change> ChangesFor(v1::ExclusionReason reason, const Candidate& candidate, const v1::Activity& activity,
                               const Question& question) {
  return ChangeMaker(candidate, activity, question).TakeFor(reason);
}

}  // namespace meedoen::matcher
