// Dutch prose in a cell as words, numbers and signs, for the parsers of prices, dates and times beside this.
//
// Inside indexer/import only. Threads: safe. Errors: none; what is not one of these is a sign. Cost: linear.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"

namespace meedoen::indexer {

struct Word {
  enum Kind : uint8_t { kLetters, kDigits, kSign };  // kSign: one character that is neither.
  Kind kind = kSign;
  std::string text;       // Lower case, without accents; every dash is "-".
  bool spaced = false;    // White space stands before it.
  bool new_line = false;  // It is the first on its line.
};
using Words = std::vector<Word>;

Words SplitWords(std::string_view utf8);

// A fixed expression, "t/m" or "van de maand", and what it stands for to the parser that lists it.
struct Phrase {
  const char* text;
  int what;
  int value = 0;
};

// The phrases of one parser, to find the longest that begins at a word. White space within a phrase means nothing, but
// each word counts as a whole.
class PhraseList {
 public:
  explicit PhraseList(const std::vector<Phrase>& phrases);
  struct Match {
    int what = 0;
    int value = 0;
    size_t words = 0;  // 0: none begins here.
  };
  Match At(const Words& words, size_t at) const;

 private:
  struct Entry {
    Words words;
    int what;
    int value;
  };
  std::vector<Entry> entries_;  // Longest first.
};

// "januari", "jan", "mrt" as 1 to 12; 0: no month.
int MonthOf(const Word& word);
// "maandag", "ma", "maandags", "maandagen" as 0 to 6; -1: no day.
int WeekdayOf(std::string_view word);

// A date in words: "2026-12-01", "1-12-2026", "1/12/26", "1.12.2026", "1 december 2026"; "december 2026" and "eind
// december 2026" are the whole month. A year of two digits is of this century.
struct DateInWords {
  absl::CivilDay first;
  absl::CivilDay last;  // As `first`, but of a whole month.
  size_t words = 0;
};
std::optional<DateInWords> DateAt(const Words& words, size_t at);

// The number of a word of digits; -1 if it is none or has more than four.
int NumberOf(const Word& word);

}  // namespace meedoen::indexer
