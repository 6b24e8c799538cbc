#include "tests/scenario/words.h"

#include <array>
#include <regex>

#include "core/base/civil_time.h"
#include "core/base/status.h"

namespace meedoen::scenario {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"januari",   "februari", "maart",    "april",
                                                      "mei",       "juni",     "juli",     "augustus",
                                                      "september", "oktober",  "november", "december"};

}  // namespace

const Words<v1::Tristate>& TristateWords() {
  static const Words<v1::Tristate> words = {
      {"ja", v1::TRISTATE_YES}, {"nee", v1::TRISTATE_NO}, {"onbekend", v1::TRISTATE_UNKNOWN}};
  return words;
}

const Words<bool>& YesNoWords() {
  static const Words<bool> words = {{"ja", true}, {"nee", false}};
  return words;
}

const Words<v1::Role>& RoleWords() {
  static const Words<v1::Role> words = {{"deelnemer", v1::PARTICIPANT},
                                        {"vrijwilliger", v1::VOLUNTEER},
                                        {"maatje", v1::BUDDY},
                                        {"hulpverlening", v1::PROFESSIONAL_SUPPORT}};
  return words;
}

const Words<v1::Goal>& GoalWords() {
  static const Words<v1::Goal> words = {{"mensen ontmoeten", v1::MEET_PEOPLE},
                                        {"bewegen", v1::MOVE},
                                        {"zingeving", v1::MEANING},
                                        {"een vast ritme", v1::STRUCTURE},
                                        {"iets leren", v1::LEARN},
                                        {"iets voor anderen doen", v1::MEAN_SOMETHING_TO_OTHERS},
                                        {"tot rust komen", v1::RELAX},
                                        {"Nederlands oefenen", v1::PRACTISE_DUTCH},
                                        {"buiten zijn", v1::BE_OUTDOORS}};
  return words;
}

const Words<v1::DayOfWeek>& DayWords() {
  static const Words<v1::DayOfWeek> words = {
      {"maandag", v1::MONDAY}, {"dinsdag", v1::TUESDAY},   {"woensdag", v1::WEDNESDAY}, {"donderdag", v1::THURSDAY},
      {"vrijdag", v1::FRIDAY}, {"zaterdag", v1::SATURDAY}, {"zondag", v1::SUNDAY}};
  return words;
}

const Words<v1::Means>& MeansWords() {
  static const Words<v1::Means> words = {{"lopend", v1::FOOT},
                                         {"met de rollator", v1::ROLLATOR},
                                         {"met de rolstoel", v1::WHEELCHAIR},
                                         {"met de fiets", v1::BICYCLE},
                                         {"met de scootmobiel", v1::MOBILITY_SCOOTER},
                                         {"met bus of trein", v1::PUBLIC_TRANSPORT},
                                         {"met de auto", v1::CAR},
                                         {"met de taxi", v1::TAXI}};
  return words;
}

const Words<v1::ActivityStatus>& StatusWords() {
  static const Words<v1::ActivityStatus> words = {
      {"gaat door", v1::ACTIVE}, {"pauze", v1::PAUSED}, {"vol", v1::FULL}, {"afgelast", v1::CANCELLED}};
  return words;
}

const Words<v1::GenderGroup>& GroupWords() {
  static const Words<v1::GenderGroup> words = {
      {"iedereen", v1::MIXED}, {"vrouwen", v1::WOMEN_ONLY}, {"mannen", v1::MEN_ONLY}};
  return words;
}

const Words<v1::Gender>& GenderWords() {
  static const Words<v1::Gender> words = {{"vrouw", v1::FEMALE}, {"man", v1::MALE}, {"non-binair", v1::NON_BINARY}};
  return words;
}

const Words<v1::DutchLevel>& LevelWords() {
  static const Words<v1::DutchLevel> words = {{"geen", v1::DUTCH_NONE}, {"A1", v1::DUTCH_A1}, {"A2", v1::DUTCH_A2},
                                              {"B1", v1::DUTCH_B1},     {"B2", v1::DUTCH_B2}, {"C1", v1::DUTCH_C1}};
  return words;
}

const Words<v1::WayIn>& WayInWords() {
  static const Words<v1::WayIn> words = {{"vrij", v1::OPEN},
                                         {"eerst een gesprek", v1::INTAKE},
                                         {"verwijzing", v1::REFERRAL},
                                         {"Wmo-indicatie", v1::WMO_INDICATION}};
  return words;
}

const Words<v1::NeighbourhoodWish>& NeighbourhoodWords() {
  static const Words<v1::NeighbourhoodWish> words = {{"liever", v1::PREFER_OWN_NEIGHBOURHOOD},
                                                     {"alleen", v1::ONLY_OWN_NEIGHBOURHOOD}};
  return words;
}

const Words<v1::ExclusionReason>& ReasonWords() {
  static const Words<v1::ExclusionReason> words = {{"te ver", v1::TOO_FAR},
                                                   {"leeftijd", v1::AGE},
                                                   {"man of vrouw", v1::GENDER},
                                                   {"gaat niet door", v1::NOT_ACTIVE},
                                                   {"niet nu", v1::NOT_NOW},
                                                   {"niet toegankelijk", v1::STATED_INACCESSIBLE},
                                                   {"toegankelijkheid onbekend", v1::ACCESSIBILITY_UNKNOWN},
                                                   {"te duur", v1::TOO_EXPENSIVE},
                                                   {"andere rol", v1::ROLE},
                                                   {"andere soort", v1::CATEGORY},
                                                   {"eerder geprobeerd", v1::EXCLUDED_BY_REQUEST},
                                                   {"andere tijd", v1::TIME},
                                                   {"niet opgehaald", v1::NO_PICK_UP},
                                                   {"andere buurt", v1::OUTSIDE_NEIGHBOURHOOD},
                                                   {"andere gemeente", v1::OTHER_MUNICIPALITY},
                                                   {"geen vervoer op die tijd", v1::NO_WAY_BACK},
                                                   {"niet gewild", v1::NOT_WANTED},
                                                   {"te lang niet bevestigd", v1::NOT_CONFIRMED}};
  return words;
}

const Words<v1::CrisisKind>& CrisisWords() {
  static const Words<v1::CrisisKind> words = {
      {"zelfdoding", v1::SUICIDE}, {"geweld", v1::VIOLENCE}, {"geen onderdak", v1::NO_SHELTER}};
  return words;
}

const Words<v1::ExplanationLanguage>& ExplanationLanguageWords() {
  static const Words<v1::ExplanationLanguage> words = {{"Nederlands", v1::NL}, {"Engels", v1::EN}};
  return words;
}

const Words<std::string_view>& LanguageWords() {
  static const Words<std::string_view> words = {
      {"Nederlands", "nl"}, {"Engels", "en"},    {"Turks", "tr"},   {"Arabisch", "ar"}, {"Pools", "pl"},
      {"Oekraïens", "uk"},  {"Russisch", "ru"},  {"Duits", "de"},   {"Frans", "fr"},    {"Spaans", "es"},
      {"Farsi", "fa"},      {"Somalisch", "so"}, {"Tigrinya", "ti"}};
  return words;
}

const Words<std::string_view>& MunicipalityWords() {
  static const Words<std::string_view> words = {{"Deventer", "GM0150"},
                                                {"Voorst", "GM0285"},
                                                {"Olst-Wijhe", "GM1773"},
                                                {"Raalte", "GM0177"},
                                                {"Lochem", "GM0262"}};
  return words;
}

bool HasForm(const std::string& text, const std::string& form, std::vector<std::string>* parts) {
  std::smatch found;
  if (!std::regex_match(text, found, std::regex(form))) return false;
  parts->clear();
  for (size_t i = 1; i < found.size(); ++i) parts->push_back(found[i].str());
  return true;
}

std::string Trim(const std::string& text) {
  const size_t start = text.find_first_not_of(' ');
  return start == std::string::npos ? "" : text.substr(start, text.find_last_not_of(' ') - start + 1);
}

std::vector<std::string> SplitList(const std::string& text) {
  std::vector<std::string> items;
  for (size_t start = 0; start <= text.size();) {
    const size_t comma = std::min(text.find(',', start), text.size());
    items.push_back(Trim(text.substr(start, comma - start)));
    start = comma + 1;
  }
  return items;
}

absl::Status NotUnderstood(const std::string& text, const std::string& example) {
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" begrijp ik niet; schrijf bijvoorbeeld: ", example));
}

absl::StatusOr<absl::CivilDay> ReadDay(const std::string& text) {
  std::vector<std::string> parts;
  if (!HasForm(text, "(?:([a-z]+) )?(\\d{1,2}) ([a-z]+) (\\d{4})", &parts)) {
    return NotUnderstood(text, "24 november 2026");
  }
  const auto month = std::find(kMonths.begin(), kMonths.end(), parts[2]);
  if (month == kMonths.end()) return NotUnderstood(text, "24 november 2026");
  const int64_t year = std::stoi(parts[3]), number = month - kMonths.begin() + 1, day = std::stoi(parts[1]);
  const absl::CivilDay date(year, number, day);
  if (date.day() != day || date.month() != number) {
    return absl::InvalidArgumentError(absl::StrCat("de dag \"", text, "\" bestaat niet"));
  }
  const std::string weekday(DayWords()[static_cast<size_t>(WeekdayIndex(date))].first);
  if (!parts[0].empty() && parts[0] != weekday) {
    return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is een ", weekday));
  }
  return date;
}

absl::StatusOr<std::string> ReadDate(const std::string& text) {
  MEEDOEN_ASSIGN_OR_RETURN(const absl::CivilDay day, ReadDay(text));
  return FormatDate(day);
}

absl::StatusOr<uint32_t> ReadCents(const std::string& text) {
  std::vector<std::string> parts;
  if (!HasForm(text, "€ (\\d{1,4})(?:,(\\d\\d))?", &parts)) return NotUnderstood(text, "€ 2,50");
  return static_cast<uint32_t>(std::stoul(parts[0]) * 100 + (parts[1].empty() ? 0 : std::stoul(parts[1])));
}

absl::StatusOr<uint32_t> ReadNumber(const std::string& text, const std::string& form) {
  std::vector<std::string> parts;
  if (!HasForm(text, form, &parts) || parts.empty() || parts[0].empty() || parts[0].size() > 6) {
    std::string example = form;
    example.replace(example.find('('), example.find(')') - example.find('(') + 1, "10");
    return NotUnderstood(text, example);
  }
  return static_cast<uint32_t>(std::stoul(parts[0]));
}

absl::StatusOr<std::pair<std::string, std::string>> ReadHours(const std::string& text) {
  std::vector<std::string> parts;
  if (!HasForm(text, "(\\d{1,2}:\\d\\d)-(\\d{1,2}:\\d\\d)", &parts)) return NotUnderstood(text, "9:30-12:00");
  for (std::string& part : parts) {
    if (part.size() == 4) part.insert(0, "0");
    if (!ParseTimeOfDay(part).ok()) return NotUnderstood(text, "9:30-12:00");
  }
  if (parts[0] >= parts[1]) return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" eindigt voor het begint"));
  return std::pair(parts[0], parts[1]);
}

}  // namespace meedoen::scenario
