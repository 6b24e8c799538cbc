#include "matcher/evaluate/readability.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "matcher/evaluate/syllables.h"
#include "matcher/explain/wording.h"

namespace meedoen::matcher {
namespace {

// What stands in the braces of a sentence: ordinary words, but a number where only a number can stand.
struct FilledIn {
  std::string_view code;
  std::array<const char*, 3> words;
};
constexpr std::array<const char*, 3> kOrdinary = {"samen koken", "lopen", "tien minuten"};
constexpr FilledIn kFilledIn[] = {{"travel", {"8 minuten", "lopen", ""}},
                                  {"travel_range", {"5", "10", "lopen"}},
                                  {"small_group", {"8", "", ""}},
                                  {"language", {"Turks", "", ""}},
                                  {"other_language", {"Turks", "", ""}},
                                  {"dutch_level", {"A2", "", ""}},
                                  {"few_places", {"3 plaatsen", "2 november 2026", ""}},
                                  {"stale", {"2 november 2026", "", ""}},
                                  {"sign_up_by", {"2 november 2026", "", ""}},
                                  {"starts_on", {"2 november 2026", "", ""}},
                                  {"fails_far", {"40 minuten", "fietsen", "30 minuten"}},
                                  {"fails_age", {"18", "30", ""}},
                                  {"fails_money", {"€ 5,00", "€ 2,00", ""}},
                                  {"fails_not_confirmed", {"2 november 2026", "", ""}},
                                  {"change_confirm_at", {"0570 555 001", "", ""}},
                                  {"change_minutes", {"10 minuten", "40 minuten", "fietsen"}},
                                  {"change_taxi", {"€ 5,00", "€ 20,00", ""}},
                                  {"change_money", {"€ 3,00", "€ 5,00", ""}},
                                  {"change_time", {"woensdag", "van 10:00 tot 12:00", ""}},
                                  {"next_date", {"woensdag 25 november", "14:00-16:00", ""}},
                                  {"widened_few", {"3", "", ""}},
                                  {"verdict_suggested", {"4", "", ""}},
                                  {"verdict_fits", {"4", "", ""}},
                                  {"verdict_twin", {"Koffie in de buurt", "2", ""}}};

}  // namespace

double TextCounts::ReadingEase() const {
  if (words == 0 || sentences == 0) return 0;
  const double words_a_sentence = static_cast<double>(words) / sentences;
  return 206.84 - 0.93 * words_a_sentence - 77 * static_cast<double>(syllables) / words;
}

void TextCounts::Add(const TextCounts& other) {
  sentences += other.sentences;
  words += other.words;
  syllables += other.syllables;
}

std::vector<std::string> SplitSentences(std::string_view text) {
  std::vector<std::string> sentences;
  std::string sentence;
  const auto end = [&] {
    absl::StripAsciiWhitespace(&sentence);
    if (!sentence.empty()) sentences.push_back(sentence);
    sentence.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      end();
      continue;
    }
    sentence += text[i];
    const bool mark = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (mark && (i + 1 == text.size() || text[i + 1] == ' ')) end();
  }
  end();
  return sentences;
}

TextCounts CountSentence(std::string_view sentence) {
  TextCounts counts;
  for (const std::string& word : std::vector<std::string>(absl::StrSplit(std::string(sentence), ' '))) {
    const int syllables = CountSyllables(word);
    counts.words += syllables > 0;
    counts.syllables += syllables;
  }
  counts.sentences = counts.words > 0;
  return counts;
}

TextCounts CountText(std::string_view text) {
  TextCounts counts;
  for (const std::string& sentence : SplitSentences(text)) counts.Add(CountSentence(sentence));
  return counts;
}

std::vector<std::string> WordingSentences() {
  std::vector<std::string> sentences;
  for (const std::string_view code : WordingCodes()) {
    const auto own = std::find_if(std::begin(kFilledIn), std::end(kFilledIn),
                                  [code](const FilledIn& filled_in) { return filled_in.code == code; });
    const auto& words = own == std::end(kFilledIn) ? kOrdinary : own->words;
    const std::string text = Say(Language::kDutch, code, {words[0], words[1], words[2]});
    for (std::string& sentence : SplitSentences(text)) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace meedoen::matcher
