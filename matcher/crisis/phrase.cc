#include "matcher/crisis/phrase.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

constexpr size_t kFirstBytes = 2;    // Of a word that is only like another, these must be right.
constexpr size_t kLeastForTypo = 6;  // Shorter words are too often another word with one letter changed.
constexpr int kMostGap = 6;

absl::StatusOr<WordForm> ParseForm(std::string text) {
  WordForm form;
  form.end = text == "$";
  if (form.end) return form;
  if (text.ends_with('~')) {
    form.typo = true;
    text.pop_back();
  }
  if (text.ends_with('*')) {
    form.prefix = true;
    text.pop_back();
  }
  const std::vector<Words> folded = SentencesOf(text);
  if (folded.size() != 1 || folded[0].size() != 1) {
    return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is not one word"));
  }
  form.text = folded[0][0];
  if (form.prefix && form.text.size() < kFirstBytes) {
    return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is too short for *"));
  }
  if (form.typo && form.text.size() < kLeastForTypo) {
    return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is too short for ~"));
  }
  return form;
}

absl::Status ParseForms(const std::string& text, const WordClasses& classes, std::vector<WordForm>* forms) {
  for (const auto& piece : absl::StrSplit(text, '|')) {
    const std::string one(piece);
    if (!one.starts_with('@')) {
      MEEDOEN_ASSIGN_OR_RETURN(WordForm form, ParseForm(one));
      forms->push_back(std::move(form));
      continue;
    }
    const auto found = classes.find(one.substr(1));
    if (found == classes.end()) return absl::InvalidArgumentError(absl::StrCat("there is no class ", one));
    for (const auto& word : absl::StrSplit(found->second, '|')) {
      MEEDOEN_ASSIGN_OR_RETURN(WordForm form, ParseForm(std::string(word)));
      forms->push_back(std::move(form));
    }
  }
  return absl::OkStatus();
}

bool IsClauseEnd(const Words& words, size_t at) { return at >= words.size() || words[at] == kClauseEnd; }

bool Fits(const PhrasePart& part, const Words& words, size_t at) {
  return std::any_of(part.forms.begin(), part.forms.end(),
                     [&](const WordForm& form) { return !form.end && Matches(form, words[at]); });
}

// Of everything from part `index` on, after the words matched so far. Ends of clauses do not count as words.
bool MatchesFrom(const Phrase& phrase, const Words& words, const std::vector<bool>& taken, size_t index,
                 std::vector<size_t>* matched) {
  if (index == phrase.parts.size()) return true;
  const PhrasePart& part = phrase.parts[index];
  int left = part.gap;
  const size_t next = matched->back() + 1;
  const bool may_end = std::any_of(part.forms.begin(), part.forms.end(), [](const WordForm& form) { return form.end; });
  if (may_end && IsClauseEnd(words, next)) return true;
  for (size_t at = next; at < words.size(); ++at) {
    if (words[at] == kClauseEnd) continue;
    if (!taken[at] && Fits(part, words, at)) {
      matched->push_back(at);
      if (MatchesFrom(phrase, words, taken, index + 1, matched)) return true;
      matched->pop_back();
    }
    if (left-- == 0) break;
  }
  return part.optional && MatchesFrom(phrase, words, taken, index + 1, matched);
}

bool MatchesExactly(const WordForm& form, std::string_view word) {
  return form.prefix ? word.starts_with(form.text) : word == form.text;
}

bool MatchesWithTypo(const WordForm& form, std::string_view word) {
  if (word.substr(0, kFirstBytes) != std::string_view(form.text).substr(0, kFirstBytes)) return false;
  if (!form.prefix) return WithinOneTypo(form.text, word);
  for (size_t size = form.text.size() - 1; size <= form.text.size() + 1 && size <= word.size(); ++size) {
    if (WithinOneTypo(form.text, word.substr(0, size))) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<Phrase> Phrase::Parse(std::string_view text, const WordClasses& classes) {
  const auto wrong = [&](std::string_view what) {
    return absl::InvalidArgumentError(absl::StrCat("crisis phrase \"", std::string(text), "\": ", std::string(what)));
  };
  Phrase phrase;
  int gap = 0, tries = 1;
  bool ended = false;
  for (const auto& piece : absl::StrSplit(std::string(text), ' ', absl::SkipEmpty())) {
    std::string word(piece);
    if (word.size() > 2 && word.front() == '<' && word.back() == '>') {
      if (gap > 0 || !absl::SimpleAtoi(word.substr(1, word.size() - 2), &gap) || gap < 1 || gap > kMostGap) {
        return wrong("a gap is <1> to <6>, one at a time");
      }
      continue;
    }
    PhrasePart part;
    part.gap = gap;
    part.optional = word.size() > 2 && word.front() == '(' && word.back() == ')';
    if (part.optional) word = word.substr(1, word.size() - 2);
    if (const absl::Status forms = ParseForms(word, classes, &part.forms); !forms.ok()) {
      return wrong(std::string(forms.message()));
    }
    const bool ends = std::any_of(part.forms.begin(), part.forms.end(), [](const WordForm& form) { return form.end; });
    if (ended || (ends && gap > 0)) return wrong("$ stands last and right after a word");
    ended = ends;
    tries *= (gap + 1) * (part.optional ? 2 : 1);
    phrase.parts.push_back(std::move(part));
    gap = 0;
  }
  if (phrase.parts.empty() || gap > 0 || phrase.parts.back().optional) {
    return wrong("it must end with a word that is there");
  }
  if (phrase.parts[0].gap > 0 || phrase.parts[0].optional || (ended && phrase.parts.size() == 1))
    return wrong("it must begin with a word that is there");
  if (tries > kMostTries) return wrong("too many gaps and words that may be left out; split it");
  return phrase;
}

bool WithinOneTypo(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  const std::string_view rest_a = a.substr(same), rest_b = b.substr(same);
  if (rest_b.empty()) return true;
  if (a.size() < b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() >= 2 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
}

bool Matches(const WordForm& form, std::string_view word) {
  if (MatchesExactly(form, word)) return true;
  if (form.typo && MatchesWithTypo(form, word)) return true;
  const std::string bare = WithoutJoinedAnd(word);
  return !bare.empty() && MatchesExactly(form, bare);
}

bool MatchesAt(const Phrase& phrase, const Words& words, const std::vector<bool>& taken, size_t start,
               std::vector<size_t>* matched) {
  matched->clear();
  if (start >= words.size() || taken[start]) return false;
  const std::vector<WordForm>& first = phrase.parts[0].forms;
  if (std::none_of(first.begin(), first.end(), [&](const WordForm& form) { return Matches(form, words[start]); })) {
    return false;
  }
  matched->push_back(start);
  return MatchesFrom(phrase, words, taken, 1, matched);
}

}  // namespace meedoen::matcher
