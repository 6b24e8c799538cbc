// How hard a Dutch text is to read, by Flesch-Douma: 206.84 - 0.93 x words a sentence - 77 x syllables a word. Higher
// is easier; what the values mean, and what they do not say, stands in docs/readability.md.
//
// Threads: safe. Errors: none.
// Source: W.H. Douma, De leesbaarheid van landbouwbladen (Landbouwhogeschool Wageningen, 1960): Flesch (1948) made to
// fit Dutch, written there with 0.77 x syllables a hundred words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meedoen::matcher {

// Douma's "normal" begins at 60; easier than that is what we hold to be within B1.
inline constexpr double kReadableAtB1 = 60;
inline constexpr int kMostWordsInASentence = 15;

struct TextCounts {
  int sentences = 0;
  int words = 0;
  int syllables = 0;

  double ReadingEase() const;  // 0 without words.
  void Add(const TextCounts& other);
};

// Ends at a full stop, question or exclamation mark before a space, and at the end of a line. Trimmed, none empty.
std::vector<std::string> SplitSentences(std::string_view text);

// Words are what stands between spaces and has a letter or a digit.
TextCounts CountSentence(std::string_view sentence);
TextCounts CountText(std::string_view text);

// The Dutch sentences of the wording table, with ordinary words in place of what is filled in: what of an explanation
// is ours to write.
std::vector<std::string> WordingSentences();

}  // namespace meedoen::matcher
