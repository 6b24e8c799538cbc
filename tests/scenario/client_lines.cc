// The lines under the client, the question and the municipality.
#include "core/activity/taxonomy.h"
#include "core/base/status.h"
#include "tests/scenario/keys.h"
#include "tests/scenario/parser.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

v1::ClientProfile& ClientOf(Case* into) { return *into->request.mutable_client(); }

absl::Status Yes(const std::string& value, void (v1::ClientProfile::*set)(bool), Case* into) {
  MEEDOEN_ASSIGN_OR_RETURN(const bool yes, ReadWord(YesNoWords(), value));
  (ClientOf(into).*set)(yes);
  return absl::OkStatus();
}

template <auto set>
absl::Status ReadYes(const std::string& value, Case* into) {
  return Yes(value, set, into);
}

template <auto words, auto add>
absl::Status ReadAll(const std::string& value, Case* into) {
  for (const std::string& item : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const auto read, ReadWord(words(), item));
    (ClientOf(into).*add)(read);
  }
  return absl::OkStatus();
}

template <auto words, auto set>
absl::Status ReadOne(const std::string& value, Case* into) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto read, ReadWord(words(), value));
  (ClientOf(into).*set)(read);
  return absl::OkStatus();
}

absl::Status ReadMinutes(const std::string& value, Case* into) {
  MEEDOEN_ASSIGN_OR_RETURN(const uint32_t minutes, ReadNumber(value, "hooguit (\\d+) minuten"));
  ClientOf(into).mutable_mobility()->set_maximum_minutes(minutes);
  return absl::OkStatus();
}

// "Reistijd met de auto: hooguit 60 minuten"; the means stands in the key.
absl::Status ReadMeansLimit(const std::string& means, const std::string& value, Case* into) {
  MEEDOEN_ASSIGN_OR_RETURN(const v1::Means number, ReadWord(MeansWords(), means));
  MEEDOEN_ASSIGN_OR_RETURN(const uint32_t minutes, ReadNumber(value, "hooguit (\\d+) minuten"));
  v1::MeansLimit* limit = ClientOf(into).mutable_mobility()->add_limits();
  limit->set_means(number);
  limit->set_maximum_minutes(minutes);
  return absl::OkStatus();
}

absl::Status ReadMeans(const std::string& value, Case* into) {
  for (const std::string& item : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Means means, ReadWord(MeansWords(), item));
    ClientOf(into).mutable_mobility()->add_means(means);
  }
  return absl::OkStatus();
}

absl::Status ReadTaxi(const std::string& value, Case* into) {
  std::vector<std::string> parts;
  if (!HasForm(value, "hooguit (€ .+)", &parts)) return NotUnderstood(value, "hooguit € 10");
  MEEDOEN_ASSIGN_OR_RETURN(const uint32_t cents, ReadCents(parts[0]));
  ClientOf(into).mutable_mobility()->set_taxi_budget_cents(cents);
  return absl::OkStatus();
}

absl::Status ReadHome(const std::string& value, Case* into) {
  std::vector<std::string> parts;
  if (!HasForm(value, "in (postcode|buurt|wijk) ([A-Z0-9]+)(?: \\(straal (\\d{1,4}) meter\\))?", &parts)) {
    return NotUnderstood(value, "in postcode 7411; in buurt BU01500101 (straal 400 meter)");
  }
  v1::Home* home = ClientOf(into).mutable_home();
  const uint32_t radius = parts[2].empty() ? 500 : static_cast<uint32_t>(std::stoul(parts[2]));
  parts[0] == "postcode" ? home->set_postcode(parts[1]) : home->set_area_code(parts[1]);
  into->homes.push_back({parts[1], kHomePoint.latitude, kHomePoint.longitude, radius, "", ""});
  return absl::OkStatus();
}

absl::Status ReadNeeds(const std::string& value, Case* into) {
  using Set = void (v1::Needs::*)(bool);
  static const Words<Set> words = {
      {"rolstoel", &v1::Needs::set_wheelchair},      {"drempelvrij toilet", &v1::Needs::set_step_free_toilet},
      {"ringleiding", &v1::Needs::set_hearing_loop}, {"prikkelarm", &v1::Needs::set_low_stimulus},
      {"zitplaats", &v1::Needs::set_seating},        {"ophalen", &v1::Needs::set_pick_up}};
  for (const std::string& item : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const Set set, ReadWord(words, item));
    (ClientOf(into).mutable_needs()->*set)(true);
  }
  return absl::OkStatus();
}

absl::Status ReadFree(const std::string& value, Case* into) {
  std::vector<std::string> parts;
  if (!HasForm(value, "([a-z]+) (\\S+)", &parts)) return NotUnderstood(value, "dinsdag 9:00-12:30");
  MEEDOEN_ASSIGN_OR_RETURN(const v1::DayOfWeek day, ReadWord(DayWords(), parts[0]));
  MEEDOEN_ASSIGN_OR_RETURN(const auto times, ReadHours(parts[1]));
  v1::AvailabilityWindow* window = ClientOf(into).add_availability();
  window->set_day(day);
  window->set_start_time(times.first);
  window->set_end_time(times.second);
  return absl::OkStatus();
}

absl::Status ReadAge(const std::string& value, Case* into) {
  std::vector<std::string> parts;
  if (!HasForm(value, "(\\d{1,3})(?: tot en met (\\d{1,3}))?", &parts))
    return NotUnderstood(value, "72; 60 tot en met 70");
  const uint32_t years = static_cast<uint32_t>(std::stoul(parts[0]));
  if (parts[1].empty()) {
    ClientOf(into).set_age_years(years);
  } else {
    ClientOf(into).mutable_age_band()->set_minimum_years(years);
    ClientOf(into).mutable_age_band()->set_maximum_years(static_cast<uint32_t>(std::stoul(parts[1])));
  }
  return absl::OkStatus();
}

absl::Status ReadClientLanguages(const std::string& value, Case* into) {
  for (const std::string& item : SplitList(value)) {
    MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(LanguageWords(), item));
    ClientOf(into).add_languages(std::string(code));
  }
  return absl::OkStatus();
}

// "vrijwilliger 50 %, maatje 100 %"
template <typename Into>
absl::Status ReadMix(const std::string& value, Into* into) {
  for (const std::string& item : SplitList(value)) {
    std::vector<std::string> parts;
    if (!HasForm(item, "([a-z]+) (\\d{1,3}) %", &parts)) return NotUnderstood(item, "vrijwilliger 50 %");
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Role role, ReadWord(RoleWords(), parts[0]));
    v1::RoleShare* share = into->add_role_mix();
    share->set_role(role);
    share->set_share(std::stod(parts[1]) / 100);
  }
  return absl::OkStatus();
}

// Letters of activities; they become names once all activities are read.
absl::Status ReadTried(const std::string& value, Case* into) {
  for (const std::string& letter : SplitList(value)) {
    if (letter.size() != 1) return NotUnderstood(letter, "K, V");
    ClientOf(into).add_excluded_activities(letter);
  }
  return absl::OkStatus();
}

const Keys<Case>& ClientKeys() {
  static const Keys<Case> keys = {
      {"Wens",
       [](const std::string& value, Case* into) {
         ClientOf(into).add_wishes(value);
         return absl::OkStatus();
       }},
      {"Wil niet",
       [](const std::string& value, Case* into) {
         ClientOf(into).add_dislikes(value);
         return absl::OkStatus();
       }},
      {"Doel", ReadAll<GoalWords, &v1::ClientProfile::add_goals>},
      {"Rol", ReadAll<RoleWords, &v1::ClientProfile::add_roles>},
      {"Mix", [](const std::string& value, Case* into) { return ReadMix(value, into->request.mutable_client()); }},
      {"Woont", ReadHome},
      {"Gemeente",
       [](const std::string& value, Case* into) {
         MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(MunicipalityWords(), value));
         ClientOf(into).mutable_home()->set_municipality_code(std::string(code));
         return absl::OkStatus();
       }},
      {"Eigen buurt", ReadOne<NeighbourhoodWords, &v1::ClientProfile::set_neighbourhood>},
      {"Gaat", ReadMeans},
      {"Reistijd", ReadMinutes},
      {"Taxi", ReadTaxi},
      {"Iemand gaat mee",
       [](const std::string& value, Case* into) {
         MEEDOEN_ASSIGN_OR_RETURN(const bool yes, ReadWord(YesNoWords(), value));
         ClientOf(into).mutable_mobility()->set_companion(yes);
         return absl::OkStatus();
       }},
      {"Nodig", ReadNeeds},
      {"Alleen als het zeker is",
       [](const std::string& value, Case* into) {
         MEEDOEN_ASSIGN_OR_RETURN(const bool yes, ReadWord(YesNoWords(), value));
         ClientOf(into).mutable_needs()->set_unknown_accessibility(yes ? v1::CONFIRMED_ONLY : v1::ASK_FIRST);
         return absl::OkStatus();
       }},
      {"Kan", ReadFree},
      {"Deel van de bijeenkomst",
       [](const std::string& value, Case* into) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t percent, ReadNumber(value, "minstens (\\d+) %"));
         ClientOf(into).set_least_session_share_percent(percent);
         return absl::OkStatus();
       }},
      {"Leeftijd", ReadAge},
      {"Is", ReadOne<GenderWords, &v1::ClientProfile::set_gender>},
      {"Spreekt", ReadClientLanguages},
      {"Nederlands", ReadOne<LevelWords, &v1::ClientProfile::set_dutch_level>},
      {"Budget",
       [](const std::string& value, Case* into) {
         std::vector<std::string> parts;
         if (!HasForm(value, "hooguit (€ .+) per keer", &parts)) return NotUnderstood(value, "hooguit € 3 per keer");
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t cents, ReadCents(parts[0]));
         ClientOf(into).set_maximum_cents_per_visit(cents);
         return absl::OkStatus();
       }},
      {"Stadspas", ReadYes<&v1::ClientProfile::set_has_city_pass>},
      {"Liever een kleine groep", ReadYes<&v1::ClientProfile::set_prefers_small_group>},
      {"Ziet op tegen de eerste keer", ReadYes<&v1::ClientProfile::set_nervous_about_first_visit>},
      {"Eerder geprobeerd", ReadTried},
  };
  return keys;
}

absl::Status AddCategories(const std::string& value, google::protobuf::RepeatedPtrField<std::string>* ids) {
  v1::Activity read;
  MEEDOEN_RETURN_IF_ERROR(ReadActivityLine("Soort", value, &read));
  ids->MergeFrom(read.categories());
  return absl::OkStatus();
}

const Keys<v1::SuggestRequest>& QuestionKeys() {
  using Request = v1::SuggestRequest;
  static const Keys<Request> keys = {
      {"Aantal",
       [](const std::string& value, Request* request) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t k, ReadNumber(value, "(\\d+)"));
         request->set_k(k);
         return absl::OkStatus();
       }},
      {"Vooruitkijken",
       [](const std::string& value, Request* request) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t days, ReadNumber(value, "(\\d+) dagen"));
         request->set_horizon_days(days);
         return absl::OkStatus();
       }},
      {"Alleen soort",
       [](const std::string& value, Request* request) { return AddCategories(value, request->mutable_categories()); }},
      {"Niet de soort", [](const std::string& value,
                           Request* request) { return AddCategories(value, request->mutable_excluded_categories()); }},
      {"Bijna passend",
       [](const std::string& value, Request* request) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t most, ReadNumber(value, "hooguit (\\d+)"));
         request->set_near_misses(most);
         return absl::OkStatus();
       }},
      {"Verruimen",
       [](const std::string& value, Request* request) {
         MEEDOEN_ASSIGN_OR_RETURN(const bool yes, ReadWord(YesNoWords(), value));
         request->set_widen(yes);
         return absl::OkStatus();
       }},
      {"Taal van de uitleg",
       [](const std::string& value, Request* request) {
         MEEDOEN_ASSIGN_OR_RETURN(const v1::ExplanationLanguage language, ReadWord(ExplanationLanguageWords(), value));
         request->set_language(language);
         return absl::OkStatus();
       }},
  };
  return keys;
}

// "Bus of trein rijdt: 6:00-24:00"
absl::Status ReadHoursOfTransport(const std::string& value, v1::MunicipalitySettings* settings) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto times, ReadHours(value));
  v1::MeansSettings* means = settings->add_means();
  means->set_means(v1::PUBLIC_TRANSPORT);
  means->set_first_departure(times.first);
  means->set_last_return(times.second);
  return absl::OkStatus();
}

// "113 Zelfmoordpreventie, 0800-0113, bij zelfdoding"
absl::Status ReadContact(const std::string& value, v1::MunicipalitySettings* settings) {
  std::vector<std::string> parts;
  if (!HasForm(value, "(.+), ([0-9-]+), bij (.+)", &parts)) {
    return NotUnderstood(value, "113 Zelfmoordpreventie, 0800-0113, bij zelfdoding");
  }
  v1::CrisisContact* contact = settings->add_crisis_contacts();
  contact->set_name(parts[0]);
  contact->set_telephone(parts[1]);
  for (const std::string& kind : SplitList(parts[2])) {
    MEEDOEN_ASSIGN_OR_RETURN(const v1::CrisisKind number, ReadWord(CrisisWords(), kind));
    contact->add_kinds(number);
  }
  return absl::OkStatus();
}

const Keys<v1::MunicipalitySettings>& MunicipalityKeys() {
  static const Keys<v1::MunicipalitySettings> keys = {
      {"Deelt met",
       [](const std::string& value, v1::MunicipalitySettings* settings) {
         for (const std::string& name : SplitList(value)) {
           MEEDOEN_ASSIGN_OR_RETURN(const std::string_view code, ReadWord(MunicipalityWords(), name));
           settings->add_across_border_with(std::string(code));
         }
         return absl::OkStatus();
       }},
      {"Mix", ReadMix<v1::MunicipalitySettings>},
      {"Bus of trein rijdt", ReadHoursOfTransport},
      {"Eigen buurt telt",
       [](const std::string& value, v1::MunicipalitySettings* settings) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t weight, ReadNumber(value, "(\\d+) keer"));
         settings->mutable_weights()->set_neighbourhood(weight);
         return absl::OkStatus();
       }},
      {"Bij crisis", ReadContact},
      {"Navragen na",
       [](const std::string& value, v1::MunicipalitySettings* settings) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t days, ReadNumber(value, "(\\d+) dagen"));
         settings->mutable_ageing()->set_ask_after_days(days);
         return absl::OkStatus();
       }},
      {"Weglaten na",
       [](const std::string& value, v1::MunicipalitySettings* settings) {
         MEEDOEN_ASSIGN_OR_RETURN(const uint32_t days, ReadNumber(value, "(\\d+) dagen"));
         settings->mutable_ageing()->set_leave_out_after_days(days);
         return absl::OkStatus();
       }},
  };
  return keys;
}

}  // namespace

absl::Status ReadClientLine(const std::string& key, const std::string& value, Case* into) {
  constexpr std::string_view kLimit = "Reistijd ";
  if (key.starts_with(kLimit)) return ReadMeansLimit(key.substr(kLimit.size()), value, into);
  return ReadKey(ClientKeys(), key, value, into);
}

absl::Status ReadQuestionLine(const std::string& key, const std::string& value, v1::SuggestRequest* into) {
  return ReadKey(QuestionKeys(), key, value, into);
}

absl::Status ReadMunicipalityLine(const std::string& key, const std::string& value, v1::MunicipalitySettings* into) {
  return ReadKey(MunicipalityKeys(), key, value, into);
}

}  // namespace meedoen::scenario
