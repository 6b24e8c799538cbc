// Words of titles, names and addresses, made comparable.
//
// Threads: safe. Errors: none: what is no letter or digit separates words. Cost: below 1 microsecond a pair of words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meedoen::indexer {

// Folded (core/text): lower case, no accents, no punctuation; but an abbreviation keeps its point ("inloopspr.").
std::vector<std::string> WordsOf(std::string_view text);

// How much of one word the other says, 0 to 1: 1 the same; 0.9 a typing error (one in 5 letters, two in 9) or an
// abbreviation (with its point at least 3 letters of the other; without it two thirds of them); else what they begin or
// end with alike, as a part of the longer one, if that is at least 4 letters ("sjoelen" and "sjoelmiddag": 5 of 11), or
// 3 that are a word ("gym" and "gymnastiek").
double WordLikeness(const std::string& a, const std::string& b);

// Without the point of an abbreviation.
inline std::string_view Plain(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return word;
}

inline constexpr double kSameWord = 0.9;  // From here on two words count as the same one.

// How much of `word` these words together say: the most like one, or, of a compound, the letters that they make up from
// its beginning on ("koffieochtend" by "koffie" and "ochtend": 1).
double CoveredBy(const std::string& word, const std::vector<std::string>& words);

// Whether every word of the one with fewer words is a word of the other. False if either has none.
bool Contains(const std::vector<std::string>& one, const std::vector<std::string>& other);

}  // namespace meedoen::indexer
