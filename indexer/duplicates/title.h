// A title as it is compared: the words that say what it is, and the marks that tell two groups of one course apart.
//
// A mark is something that a provider adds on purpose to keep two activities apart: a level, a number, the weekday, the
// part of the day, women or men, young or old, a season. Two titles whose marks of one kind have nothing in common are
// never the same activity; a mark that only one of them has says nothing.
//
// Threads: safe. Errors: none. Cost: some microseconds a title, below 1 a pair.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace meedoen::indexer {

enum MarkKind { kLevelMark, kNumberMark, kDayMark, kDayPartMark, kGenderMark, kAgeMark, kSeasonMark, kMarkKinds };

struct Title {
  std::vector<std::string> words;      // What it is, without small words, days and parts of the day.
  std::vector<std::string> all_words;  // The rest too.
  std::vector<std::string> joined;     // Each of `words` with the next one: others write the two as one.
  std::vector<double> weights;         // How rare each of `words` is, less for what many things are; see Weigh.
  // Bits by kind, of which each kind has its own meaning; numbers and letters hashed into 64.
  std::array<uint64_t, kMarkKinds> marks{};
};

// Without weights.
Title ReadTitle(std::string_view title);

// `weight` says how rare a word is.
void Weigh(const std::function<double(const std::string& word)>& weight, Title* title);

// The kind of which both have marks, none in common; kMarkKinds: there is none.
MarkKind ContradictionOf(const Title& a, const Title& b);

// "niveau", for the report.
std::string_view MarkName(MarkKind kind);

struct TitleLikeness {
  double value = 0;   // 0 to 1: how much of the words of both, weighed by how rare they are, the other one says.
  double rarity = 0;  // The weight of the rarest word that both have; 0: none.
  // They have a word in common and each has one of its own too: "Zwemgroep artrose", "Zwemgroep hart". That is how a
  // provider keeps two groups apart.
  bool contrast = false;
};

// Of weighed titles. `*_context` are the words of the place and provider of each: a word that the other
// title lacks, but which its place or provider has, says nothing.
TitleLikeness CompareTitles(const Title& a, const std::vector<std::string>& a_context, const Title& b,
                            const std::vector<std::string>& b_context);

}  // namespace meedoen::indexer
