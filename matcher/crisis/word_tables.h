// The phrases that point to a crisis, one table a language. Each text has one phrase a line, in the form of phrase.h;
// a line that ends with | goes on in the next, and
// lines that begin with # are for the reader. Add a phrase where its language's table is, and an example of it to
// catalog-samples/crisis/examples.tsv.
//
// Threads: constant.
#pragma once

#include <span>

namespace meedoen::matcher {

struct WordTable {
  const char* language;  // "nl"
  const char* classes;   // "@partner = man|vriend"; a class named again grows.
  const char* suicide;
  const char* violence;
  const char* no_shelter;
  const char* look_alikes;  // Their words are no part of any phrase above: "dood van het lachen".
};

extern const WordTable kDutchWords, kEnglishWords, kTurkishWords, kArabicWords, kPolishWords, kUkrainianWords,
    kRussianWords, kGermanWords, kFrenchWords, kSpanishWords;

std::span<const WordTable* const> WordTables();

}  // namespace meedoen::matcher
