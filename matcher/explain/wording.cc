#include "matcher/explain/wording.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "core/base/civil_time.h"

namespace meedoen::matcher {
namespace {

struct Sentence {
  std::string_view code;
  std::string_view dutch;
  std::string_view english;
};

constexpr Sentence kSentences[] = {
    // Reasons.
    {"wish", "U noemde: \"{0}\".", "You mentioned: \"{0}\"."},
    {"wish_too", "Past ook bij: \"{0}\".", "Also fits: \"{0}\"."},
    {"goals", "Helpt bij: {0}.", "Helps with: {0}."},
    {"travel", "{0} {1}.", "About {0} {1}."},
    {"travel_range", "{0} tot {1} minuten {2}.", "{0} to {1} minutes {2}."},
    {"pick_up", "U kunt worden opgehaald.", "You can be picked up."},
    {"at_home", "Bij u thuis.", "At your home."},
    {"in_your_area", "In uw omgeving. De plek spreekt u af.", "In your area. The place is agreed with you."},
    {"online", "Vanuit huis, via internet.", "From home, on the internet."},
    {"met", "Iemand vangt u op als u voor het eerst komt.", "Somebody meets you on your first visit."},
    {"trial", "U mag een keer komen kijken zonder verplichting.", "You may come once without obligation."},
    {"companion", "U mag iemand meenemen.", "You may bring somebody along."},
    {"drop_in", "U hoeft zich niet aan te melden.", "No need to sign up."},
    {"small_group", "Een kleine groep: hooguit {0} mensen.", "A small group: {0} people at most."},
    {"wheelchair", "Goed te bereiken met een rolstoel.", "Wheelchair accessible."},
    {"step_free_toilet", "Er is een toilet zonder drempel.", "There is a step-free toilet."},
    {"hearing_loop", "Er is een ringleiding.", "There is a hearing loop."},
    {"low_stimulus", "Het is er rustig, met weinig prikkels.", "It is calm there, with few stimuli."},
    {"seating", "U kunt er blijven zitten.", "You can stay seated."},
    {"language", "Er wordt ook {0} gesproken.", "{0} is spoken there too."},
    {"free", "Het is gratis.", "It is free."},
    {"free_with_pass", "De stadspas is hier geldig.", "The city pass is accepted."},
    {"first_free", "De eerste keer is gratis.", "The first visit is free."},
    {"cost_visit", "{0} per keer.", "{0} a visit."},
    {"cost_month", "{0} per maand.", "{0} a month."},
    {"cost_year", "{0} per jaar.", "{0} a year."},
    {"cost_course", "{0} voor de hele cursus.", "{0} for the whole course."},
    {"donation", "U betaalt wat u kunt missen.", "You pay what you can spare."},
    // Cautions.
    {"ask_wheelchair", "Niet zeker of u er met een rolstoel in kunt: bel eerst.",
     "Wheelchair access not confirmed: call first."},
    {"ask_step_free_toilet", "Niet zeker of er een toilet zonder drempel is: bel eerst.",
     "Step-free toilet not confirmed: call first."},
    {"ask_hearing_loop", "Niet zeker of er een ringleiding is: bel eerst.", "Hearing loop not confirmed: call first."},
    {"ask_low_stimulus", "Niet zeker of het er rustig is: bel eerst.", "Not confirmed that it is calm: call first."},
    {"ask_seating", "Niet zeker of u er kunt blijven zitten: bel eerst.", "Seating not confirmed: call first."},
    {"ask_distance", "Het juiste adres is niet bekend. Misschien is het te ver: vraag het eerst.",
     "The exact address is not known. It may be too far: ask first."},
    {"estimate", "De reistijd met bus of trein is een schatting.", "Public transport time is an estimate."},
    {"cost_unknown", "De kosten zijn niet bekend: vraag het eerst.", "The cost is not known: ask first."},
    {"over_budget_pass", "Kost {0} per keer. Vraag wat de stadspas betaalt.",
     "Costs {0} a visit. Ask what the city pass pays."},
    {"time_unknown", "De tijden zijn niet bekend: vraag het eerst.", "The times are not known: ask first."},
    {"by_appointment", "De tijd spreekt u samen af.", "The time is agreed with you."},
    {"waiting_list", "Het is nu vol. Er is een wachtlijst.", "It is full now. There is a waiting list."},
    {"waiting_list_date", "Het is nu vol. Er is een wachtlijst (gemeld op {0}).",
     "It is full now. There is a waiting list (stated on {0})."},
    {"few_places", "Nog {0} (gemeld op {1}).", "{0} left (stated on {1})."},
    {"stale", "Al lang niet gecontroleerd ({0}): vraag of het nog doorgaat.",
     "Not checked for long ({0}): ask whether it still runs."},
    {"never_verified", "Nog nooit gecontroleerd: vraag of het doorgaat.", "Never checked: ask whether it runs."},
    {"women_only", "Alleen voor vrouwen.", "For women only."},
    {"men_only", "Alleen voor mannen.", "For men only."},
    {"age_unknown", "Voor welke leeftijd is niet bekend.", "For which ages is not known."},
    {"dutch_level", "Er is Nederlands op niveau {0} nodig.", "Dutch at level {0} is needed."},
    {"other_language", "Er wordt {0} gesproken.", "{0} is spoken there."},
    {"intake", "Er is eerst een gesprek.", "There is a talk first."},
    {"referral", "Er is een verwijzing nodig.", "A referral is needed."},
    {"wmo", "Er is een Wmo-indicatie nodig.", "A Wmo decision is needed."},
    {"vog", "Er is een VOG nodig.", "A certificate of conduct (VOG) is needed."},
    {"sign_up_by", "Aanmelden kan tot en met {0}.", "Sign up by {0}."},
    {"starts_on", "Begint op {0}.", "Starts on {0}."},
    {"eligibility", "Let op: {0}", "Note: {0}"},
    {"schedule_note", "Over de tijden: {0}", "About the times: {0}"},
    // First steps and the text for the client.
    {"call", "Bel {0}.", "Call {0}."},
    {"mail", "Mail naar {0}.", "Mail {0}."},
    {"website", "Kijk op {0}.", "See {0}."},
    {"just_come", "U kunt gewoon komen.", "You can just come."},
    {"ask_coach", "Vraag uw welzijnscoach hoe u mee kunt doen.", "Ask your welfare coach how to join."},
    {"next_date", "De eerste keer: {0}, {1}.", "First time: {0}, {1}."},
    {"where", "Waar: {0}.", "Where: {0}."},
    {"organiser", "Van: {0}.", "By: {0}."},
};

constexpr std::array<std::string_view, 7> kDaysDutch = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                                        "vrijdag", "zaterdag", "zondag"};
constexpr std::array<std::string_view, 7> kDaysEnglish = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                          "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonthsDutch = {"januari",   "februari", "maart",    "april",
                                                           "mei",       "juni",     "juli",     "augustus",
                                                           "september", "oktober",  "november", "december"};
constexpr std::array<std::string_view, 12> kMonthsEnglish = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};

struct NamedLanguage {
  std::string_view code, dutch, english;
};
constexpr NamedLanguage kLanguages[] = {
    {"nl", "Nederlands", "Dutch"},  {"en", "Engels", "English"}, {"tr", "Turks", "Turkish"},
    {"ar", "Arabisch", "Arabic"},   {"pl", "Pools", "Polish"},   {"uk", "Oekraïens", "Ukrainian"},
    {"ru", "Russisch", "Russian"},  {"de", "Duits", "German"},   {"fr", "Frans", "French"},
    {"es", "Spaans", "Spanish"},    {"fa", "Farsi", "Farsi"},    {"so", "Somalisch", "Somali"},
    {"ti", "Tigrinya", "Tigrinya"}, {"fy", "Fries", "Frisian"},  {"zh", "Chinees", "Chinese"},
};

std::string Pick(Language language, std::string_view dutch, std::string_view english) {
  return std::string(language == Language::kDutch ? dutch : english);
}

}  // namespace

std::string Say(Language language, std::string_view code, std::initializer_list<std::string> values) {
  const auto found = std::find_if(std::begin(kSentences), std::end(kSentences),
                                  [code](const Sentence& sentence) { return sentence.code == code; });
  if (found == std::end(kSentences)) {
    std::fprintf(stderr, "no wording for code %.*s\n", static_cast<int>(code.size()), code.data());
    std::abort();
  }
  std::vector<std::pair<std::string, std::string>> replacements;
  int index = 0;
  for (const std::string& value : values) replacements.emplace_back(absl::StrCat("{", index++, "}"), value);
  return absl::StrReplaceAll(Pick(language, found->dutch, found->english), replacements);
}

std::vector<std::string_view> WordingCodes() {
  std::vector<std::string_view> codes;
  for (const Sentence& sentence : kSentences) codes.push_back(sentence.code);
  return codes;
}

std::string SayMoney(Language language, uint32_t cents) {
  const bool dutch = language == Language::kDutch;
  return absl::StrFormat(dutch ? "€ %d,%02d" : "€%d.%02d", cents / 100, cents % 100);
}

std::string SayMinutes(Language language, int64_t minutes) {
  const bool one = minutes == 1;
  return absl::StrCat(minutes, " ", one ? Pick(language, "minuut", "minute") : Pick(language, "minuten", "minutes"));
}

std::string SayPlaces(Language language, uint32_t places) {
  const bool one = places == 1;
  return absl::StrCat(places, " ", one ? Pick(language, "plaats", "place") : Pick(language, "plaatsen", "places"));
}

std::string SayMeans(Language language, v1::Means means) {
  switch (means) {
    case v1::FOOT:
      return Pick(language, "lopen", "on foot");
    case v1::ROLLATOR:
      return Pick(language, "met de rollator", "with the rollator");
    case v1::WHEELCHAIR:
      return Pick(language, "met de rolstoel", "by wheelchair");
    case v1::BICYCLE:
      return Pick(language, "fietsen", "by bicycle");
    case v1::MOBILITY_SCOOTER:
      return Pick(language, "met de scootmobiel", "by mobility scooter");
    case v1::PUBLIC_TRANSPORT:
      return Pick(language, "met bus of trein", "by public transport");
    case v1::CAR:
      return Pick(language, "met de auto", "by car");
    default:
      return Pick(language, "met de taxi", "by taxi");
  }
}

std::string SayDate(Language language, absl::Time time) {
  const absl::CivilDay day = LocalDay(time);
  const bool dutch = language == Language::kDutch;
  const size_t weekday = static_cast<size_t>(WeekdayIndex(day)), month = static_cast<size_t>(day.month() - 1);
  return absl::StrCat(std::string(dutch ? kDaysDutch[weekday] : kDaysEnglish[weekday]), " ", day.day(), " ",
                      std::string(dutch ? kMonthsDutch[month] : kMonthsEnglish[month]));
}

std::string SayTimes(Language, absl::Time start, absl::Time end) {
  return absl::StrCat(absl::FormatTime("%H:%M", start, Amsterdam()), "-", absl::FormatTime("%H:%M", end, Amsterdam()));
}

std::string SayDay(Language language, const std::string& iso_date) {
  const absl::StatusOr<absl::CivilDay> day = ParseDate(iso_date);
  if (!day.ok()) return iso_date;
  const size_t month = static_cast<size_t>(day->month() - 1);
  const std::string name = Pick(language, kMonthsDutch[month], kMonthsEnglish[month]);
  return absl::StrCat(day->day(), " ", name, " ", day->year());
}

std::string SayGoal(Language language, v1::Goal goal) {
  switch (goal) {
    case v1::MEET_PEOPLE:
      return Pick(language, "mensen ontmoeten", "meeting people");
    case v1::MOVE:
      return Pick(language, "bewegen", "moving");
    case v1::MEANING:
      return Pick(language, "zin in het leven", "meaning");
    case v1::STRUCTURE:
      return Pick(language, "een vast ritme", "structure in the week");
    case v1::LEARN:
      return Pick(language, "iets leren", "learning");
    case v1::MEAN_SOMETHING_TO_OTHERS:
      return Pick(language, "iets voor anderen doen", "doing something for others");
    case v1::RELAX:
      return Pick(language, "tot rust komen", "relaxing");
    case v1::PRACTISE_DUTCH:
      return Pick(language, "Nederlands oefenen", "practising Dutch");
    default:
      return Pick(language, "buiten zijn", "being outdoors");
  }
}

std::string SayLanguage(Language language, const std::string& iso_code) {
  for (const NamedLanguage& named : kLanguages) {
    if (named.code == iso_code) return Pick(language, named.dutch, named.english);
  }
  return iso_code;
}

std::string SayLevel(v1::DutchLevel level) {
  constexpr std::array<std::string_view, 7> kLevels = {"", "0", "A1", "A2", "B1", "B2", "C1"};
  return std::string(kLevels[std::min<size_t>(level, kLevels.size() - 1)]);
}

std::string Enumerate(Language language, const std::vector<std::string>& values) {
  std::string text;
  for (size_t i = 0; i < values.size(); ++i) {
    const bool last = i + 1 == values.size();
    absl::StrAppend(&text, i == 0 ? "" : last ? Pick(language, " en ", " and ") : ", ", values[i]);
  }
  return text;
}

}  // namespace meedoen::matcher
