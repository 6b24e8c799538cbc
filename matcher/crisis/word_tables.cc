#include "matcher/crisis/word_tables.h"

namespace meedoen::matcher {

std::span<const WordTable* const> WordTables() {
  static constexpr const WordTable* kTables[] = {
      &kDutchWords,     &kEnglishWords, &kTurkishWords, &kArabicWords, &kPolishWords,
      &kUkrainianWords, &kRussianWords, &kGermanWords,  &kFrenchWords, &kSpanishWords,
  };
  return kTables;
}

}  // namespace meedoen::matcher
