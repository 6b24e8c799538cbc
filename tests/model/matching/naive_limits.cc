// What can keep an activity out, each limit on its own.
#include <algorithm>
#include <cmath>

#include "absl/time/civil_time.h"
#include "core/base/civil_time.h"
#include "tests/model/matching/naive_matcher.h"

namespace meedoen::testing {
namespace {

// From this closeness on, some three spreads above chance, a dislike is the point of an activity.
constexpr double kPointOfIt = 0.84;

template <typename List, typename Value>
bool Has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool Shares(const google::protobuf::RepeatedPtrField<std::string>& a,
            const google::protobuf::RepeatedPtrField<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return Has(b, one); });
}

// What a visit is known to cost; nothing known: -1.
int64_t CentsAVisit(const v1::Activity& activity) {
  const v1::Cost& cost = activity.cost();
  if (cost.has_cents_per_visit()) return cost.cents_per_visit();
  if (cost.has_cents_per_course() && activity.commitment().sessions() > 0) {
    const double sessions = activity.commitment().sessions();
    return static_cast<int64_t>(std::ceil(cost.cents_per_course() / sessions));
  }
  const bool other_price = cost.has_cents_per_course() || cost.has_cents_per_month() || cost.has_cents_per_year();
  return cost.voluntary_donation() && !other_price ? 0 : -1;
}

double InnerProduct(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

double SpreadsAboveChance(const NaiveWish& wish, const NaiveActivity& activity) {
  return (InnerProduct(wish.vector, activity.vector) - wish.expected) / wish.spread;
}

}  // namespace

void NaiveClient::CheckPerson(const NaiveActivity& activity, NaiveVerdict* verdict) const {
  const v1::Activity& record = activity.record;
  if (client().has_age_years() || client().has_age_band()) {
    const v1::AgeBand& band = client().age_band();
    const uint32_t youngest = client().has_age_years() ? client().age_years() : band.minimum_years();
    const uint32_t oldest = client().has_age_years() ? client().age_years() : band.maximum_years();
    const v1::AgeRange& range = record.age_range();
    const bool too_young = range.has_minimum_years() && oldest < range.minimum_years();
    const bool too_old = range.has_maximum_years() && youngest > range.maximum_years();
    if (too_young || too_old) verdict->reasons.insert(v1::AGE);
  }
  if ((record.gender_group() == v1::WOMEN_ONLY && client().gender() == v1::MALE) ||
      (record.gender_group() == v1::MEN_ONLY && client().gender() == v1::FEMALE)) {
    verdict->reasons.insert(v1::GENDER);
  }
  if (client().has_maximum_cents_per_visit()) {
    const bool pass_pays = client().has_city_pass() && record.cost().city_pass_accepted() == v1::TRISTATE_YES;
    const int64_t most = client().maximum_cents_per_visit();
    const v1::Cost& cost = record.cost();
    // Paid by the month or the year: what a visit costs is not known, but it is not free.
    const bool paid_otherwise =
        !cost.has_cents_per_visit() &&
        (cost.cents_per_month() > 0 || cost.cents_per_year() > 0 || cost.cents_per_course() > 0);
    const bool too_dear = CentsAVisit(record) > most || (most == 0 && paid_otherwise);
    if (too_dear && !pass_pays) verdict->reasons.insert(v1::TOO_EXPENSIVE);
  }
  if (record.status() == v1::CANCELLED || record.status() == v1::PAUSED ||
      (record.status() == v1::FULL && record.capacity().waiting_list() != v1::TRISTATE_YES)) {
    verdict->reasons.insert(v1::NOT_ACTIVE);
  }
}

void NaiveClient::CheckRequest(const NaiveActivity& activity, NaiveVerdict* verdict) const {
  const v1::Activity& record = activity.record;
  if (!client().roles().empty() && !Has(client().roles(), static_cast<int>(record.role()))) {
    verdict->reasons.insert(v1::ROLE);
  }
  const bool none_wanted = !request_->categories().empty() && !Shares(record.categories(), request_->categories());
  if (none_wanted || Shares(record.categories(), request_->excluded_categories())) {
    verdict->reasons.insert(v1::CATEGORY);
  }
  if (Has(client().excluded_activities(), record.name())) verdict->reasons.insert(v1::EXCLUDED_BY_REQUEST);
  const std::string theirs = activity.municipality();
  if (theirs != municipality_ && !rules_.shares_with.contains(theirs) && !InArea(activity)) {
    verdict->reasons.insert(v1::OTHER_MUNICIPALITY);
  }
}

const NaiveAgeing& NaiveClient::AgeingOf(const NaiveActivity& activity) const {
  const auto own = own_ageing_.find(activity.municipality());
  return own == own_ageing_.end() ? common_ageing_ : own->second;
}

// What was confirmed longer ago than its own municipality allows; what nobody ever confirmed has no age.
bool NaiveClient::TooOld(const NaiveActivity& activity) const {
  const std::string& verified_on = activity.record.verification().verified_on();
  const double allowed = AgeingOf(activity).leave_out_after;
  if (allowed == 0 || verified_on.empty()) return false;
  return static_cast<double>(absl::ToCivilDay(now_, Amsterdam()) - *ParseDate(verified_on)) > allowed;
}

bool NaiveClient::CheckAccess(const NaiveActivity& activity, NaiveVerdict* verdict) const {
  const v1::PlaceKind kind = activity.record.place().kind();
  const bool own_home = kind == v1::AT_HOME || kind == v1::ONLINE;
  const v1::Accessibility& access = activity.record.accessibility();
  const v1::Needs& needs = client().needs();
  bool all_known = true;
  const auto need = [&](bool needed, v1::Tristate answer, bool met_at_home) {
    if (!needed || answer == v1::TRISTATE_YES || (own_home && met_at_home)) return;
    if (answer == v1::TRISTATE_NO) {
      verdict->reasons.insert(v1::STATED_INACCESSIBLE);
      return;
    }
    all_known = false;
    if (needs.unknown_accessibility() == v1::CONFIRMED_ONLY) verdict->reasons.insert(v1::ACCESSIBILITY_UNKNOWN);
  };
  need(needs.wheelchair(), access.wheelchair(), true);
  need(needs.step_free_toilet(), access.step_free_toilet(), true);
  need(needs.hearing_loop(), access.hearing_loop(), false);
  need(needs.low_stimulus(), access.low_stimulus(), false);
  need(needs.seating(), access.seating(), true);
  return all_known;
}

std::vector<const NaiveSession*> NaiveClient::Upcoming(const NaiveActivity& activity) const {
  const int days = request_->horizon_days() == 0 ? 28 : static_cast<int>(request_->horizon_days());
  const absl::CivilDay day_after = absl::ToCivilDay(now_, Amsterdam()) + days + 1;
  const absl::Time horizon = absl::FromCivil(day_after, Amsterdam());
  std::vector<const NaiveSession*> upcoming;
  for (const NaiveSession& session : activity.sessions) {
    if (session.end > now_ && session.start < horizon) upcoming.push_back(&session);
  }
  return upcoming;
}

bool NaiveClient::InWindows(const NaiveSession& session) const {
  if (client().availability().empty()) return true;
  std::vector<bool> free(3 * 24 * 60, false);
  for (const v1::AvailabilityWindow& window : client().availability()) {
    if (window.day() - v1::MONDAY != session.weekday) continue;
    for (int minute = *ParseTimeOfDay(window.start_time()); minute < *ParseTimeOfDay(window.end_time()); ++minute) {
      free[static_cast<size_t>(minute)] = true;
    }
  }
  int inside = 0;
  for (int minute = 0; minute < session.length_minutes; ++minute) {
    inside += free[static_cast<size_t>(session.start_minute + minute)];
  }
  const double share = client().least_session_share_percent() == 0 ? 60 : client().least_session_share_percent();
  return inside > 0 && 100.0 * inside >= share * session.length_minutes;
}

void NaiveClient::CheckTime(const NaiveActivity& activity, NaiveVerdict* verdict) const {
  const v1::Activity& record = activity.record;
  const absl::CivilDay today = absl::ToCivilDay(now_, Amsterdam());
  const int days = request_->horizon_days() == 0 ? 28 : static_cast<int>(request_->horizon_days());
  const auto past = [&](const std::string& date) { return !date.empty() && *ParseDate(date) < today; };
  const bool not_begun = !record.valid_from().empty() && *ParseDate(record.valid_from()) > today + days;
  if (past(record.valid_until()) || past(record.sign_up_deadline()) || not_begun) {
    verdict->reasons.insert(v1::NOT_NOW);
    return;
  }
  const v1::Schedule& schedule = record.schedule();
  const bool times =
      !schedule.weekly_slots().empty() || !schedule.recurrences().empty() || !schedule.single_dates().empty();
  if (schedule.by_appointment() || !times) return;
  const std::vector<const NaiveSession*> upcoming = Upcoming(activity);
  if (upcoming.empty()) {
    verdict->reasons.insert(v1::NOT_NOW);
    return;
  }
  if (std::none_of(upcoming.begin(), upcoming.end(), [this](const auto* session) { return InWindows(*session); })) {
    verdict->reasons.insert(v1::TIME);
  }
}

bool NaiveClient::NotWanted(const NaiveActivity& activity, const Nudge& nudge) const {
  for (const NaiveWish& dislike : dislikes_) {
    const double spreads = SpreadsAboveChance(dislike, activity) + nudge.dislike;
    if (1 / (1 + std::exp(-(spreads - 1) / 1.2)) < kPointOfIt) continue;
    const bool closest = std::all_of(wishes_.begin(), wishes_.end(), [&](const NaiveWish& wish) {
      return SpreadsAboveChance(wish, activity) < spreads;
    });
    if (closest) return true;
  }
  return false;
}

NaiveVerdict NaiveClient::Judge(const NaiveActivity& activity, const Nudge& nudge) const {
  NaiveVerdict verdict;
  const Way way = WayTo(activity, nudge);
  const bool fetched_only = client().needs().pick_up() && !client().mobility().companion();
  if (way.too_far) verdict.reasons.insert(fetched_only ? v1::NO_PICK_UP : v1::TOO_FAR);
  CheckPerson(activity, &verdict);
  CheckRequest(activity, &verdict);
  const bool access_known = CheckAccess(activity, &verdict);
  if (client().neighbourhood() == v1::ONLY_OWN_NEIGHBOURHOOD && !InOwnNeighbourhood(activity, nudge)) {
    verdict.reasons.insert(v1::OUTSIDE_NEIGHBOURHOOD);
  }
  if (!nudge.confirmed && TooOld(activity)) verdict.reasons.insert(v1::NOT_CONFIRMED);
  CheckTime(activity, &verdict);
  if (way.no_way_back && !verdict.reasons.contains(v1::TIME) && !verdict.reasons.contains(v1::NOT_NOW)) {
    verdict.reasons.insert(v1::NO_WAY_BACK);
  }
  if (verdict.fits() && NotWanted(activity, nudge)) verdict.reasons.insert(v1::NOT_WANTED);
  if (!verdict.fits()) return verdict;
  verdict.kind = way.kind;
  verdict.means = way.means;
  verdict.minutes = way.minutes;
  verdict.group = access_known && way.certain ? v1::CONFIRMED : v1::TO_ASK_FIRST;
  if (client().roles().empty() && activity.record.role() == v1::PROFESSIONAL_SUPPORT) verdict.group = v1::SUPPORT;
  ScoreIt(activity, way, nudge, &verdict);
  return verdict;
}

}  // namespace meedoen::testing
