// The score of what fits, by the formulas of docs/ranking.md and matcher/rank/scoring.h.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "core/activity/schedule.h"
#include "core/base/checksum.h"
#include "core/base/civil_time.h"
#include "core/base/status.h"
#include "tests/model/matching/naive_matcher.h"

namespace meedoen::testing {
namespace {

template <typename List, typename Value>
bool Has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

double Closeness(const NaiveWish& wish, const NaiveActivity& activity, double nudge) {
  double product = 0;
  for (size_t i = 0; i < wish.vector.size(); ++i) product += double{wish.vector[i]} * double{activity.vector[i]};
  const double spreads = (product - wish.expected) / wish.spread + nudge;
  return 1 / (1 + std::exp(-(spreads - 1) / 1.2));
}

double GoalsPart(const google::protobuf::RepeatedField<int>& wanted, const v1::Activity& record) {
  const std::set<int> goals(wanted.begin(), wanted.end());
  const auto served = std::count_if(goals.begin(), goals.end(), [&](int goal) { return Has(record.goals(), goal); });
  return goals.empty() ? 0 : static_cast<double>(served) / static_cast<double>(goals.size());
}

double ThresholdPart(const v1::Activity& record) {
  double help = 0;
  if (record.welcome().met_by_somebody() == v1::TRISTATE_YES) help += 0.5;
  if (record.welcome().trial_visit() == v1::TRISTATE_YES) help += 0.25;
  if (record.welcome().companion_welcome() == v1::TRISTATE_YES) help += 0.25;
  if (record.attendance() == v1::DROP_IN) help += 0.2;
  return std::min(1.0, help);
}

double CapacityPart(const v1::Activity& record) {
  if (record.status() == v1::FULL) return 0;
  if (!record.capacity().has_free_places()) return 0.7;
  return record.capacity().free_places() > 0 ? 1 : 0;
}

double GroupPart(const v1::Activity& record) {
  const uint32_t most = record.group_size().maximum_people();
  if (most == 0) return 0.4;
  return most <= 8 ? 1 : most <= 15 ? 0.6 : 0;
}

// The best-met wish counts most, the others add.
double WishesPart(const std::vector<double>& closeness) {
  if (closeness.empty()) return 0;
  const double sum = std::accumulate(closeness.begin(), closeness.end(), 0.0);
  const double best = *std::max_element(closeness.begin(), closeness.end());
  return 0.8 * best + 0.2 * sum / static_cast<double>(closeness.size());
}

}  // namespace

absl::StatusOr<NaiveActivity> ReadActivity(const v1::Activity& record, std::vector<float> vector,
                                           absl::CivilDay today) {
  NaiveActivity activity{record, std::move(vector), {}, 0};
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Occurrence> occurrences, ExpandSchedule(record, today - 1, today + 120));
  for (const Occurrence& occurrence : occurrences) {
    const absl::CivilMinute start = absl::ToCivilMinute(occurrence.start, Amsterdam());
    NaiveSession session{occurrence.start, occurrence.end};
    session.weekday = static_cast<int>(absl::GetWeekday(absl::CivilDay(start)));
    session.start_minute = start.hour() * 60 + start.minute();
    session.length_minutes = static_cast<int>(absl::ToInt64Minutes(occurrence.end - occurrence.start));
    activity.sessions.push_back(session);
  }
  const std::string digest = Sha256Of(record.name());
  for (int byte = 7; byte >= 0; --byte) {
    activity.tie_breaker = activity.tie_breaker << 8 | static_cast<unsigned char>(digest[static_cast<size_t>(byte)]);
  }
  return activity;
}

int64_t NaiveVerdict::steps() const { return std::llround(score * 10'000); }

absl::StatusOr<NaiveClient> NaiveClient::Of(const v1::SuggestRequest& request, const World& world) {
  NaiveClient client(request, world.now);
  MEEDOEN_RETURN_IF_ERROR(client.SetHome(world.places));
  client.rules_ = RulesFor(client.municipality_, world.common_settings, world.own_settings);
  client.common_ageing_ = RulesFor("", world.common_settings, {}).ageing;
  for (const auto& [municipality, settings] : world.own_settings) {
    client.own_ageing_[municipality] = RulesFor(municipality, world.common_settings, world.own_settings).ageing;
  }
  for (const std::string& wish : request.client().wishes()) client.wishes_.push_back(world.embed(wish));
  for (const std::string& dislike : request.client().dislikes()) client.dislikes_.push_back(world.embed(dislike));
  return client;
}

double NaiveClient::SchedulePart(const NaiveActivity& activity) const {
  const std::vector<const NaiveSession*> upcoming = Upcoming(activity);
  if (upcoming.empty()) return 1;
  const auto fitting =
      std::count_if(upcoming.begin(), upcoming.end(), [this](const auto* session) { return InWindows(*session); });
  return static_cast<double>(fitting) / static_cast<double>(upcoming.size());
}

// Fresh until it is time to ask again, half a year; a year and a half after that it is not at all.
double NaiveClient::FreshnessPart(const NaiveActivity& activity) const {
  const std::string& verified_on = activity.record.verification().verified_on();
  if (verified_on.empty()) return 0.3;
  const auto days = static_cast<double>(absl::ToCivilDay(now_, Amsterdam()) - *ParseDate(verified_on));
  return std::clamp(1 - (days - AgeingOf(activity).ask_after) / (730 - 180), 0.0, 1.0);
}

double NaiveClient::LanguagePart(const v1::Activity& record) const {
  const auto& spoken = record.languages();
  bool dutch = false;
  for (const std::string& language : client().languages()) {
    if (!Has(spoken, language)) continue;
    if (language != "nl") return 1;
    dutch = true;
  }
  const bool level_known = client().dutch_level() != v1::DUTCH_LEVEL_UNKNOWN;
  if (level_known && record.lowest_dutch_level() > client().dutch_level()) return 0;
  if (dutch) return 0.9;
  return spoken.empty() ? 0.6 : 0.3;
}

double NaiveClient::RolePart(const v1::Activity& record) const {
  const bool asked = Has(client().roles(), static_cast<int>(v1::VOLUNTEER)) ||
                     Has(client().goals(), static_cast<int>(v1::MEAN_SOMETHING_TO_OTHERS));
  if (record.role() == v1::VOLUNTEER && asked) return 1;
  double share = rules_.role_shares.at(record.role());
  for (const v1::RoleShare& one : client().role_mix()) {
    if (one.role() == record.role()) share = one.share();
  }
  return share;
}

void NaiveClient::ScoreIt(const NaiveActivity& activity, const Way& way, const Nudge& nudge,
                          NaiveVerdict* verdict) const {
  const v1::Activity& record = activity.record;
  const auto count = [&](const std::string& name, bool counts, double value, const std::string& weight) {
    verdict->parts.push_back({name, value, counts ? rules_.weights.at(weight) : 0});
  };
  double best_wish = 0;
  for (const NaiveWish& wish : wishes_) {
    verdict->closeness.push_back(Closeness(wish, activity, 0));
    best_wish = std::max(best_wish, verdict->closeness.back());
  }
  count("wishes", !wishes_.empty(), WishesPart(verdict->closeness), "wishes");
  count("goals", !client().goals().empty(), GoalsPart(client().goals(), record), "goals");
  count("travel", true, way.ease, "travel");
  count("schedule", !client().availability().empty(), SchedulePart(activity), "schedule");
  count("threshold", true, ThresholdPart(record),
        client().nervous_about_first_visit() ? "threshold_nervous" : "threshold");
  count("language", !client().languages().empty(), LanguagePart(record), "language");
  count("freshness", true, FreshnessPart(activity), "freshness");
  count("capacity", true, CapacityPart(record), "capacity");
  count("group", true, GroupPart(record), client().prefers_small_group() ? "group_small" : "group");
  count("role", true, RolePart(record), "role");
  count("neighbourhood", client().neighbourhood() == v1::PREFER_OWN_NEIGHBOURHOOD && !client().home().has_coordinates(),
        InOwnNeighbourhood(activity, nudge) ? 1 : 0, "neighbourhood");
  double sum = 0, weight = 0;
  for (const NaivePart& part : verdict->parts) {
    sum += part.value * part.weight;
    weight += part.weight;
  }
  for (const NaiveWish& dislike : dislikes_) {
    const double closeness = Closeness(dislike, activity, nudge.dislike);
    if (closeness <= best_wish && closeness < 0.69) continue;  // Neither closer than a wish nor met itself.
    verdict->penalty = std::max(verdict->penalty, rules_.weights.at("dislike_penalty") * closeness);
  }
  verdict->score = std::clamp(sum / weight - verdict->penalty, 0.0, 1.0);
}

std::vector<NaivePlaceInPool> PoolOf(std::vector<NaivePlaceInPool> fitting, size_t most) {
  std::sort(fitting.begin(), fitting.end(), [](const NaivePlaceInPool& a, const NaivePlaceInPool& b) {
    return std::tuple(a.group, -a.steps, a.tie_breaker) < std::tuple(b.group, -b.steps, b.tie_breaker);
  });
  std::vector<NaivePlaceInPool> pool;
  std::map<int, size_t> taken;
  for (const NaivePlaceInPool& one : fitting) {
    if (taken[one.group]++ < most) pool.push_back(one);
  }
  return pool;
}

}  // namespace meedoen::testing
