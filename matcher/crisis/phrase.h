// Phrases of the word tables, and where they stand in a sentence.
//
// Threads: const methods are safe. Errors: INVALID_ARGUMENT that names the phrase and what is wrong with it.
// Cost: a phrase tries at most kMostTries ways at a place, so a search is linear in the words.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/crisis/crisis_text.h"

namespace meedoen::matcher {

// How the tables write a phrase, e.g. "wil|wou <3> niet (meer) leven":
//   a|b        one of these words; @name stands for the words of a class
//   zelfmoord* every word that begins so
//   zelfmoord~ also with one letter wrong, missing, too many or swapped, not among the first two (also "zelfmoord*~")
//   <3>        at most three words between
//   (a|b)      may be left out
//   $          the end of a clause; may stand among words ("$|maar") and only last
struct WordForm {
  std::string text;
  bool prefix = false;
  bool typo = false;
  bool end = false;  // No word: the end of a clause.
};

struct PhrasePart {
  std::vector<WordForm> forms;
  int gap = 0;  // Words that may stand before it.
  bool optional = false;
};

using WordClasses = std::map<std::string, std::string, std::less<>>;  // "partner" -> "man|vriend"

struct Phrase {
  static constexpr int kMostTries = 512;
  static absl::StatusOr<Phrase> Parse(std::string_view text, const WordClasses& classes);

  std::vector<PhrasePart> parts;  // The first and the last are not optional; no gap before the first.
};

bool Matches(const WordForm& form, std::string_view word);

// Whether `a` becomes `b` by at most one letter changed, left out, added or swapped with its neighbour; in bytes, so
// that a letter of two bytes counts as one only where one of its bytes differs.
bool WithinOneTypo(std::string_view a, std::string_view b);

// Whether the phrase begins at words[start], using no word that is marked in `taken`. `matched`: the words that it
// consists of, not those in its gaps.
bool MatchesAt(const Phrase& phrase, const Words& words, const std::vector<bool>& taken, size_t start,
               std::vector<size_t>* matched);

}  // namespace meedoen::matcher
