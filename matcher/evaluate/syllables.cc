#include "matcher/evaluate/syllables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace meedoen::matcher {
namespace {

constexpr std::string_view kVowels = "aeiouyAEIOU";  // Capital: with a diaeresis.
constexpr std::array<std::string_view, 6> kThreeLetters = {"aai", "ooi", "oei", "eeu", "ieu", "eau"};
constexpr std::array<std::string_view, 20> kTwoLetters = {"aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei",
                                                          "ou", "au", "ai", "oi", "ay", "ey", "oy", "uy", "ya", "yo"};

struct Correction {
  std::string_view part;
  int syllables;  // More than its spelling says.
};
constexpr std::array<Correction, 12> kCorrections = {{{"coach", -1},
                                                      {"team", -1},
                                                      {"website", -1},
                                                      {"online", -1},
                                                      {"offline", -1},
                                                      {"facebook", -1},
                                                      {"museum", 1},
                                                      {"lyceum", 1},
                                                      {"petroleum", 1},
                                                      {"wmo", 2},
                                                      {"vog", 2},
                                                      {"bsn", 3}}};

// A letter of Latin-1 without its accent; a diaeresis as a capital. 0: none of these.
char BaseOf(unsigned code) {
  constexpr std::string_view kBases = "aaaaAaaceeeEiiiIdnooooO ouuuUy";  // From U+00E0 on.
  if (code >= 0xC0 && code <= 0xDE) code += 0x20;
  return code >= 0xE0 && code < 0xE0 + kBases.size() ? kBases[code - 0xE0] : '\0';
}

// Lower case, everything that is no letter as a space.
std::string Letters(std::string_view word) {
  std::string letters;
  for (size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'A' && byte <= 'Z') {
      letters += static_cast<char>(byte + 32);
    } else if (byte >= 'a' && byte <= 'z') {
      letters += word[i];
    } else if (byte == 0xC3 && i + 1 < word.size()) {  // U+00C0 to U+00FF are two bytes.
      const char base = BaseOf(0xC0u + (static_cast<unsigned char>(word[++i]) & 0x3Fu));
      letters += base == '\0' ? ' ' : base;
    } else {
      letters += ' ';
    }
  }
  return letters;
}

bool IsVowel(char letter) { return kVowels.find(letter) != std::string_view::npos; }

// The letters of the vowel group that starts here.
// A diaeresis parts a vowel from the one before, not from the one after: "Oekra-iens", "ge-eindigd".
size_t GroupLength(std::string_view rest) {
  std::string here(rest.substr(0, 3));
  here[0] = static_cast<char>(here[0] | 0x20);
  const auto starts = [&here](std::string_view group) { return here.starts_with(group); };
  if (std::any_of(kThreeLetters.begin(), kThreeLetters.end(), starts)) return 3;
  return std::any_of(kTwoLetters.begin(), kTwoLetters.end(), starts) ? 2 : 1;
}

int CountGroups(std::string_view letters) {
  int groups = 0;
  for (size_t i = 0; i < letters.size();) {
    const bool after_q = i > 0 && letters[i - 1] == 'q' && letters[i] == 'u';
    if (!IsVowel(letters[i]) || after_q) {
      ++i;
      continue;
    }
    ++groups;
    i += GroupLength(letters.substr(i));
  }
  return groups;
}

// "KNMI" is said letter by letter.
bool IsAbbreviation(std::string_view word) {
  const auto capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  return word.size() >= 2 && word.size() <= 4 && std::all_of(word.begin(), word.end(), capital);
}

}  // namespace

int CountSyllables(std::string_view word) {
  if (IsAbbreviation(word)) return static_cast<int>(word.size());
  const std::string letters = Letters(word);
  int syllables = CountGroups(letters);
  for (const Correction& correction : kCorrections) {
    if (letters.find(correction.part) != std::string::npos) syllables += correction.syllables;
  }
  const auto counts = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
  };
  const bool something = std::any_of(word.begin(), word.end(), counts) ||
                         std::any_of(letters.begin(), letters.end(), [](char letter) { return letter != ' '; });
  return std::max(syllables, something ? 1 : 0);
}

}  // namespace meedoen::matcher
