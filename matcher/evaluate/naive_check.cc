#include "matcher/evaluate/naive_check.h"

#include <algorithm>
#include <cmath>

#include "absl/time/civil_time.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "core/base/names.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

constexpr double kRoundingMetres = 15;  // Of stored coordinates.

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string MunicipalityOf(const v1::Activity& activity) { return activity.name().substr(15, 6); }

// Whether the home may lie in an area that it is not known to lie in: "ask first".
bool MayLieIn(const std::string& code, const NaiveClient& client) {
  const v1::Home& home = client.request.client().home();
  const std::string own = home.has_area_code() ? NormalizeAreaCode(home.area_code()) : "";
  const bool postcode = code.size() == 4, cbs = code.starts_with("BU") || code.starts_with("WK");
  if (!postcode && !cbs) return false;
  if (postcode && home.has_postcode()) return false;  // It has another one.
  if (cbs && !Contains(client.areas, "GM" + code.substr(2, 4))) return false;
  if (cbs && !own.empty()) return own.starts_with("WK") && code.starts_with("BU") && code.substr(2, 6) == own.substr(2);
  const absl::StatusOr<Place> area = client.places->Find(code);
  if (!area.ok()) return cbs;  // Anywhere in the municipality.
  const double metres = GreatCircleMetres(client.home, {area->latitude, area->longitude});
  return metres - client.home_doubt_metres <= 1.5 * area->doubt_metres;
}

bool InArea(const google::protobuf::RepeatedPtrField<std::string>& codes, const v1::Activity& activity,
            const NaiveClient& client) {
  if (codes.empty()) return Contains(client.areas, MunicipalityOf(activity));
  return std::any_of(codes.begin(), codes.end(),
                     [&](const std::string& code) { return Contains(client.areas, code) || MayLieIn(code, client); });
}

bool ComesToClient(const v1::Activity& activity, const NaiveClient& client) {
  const v1::Place& place = activity.place();
  if (place.kind() == v1::ONLINE) return true;
  if (place.kind() == v1::AT_HOME || place.kind() == v1::SERVICE_AREA) {
    return InArea(place.service_area_codes(), activity, client);
  }
  return activity.transport().pick_up_offered() == v1::TRISTATE_YES &&
         InArea(activity.transport().pick_up_area_codes(), activity, client);
}

void CheckPlace(const v1::Activity& activity, const NaiveClient& client, const std::vector<NaiveWay>& ways,
                std::vector<std::string>* broken) {
  const bool comes = ComesToClient(activity, client);
  if (!comes && ways.empty()) broken->push_back("out of reach");
  const std::string municipality = MunicipalityOf(activity);
  if (!comes && !Contains(client.areas, municipality) && !Contains(client.shared_municipalities, municipality)) {
    broken->push_back("another municipality");
  }
  const v1::ClientProfile& profile = client.request.client();
  if (profile.neighbourhood() != v1::ONLY_OWN_NEIGHBOURHOOD) return;
  const v1::Place& place = activity.place();
  bool inside = comes;  // What has no place of its own.
  if (place.kind() == v1::VENUE && profile.home().has_postcode()) {
    inside = place.postcode().substr(0, 4) == NormalizeAreaCode(profile.home().postcode()).substr(0, 4);
  } else if (place.kind() == v1::VENUE) {
    const Point there{place.resolved_coordinates().latitude(), place.resolved_coordinates().longitude()};
    inside = GreatCircleMetres(client.home, there) <= client.own_radius_metres + kRoundingMetres;
  }
  if (!inside) broken->push_back("outside the neighbourhood");
}

// What one visit certainly costs, at most; 0 if that is not known. A course is paid by its sessions.
double CentsAVisit(const v1::Activity& activity) {
  const v1::Cost& cost = activity.cost();
  if (cost.has_cents_per_visit()) return cost.cents_per_visit();
  const double sessions = activity.commitment().sessions();
  return sessions > 0 ? std::ceil(cost.cents_per_course() / sessions) : 0;
}

void CheckPerson(const v1::Activity& activity, const v1::ClientProfile& client, std::vector<std::string>* broken) {
  const uint32_t youngest = client.has_age_band() ? client.age_band().minimum_years() : client.age_years();
  const uint32_t oldest = client.has_age_band() ? client.age_band().maximum_years() : client.age_years();
  if (client.has_age_years() || client.has_age_band()) {
    if (activity.age_range().minimum_years() > oldest) broken->push_back("too young for it");
    const v1::AgeRange& range = activity.age_range();
    if (range.has_maximum_years() && range.maximum_years() < youngest) broken->push_back("too old for it");
  }
  if (activity.gender_group() == v1::WOMEN_ONLY && client.gender() == v1::MALE) broken->push_back("women only");
  if (activity.gender_group() == v1::MEN_ONLY && client.gender() == v1::FEMALE) broken->push_back("men only");
  if (!client.roles().empty() && !Contains(client.roles(), static_cast<int>(activity.role()))) {
    broken->push_back("another role");
  }
  if (Contains(client.excluded_activities(), activity.name())) broken->push_back("left out by request");
  const uint32_t most = client.maximum_cents_per_visit();
  const bool pass = client.has_city_pass() && activity.cost().city_pass_accepted() == v1::TRISTATE_YES;
  const v1::Cost& cost = activity.cost();
  const bool not_free =
      !cost.has_cents_per_visit() && cost.cents_per_month() + cost.cents_per_year() + cost.cents_per_course() > 0;
  if (client.has_maximum_cents_per_visit() && !pass && (CentsAVisit(activity) > most || (most == 0 && not_free))) {
    broken->push_back("too dear");
  }
}

void CheckAccess(const v1::Activity& activity, const v1::Needs& needs, std::vector<std::string>* broken) {
  const bool own_home = activity.place().kind() == v1::AT_HOME || activity.place().kind() == v1::ONLINE;
  const auto check = [&](bool needed, v1::Tristate stated, const char* what, bool met_at_home) {
    if (!needed || (own_home && met_at_home)) return;
    if (stated == v1::TRISTATE_NO) broken->push_back(std::string("no ") + what);
    const bool confirmed_only = needs.unknown_accessibility() == v1::CONFIRMED_ONLY;
    if (stated == v1::TRISTATE_UNKNOWN && confirmed_only) broken->push_back(std::string("unconfirmed ") + what);
  };
  const v1::Accessibility& access = activity.accessibility();
  check(needs.wheelchair(), access.wheelchair(), "wheelchair access", true);
  check(needs.step_free_toilet(), access.step_free_toilet(), "step-free toilet", true);
  check(needs.hearing_loop(), access.hearing_loop(), "hearing loop", false);
  check(needs.low_stimulus(), access.low_stimulus(), "calm", false);
  check(needs.seating(), access.seating(), "seating", true);
}

bool Inside(const Occurrence& session, const v1::ClientProfile& client) {
  const absl::CivilMinute start = absl::ToCivilMinute(session.start, Amsterdam());
  const double length = absl::ToDoubleMinutes(session.end - session.start);
  std::vector<bool> free(2 * 24 * 60, false);  // By minute of the day.
  for (const v1::AvailabilityWindow& window : client.availability()) {
    if (window.day() - 1 != WeekdayIndex(absl::CivilDay(start))) continue;
    std::fill(free.begin() + *ParseTimeOfDay(window.start_time()), free.begin() + *ParseTimeOfDay(window.end_time()),
              true);
  }
  const int first = start.hour() * 60 + start.minute();
  int inside = 0;
  for (int minute = first; minute < first + length && minute < static_cast<int>(free.size()); ++minute) {
    inside += free[static_cast<size_t>(minute)];
  }
  const double share = client.least_session_share_percent() == 0 ? 60 : client.least_session_share_percent();
  return inside > 0 && inside * 100 >= share * length;
}

// Whether one of the ways goes early enough, and back late enough.
bool ThereAndBack(const Occurrence& session, const std::vector<NaiveWay>& ways) {
  const absl::CivilMinute local = absl::ToCivilMinute(session.start, Amsterdam());
  const double start = local.hour() * 60 + local.minute();
  const double end = start + absl::ToDoubleMinutes(session.end - session.start);
  return std::any_of(ways.begin(), ways.end(), [&](const NaiveWay& way) {
    const bool all_day = way.means.first_departure <= 0 && way.means.last_return >= 24 * 60;
    return all_day || (start - way.minutes >= way.means.first_departure && end + way.minutes <= way.means.last_return);
  });
}

// What nobody ever confirmed has no age.
absl::Status CheckAge(const v1::Activity& activity, const NaiveClient& client, absl::CivilDay today,
                      std::vector<std::string>* broken) {
  const int days = client.too_old_after(MunicipalityOf(activity));
  if (days == 0 || activity.verification().verified_on().empty()) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay verified, ParseDate(activity.verification().verified_on()));
  if (verified + days < today) broken->push_back("not confirmed for too long");
  return absl::OkStatus();
}

absl::Status CheckTime(const v1::Activity& activity, const NaiveClient& client, const std::vector<NaiveWay>& ways,
                       absl::Time now, std::vector<std::string>* broken) {
  const absl::CivilDay today = LocalDay(now);
  const uint32_t days = client.request.horizon_days() == 0 ? 28 : client.request.horizon_days();
  const std::string today_text = FormatDate(today), horizon_text = FormatDate(today + static_cast<int>(days));
  const auto before_today = [&](const std::string& date) { return !date.empty() && date < today_text; };
  if (before_today(activity.valid_until()) || before_today(activity.sign_up_deadline())) broken->push_back("over");
  if (activity.valid_from() > horizon_text) broken->push_back("not begun");
  if (activity.schedule().by_appointment() || !HasTimes(activity.schedule())) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<Occurrence> sessions,
                           ExpandSchedule(activity, today, today + static_cast<int>(days)));
  std::erase_if(sessions, [&](const Occurrence& session) { return session.end <= now; });
  if (sessions.empty()) {
    broken->push_back("no session within the horizon");
    return absl::OkStatus();
  }
  const bool windows = !client.request.client().availability().empty();
  std::erase_if(sessions,
                [&](const Occurrence& session) { return windows && !Inside(session, client.request.client()); });
  if (sessions.empty()) {
    broken->push_back("no session when the client is free");
    return absl::OkStatus();
  }
  const auto attended = [&](const Occurrence& session) { return ThereAndBack(session, ways); };
  const bool travels = !ways.empty() && !ComesToClient(activity, client);
  if (travels && std::none_of(sessions.begin(), sessions.end(), attended)) broken->push_back("no way there and back");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> BrokenLimits(const v1::Activity& activity, const NaiveClient& client,
                                                      absl::Time now) {
  std::vector<std::string> broken;
  const std::vector<NaiveWay> ways = NaiveWays(activity, client);
  CheckPlace(activity, client, ways, &broken);
  const bool full = activity.status() == v1::FULL && activity.capacity().waiting_list() != v1::TRISTATE_YES;
  if (full || activity.status() == v1::CANCELLED || activity.status() == v1::PAUSED) broken.push_back("not active");
  CheckPerson(activity, client.request.client(), &broken);
  CheckAccess(activity, client.request.client().needs(), &broken);
  const auto listed = [&](const auto& ids) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](const std::string& id) { return Contains(activity.categories(), id); });
  };
  if (!client.request.categories().empty() && !listed(client.request.categories())) broken.push_back("category");
  if (listed(client.request.excluded_categories())) broken.push_back("category");
  MEEDOEN_RETURN_IF_ERROR(CheckAge(activity, client, LocalDay(now), &broken));
  MEEDOEN_RETURN_IF_ERROR(CheckTime(activity, client, ways, now, &broken));
  return broken;
}

}  // namespace meedoen::matcher
