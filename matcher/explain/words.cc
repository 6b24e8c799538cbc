// The words and figures that sentences are filled with.
#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/activity/taxonomy.h"
#include "core/base/civil_time.h"
#include "core/index/facts.h"
#include "matcher/explain/wording.h"

namespace meedoen::matcher {
namespace {

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

}  // namespace

std::string SayMoney(Language language, uint32_t cents) {
  const bool dutch = language == Language::kDutch;
  return absl::StrFormat(dutch ? "€ %d,%02d" : "€%d.%02d", cents / 100, cents % 100);
}

std::string SayMinutes(Language language, int64_t minutes) {
  const bool one = minutes == 1;
  return absl::StrCat(minutes, " ", one ? Pick(language, "minuut", "minute") : Pick(language, "minuten", "minutes"));
}

std::string SayDays(Language language, int64_t days) {
  return absl::StrCat(days, " ", days == 1 ? Pick(language, "dag", "day") : Pick(language, "dagen", "days"));
}

std::string SayGroup(Language language, v1::SuggestionGroup group) {
  if (group == v1::SUPPORT) return Pick(language, "hulp van professionals", "help by professionals");
  if (group == v1::TO_ASK_FIRST) return Pick(language, "eerst vragen", "ask first");
  return Pick(language, "zeker", "confirmed");
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

std::string SayWeekday(Language language, int weekday) {
  const auto index = static_cast<size_t>(weekday);
  return Pick(language, kDaysDutch[index], kDaysEnglish[index]);
}

std::string SayRole(Language language, v1::Role role) {
  switch (role) {
    case v1::VOLUNTEER:
      return Pick(language, "vrijwilligerswerk", "volunteering");
    case v1::BUDDY:
      return Pick(language, "een maatje", "a buddy");
    case v1::PROFESSIONAL_SUPPORT:
      return Pick(language, "hulp van professionals", "help by professionals");
    default:
      return Pick(language, "meedoen met een groep", "taking part in a group");
  }
}

std::string SayNeeds(Language language, uint32_t needs) {
  constexpr struct {
    Need need;
    std::string_view dutch, english;
  } kNeeds[] = {{kWheelchair, "toegang met een rolstoel", "wheelchair access"},
                {kStepFreeToilet, "een toilet zonder drempel", "a step-free toilet"},
                {kHearingLoop, "een ringleiding", "a hearing loop"},
                {kLowStimulus, "een rustige ruimte", "a calm room"},
                {kSeating, "een stoel om te blijven zitten", "a seat throughout"}};
  std::vector<std::string> names;
  for (const auto& known : kNeeds) {
    if ((needs & known.need) != 0) names.push_back(Pick(language, known.dutch, known.english));
  }
  return Enumerate(language, names);
}

std::string SayCategory(Language language, const std::string& id) {
  const Category* category = FindCategory(id);
  if (category == nullptr) return id;
  return Pick(language, category->name_nl, category->name_en);
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
