// Counts the syllables of a Dutch word by its spelling: every vowel or fixed group of vowels (aa, ie, oe, eu, ui, ij,
// eeuw, ...) is the middle of one; a diaeresis starts the next. A short list holds loan words that are said in another
// way than they are spelled.
//
// Threads: safe. Errors: none. Limits: a number is one syllable however long it is said; an abbreviation in capitals is
// one a letter; unknown loan words are read as Dutch ("beamer" as three).
#pragma once

#include <string_view>

namespace meedoen::matcher {

// At least 1 for what has a letter or a digit, else 0.
int CountSyllables(std::string_view word);

}  // namespace meedoen::matcher
