#include "indexer/duplicates/words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kLeastAbbreviation = 3, kLeastShared = 4;
constexpr size_t kLongestWord = 60;              // Bytes in which typing errors are looked for.
constexpr double kShortWord = 0.5;               // "gym" in "gymnastiek".
constexpr size_t kOneError = 5, kTwoErrors = 9;  // Letters of a word in which so many typing errors are forgiven.

bool IsSeparator(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !absl::ascii_isalnum(static_cast<unsigned char>(c));
}

bool HasDigit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether so few typing errors make the one of the other: letters wrong, left out, added, or two neighbours swapped
// (Damerau, 1964; Levenshtein, 1966). Bytes of both count, so that no error is made of a letter with two.
bool FewErrors(std::string_view a, std::string_view b, size_t most) {
  if (std::max(a.size(), b.size()) > kLongestWord) return false;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return false;
  std::array<std::array<uint8_t, kLongestWord + 1>, 3> rows;  // Of this letter of `a`, the one before, and before that.
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<uint8_t>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto &now = rows[i % 3], &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
    now[0] = static_cast<uint8_t>(i);
    uint8_t least = now[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const int wrong = last[j - 1] + (a[i - 1] != b[j - 1]);
      int errors = std::min({last[j] + 1, now[j - 1] + 1, wrong});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) errors = std::min(errors, before[j - 2] + 1);
      now[j] = static_cast<uint8_t>(errors);
      least = std::min(least, now[j]);
    }
    if (least > most) return false;
  }
  return rows[a.size() % 3][b.size()] <= most;
}

}  // namespace

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && !IsSeparator(text[end])) ++end;
    const std::string folded = FoldText(text.substr(begin, end - begin));
    for (size_t from = 0; from < folded.size();) {
      const size_t to = std::min(folded.find(' ', from), folded.size());
      if (to > from) words.push_back(folded.substr(from, to - from));
      from = to + 1;
    }
    const bool point = end < text.size() && text[end] == '.' && (end + 1 == text.size() || IsSeparator(text[end + 1]));
    if (point && !folded.empty() && words.back().size() >= kLeastAbbreviation) words.back() += '.';
    begin = end + 1;
  }
  return words;
}

double WordLikeness(const std::string& first, const std::string& second) {
  const std::string_view a = Plain(first), b = Plain(second);
  if (a == b) return 1;
  if (HasDigit(a) || HasDigit(b)) return 0;
  const std::string_view shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
  const bool abbreviated = (a.size() < b.size() ? first : second).ends_with('.');
  const auto head =
      static_cast<size_t>(std::mismatch(shorter.begin(), shorter.end(), longer.begin()).first - shorter.begin());
  if (head == shorter.size() && head >= kLeastAbbreviation) {
    if (abbreviated || 3 * head >= 2 * longer.size()) return kSameWord;
    return head < kLeastShared ? kShortWord : static_cast<double>(head) / static_cast<double>(longer.size());
  }
  const size_t forgiven = shorter.size() >= kTwoErrors ? 2 : shorter.size() >= kOneError ? 1 : 0;
  const auto tail =
      static_cast<size_t>(std::mismatch(shorter.rbegin(), shorter.rend(), longer.rbegin()).first - shorter.rbegin());
  // One error leaves the rest alike at both ends; of two, one is not at both. Most words are ruled out by this.
  const bool worth_a_look = forgiven == 1 ? head + tail + 2 >= shorter.size() : forgiven == 2 && head + tail > 0;
  if (worth_a_look && FewErrors(a, b, forgiven)) return kSameWord;
  const size_t shared = std::max(head, tail);
  return shared < kLeastShared ? 0 : static_cast<double>(shared) / static_cast<double>(longer.size());
}

double CoveredBy(const std::string& word, const std::vector<std::string>& words) {
  double best = 0;
  for (const std::string& other : words) best = std::max(best, WordLikeness(word, other));
  if (best >= kSameWord) return best;
  size_t covered = 0;  // Letters from the beginning on that whole words make up.
  for (bool longer = true; longer && covered < word.size();) {
    size_t longest = 0;
    for (const std::string& other : words) {
      const std::string_view part = Plain(other);
      if (part.size() >= kLeastAbbreviation && word.compare(covered, part.size(), part) == 0) {
        longest = std::max(longest, part.size());
      }
    }
    covered += longest;
    longer = longest > 0;
  }
  return std::max(best, static_cast<double>(covered) / static_cast<double>(word.size()));
}

bool Contains(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const auto& fewer = one.size() <= other.size() ? one : other;
  const auto& more = one.size() <= other.size() ? other : one;
  return !fewer.empty() && std::all_of(fewer.begin(), fewer.end(), [&more](const std::string& word) {
    return std::any_of(more.begin(), more.end(),
                       [&word](const std::string& candidate) { return WordLikeness(word, candidate) >= kSameWord; });
  });
}

}  // namespace meedoen::indexer
