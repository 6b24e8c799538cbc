#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "matcher/explain/facts_told.h"

namespace meedoen::matcher {
namespace {

struct NeedWord {
  Need need;
  std::string_view reason;
};
constexpr NeedWord kNeeds[] = {{kWheelchair, "wheelchair"},
                               {kStepFreeToilet, "step_free_toilet"},
                               {kHearingLoop, "hearing_loop"},
                               {kLowStimulus, "low_stimulus"},
                               {kSeating, "seating"}};

// At least one: nobody is there in no time.
int64_t WholeMinutes(double minutes) { return std::max<int64_t>(1, std::lround(minutes)); }

void TellWishes(const Telling& telling) {
  const Score& score = telling.candidate.score;
  const v1::ClientProfile& client = telling.context.client;
  if (score.best_wish >= 0 && score.wishes[score.best_wish] >= kMetWish) {
    telling.Reason("wish", {client.wishes(score.best_wish)});
  }
  for (int wish = 0; wish < client.wishes_size(); ++wish) {
    if (wish != score.best_wish && score.wishes[wish] >= kMetWish) telling.Reason("wish_too", {client.wishes(wish)});
  }
}

void TellGoals(const Telling& telling) {
  std::vector<std::string> shared;
  for (const int goal : telling.suggestion->activity().goals()) {
    if ((telling.context.query.goals >> goal & 1) != 0) {
      shared.push_back(SayGoal(telling.context.language, static_cast<v1::Goal>(goal)));
    }
  }
  if (!shared.empty()) telling.Reason("goals", {Enumerate(telling.context.language, shared)});
}

void TellTravel(const Telling& telling) {
  const WayThere& way = telling.way;
  if (way.kind != v1::Travel::OWN && !way.certain) return;  // A caution says what to ask.
  switch (way.kind) {
    case v1::Travel::OWN: {
      const int64_t least = WholeMinutes(way.minutes_least), most = WholeMinutes(way.minutes_most);
      const std::string means = SayMeans(telling.context.language, way.means);
      if (least == most) {
        telling.Reason("travel", {SayMinutes(telling.context.language, most), means});
      } else {
        telling.Reason("travel_range", {absl::StrCat(least), absl::StrCat(most), means});
      }
      break;
    }
    case v1::Travel::PICK_UP:
      return telling.Reason("pick_up");
    case v1::Travel::COMES_TO_CLIENT:
      if (telling.suggestion->activity().place().kind() == v1::AT_HOME) return telling.Reason("at_home");
      return telling.Reason("in_your_area");
    case v1::Travel::NONE:
      return telling.Reason("online");
    default:
      return;  // Out of reach: why is told apart.
  }
}

void TellNeighbourhood(const Telling& telling) {
  if (telling.context.query.neighbourhood != v1::PREFER_OWN_NEIGHBOURHOOD || telling.way.kind != v1::Travel::OWN)
    return;
  if (telling.candidate.score.parts[kNeighbourhood] > 0) telling.Reason("in_neighbourhood");
}

// What this client pays to get there.
void TellTaxi(const Telling& telling) {
  if (telling.way.means != v1::TAXI) return;
  const double cents = telling.context.query.rules->travel->TaxiCents(telling.way.metres);
  const auto tens = static_cast<uint32_t>(std::lround(cents / 10)) * 10;  // It is an estimate.
  telling.Reason("taxi_cost", {SayMoney(telling.context.language, tens)});
}

void TellThreshold(const Telling& telling) {
  const v1::Activity& activity = telling.suggestion->activity();
  const v1::Welcome& welcome = activity.welcome();
  const v1::Contact& contact = activity.contact();
  if (welcome.met_by_somebody() == v1::TRISTATE_YES) {
    if (contact.person_consents() && !contact.person_name().empty()) {
      telling.Reason("met_by", {contact.person_name()});
    } else {
      telling.Reason("met");
    }
  }
  const bool nervous = telling.context.query.nervous;
  if (nervous && welcome.trial_visit() == v1::TRISTATE_YES) telling.Reason("trial");
  if ((nervous || telling.context.client.mobility().companion()) && welcome.companion_welcome() == v1::TRISTATE_YES) {
    telling.Reason("companion");
  }
  if (nervous && activity.attendance() == v1::DROP_IN) telling.Reason("drop_in");
  if (nervous && !welcome.note().empty()) telling.Reason("welcome_note", {welcome.note()});
}

void TellCost(const Telling& telling) {
  const v1::Cost& cost = telling.suggestion->activity().cost();
  const Language language = telling.context.language;
  const bool stated = cost.has_cents_per_visit() || cost.has_cents_per_month() || cost.has_cents_per_year() ||
                      cost.has_cents_per_course();
  const bool priced = cost.cents_per_visit() > 0 || cost.cents_per_month() > 0 || cost.cents_per_year() > 0 ||
                      cost.cents_per_course() > 0;
  if (stated && !priced && !cost.voluntary_donation()) telling.Reason("free");
  if (cost.cents_per_visit() > 0) telling.Reason("cost_visit", {SayMoney(language, cost.cents_per_visit())});
  if (cost.cents_per_month() > 0) telling.Reason("cost_month", {SayMoney(language, cost.cents_per_month())});
  if (cost.cents_per_year() > 0) telling.Reason("cost_year", {SayMoney(language, cost.cents_per_year())});
  if (cost.cents_per_course() > 0) telling.Reason("cost_course", {SayMoney(language, cost.cents_per_course())});
  if (cost.voluntary_donation()) telling.Reason("donation");
  if (cost.first_visit_free() == v1::TRISTATE_YES && priced) telling.Reason("first_free");
  if (telling.context.query.has_city_pass && cost.city_pass_accepted() == v1::TRISTATE_YES) {
    telling.Reason("free_with_pass");
  }
}

void TellLanguages(const Telling& telling) {
  std::vector<std::string> shared;
  for (const std::string& code : telling.suggestion->activity().languages()) {
    const auto& own = telling.context.client.languages();
    if (code != "nl" && std::find(own.begin(), own.end(), code) != own.end()) {
      shared.push_back(SayLanguage(telling.context.language, code));
    }
  }
  if (!shared.empty()) telling.Reason("language", {Enumerate(telling.context.language, shared)});
}

}  // namespace

void TellReasons(const Telling& telling) {
  TellWishes(telling);
  TellGoals(telling);
  TellTravel(telling);
  TellTaxi(telling);
  TellNeighbourhood(telling);
  for (const NeedWord& word : kNeeds) {
    const bool needed = (telling.context.query.needs & word.need) != 0;
    if (needed && (telling.unknown_needs & word.need) == 0 && telling.way.kind != v1::Travel::NONE &&
        telling.way.kind != v1::Travel::COMES_TO_CLIENT) {
      telling.Reason(word.reason);
    }
  }
  TellThreshold(telling);
  const uint32_t most = telling.suggestion->activity().group_size().maximum_people();
  if (telling.context.query.prefers_small_group && most > 0 && most <= 15) {
    telling.Reason("small_group", {absl::StrCat(most)});
  }
  TellLanguages(telling);
  TellCost(telling);
}

}  // namespace meedoen::matcher
