#include "matcher/near/failures.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/index/facts.h"

namespace meedoen::matcher {
namespace {

constexpr size_t kMostTimes = 3;

class Failure {
 public:
  Failure(const Candidate& candidate, const v1::Activity& activity, const Question& question)
      : candidate_(candidate), activity_(activity), question_(question), filter_(question.query, *candidate.segment) {}

  std::string Text(v1::ExclusionReason reason) const;

 private:
  std::string Sentence(std::string_view code, std::initializer_list<std::string> values = {}) const {
    return Say(question_.language, code, values);
  }
  std::string TooFar() const;
  std::string Age() const;
  std::string NotActive() const;
  std::string NotNow() const;
  std::string Times() const;
  std::string NotWanted() const;

  const Candidate& candidate_;
  const v1::Activity& activity_;
  const Question& question_;
  const Filter filter_;
};

std::string Failure::TooFar() const {
  const TravelModel& travel = *question_.query.rules->travel;
  const bool placed = (candidate_.segment->flags[candidate_.row] & flag::kHasPlace) != 0;
  if (!placed) return Sentence("fails_other_area");
  const Leg leg = filter_.NearestLeg(candidate_.row);
  const v1::Mobility& mobility = question_.request.client().mobility();
  v1::Means best = v1::MEANS_UNSPECIFIED;
  double best_minutes = 0, best_limit = 0;
  for (const v1::Means means : MeansOf(mobility)) {
    const double minutes = travel.Minutes(means, leg), limit = TravelMinutesLimit(mobility, means);
    if (best != v1::MEANS_UNSPECIFIED && minutes - limit >= best_minutes - best_limit) continue;
    best = means;
    best_minutes = minutes;
    best_limit = limit;
  }
  if (best_minutes <= best_limit) return Sentence("fails_taxi");
  const auto limit = static_cast<int64_t>(best_limit);
  return Sentence("fails_far", {SayMinutes(question_.language, std::max<int64_t>(std::lround(best_minutes), limit + 1)),
                                SayMeans(question_.language, best), SayMinutes(question_.language, limit)});
}

std::string Failure::Age() const {
  const v1::AgeRange& range = activity_.age_range();
  const std::string least = absl::StrCat(range.minimum_years()), most = absl::StrCat(range.maximum_years());
  if (!range.has_maximum_years()) return Sentence("fails_age_from", {least});
  if (!range.has_minimum_years()) return Sentence("fails_age_to", {most});
  return Sentence("fails_age", {least, most});
}

std::string Failure::NotActive() const {
  if (activity_.status() == v1::CANCELLED) return Sentence("fails_cancelled");
  return Sentence(activity_.status() == v1::PAUSED ? "fails_paused" : "fails_full");
}

std::string Failure::NotNow() const {
  const ClientQuery& query = question_.query;
  const SegmentView& segment = *candidate_.segment;
  const uint32_t row = candidate_.row;
  const absl::StatusOr<std::optional<absl::Time>> end = LastEnd(activity_);
  const bool ended = end.ok() && end->has_value() && **end <= absl::FromUnixSeconds(int64_t{query.now_minute} * 60);
  if (segment.last_day[row] < query.today || segment.ends_minute[row] <= query.now_minute || ended) {
    return Sentence("fails_over");
  }
  if (segment.sign_up_day[row] < query.today) {
    return Sentence("fails_sign_up", {SayDay(question_.language, activity_.sign_up_deadline())});
  }
  if (segment.valid_from_day[row] > query.horizon_day) {
    return Sentence("fails_starts", {SayDay(question_.language, activity_.valid_from())});
  }
  return Sentence("fails_no_date", {SayDays(question_.language, query.horizon_day - query.today)});
}

// When it takes place: the weekdays of each time of day, "maandag en dinsdag 09:00-13:00".
std::string Failure::Times() const {
  std::vector<std::pair<std::string, std::vector<std::string>>> times;
  const auto [first, last] = filter_.UpcomingSessions(candidate_.row);
  for (uint64_t session = first; session < last; ++session) {
    if (filter_.Ended(session)) continue;
    const absl::Time start = absl::FromUnixSeconds(int64_t{candidate_.segment->session_starts[session]} * 60);
    const absl::Time end = start + absl::Minutes(candidate_.segment->session_lengths[session]);
    const std::string day = SayWeekday(question_.language, WeekdayIndex(LocalDay(start)));
    const std::string hours = SayTimes(question_.language, start, end);
    auto same = std::find_if(times.begin(), times.end(), [&hours](const auto& one) { return one.first == hours; });
    if (same == times.end()) same = times.insert(times.end(), {hours, {}});
    std::vector<std::string>& days = same->second;
    if (std::find(days.begin(), days.end(), day) == days.end()) days.push_back(day);
  }
  std::vector<std::string> texts;
  for (const auto& [hours, days] : times) {
    if (texts.size() == kMostTimes) break;
    texts.push_back(absl::StrCat(Enumerate(question_.language, days), " ", hours));
  }
  return Enumerate(question_.language, texts);
}

std::string Failure::NotWanted() const {
  const RowJudge judge(question_.query, *candidate_.segment, question_.kernel);
  const int dislike = judge.Rate(candidate_.row, candidate_.in_area).score.unwanted_dislike;
  return Sentence("fails_not_wanted", {question_.request.client().dislikes(std::max(0, dislike))});
}

std::string Failure::Text(v1::ExclusionReason reason) const {
  const ClientQuery& query = question_.query;
  switch (reason) {
    case v1::TOO_FAR:
      return TooFar();
    case v1::AGE:
      return Age();
    case v1::GENDER:
      return Sentence(activity_.gender_group() == v1::WOMEN_ONLY ? "women_only" : "men_only");
    case v1::NOT_ACTIVE:
      return NotActive();
    case v1::NOT_NOW:
      return NotNow();
    case v1::STATED_INACCESSIBLE:
      return Sentence("fails_inaccessible", {SayNeeds(question_.language, filter_.RefusedNeeds(candidate_.row))});
    case v1::ACCESSIBILITY_UNKNOWN:
      return Sentence("fails_unknown", {SayNeeds(question_.language, filter_.UnknownNeeds(candidate_.row))});
    case v1::TOO_EXPENSIVE: {
      if (candidate_.segment->visit_cents[candidate_.row] < 0) return Sentence("fails_not_free");
      const auto cents = static_cast<uint32_t>(candidate_.segment->visit_cents[candidate_.row]);
      return Sentence("fails_money", {SayMoney(question_.language, cents),
                                      SayMoney(question_.language, static_cast<uint32_t>(query.most_cents))});
    }
    case v1::ROLE:
      return Sentence("fails_role", {SayRole(question_.language, activity_.role())});
    case v1::CATEGORY:
      return Sentence("fails_category");
    case v1::EXCLUDED_BY_REQUEST:
      return Sentence("fails_tried");
    case v1::TIME:
      return Sentence("fails_time", {Times()});
    case v1::NO_PICK_UP:
      return Sentence("fails_pick_up");
    case v1::OUTSIDE_NEIGHBOURHOOD:
      return Sentence("fails_neighbourhood");
    case v1::OTHER_MUNICIPALITY:
      return Sentence("fails_municipality");
    case v1::NO_WAY_BACK:
      return Sentence("fails_way_back", {Times()});
    case v1::NOT_CONFIRMED:
      return Sentence("fails_not_confirmed", {SayDay(question_.language, activity_.verification().verified_on())});
    default:
      return NotWanted();
  }
}

}  // namespace

std::string SayFailure(v1::ExclusionReason reason, const Candidate& candidate, const v1::Activity& activity,
                       const Question& question) {
  return Failure(candidate, activity, question).Text(reason);
}

}  // namespace meedoen::matcher
