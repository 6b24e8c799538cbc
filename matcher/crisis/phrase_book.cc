#include "matcher/crisis/phrase_book.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

constexpr size_t kStartBytes = 2;

std::string StartOf(std::string_view word) { return std::string(word.substr(0, kStartBytes)); }

// Without remarks; a line that ends with | goes on in the next.
std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  bool goes_on = false;
  for (const auto& line : absl::StrSplit(std::string(text), '\n')) {
    const auto stripped = absl::StripAsciiWhitespace(line);
    if (stripped.empty() || stripped.front() == '#') continue;
    if (goes_on) {
      absl::StrAppend(&lines.back(), stripped);
    } else {
      lines.emplace_back(stripped);
    }
    goes_on = stripped.back() == '|';
  }
  return lines;
}

absl::StatusOr<WordClasses> ParseClasses(std::string_view text) {
  WordClasses classes;
  for (const std::string& line : Lines(text)) {
    const std::vector<std::string> sides = absl::StrSplit(line, " = ");
    if (sides.size() != 2 || !sides[0].starts_with('@')) {
      return absl::InvalidArgumentError(absl::StrCat("\"", line, "\" is not of the form \"@name = word|word\""));
    }
    std::string& words = classes[sides[0].substr(1)];
    absl::StrAppend(&words, words.empty() ? "" : "|", sides[1]);
  }
  return classes;
}

}  // namespace

absl::StatusOr<PhraseBook> PhraseBook::Make(std::span<const WordTable* const> tables) {
  PhraseBook book;
  for (const WordTable* table : tables) {
    const auto add = [&]() -> absl::Status {
      MEEDOEN_ASSIGN_OR_RETURN(const WordClasses classes, ParseClasses(table->classes));
      MEEDOEN_RETURN_IF_ERROR(book.Add(table->suicide, classes, v1::SUICIDE));
      MEEDOEN_RETURN_IF_ERROR(book.Add(table->violence, classes, v1::VIOLENCE));
      MEEDOEN_RETURN_IF_ERROR(book.Add(table->no_shelter, classes, v1::NO_SHELTER));
      return book.Add(table->look_alikes, classes, v1::CRISIS_KIND_UNSPECIFIED);
    };
    if (const absl::Status added = add(); !added.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("word table ", table->language, ": ", added.message()));
    }
  }
  return book;
}

absl::Status PhraseBook::Add(std::string_view lines, const WordClasses& classes, v1::CrisisKind kind) {
  for (const std::string& line : Lines(lines)) {
    MEEDOEN_ASSIGN_OR_RETURN(Phrase phrase, Phrase::Parse(line, classes));
    std::set<std::string> words, starts;
    for (const WordForm& form : phrase.parts[0].forms) {
      if (form.prefix || form.typo) {
        starts.insert(StartOf(form.text));
      } else {
        words.insert(form.text);
      }
    }
    const int number = static_cast<int>(phrases_.size());
    for (const std::string& word : words) shelves_[kind].by_word[word].push_back(number);
    for (const std::string& start : starts) shelves_[kind].by_start[start].push_back(number);
    phrases_.push_back(std::move(phrase));
  }
  return absl::OkStatus();
}

std::vector<int> PhraseBook::Candidates(const Shelf& shelf, const std::string& word) const {
  std::vector<int> numbers;
  for (const std::string& one : {word, WithoutJoinedAnd(word)}) {
    if (const auto found = shelf.by_word.find(one); found != shelf.by_word.end()) {
      numbers.insert(numbers.end(), found->second.begin(), found->second.end());
    }
    if (const auto found = shelf.by_start.find(StartOf(one)); found != shelf.by_start.end()) {
      numbers.insert(numbers.end(), found->second.begin(), found->second.end());
    }
  }
  return numbers;
}

// Calls `use` with the words of each phrase that begins at a word, until it says false.
template <typename Use>
void PhraseBook::ForEachMatch(const Shelf& shelf, const Words& words, const std::vector<bool>& taken,
                              const Use& use) const {
  std::vector<size_t> matched;
  for (size_t at = 0; at < words.size(); ++at) {
    for (const int number : Candidates(shelf, words[at])) {
      if (MatchesAt(phrases_[number], words, taken, at, &matched) && !use(matched)) return;
    }
  }
}

void PhraseBook::MarkLookAlikes(const Words& sentence, std::vector<bool>* taken) const {
  const std::vector<bool> none(sentence.size(), false);
  ForEachMatch(shelves_[v1::CRISIS_KIND_UNSPECIFIED], sentence, none, [&](const std::vector<size_t>& matched) {
    for (const size_t at : matched) (*taken)[at] = true;
    return true;
  });
}

void PhraseBook::Find(const Words& sentence, KindsFound* found) const {
  std::vector<bool> taken(sentence.size(), false);
  MarkLookAlikes(sentence, &taken);
  for (int kind = v1::CRISIS_KIND_UNSPECIFIED + 1; kind < v1::CrisisKind_ARRAYSIZE; ++kind) {
    if ((*found)[kind]) continue;
    ForEachMatch(shelves_[kind], sentence, taken, [&](const std::vector<size_t>&) {
      (*found)[kind] = true;
      return false;
    });
  }
}

}  // namespace meedoen::matcher
