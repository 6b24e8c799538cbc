// The Dutch words of a scenario and what they mean: one table a field, read in both directions.
//
// Threads: safe; the tables are constant. Errors: INVALID_ARGUMENT in Dutch, naming the text and what may stand there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "meedoen/v1/activity.pb.h"
#include "meedoen/v1/match_service.pb.h"

namespace meedoen::scenario {

template <typename Value>
using Words = std::vector<std::pair<std::string_view, Value>>;

const Words<v1::Tristate>& TristateWords();                        // ja, nee, onbekend
const Words<bool>& YesNoWords();                                   // ja, nee
const Words<v1::Role>& RoleWords();                                // deelnemer, vrijwilliger, maatje, hulpverlening
const Words<v1::Goal>& GoalWords();                                // mensen ontmoeten, bewegen, ...
const Words<v1::DayOfWeek>& DayWords();                            // maandag, ...
const Words<v1::Means>& MeansWords();                              // lopend, met de rollator, ...
const Words<v1::ActivityStatus>& StatusWords();                    // gaat door, pauze, vol, afgelast
const Words<v1::GenderGroup>& GroupWords();                        // iedereen, vrouwen, mannen
const Words<v1::Gender>& GenderWords();                            // vrouw, man, non-binair
const Words<v1::DutchLevel>& LevelWords();                         // geen, A1, ...
const Words<v1::WayIn>& WayInWords();                              // vrij, eerst een gesprek, verwijzing, Wmo-indicatie
const Words<v1::NeighbourhoodWish>& NeighbourhoodWords();          // liever, alleen
const Words<v1::ExclusionReason>& ReasonWords();                   // te ver, te duur, ...
const Words<v1::CrisisKind>& CrisisWords();                        // zelfdoding, geweld, geen onderdak
const Words<v1::ExplanationLanguage>& ExplanationLanguageWords();  // Nederlands, Engels
const Words<std::string_view>& LanguageWords();                    // Nederlands: nl, Turks: tr, ...
const Words<std::string_view>& MunicipalityWords();                // Deventer: GM0150, ...

// The value of a word; the error names every word that may stand there.
template <typename Value>
absl::StatusOr<Value> ReadWord(const Words<Value>& words, const std::string& text) {
  std::string known;
  for (const auto& [word, value] : words) {
    if (word == text) return value;
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(word));
  }
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" ken ik hier niet; kies uit: ", known));
}

// The word for a value; "?" if there is none.
template <typename Value>
std::string WordFor(const Words<Value>& words, const Value& value) {
  for (const auto& [word, of_word] : words) {
    if (of_word == value) return std::string(word);
  }
  return "?";
}

// Whether the whole text has the form of a regular expression; its groups in `parts`.
bool HasForm(const std::string& text, const std::string& form, std::vector<std::string>* parts);

std::string Trim(const std::string& text);
std::vector<std::string> SplitList(const std::string& text);  // At commas, trimmed.

absl::StatusOr<absl::CivilDay> ReadDay(const std::string& text);  // "24 november 2026", with or without its weekday.
absl::StatusOr<std::string> ReadDate(const std::string& text);    // The same, as "2026-11-24".
absl::StatusOr<uint32_t> ReadCents(const std::string& text);      // "€ 2,50"
absl::StatusOr<uint32_t> ReadNumber(const std::string& text, const std::string& form);   // form: "(\\d+) minuten"
absl::StatusOr<std::pair<std::string, std::string>> ReadHours(const std::string& text);  // "9:30-12:00", two times.

// "Dit begrijp ik niet: ..." with an example of what would do.
absl::Status NotUnderstood(const std::string& text, const std::string& example);

}  // namespace meedoen::scenario
