#include "matcher/cli/print.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "matcher/explain/wording.h"

namespace meedoen::matcher {
namespace {

struct Words {
  const char *wishes, *none, *group_ask, *group_support, *group_wider, *when, *why, *ask, *join, *out, *unmet, *near,
      *from, *also;
};
constexpr Words kDutch = {"Wensen",
                          "Niets gevonden dat past en bereikbaar is.",
                          "Eerst vragen (niet alles wat nodig is, is bekend)",
                          "Hulp van professionals",
                          "Gevonden door verder te zoeken",
                          "Wanneer",
                          "Waarom",
                          "Let op",
                          "Meedoen",
                          "Viel af",
                          "Geen activiteit gevonden voor",
                          "Past bijna",
                          "Op basis van",
                          "Ook als"};
constexpr Words kEnglish = {"Wishes",
                            "Nothing found that fits and is within reach.",
                            "Ask first (not everything that is needed is known)",
                            "Help by professionals",
                            "Found by searching further",
                            "When",
                            "Why",
                            "Note",
                            "Join",
                            "Fell out",
                            "No activity found for",
                            "Nearly fits",
                            "Based on",
                            "Also as"};

std::string SayReason(Language language, v1::ExclusionReason reason) {
  static constexpr struct {
    v1::ExclusionReason reason;
    const char *dutch, *english;
  } kReasons[] = {{v1::TOO_FAR, "te ver", "too far"},
                  {v1::AGE, "andere leeftijd", "another age"},
                  {v1::GENDER, "alleen voor anderen", "for others only"},
                  {v1::NOT_ACTIVE, "vol of gestopt", "full or stopped"},
                  {v1::NOT_NOW, "voorbij of nu niet", "over or not now"},
                  {v1::STATED_INACCESSIBLE, "niet toegankelijk", "not accessible"},
                  {v1::ACCESSIBILITY_UNKNOWN, "toegankelijkheid onbekend", "accessibility unknown"},
                  {v1::TOO_EXPENSIVE, "te duur", "too dear"},
                  {v1::ROLE, "andere rol", "another role"},
                  {v1::CATEGORY, "ander soort", "another kind"},
                  {v1::EXCLUDED_BY_REQUEST, "al geprobeerd", "tried before"},
                  {v1::TIME, "op een ander moment", "at another time"},
                  {v1::NO_PICK_UP, "niemand die ophaalt", "nobody picks up"},
                  {v1::OUTSIDE_NEIGHBOURHOOD, "buiten de buurt", "outside the neighbourhood"},
                  {v1::OTHER_MUNICIPALITY, "andere gemeente", "another municipality"},
                  {v1::NO_WAY_BACK, "geen vervoer op die tijd", "no transport at that hour"},
                  {v1::NOT_WANTED, "niet gewenst", "not wanted"},
                  {v1::NOT_CONFIRMED, "te lang niet bevestigd", "not confirmed for too long"}};
  for (const auto& known : kReasons) {
    if (known.reason == reason) return language == Language::kDutch ? known.dutch : known.english;
  }
  return "?";
}

const char* TitleOf(const Words& words, v1::SuggestionGroup group) {
  if (group == v1::SUPPORT) return words.group_support;
  return group == v1::WIDENED ? words.group_wider : words.group_ask;
}

template <typename Texts>
std::string Joined(const Texts& texts) {
  return absl::StrJoin(texts, " ", [](std::string* out, const auto& one) { absl::StrAppend(out, one.text()); });
}

std::string PrintDates(Language language, const v1::Suggestion& suggestion) {
  return absl::StrJoin(suggestion.next_dates(), "; ", [&](std::string* out, const v1::NextDate& date) {
    const absl::Time start = absl::FromUnixSeconds(date.start_time().seconds());
    const absl::Time end = absl::FromUnixSeconds(date.end_time().seconds());
    absl::StrAppend(out, SayDate(language, start), " ", SayTimes(language, start, end));
  });
}

void PrintSuggestion(int number, Language language, const Words& words, const v1::Suggestion& suggestion,
                     std::string* out) {
  const v1::Activity& activity = suggestion.activity();
  absl::StrAppend(out, absl::StrFormat("%2d. %s  (%s)  %.2f\n", number, activity.title(), activity.provider().name(),
                                       suggestion.score()));
  const auto line = [out](const char* word, const std::string& text) {
    if (!text.empty()) absl::StrAppend(out, absl::StrFormat("      %-9s%s\n", word, text));
  };
  line(words.why, Joined(suggestion.reasons()));
  line(words.when, PrintDates(language, suggestion));
  line(words.ask, Joined(suggestion.cautions()));
  line(words.join, suggestion.first_step());
  line(words.also, absl::StrJoin(suggestion.also_listed_as(), ", "));
}

}  // namespace

std::string PrintAnswer(const v1::SuggestRequest& request, const v1::SuggestResponse& response) {
  const Language language = LanguageOf(request.language());
  const Words& words = language == Language::kDutch ? kDutch : kEnglish;
  std::string out;
  if (!response.notice().empty()) absl::StrAppend(&out, "!! ", response.notice(), "\n\n");
  absl::StrAppend(&out, words.wishes, ": ", absl::StrJoin(request.client().wishes(), " / "), "\n");
  v1::SuggestionGroup group = v1::CONFIRMED;
  int number = 0;
  for (const v1::Suggestion& suggestion : response.suggestions()) {
    if (suggestion.group() != group) {
      group = suggestion.group();
      absl::StrAppend(&out, "  -- ", TitleOf(words, group), " --\n");
    }
    PrintSuggestion(++number, language, words, suggestion, &out);
  }
  if (number == 0) absl::StrAppend(&out, "  ", words.none, "\n");
  if (!response.widened().empty()) absl::StrAppend(&out, "  ", response.widened(), "\n");
  for (const v1::NearMiss& miss : response.near_misses()) {
    absl::StrAppend(&out, "  ", words.near, ": ", miss.activity().title(), ". ", miss.change(), "\n");
  }
  std::vector<std::string> unmet;
  for (const uint32_t wish : response.unmet_wishes()) unmet.push_back(request.client().wishes(static_cast<int>(wish)));
  if (!unmet.empty()) absl::StrAppend(&out, "  ", words.unmet, ": ", absl::StrJoin(unmet, " / "), "\n");
  std::vector<std::string> fell_out;
  for (const v1::ExclusionCount& count : response.exclusions()) {
    fell_out.push_back(absl::StrCat(SayReason(language, count.reason()), " ", count.activities()));
  }
  if (!fell_out.empty()) absl::StrAppend(&out, "  ", words.out, ": ", absl::StrJoin(fell_out, ", "), "\n");
  const v1::AnswerSource& source = response.source();
  absl::StrAppend(&out, "  ", words.from, ": revision ", source.catalog_revision(), ", snapshot ", source.snapshot_id(),
                  ", ", source.model_id(), ", calibration ", source.calibration_id(), "\n");
  return out;
}

std::string PrintExplanation(const v1::ExplainActivityRequest& request, const v1::ExplainActivityResponse& response) {
  const Language language = LanguageOf(request.request().language());
  const Words& words = language == Language::kDutch ? kDutch : kEnglish;
  const v1::Suggestion& suggestion = response.suggestion();
  std::string out = absl::StrCat(suggestion.activity().title(), " (", suggestion.activity().provider().name(), ")\n");
  if (response.failures().empty()) {
    absl::StrAppend(&out, "  ", response.text(), "\n");
  } else {
    for (const v1::ExplainActivityResponse::Failure& failure : response.failures()) {
      absl::StrAppend(&out, "  - ", failure.text(), failure.change().empty() ? "" : " ", failure.change(), "\n");
    }
  }
  const auto line = [&out](const char* word, const std::string& text) {
    if (!text.empty()) absl::StrAppend(&out, absl::StrFormat("      %-9s%s\n", word, text));
  };
  line(words.why, Joined(suggestion.reasons()));
  line(words.when, PrintDates(language, suggestion));
  line(words.ask, Joined(suggestion.cautions()));
  return out;
}

}  // namespace meedoen::matcher
