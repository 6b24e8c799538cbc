#include "tests/scenario/runner.h"

#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "tests/scenario/found.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

constexpr char kNotInList[] = "staat niet in de lijst";

// What was found where something was expected.
struct Outcome {
  bool as_expected = false;
  std::string found;
};

std::vector<std::string> Sorted(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return items;
}

bool SameItems(const std::string& one, const std::string& other) {
  return Sorted(SplitList(one)) == Sorted(SplitList(other));
}

std::string FirstOf(const std::string& list, size_t count) {
  std::string first;
  for (const std::string& item : SplitList(list)) {
    if (count-- == 0) break;
    absl::StrAppend(&first, first.empty() ? "" : ", ", item);
  }
  return first;
}

// Whether every item of `some` is one of `all`.
bool Holds(const std::string& all, const std::string& some) {
  const std::vector<std::string> have = Sorted(SplitList(all)), want = Sorted(SplitList(some));
  return std::includes(have.begin(), have.end(), want.begin(), want.end());
}

template <typename Told>
Outcome Among(const Told& told, const std::string& expected, bool wanted) {
  std::string all;
  bool found = false;
  for (const auto& one : told) {
    absl::StrAppend(&all, all.empty() ? "" : " ", one.text());
    found |= one.text().starts_with(expected);
  }
  return {found == wanted, all.empty() ? "niets" : all};
}

class Play {
 public:
  Play(const Case& asked, const Town& town, const Found& found) : asked_(asked), town_(town), found_(found) {}

  Outcome Look(const Expectation& expectation) const {
    if (const std::optional<Outcome> lists = LookAtLists(expectation)) return *lists;
    if (const std::optional<Outcome> answer = LookAtAnswer(expectation)) return *answer;
    return LookAtActivity(expectation);
  }

 private:
  // Nothing if the expectation is about something else.
  std::optional<Outcome> LookAtLists(const Expectation& expectation) const {
    const std::string& expected = expectation.expected;
    const std::string letters = found_.Letters();
    switch (expectation.about) {
      case About::kOrder:
        return Outcome{letters == expected, letters};
      case About::kFirst:
        return Outcome{FirstOf(letters, SplitList(expected).size()) == expected, letters};
      case About::kWithin: {
        const size_t first = std::stoul(expectation.said.substr(expectation.said.rfind(' ')));
        return Outcome{Holds(FirstOf(letters, first), expected), letters};
      }
      case About::kIncluded:
        return Outcome{Holds(letters, expected), letters};
      case About::kExcluded:
        return LookExcluded(expected);
      case About::kAbove: {
        const size_t above = letters.find(expected.front()), below = letters.find(expected.back());
        return Outcome{below != std::string::npos && above < below, letters};
      }
      case About::kAskFirst:
        return Outcome{found_.LettersOf(v1::TO_ASK_FIRST) == expected, found_.LettersOf(v1::TO_ASK_FIRST)};
      case About::kSupport:
        return Outcome{found_.LettersOf(v1::SUPPORT) == expected, found_.LettersOf(v1::SUPPORT)};
      case About::kWidened:
        return Outcome{found_.LettersOf(v1::WIDENED) == expected, found_.LettersOf(v1::WIDENED)};
      case About::kNear:
        return LookAtNear(expected);
      default:
        return std::nullopt;
    }
  }

  std::optional<Outcome> LookAtAnswer(const Expectation& expectation) const {
    const std::string& expected = expectation.expected;
    const v1::SuggestResponse& response = found_.response();
    switch (expectation.about) {
      case About::kUnmet:
        return Outcome{found_.UnmetWishes() == expected, found_.UnmetWishes()};
      case About::kCounts:
        return Outcome{SameItems(found_.Counts(), expected), found_.Counts()};
      case About::kWidenedBy:
        return Outcome{response.widened() == expected, response.widened()};
      case About::kNotice:
        return Outcome{response.notice().empty() == (expected == "nee"), response.notice()};
      case About::kContacts:
        return Outcome{found_.Contacts() == expected, found_.Contacts()};
      default:
        return std::nullopt;
    }
  }

  // "V omdat te ver, te duur": all its reasons and no other.
  Outcome LookExcluded(const std::string& expected) const {
    std::vector<std::string> parts;
    HasForm(expected, "(.) omdat (.+)", &parts);
    if (found_.SuggestionOf(parts[0][0]) != nullptr) return {false, "staat wel in de lijst: " + found_.Letters()};
    const auto explained = found_.Explained(parts[0][0]);
    if (!explained.ok()) return {false, std::string(explained.status().message())};
    const std::string reasons = ReasonsText(*explained);
    return Outcome{SameItems(reasons, parts[1]), reasons};
  }

  // Also tries each change: asked with it, the activity must be in the list.
  Outcome LookAtNear(const std::string& expected) const {
    if (found_.NearLetters() != expected) return {false, found_.NearLetters()};
    for (const v1::NearMiss& miss : found_.response().near_misses()) {
      if (miss.reason() == v1::NOT_CONFIRMED) continue;  // The provider has to say something, not the client.
      v1::SuggestRequest changed = asked_.request;
      changed.MergeFrom(miss.merge());
      changed.set_k(50);
      const absl::StatusOr<v1::SuggestResponse> answer = town_.Suggest(changed);
      if (!answer.ok()) return {false, std::string(answer.status().message())};
      const bool there =
          std::any_of(answer->suggestions().begin(), answer->suggestions().end(),
                      [&miss](const v1::Suggestion& one) { return one.activity().name() == miss.activity().name(); });
      if (!there) {
        return {false, absl::StrCat(miss.activity().title(), " past ook met deze wijziging niet: ", miss.change())};
      }
    }
    return {true, expected};
  }

  Outcome LookWhy(const Expectation& expectation) const {
    const auto explained = found_.Explained(expectation.letter);
    if (!explained.ok()) return {false, std::string(explained.status().message())};
    if (expectation.about == About::kWhyText) {
      return Outcome{explained->text().find(expectation.expected) != std::string::npos, explained->text()};
    }
    return Outcome{WhyText(*explained) == expectation.expected, WhyText(*explained)};
  }

  Outcome LookAtActivity(const Expectation& expectation) const {
    const std::string& expected = expectation.expected;
    if (expectation.about == About::kWhy || expectation.about == About::kWhyText) return LookWhy(expectation);
    if (expectation.about == About::kNearChange) {
      const v1::NearMiss* miss = found_.NearMissOf(expectation.letter);
      if (miss == nullptr) return {false, "past niet bijna; wel: " + found_.NearLetters()};
      return Outcome{miss->change() == expected, miss->change()};
    }
    const v1::Suggestion* suggestion = found_.SuggestionOf(expectation.letter);
    if (suggestion == nullptr) return {false, kNotInList};
    switch (expectation.about) {
      case About::kTravel:
        return Outcome{TravelText(suggestion->travel()) == expected, TravelText(suggestion->travel())};
      case About::kDates:
        return Outcome{DatesText(*suggestion) == expected, DatesText(*suggestion)};
      case About::kReason:
        return Among(suggestion->reasons(), expected, true);
      case About::kNoReason:
        return Among(suggestion->reasons(), expected, false);
      case About::kCaution:
        return Among(suggestion->cautions(), expected, true);
      case About::kNoCaution:
        return Among(suggestion->cautions(), expected, false);
      case About::kAlsoListed:
        return Outcome{found_.AlsoListed(*suggestion) == expected, found_.AlsoListed(*suggestion)};
      default:
        return Outcome{suggestion->first_step() == expected, suggestion->first_step()};
    }
  }

  const Case& asked_;
  const Town& town_;
  const Found& found_;
};

void PlayCase(const Scenario& scenario, const Case& asked, const Town& town, std::vector<std::string>* failures) {
  absl::StatusOr<v1::SuggestResponse> response = town.Suggest(asked.request);
  if (!response.ok()) {
    failures->push_back(
        absl::StrCat(scenario.file, ":", asked.line, ": geen antwoord: ", response.status().ToString()));
    return;
  }
  const Found found(scenario, asked, town, *std::move(response));
  const Play play(asked, town, found);
  for (const Expectation& expectation : asked.expectations) {
    const Outcome outcome = play.Look(expectation);
    if (outcome.as_expected) continue;
    failures->push_back(absl::StrCat(scenario.file, ":", expectation.line, ": ", expectation.said, ": verwacht \"",
                                     expectation.expected, "\", gevonden \"", outcome.found, "\""));
  }
}

}  // namespace

std::vector<std::string> PlayScenario(const Scenario& scenario) {
  const absl::StatusOr<std::unique_ptr<Town>> town = Town::Build(scenario);
  if (!town.ok()) return {absl::StrCat(scenario.file, ": het dorp is niet te maken: ", town.status().ToString())};
  std::vector<std::string> failures;
  for (const Case& asked : scenario.cases) PlayCase(scenario, asked, **town, &failures);
  return failures;
}

}  // namespace meedoen::scenario
