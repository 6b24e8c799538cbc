#include "matcher/evaluate/example_explanations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "matcher/evaluate/readability.h"

namespace meedoen::matcher {
namespace {

constexpr size_t kHardest = 10, kTurns = 3;
constexpr int kFewWords = 4;

struct Measured {
  std::string text;
  TextCounts counts;
};

struct Example {
  const JudgedClient* client;
  v1::Suggestion suggestion;
};

template <typename Texts>
std::string Joined(const Texts& texts) {
  return absl::StrJoin(texts, " ", [](std::string* out, const auto& one) { absl::StrAppend(out, one.text()); });
}

std::string WholeText(const v1::Suggestion& suggestion) {
  return absl::StrCat(Joined(suggestion.reasons()), "\n", Joined(suggestion.cautions()), "\n",
                      suggestion.client_text());
}

// Of clients spread evenly, each the first, second or third suggestion in turn.
absl::StatusOr<std::vector<Example>> Choose(const EvaluateSetting& setting, const std::vector<JudgedClient>& clients,
                                            size_t count) {
  std::vector<Example> examples;
  for (size_t i = 0; i < count && !clients.empty(); ++i) {
    const JudgedClient& client = clients[i * clients.size() / count];
    MEEDOEN_ASSIGN_OR_RETURN(const v1::SuggestResponse response,
                             setting.engine.Suggest(setting.view, client.request, absl::InfiniteFuture()));
    const int suggestions = response.suggestions_size();
    if (suggestions > 0)
      examples.push_back({&client, response.suggestions(static_cast<int>(i % kTurns) % suggestions)});
  }
  return examples;
}

std::string Summary(const std::vector<Measured>& texts) {
  TextCounts all;
  for (const Measured& one : texts) all.Add(one.counts);
  const auto harder = [](const Measured& a, const Measured& b) {
    return a.counts.ReadingEase() < b.counts.ReadingEase();
  };
  const auto worst = std::min_element(texts.begin(), texts.end(), harder);
  const auto longer = [](const Measured& a, const Measured& b) { return a.counts.words < b.counts.words; };
  return absl::StrFormat("%.0f together (%.1f words a sentence, %.2f syllables a word), worst %.0f, longest %d words",
                         all.ReadingEase(), static_cast<double>(all.words) / all.sentences,
                         static_cast<double>(all.syllables) / all.words, worst->counts.ReadingEase(),
                         std::max_element(texts.begin(), texts.end(), longer)->counts.words);
}

std::string HardestOf(std::vector<Measured> sentences, size_t most) {
  const auto order = [](const Measured& one) { return std::pair(one.counts.ReadingEase(), one.text); };
  std::sort(sentences.begin(), sentences.end(),
            [&](const Measured& a, const Measured& b) { return order(a) < order(b); });
  const auto same = [](const Measured& a, const Measured& b) { return a.text == b.text; };
  sentences.erase(std::unique(sentences.begin(), sentences.end(), same), sentences.end());
  std::string text;
  for (size_t i = 0; i < std::min(most, sentences.size()); ++i) {
    absl::StrAppend(&text, absl::StrFormat("* %.0f: %s\n", sentences[i].counts.ReadingEase(), sentences[i].text));
  }
  return text;
}

std::vector<Measured> Sentences(const std::vector<std::string>& texts) {
  std::vector<Measured> sentences;
  for (const std::string& text : texts) {
    for (std::string& sentence : SplitSentences(text)) {
      const TextCounts counts = CountSentence(sentence);
      if (counts.words > 0) sentences.push_back({std::move(sentence), counts});
    }
  }
  return sentences;
}

// Whether it holds a name or the client's words, which are not ours to make plainer, or is too short to say anything
// of.
bool IsNotOurs(const std::string& sentence, const v1::Activity& activity) {
  const auto holds = [&sentence](const std::string& name) {
    return !name.empty() && sentence.find(name) != std::string::npos;
  };
  const v1::Place& place = activity.place();
  const bool named = holds(activity.title()) || holds(activity.provider().name()) || holds(place.venue_name()) ||
                     holds(place.address());
  const bool quoted = sentence.find('"') != std::string::npos;  // The client's own words.
  return named || quoted || CountSentence(sentence).words < kFewWords;
}

std::string HowReadable(const std::vector<Example>& examples) {
  std::vector<Measured> texts, sentences;
  for (const Example& example : examples) {
    if (example.client->request.language() == v1::EN) continue;
    const std::string whole = WholeText(example.suggestion);
    texts.push_back({"", CountText(whole)});
    for (Measured& sentence : Sentences({whole})) {
      if (!IsNotOurs(sentence.text, example.suggestion.activity())) sentences.push_back(std::move(sentence));
    }
  }
  const std::vector<Measured> ours = Sentences(WordingSentences());
  std::string out =
      "## How hard they are to read\n\nFlesch-Douma, higher is easier (docs/readability.md); Dutch only.\n\n";
  absl::StrAppend(&out, "* Our own sentences, with ordinary words filled in: ", Summary(ours), ".\n");
  if (!texts.empty())
    absl::StrAppend(&out, "* The texts below, names and notes of organisations included: ", Summary(texts),
                    " a text.\n");
  absl::StrAppend(&out, "\nOur hardest sentences:\n\n", HardestOf(ours, kHardest));
  absl::StrAppend(&out, "\nThe hardest sentences below, of at least ", kFewWords,
                  " words and without names or wishes:\n\n", HardestOf(std::move(sentences), kHardest));
  return out;
}

void AppendExample(size_t number, const Example& example, std::string* out) {
  const v1::Suggestion& suggestion = example.suggestion;
  const v1::ClientProfile& client = example.client->request.client();
  absl::StrAppend(out, "\n## ", number, ". ", suggestion.activity().title(), "\n\n");
  absl::StrAppend(out, "For ", example.client->id,
                  "; wishes: ", client.wishes().empty() ? "none" : absl::StrJoin(client.wishes(), " / "), ".\n\n");
  const auto line = [out](const char* what, const std::string& text) {
    if (!text.empty()) absl::StrAppend(out, "* ", what, ": ", text, "\n");
  };
  line("Reasons", Joined(suggestion.reasons()));
  line("Cautions", Joined(suggestion.cautions()));
  line("First step", suggestion.first_step());
  absl::StrAppend(out, "\n");
  for (const std::string& sentence : SplitSentences(suggestion.client_text())) {
    absl::StrAppend(out, "> ", sentence, "\\\n");
  }
  if (example.client->request.language() == v1::EN) return;
  const TextCounts counts = CountText(WholeText(suggestion));
  absl::StrAppend(out, absl::StrFormat("\nReading ease %.0f.\n", counts.ReadingEase()));
}

}  // namespace

absl::StatusOr<std::string> ExampleExplanations(const EvaluateSetting& setting,
                                                const std::vector<JudgedClient>& clients, int count) {
  MEEDOEN_ASSIGN_OR_RETURN(const std::vector<Example> examples,
                           Choose(setting, clients, static_cast<size_t>(std::max(0, count))));
  std::string out = absl::StrCat(
      "# Explanations for review\n\nInvented clients of catalog-samples/clients; what the coach reads (reasons, "
      "cautions, "
      "first step) and, indented, what the client is handed. Is it right, is it clear, would you hand it over?\n\nMade "
      "by "
      "`meedoen-matcher --data var/demo evaluate --date 2026-11-23 --explanations ",
      count, "`.\n\n", HowReadable(examples));
  for (size_t i = 0; i < examples.size(); ++i) AppendExample(i + 1, examples[i], &out);
  return out;
}

}  // namespace meedoen::matcher
