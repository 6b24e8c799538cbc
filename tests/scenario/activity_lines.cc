// The lines under an activity.
#include "absl/strings/ascii.h"
#include "core/activity/taxonomy.h"
#include "core/base/status.h"
#include "tests/scenario/keys.h"
#include "tests/scenario/parser.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

using v1::Activity;

absl::Status ReadCategories(const std::string& value, Activity* activity) {
  for (const std::string& name : SplitList(value)) {
    const std::span<const Category> all = AllCategories();
    const auto found =
        std::find_if(all.begin(), all.end(), [&name](const Category& category) { return category.name_nl == name; });
    if (found == all.end()) {
      return absl::InvalidArgumentError(absl::StrCat("de soort \"", name, "\" ken ik niet; bedoelt u \"",
                                                     std::string(NearestCategory(name).name_nl),
                                                     "\"? Zie docs/formats/taxonomy.md"));
    }
    activity->add_categories(std::string(found->id));
  }
  return absl::OkStatus();
}

absl::Status SetSlot(const std::string& day, const std::string& hours, v1::WeeklySlot* slot) {
  MEEDOEN_ASSIGN_OR_RETURN(const v1::DayOfWeek number, ReadWord(DayWords(), day));
  MEEDOEN_ASSIGN_OR_RETURN(const auto times, ReadHours(hours));
  slot->set_day(number);
  slot->set_start_time(times.first);
  slot->set_end_time(times.second);
  return absl::OkStatus();
}

absl::Status SetRecurrence(const std::string& rule, const std::string& hours, v1::Recurrence* recurrence) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto times, ReadHours(hours));
  recurrence->set_rrule(rule);
  recurrence->set_start_time(times.first);
  recurrence->set_end_time(times.second);
  return absl::OkStatus();
}

std::string RuleDay(v1::DayOfWeek day) {
  constexpr std::string_view kDays = "MOTUWETHFRSASU";
  return std::string(kDays.substr(2 * (static_cast<size_t>(day) - 1), 2));
}

absl::Status ReadMonthly(const std::vector<std::string>& parts, v1::Schedule* schedule) {
  static const Words<int> which = {{"eerste", 1}, {"tweede", 2}, {"derde", 3}, {"vierde", 4}, {"laatste", -1}};
  MEEDOEN_ASSIGN_OR_RETURN(const int number, ReadWord(which, parts[0]));
  MEEDOEN_ASSIGN_OR_RETURN(const v1::DayOfWeek day, ReadWord(DayWords(), parts[1]));
  return SetRecurrence(absl::StrCat("FREQ=MONTHLY;BYDAY=", number, RuleDay(day)), parts[2],
                       schedule->add_recurrences());
}

absl::Status ReadFortnightly(const std::vector<std::string>& parts, v1::Schedule* schedule) {
  MEEDOEN_ASSIGN_OR_RETURN(const v1::DayOfWeek day, ReadWord(DayWords(), parts[0]));
  v1::Recurrence* recurrence = schedule->add_recurrences();
  if (!parts[2].empty()) {
    MEEDOEN_ASSIGN_OR_RETURN(*recurrence->mutable_start_date(), ReadDate(parts[2]));
  }
  return SetRecurrence(absl::StrCat("FREQ=WEEKLY;INTERVAL=2;BYDAY=", RuleDay(day)), parts[1], recurrence);
}

absl::Status ReadWhen(const std::string& value, Activity* activity) {
  v1::Schedule* schedule = activity->mutable_schedule();
  std::vector<std::string> parts;
  if (value == "op afspraak") {
    schedule->set_by_appointment(true);
    return absl::OkStatus();
  }
  if (HasForm(value, "elke ([a-z]+) ([a-z]+) van de maand (\\S+)", &parts)) return ReadMonthly(parts, schedule);
  if (HasForm(value, "om de week op ([a-z]+) ([^ ,]+)(?:, voor het eerst op (.+))?", &parts)) {
    return ReadFortnightly(parts, schedule);
  }
  if (HasForm(value, "((?:[a-z]+ )?\\d{1,2} [a-z]+ \\d{4}) (\\S+)", &parts)) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::string date, ReadDate(parts[0]));
    MEEDOEN_ASSIGN_OR_RETURN(const auto times, ReadHours(parts[1]));
    v1::SingleDate* single = schedule->add_single_dates();
    single->set_date(date);
    single->set_start_time(times.first);
    single->set_end_time(times.second);
    return absl::OkStatus();
  }
  if (HasForm(value, "([a-z]+) (\\S+)", &parts)) return SetSlot(parts[0], parts[1], schedule->add_weekly_slots());
  return NotUnderstood(value, "dinsdag 10:00-12:00");
}

absl::Status ReadNotOn(const std::string& value, Activity* activity) {
  v1::Schedule* schedule = activity->mutable_schedule();
  if (value == "feestdagen") {
    schedule->set_pauses_on_public_holidays(v1::TRISTATE_YES);
    return absl::OkStatus();
  }
  if (value == "schoolvakanties") {
    schedule->set_pauses_in_school_holidays(v1::TRISTATE_YES);
    return absl::OkStatus();
  }
  for (const std::string& day : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(*schedule->add_exception_dates(), ReadDate(day));
  }
  return absl::OkStatus();
}

absl::Status ReadCost(const std::string& value, Activity* activity) {
  v1::Cost* cost = activity->mutable_cost();
  std::vector<std::string> parts;
  if (value == "gratis") {
    cost->set_cents_per_visit(0);
  } else if (value == "wat u kunt missen") {
    cost->set_voluntary_donation(true);
  } else if (HasForm(value, "(.+) per (keer|maand|jaar)", &parts)) {
    MEEDOEN_ASSIGN_OR_RETURN(const uint32_t cents, ReadCents(parts[0]));
    if (parts[1] == "keer") cost->set_cents_per_visit(cents);
    if (parts[1] == "maand") cost->set_cents_per_month(cents);
    if (parts[1] == "jaar") cost->set_cents_per_year(cents);
  } else if (HasForm(value, "(.+) voor een cursus van (\\d{1,3}) keer", &parts)) {
    MEEDOEN_ASSIGN_OR_RETURN(const uint32_t cents, ReadCents(parts[0]));
    cost->set_cents_per_course(cents);
    activity->mutable_commitment()->set_kind(v1::Commitment::COURSE);
    activity->mutable_commitment()->set_sessions(static_cast<uint32_t>(std::stoul(parts[1])));
  } else {
    return NotUnderstood(value, "gratis, € 2,50 per keer, € 80 voor een cursus van 10 keer, wat u kunt missen");
  }
  return absl::OkStatus();
}

absl::Status ReadAges(const std::string& value, Activity* activity) {
  v1::AgeRange* range = activity->mutable_age_range();
  std::vector<std::string> parts;
  if (value == "alle leeftijden") return absl::OkStatus();
  if (!HasForm(value, "(?:van|vanaf) (\\d{1,3})(?: tot en met (\\d{1,3}))?|tot en met (\\d{1,3})", &parts)) {
    return NotUnderstood(value, "vanaf 55, van 18 tot en met 65, tot en met 30, alle leeftijden");
  }
  const std::string& most = parts[1].empty() ? parts[2] : parts[1];
  if (!parts[0].empty()) range->set_minimum_years(static_cast<uint32_t>(std::stoul(parts[0])));
  if (!most.empty()) range->set_maximum_years(static_cast<uint32_t>(std::stoul(most)));
  return absl::OkStatus();
}

// "rolstoel ja, ringleiding onbekend"
absl::Status ReadAccess(const std::string& value, Activity* activity) {
  using Set = void (v1::Accessibility::*)(v1::Tristate);
  static const Words<Set> needs = {{"rolstoel", &v1::Accessibility::set_wheelchair},
                                   {"drempelvrij toilet", &v1::Accessibility::set_step_free_toilet},
                                   {"ringleiding", &v1::Accessibility::set_hearing_loop},
                                   {"prikkelarm", &v1::Accessibility::set_low_stimulus},
                                   {"zitplaats", &v1::Accessibility::set_seating}};
  for (const std::string& item : SplitList(value)) {
    std::vector<std::string> parts;
    if (!HasForm(item, "(.+) (\\S+)", &parts)) return NotUnderstood(item, "rolstoel ja, ringleiding onbekend");
    MEEDOEN_ASSIGN_OR_RETURN(const Set set, ReadWord(needs, parts[0]));
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Tristate answer, ReadWord(TristateWords(), parts[1]));
    (activity->mutable_accessibility()->*set)(answer);
  }
  return absl::OkStatus();
}

absl::Status ReadPickUp(const std::string& value, Activity* activity) {
  v1::Transport* transport = activity->mutable_transport();
  std::vector<std::string> parts;
  if (value == "nee") {
    transport->set_pick_up_offered(v1::TRISTATE_NO);
    return absl::OkStatus();
  }
  if (value != "ja, in de hele gemeente" && !HasForm(value, "ja, in (.+)", &parts)) {
    return NotUnderstood(value, "nee, \"ja, in de hele gemeente\" of \"ja, in 7411, 7412\"");
  }
  transport->set_pick_up_offered(v1::TRISTATE_YES);
  if (parts.empty()) return absl::OkStatus();
  for (const std::string& code : SplitList(parts[0])) transport->add_pick_up_area_codes(code);
  return absl::OkStatus();
}

absl::Status ReadWelcome(const std::string& value, Activity* activity) {
  v1::Welcome* welcome = activity->mutable_welcome();
  for (const std::string& item : SplitList(value)) {
    if (item == "iemand vangt u op") {
      welcome->set_met_by_somebody(v1::TRISTATE_YES);
    } else if (item == "een keer kijken") {
      welcome->set_trial_visit(v1::TRISTATE_YES);
    } else if (item == "iemand meenemen") {
      welcome->set_companion_welcome(v1::TRISTATE_YES);
    } else if (item == "zo binnenlopen") {
      activity->set_attendance(v1::DROP_IN);
    } else if (item == "aanmelden") {
      activity->set_attendance(v1::SIGN_UP);
    } else {
      return NotUnderstood(item, "iemand vangt u op, een keer kijken, iemand meenemen, zo binnenlopen, aanmelden");
    }
  }
  return absl::OkStatus();
}

// "2 plekken vrij, gemeld op 10 november 2026", "wachtlijst, gemeld op 10 november 2026"
absl::Status ReadPlaces(const std::string& value, Activity* activity) {
  v1::Capacity* capacity = activity->mutable_capacity();
  std::vector<std::string> parts;
  if (!HasForm(value, "(?:(wachtlijst|geen wachtlijst)|(\\d{1,3}) (?:plek|plekken) vrij), gemeld op (.+)", &parts)) {
    return NotUnderstood(value, "wachtlijst, gemeld op 10 november 2026");
  }
  MEEDOEN_ASSIGN_OR_RETURN(*capacity->mutable_as_of_date(), ReadDate(parts[2]));
  if (parts[0].empty()) {
    capacity->set_free_places(static_cast<uint32_t>(std::stoul(parts[1])));
  } else {
    capacity->set_waiting_list(parts[0] == "wachtlijst" ? v1::TRISTATE_YES : v1::TRISTATE_NO);
  }
  return absl::OkStatus();
}

absl::Status ReadPlace(const std::string& value, Activity* activity) {
  v1::Place* place = activity->mutable_place();
  std::vector<std::string> parts;
  if (HasForm(value, "postcode (\\d{4}(?:[A-Z]{2})?)", &parts)) {
    place->set_postcode(parts[0]);
    return absl::OkStatus();
  }
  if (HasForm(value, "alleen de postcode is bekend, tot (\\d{1,4}) meter ernaast", &parts)) {
    place->set_doubt_metres(static_cast<uint32_t>(std::stoul(parts[0])));
    return absl::OkStatus();
  }
  if (value == "via internet") {
    place->set_kind(v1::ONLINE);
    return absl::OkStatus();
  }
  if (!HasForm(value, "(bij de cliënt thuis|ergens in de buurt)(?:, in (.+))?", &parts)) {
    return NotUnderstood(value,
                         "postcode 7411; via internet; bij de cliënt thuis, in 7411; ergens in de buurt, in "
                         "7411; alleen de postcode is bekend, tot 600 meter ernaast");
  }
  place->set_kind(parts[0] == "ergens in de buurt" ? v1::SERVICE_AREA : v1::AT_HOME);
  if (parts[1].empty()) return absl::OkStatus();
  for (const std::string& code : SplitList(parts[1])) place->add_service_area_codes(code);
  return absl::OkStatus();
}

absl::Status ReadLanguages(const std::string& value, Activity* activity) {
  for (const std::string& language : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(LanguageWords(), language));
    activity->add_languages(std::string(code));
  }
  return absl::OkStatus();
}

absl::Status ReadGoals(const std::string& value, Activity* activity) {
  for (const std::string& goal : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Goal number, ReadWord(GoalWords(), goal));
    activity->add_goals(number);
  }
  return absl::OkStatus();
}

// "K", "K (bevestigd)", "K (afgewezen)"
absl::Status ReadDuplicate(const std::string& value, Activity* activity) {
  std::vector<std::string> parts;
  if (!HasForm(value, "([A-Z])(?: \\((bevestigd|afgewezen)\\))?", &parts)) {
    return NotUnderstood(value, "K, \"K (bevestigd)\" of \"K (afgewezen)\"");
  }
  v1::DuplicateLink* link = activity->add_duplicates();
  link->set_name(absl::StrCat("municipalities/GM0150/activities/", std::string(1, absl::ascii_tolower(parts[0][0]))));
  link->set_state(parts[1].empty()          ? v1::DuplicateLink::SUSPECTED
                  : parts[1] == "bevestigd" ? v1::DuplicateLink::CONFIRMED
                                            : v1::DuplicateLink::REJECTED);
  return absl::OkStatus();
}

absl::Status ReadMunicipality(const std::string& value, Activity* activity) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(MunicipalityWords(), value));
  const std::string id = activity->name().substr(activity->name().rfind('/') + 1);
  activity->set_name(absl::StrCat("municipalities/", std::string(code), "/activities/", id));
  return absl::OkStatus();
}

// A setter of one field from the table of its words.
template <auto words, auto set>
absl::Status ReadOne(const std::string& value, Activity* activity) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto read, ReadWord(words(), value));
  (activity->*set)(read);
  return absl::OkStatus();
}

template <auto field>
absl::Status ReadDateInto(const std::string& value, Activity* activity) {
  MEEDOEN_ASSIGN_OR_RETURN(*(activity->*field)(), ReadDate(value));
  return absl::OkStatus();
}

template <auto set>
absl::Status ReadAboutCost(const std::string& value, Activity* activity) {
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Tristate answer, ReadWord(TristateWords(), value));
  (activity->mutable_cost()->*set)(answer);
  return absl::OkStatus();
}

const Keys<Activity>& ActivityKeys() {
  static const Keys<Activity> keys = {
      {"Soort", ReadCategories},
      {"Over",
       [](const std::string& value, Activity* activity) {
         activity->set_description(value);
         return absl::OkStatus();
       }},
      {"Aanbieder",
       [](const std::string& value, Activity* activity) {
         activity->mutable_provider()->set_name(value);
         return absl::OkStatus();
       }},
      {"Rol", ReadOne<RoleWords, &Activity::set_role>},
      {"Doel", ReadGoals},
      {"Plek", ReadPlace},
      {"Gemeente", ReadMunicipality},
      {"Dubbel met", ReadDuplicate},
      {"Wanneer", ReadWhen},
      {"Niet op", ReadNotOn},
      {"Aanmelden tot en met", ReadDateInto<&Activity::mutable_sign_up_deadline>},
      {"Begint op", ReadDateInto<&Activity::mutable_valid_from>},
      {"Stopt na", ReadDateInto<&Activity::mutable_valid_until>},
      {"Kosten", ReadCost},
      {"Eerste keer gratis", ReadAboutCost<&v1::Cost::set_first_visit_free>},
      {"Stadspas", ReadAboutCost<&v1::Cost::set_city_pass_accepted>},
      {"Leeftijd", ReadAges},
      {"Voor", ReadOne<GroupWords, &Activity::set_gender_group>},
      {"Talen", ReadLanguages},
      {"Nederlands nodig", ReadOne<LevelWords, &Activity::set_lowest_dutch_level>},
      {"Toegankelijk", ReadAccess},
      {"Groep",
       [](const std::string& value, Activity* activity) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t people, ReadNumber(value, "hooguit (\\d+) mensen"));
         activity->mutable_group_size()->set_maximum_people(people);
         return absl::OkStatus();
       }},
      {"Ophalen", ReadPickUp},
      {"Welkom", ReadWelcome},
      {"Toegang", ReadOne<WayInWords, &Activity::set_way_in>},
      {"VOG nodig", ReadOne<TristateWords, &Activity::set_vog_required>},
      {"Status", ReadOne<StatusWords, &Activity::set_status>},
      {"Plekken", ReadPlaces},
      {"Telefoon",
       [](const std::string& value, Activity* activity) {
         activity->mutable_contact()->set_telephone(value);
         return absl::OkStatus();
       }},
      {"Gecontroleerd op",
       [](const std::string& value, Activity* activity) {
         MEEDOEN_ASSIGN_OR_RETURN(*activity->mutable_verification()->mutable_verified_on(), ReadDate(value));
         return absl::OkStatus();
       }},
  };
  return keys;
}

}  // namespace

absl::Status ReadActivityLine(const std::string& key, const std::string& value, Activity* into) {
  return ReadKey(ActivityKeys(), key, value, into);
}

}  // namespace meedoen::scenario
