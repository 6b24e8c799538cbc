#include "tests/scenario/found.h"

#include "absl/strings/str_cat.h"
#include "matcher/explain/wording.h"
#include "tests/scenario/words.h"

namespace meedoen::scenario {
namespace {

constexpr char kNothing[] = "niets";
constexpr matcher::Language kDutch = matcher::Language::kDutch;

void AppendItem(const std::string& item, std::string* list) { absl::StrAppend(list, list->empty() ? "" : ", ", item); }

std::string OrNothing(const std::string& list) { return list.empty() ? kNothing : list; }

}  // namespace

std::string Found::LetterOf(const std::string& name) const {
  for (const auto& [letter, activity] : scenario_.activities) {
    if (activity.name() == name) return std::string(1, letter);
  }
  return name;
}

std::string Found::Letters() const {
  std::string letters;
  for (const v1::Suggestion& one : response_.suggestions()) AppendItem(LetterOf(one.activity().name()), &letters);
  return OrNothing(letters);
}

std::string Found::LettersOf(v1::SuggestionGroup group) const {
  std::string letters;
  for (const v1::Suggestion& one : response_.suggestions()) {
    if (one.group() == group) AppendItem(LetterOf(one.activity().name()), &letters);
  }
  return OrNothing(letters);
}

std::string Found::NearLetters() const {
  std::string letters;
  for (const v1::NearMiss& miss : response_.near_misses()) AppendItem(LetterOf(miss.activity().name()), &letters);
  return OrNothing(letters);
}

std::string Found::AlsoListed(const v1::Suggestion& suggestion) const {
  std::string letters;
  for (const std::string& name : suggestion.also_listed_as()) AppendItem(LetterOf(name), &letters);
  return OrNothing(letters);
}

const v1::Suggestion* Found::SuggestionOf(char letter) const {
  for (const v1::Suggestion& one : response_.suggestions()) {
    if (LetterOf(one.activity().name()) == std::string(1, letter)) return &one;
  }
  return nullptr;
}

const v1::NearMiss* Found::NearMissOf(char letter) const {
  for (const v1::NearMiss& miss : response_.near_misses()) {
    if (LetterOf(miss.activity().name()) == std::string(1, letter)) return &miss;
  }
  return nullptr;
}

std::string Found::Counts() const {
  std::string counts;
  for (const v1::ExclusionCount& count : response_.exclusions()) {
    AppendItem(absl::StrCat(count.activities(), " ", WordFor(ReasonWords(), count.reason())), &counts);
  }
  return OrNothing(counts);
}

std::string Found::UnmetWishes() const {
  std::string wishes;
  for (const uint32_t wish : response_.unmet_wishes()) {
    AppendItem(asked_.request.client().wishes(static_cast<int>(wish)), &wishes);
  }
  return OrNothing(wishes);
}

std::string Found::Contacts() const {
  std::string names;
  for (const v1::CrisisContact& contact : response_.crisis_contacts()) AppendItem(contact.name(), &names);
  return OrNothing(names);
}

absl::StatusOr<v1::ExplainActivityResponse> Found::Explained(char letter) const {
  return town_.Explain(asked_.request, scenario_.activities.at(letter).name());
}

std::string TravelText(const v1::Travel& travel) {
  switch (travel.kind()) {
    case v1::Travel::OWN: {
      const std::string means = matcher::SayMeans(kDutch, travel.means());
      const std::string minutes = matcher::SayMinutes(kDutch, travel.minutes_most());
      const bool one = travel.minutes_least() == travel.minutes_most();
      return absl::StrCat(one ? "" : absl::StrCat(travel.minutes_least(), " tot "), minutes, " ", means);
    }
    case v1::Travel::PICK_UP:
      return "opgehaald";
    case v1::Travel::COMES_TO_CLIENT:
      return "komt naar de cliënt";
    default:
      return "via internet";
  }
}

std::string DatesText(const v1::Suggestion& suggestion) {
  std::string dates;
  for (const v1::NextDate& date : suggestion.next_dates()) {
    const absl::Time start = absl::FromUnixSeconds(date.start_time().seconds());
    const absl::Time end = absl::FromUnixSeconds(date.end_time().seconds());
    AppendItem(absl::StrCat(matcher::SayDate(kDutch, start), " ", matcher::SayTimes(kDutch, start, end)), &dates);
  }
  return OrNothing(dates);
}

std::string WhyText(const v1::ExplainActivityResponse& explained) {
  switch (explained.verdict()) {
    case v1::ExplainActivityResponse::SUGGESTED:
      return absl::StrCat("plek ", explained.place(), " in de lijst");
    case v1::ExplainActivityResponse::FITS:
      return absl::StrCat("past, plek ", explained.place());
    default:
      return "valt uit";
  }
}

std::string ReasonsText(const v1::ExplainActivityResponse& explained) {
  if (explained.verdict() != v1::ExplainActivityResponse::FALLS_OUT) return "er betere zijn";
  std::string reasons;
  for (const v1::ExplainActivityResponse::Failure& failure : explained.failures()) {
    AppendItem(WordFor(ReasonWords(), failure.reason()), &reasons);
  }
  return OrNothing(reasons);
}

}  // namespace meedoen::scenario
