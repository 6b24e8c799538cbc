// The lines under "Verwacht".
#include <algorithm>
#include <iterator>

#include "core/base/status.h"
#include "matcher/explain/wording.h"
#include "tests/scenario/parser.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

// What may stand behind the colon.
enum class Form { kLetters, kReasons, kAbove, kCounts, kSentence, kWish, kYesNo, kVerdict, kText };

struct Line {
  std::string_view key;
  bool of_activity;  // "Reis K".
  About about;
  Form form;
};
constexpr Line kLines[] = {
    {"Volgorde", false, About::kOrder, Form::kLetters},
    {"Eerst", false, About::kFirst, Form::kLetters},
    {"Erbij", false, About::kIncluded, Form::kLetters},
    {"Niet erbij", false, About::kExcluded, Form::kReasons},
    {"Boven", false, About::kAbove, Form::kAbove},
    {"Eerst vragen", false, About::kAskFirst, Form::kLetters},
    {"Hulpverlening", false, About::kSupport, Form::kLetters},
    {"Verruimd", false, About::kWidened, Form::kLetters},
    {"Reis", true, About::kTravel, Form::kText},
    {"Data", true, About::kDates, Form::kText},
    {"Omdat", true, About::kReason, Form::kSentence},
    {"Niet omdat", true, About::kNoReason, Form::kSentence},
    {"Let op", true, About::kCaution, Form::kSentence},
    {"Geen let op", true, About::kNoCaution, Form::kSentence},
    {"Hoe", true, About::kFirstStep, Form::kText},
    {"Ook bekend als", true, About::kAlsoListed, Form::kLetters},
    {"Onvervuld", false, About::kUnmet, Form::kWish},
    {"Uitgevallen", false, About::kCounts, Form::kCounts},
    {"Bijna", false, About::kNear, Form::kLetters},
    {"Bijna", true, About::kNearChange, Form::kText},
    {"Verruimd met", false, About::kWidenedBy, Form::kText},
    {"Melding", false, About::kNotice, Form::kYesNo},
    {"Bel", false, About::kContacts, Form::kText},
    {"Waarom", true, About::kWhy, Form::kVerdict},
    {"Uitleg", true, About::kWhyText, Form::kText},
};

absl::Status CheckLetters(const std::string& value) {
  if (value == "niets") return absl::OkStatus();
  for (const std::string& letter : SplitList(value)) {
    if (letter.size() != 1) return NotUnderstood(value, "K, V (of: niets)");
  }
  return absl::OkStatus();
}

// "V omdat te ver, te duur"; "omdat er betere zijn": it fits, but others come first.
absl::Status CheckReasons(const std::string& value) {
  std::vector<std::string> parts;
  if (!HasForm(value, "(.) omdat (.+)", &parts)) return NotUnderstood(value, "V omdat te ver");
  if (parts[1] == "er betere zijn") return absl::OkStatus();
  for (const std::string& reason : SplitList(parts[1])) {
    MEEDOEN_RETURN_IF_ERROR(ReadWord(ReasonWords(), reason).status());
  }
  return absl::OkStatus();
}

absl::Status CheckCounts(const std::string& value) {
  if (value == "niets") return absl::OkStatus();
  for (const std::string& item : SplitList(value)) {
    std::vector<std::string> parts;
    if (!HasForm(item, "(\\d{1,3}) (.+)", &parts)) return NotUnderstood(item, "2 te ver, 1 te duur (of: niets)");
    MEEDOEN_RETURN_IF_ERROR(ReadWord(ReasonWords(), parts[1]).status());
  }
  return absl::OkStatus();
}

// Whether the text can be what a sentence says, with anything in place of "{0}"; or the beginning of it.
bool CanBe(const std::string& sentence, const std::string& text) {
  const size_t open = sentence.find('{');
  const std::string fixed = sentence.substr(0, open);
  if (fixed.starts_with(text)) return true;
  if (!fixed.empty()) return open != std::string::npos && text.starts_with(fixed);
  // "{0} per keer."
  const std::string rest = sentence.substr(sentence.rfind('}') + 1);
  return rest.size() > 1 && text.size() > rest.size() && text.ends_with(rest);
}

// What the matcher never says cannot be asked for, nor ruled out.
absl::Status CheckSentence(const std::string& value) {
  std::vector<std::string> parts;
  if (HasForm(value, "\\d+ (?:tot \\d+ )?minu(?:ut|ten) [a-z ]+\\.", &parts)) return absl::OkStatus();
  for (const std::string_view code : matcher::WordingCodes()) {
    for (const matcher::Language language : {matcher::Language::kDutch, matcher::Language::kEnglish}) {
      if (CanBe(matcher::Say(language, code), value)) return absl::OkStatus();
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat("\"", value, "\" is geen zin van Meedoen; zie docs/explanations.md of matcher/explain/wording.cc"));
}

absl::Status CheckForm(Form form, const std::string& value) {
  std::vector<std::string> parts;
  switch (form) {
    case Form::kLetters:
      return CheckLetters(value);
    case Form::kReasons:
      return CheckReasons(value);
    case Form::kCounts:
      return CheckCounts(value);
    case Form::kSentence:
      return CheckSentence(value);
    case Form::kAbove:
      return HasForm(value, "(.) boven (.)", &parts) ? absl::OkStatus() : NotUnderstood(value, "K boven V");
    case Form::kYesNo:
      return ReadWord(YesNoWords(), value).status();
    case Form::kVerdict:
      return HasForm(value, "plek \\d+ in de lijst|past, plek \\d+|valt uit", &parts)
                 ? absl::OkStatus()
                 : NotUnderstood(value, "plek 1 in de lijst; past, plek 4; valt uit");
    default:
      return absl::OkStatus();
  }
}

}  // namespace

absl::StatusOr<Expectation> ReadExpectation(const std::string& key, const std::string& value) {
  if (value.empty()) return absl::InvalidArgumentError(absl::StrCat("achter \"", key, ":\" staat niets"));
  Expectation expectation{.said = key, .expected = value};
  std::vector<std::string> parts;
  if (HasForm(key, "Bij de eerste (\\d{1,2})", &parts)) {
    expectation.about = About::kWithin;
    MEEDOEN_RETURN_IF_ERROR(CheckLetters(value));
    return expectation;
  }
  const bool of_activity = HasForm(key, "(.+) ([A-Z])", &parts);
  const std::string word = of_activity ? parts[0] : key;
  const auto line = std::find_if(std::begin(kLines), std::end(kLines),
                                 [&](const Line& one) { return one.key == word && one.of_activity == of_activity; });
  if (line == std::end(kLines)) {
    std::string known;
    for (const Line& one : kLines) {
      absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(one.key), one.of_activity ? " K" : "");
    }
    return absl::InvalidArgumentError(
        absl::StrCat("\"", key, "\" ken ik hier niet; hier kan staan: ", known, ", Bij de eerste 3"));
  }
  expectation.about = line->about;
  if (of_activity) expectation.letter = parts[1][0];
  MEEDOEN_RETURN_IF_ERROR(CheckForm(line->form, value));
  return expectation;
}

}  // namespace meedoen::scenario
