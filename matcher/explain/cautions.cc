#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/activity/school_holidays.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "matcher/explain/facts_told.h"

namespace meedoen::matcher {
namespace {

struct NeedWord {
  Need need;
  std::string_view caution;
};
constexpr NeedWord kNeeds[] = {{kWheelchair, "ask_wheelchair"},
                               {kStepFreeToilet, "ask_step_free_toilet"},
                               {kHearingLoop, "ask_hearing_loop"},
                               {kLowStimulus, "ask_low_stimulus"},
                               {kSeating, "ask_seating"}};

void TellPlace(const Telling& telling) {
  for (const NeedWord& word : kNeeds) {
    if ((telling.unknown_needs & word.need) != 0) telling.Caution(word.caution);
  }
  if (telling.way.kind == v1::Travel::OWN && !telling.way.certain) telling.Caution("ask_distance");
  if (telling.way.kind != v1::Travel::OWN && !telling.way.certain) telling.Caution("ask_area");
  if (telling.way.estimated) telling.Caution("estimate");
}

void TellPlaces(const Telling& telling) {
  const v1::Activity& activity = telling.suggestion->activity();
  const v1::Capacity& capacity = activity.capacity();
  const std::string as_of = SayDay(telling.context.language, capacity.as_of_date());
  if (activity.status() == v1::FULL && capacity.waiting_list() == v1::TRISTATE_YES) {
    if (as_of.empty()) return telling.Caution("waiting_list");
    telling.Caution("waiting_list_date", {as_of});
  } else if (capacity.has_free_places() && capacity.free_places() <= 3) {
    telling.Caution("few_places", {SayPlaces(telling.context.language, capacity.free_places()), as_of});
  }
}

// Where only the days of the week are known, there are no dates to show.
void TellUnknownWeeks(const Telling& telling) {
  const Language language = telling.context.language;
  const ClientQuery& query = telling.context.query;
  const auto rules = FindUnknownWeeks(telling.suggestion->activity(), DayFromNumber(query.today),
                                      DayFromNumber(query.today) + kMaxHorizonDays);
  for (const UnknownWeeks& rule : rules) {
    std::vector<std::string> days;
    for (const int weekday : rule.weekdays) days.push_back(SayWeekday(language, weekday));
    const std::string on = Enumerate(language, days), hours = absl::StrCat(rule.start_time, "-", rule.end_time);
    if (rule.every == 2) {
      telling.Caution("weeks_unknown", {on, hours});
    } else {
      telling.Caution("weeks_unknown_every", {absl::StrCat(rule.every), on, hours});
    }
  }
}

// The table of school holidays ends somewhere.
void TellSchoolHolidays(const Telling& telling) {
  if (telling.suggestion->activity().schedule().pauses_in_school_holidays() != v1::TRISTATE_YES) return;
  const absl::CivilDay known = SchoolHolidaysKnownUntil();
  const auto& dates = telling.suggestion->next_dates();
  const bool beyond = std::any_of(dates.begin(), dates.end(), [known](const v1::NextDate& date) {
    return LocalDay(absl::FromUnixSeconds(date.start_time().seconds())) > known;
  });
  if (beyond) telling.Caution("school_holidays_unknown", {SayDay(telling.context.language, FormatDate(known))});
}

void TellTime(const Telling& telling) {
  const v1::Activity& activity = telling.suggestion->activity();
  const Language language = telling.context.language;
  if (activity.schedule().by_appointment()) {
    telling.Caution("by_appointment");
  } else if (!HasTimes(activity.schedule())) {
    telling.Caution("time_unknown");
  }
  TellUnknownWeeks(telling);
  TellSchoolHolidays(telling);
  if (!activity.schedule().note().empty()) telling.Caution("schedule_note", {activity.schedule().note()});
  if (!activity.sign_up_deadline().empty()) {
    telling.Caution("sign_up_by", {SayDay(language, activity.sign_up_deadline())});
  }
  const absl::StatusOr<absl::CivilDay> from = ParseDate(activity.valid_from());
  if (from.ok() && DayNumber(*from) > telling.context.query.today) {
    telling.Caution("starts_on", {SayDay(language, activity.valid_from())});
  }
}

void TellMoney(const Telling& telling) {
  const v1::Cost& cost = telling.suggestion->activity().cost();
  const bool known = cost.has_cents_per_visit() || cost.has_cents_per_month() || cost.has_cents_per_year() ||
                     cost.has_cents_per_course() || cost.voluntary_donation();
  if (!known) telling.Caution("cost_unknown");
  if (telling.context.query.most_cents >= 0 &&
      telling.candidate.segment->visit_cents[telling.candidate.row] == kNotFreeCents) {
    telling.Caution("cost_by_time");
  }
  const int32_t most = telling.context.query.most_cents;
  const int32_t cents = telling.candidate.segment->visit_cents[telling.candidate.row];
  if (most >= 0 && cents > most) {
    telling.Caution("over_budget_pass", {SayMoney(telling.context.language, static_cast<uint32_t>(cents))});
  }
}

void TellWhoAndHow(const Telling& telling) {
  const v1::Activity& activity = telling.suggestion->activity();
  const v1::Gender gender = telling.context.client.gender();
  if (activity.gender_group() == v1::WOMEN_ONLY && gender != v1::FEMALE) telling.Caution("women_only");
  if (activity.gender_group() == v1::MEN_ONLY && gender != v1::MALE) telling.Caution("men_only");
  if (!activity.has_age_range() && telling.context.query.age_known) telling.Caution("age_unknown");
  if (!activity.eligibility_note().empty()) telling.Caution("eligibility", {activity.eligibility_note()});
  if (activity.way_in() == v1::INTAKE) telling.Caution("intake");
  if (activity.way_in() == v1::REFERRAL) telling.Caution("referral");
  if (activity.way_in() == v1::WMO_INDICATION) telling.Caution("wmo");
  if (activity.vog_required() == v1::TRISTATE_YES) telling.Caution("vog");
}

void TellLanguage(const Telling& telling) {
  const ClientQuery& query = telling.context.query;
  const v1::Activity& activity = telling.suggestion->activity();
  const Language language = telling.context.language;
  const bool level_known = query.dutch_level != v1::DUTCH_LEVEL_UNKNOWN;
  if (level_known && activity.lowest_dutch_level() > query.dutch_level) {
    telling.Caution("dutch_level", {SayLevel(activity.lowest_dutch_level())});
  }
  const auto& own = telling.context.client.languages();
  const auto shared = [&own](const std::string& code) { return std::find(own.begin(), own.end(), code) != own.end(); };
  const auto& spoken = activity.languages();
  if (!spoken.empty() && !own.empty() && std::none_of(spoken.begin(), spoken.end(), shared)) {
    std::vector<std::string> names;
    for (const std::string& code : activity.languages()) names.push_back(SayLanguage(language, code));
    telling.Caution("other_language", {Enumerate(language, names)});
  }
}

void TellFreshness(const Telling& telling) {
  const std::string& verified = telling.suggestion->activity().verification().verified_on();
  const absl::StatusOr<absl::CivilDay> day = ParseDate(verified);
  const uint32_t municipality = telling.candidate.segment->municipality[telling.candidate.row];
  const Ageing& ageing = telling.context.query.ageing->Of(municipality);
  if (!day.ok()) {
    telling.Caution("never_verified");
  } else if (ageing.Ask(int64_t{telling.context.query.today} - DayNumber(*day))) {
    telling.Caution("stale", {SayDay(telling.context.language, verified)});
  }
}

}  // namespace

void TellCautions(const Telling& telling) {
  TellPlace(telling);
  TellPlaces(telling);
  TellTime(telling);
  TellMoney(telling);
  TellWhoAndHow(telling);
  TellLanguage(telling);
  TellFreshness(telling);
}

}  // namespace meedoen::matcher
