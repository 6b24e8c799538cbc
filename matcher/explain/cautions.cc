#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/activity/schedule.h"
#include "core/base/civil_time.h"
#include "matcher/explain/facts_told.h"

namespace meedoen::matcher {
namespace {

constexpr int kStaleDays = 365;

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

void TellTime(const Telling& telling) {
  const v1::Activity& activity = telling.suggestion->activity();
  const Language language = telling.context.language;
  if (activity.schedule().by_appointment()) {
    telling.Caution("by_appointment");
  } else if (!HasTimes(activity.schedule())) {
    telling.Caution("time_unknown");
  }
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
  if (!day.ok()) {
    telling.Caution("never_verified");
  } else if (telling.context.query.today - DayNumber(*day) > kStaleDays) {
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
