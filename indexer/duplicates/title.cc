#include "indexer/duplicates/title.h"

#include <algorithm>
#include <iterator>

#include "indexer/duplicates/words.h"

namespace meedoen::indexer {
namespace {

using View = std::string_view;

constexpr View kSmallWords[] = {
    "aan",        "bij",   "da",     "dat",      "de",      "den",   "der", "die",          "dit",
    "en",         "er",    "et",     "het",      "hoe",     "in",    "je",  "jij",          "jou",
    "maar",       "mee",   "met",    "mv",       "na",      "naar",  "of",  "om",           "ook",
    "op",         "s",     "t",      "te",       "tot",     "u",     "uit", "uw",           "v",
    "van",        "vd",    "vna",    "vr",       "voor",    "wat",   "we",  "wie",          "wij",
    "samen",      "elke",  "iedere", "iedereen", "gezocht", "zoekt", "m",   "vrijwilliger", "vrijwilligers",
    "vrijwillig", "nieuw", "word",   "en",       "door"};
constexpr View kDays[] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"};

struct Known {
  View word;
  MarkKind kind;
  int bit;
  bool begins;  // A word that begins with it has the mark too: "vrouwenzwemmen".
};
// Values of one kind that exclude each other have different bits.
constexpr Known kKnown[] = {
    {"beginner", kLevelMark, 0, true},  {"beginnend", kLevelMark, 0, true},     {"starter", kLevelMark, 0, true},
    {"instap", kLevelMark, 0, true},    {"basis", kLevelMark, 0, true},         {"gevorderd", kLevelMark, 1, true},
    {"vervolg", kLevelMark, 1, true},   {"halfgevorderd", kLevelMark, 2, true}, {"licht", kLevelMark, 8, false},
    {"intensief", kLevelMark, 9, true}, {"a0", kLevelMark, 3, false},           {"a1", kLevelMark, 4, false},
    {"a2", kLevelMark, 5, false},       {"b1", kLevelMark, 6, false},           {"b2", kLevelMark, 7, false},
    {"vrouw", kGenderMark, 0, true},    {"dames", kGenderMark, 0, true},        {"meiden", kGenderMark, 0, true},
    {"moeder", kGenderMark, 0, true},   {"man", kGenderMark, 1, false},         {"mannen", kGenderMark, 1, true},
    {"heren", kGenderMark, 1, true},    {"jongens", kGenderMark, 1, true},      {"vader", kGenderMark, 1, true},
    {"kinder", kAgeMark, 0, true},      {"peuter", kAgeMark, 0, true},          {"kleuter", kAgeMark, 0, true},
    {"jeugd", kAgeMark, 1, true},       {"jongeren", kAgeMark, 1, true},        {"tiener", kAgeMark, 1, true},
    {"volwassen", kAgeMark, 2, true},   {"ouderen", kAgeMark, 2, true},         {"senior", kAgeMark, 2, true},
    {"voorjaar", kSeasonMark, 0, true}, {"lente", kSeasonMark, 0, true},        {"zomer", kSeasonMark, 1, true},
    {"najaar", kSeasonMark, 2, true},   {"herfst", kSeasonMark, 2, true},       {"winter", kSeasonMark, 3, true},
};
// What many things are: alone, such a word says little.
constexpr View kHeads[] = {"activiteit", "bijeenkomst", "cafe",       "club",      "conversatie", "cursus",
                           "groep",      "inloop",      "koor",       "les",       "lessen",      "maatje",
                           "maatjes",    "ploeg",       "project",    "spreekuur", "team",        "training",
                           "uur",        "uurtje",      "vereniging", "workshop"};
constexpr double kHeadShare = 0.4;  // Of the weight of such a word.
constexpr size_t kLeastPart = 3;

struct Ending {
  View word;
  int bit;
};
constexpr Ending kDayParts[] = {{"ochtend", 0}, {"ochtends", 0}, {"morgen", 0}, {"morgens", 0},
                                {"middag", 1},  {"middags", 1},  {"avond", 2},  {"avonds", 2}};

bool IsNumber(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Numbers from 0 to 60 each have their own; of two that share one, a contradiction goes unseen.
int NumberBit(const std::string& word) {
  if (word == "ii" || word == "iii") return static_cast<int>(word.size());
  if (!IsNumber(word)) return word[0] - 'a' + 1;
  int rest = 0;
  for (const char digit : word) rest = (10 * rest + digit - '0') % 61;
  return rest;
}

// "AA-03 Sjoelen": letters and a number in front that a list keeps its rows apart with.
size_t CodeWords(View title, const std::vector<std::string>& words) {
  if (words.size() < 3 || words[0].size() > 3 || !IsNumber(words[1])) return 0;
  const bool capitals = std::all_of(title.begin(), title.begin() + static_cast<ptrdiff_t>(words[0].size()),
                                    [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals ? 2 : 0;
}

// What is left of a word without what says when: "koffie" of "koffieochtend", nothing of "dinsdagochtend".
std::string ReadTimeWord(const std::string& word, Title* title) {
  View left = word;
  for (size_t day = 0; day < std::size(kDays); ++day) {
    if (!left.starts_with(kDays[day])) continue;
    title->marks[kDayMark] |= uint64_t{1} << day;
    left.remove_prefix(kDays[day].size());
  }
  for (const Ending& part : kDayParts) {
    if (!left.ends_with(part.word)) continue;
    title->marks[kDayPartMark] |= uint64_t{1} << part.bit;
    left.remove_suffix(part.word.size());
    break;
  }
  for (const Ending& part : kDayParts) {  // "avondgym"; but "morgenland" is no time.
    if (left.size() > part.word.size() && part.word != "morgen" && left.starts_with(part.word)) {
      title->marks[kDayPartMark] |= uint64_t{1} << part.bit;
    }
  }
  const bool only_when = left.size() < word.size() && left.size() <= 2;  // "dinsdags", "zaterdagen"
  return only_when ? "" : std::string(left);
}

// "woonspreekuur" is a "spreekuur" about "woon": the first says what it is, the second is what many are.
void AddParts(const std::string& word, std::vector<std::string>* words) {
  for (const View head : kHeads) {
    if (!word.ends_with(head) || word.size() < head.size() + kLeastPart) continue;
    words->push_back(word.substr(0, word.size() - head.size()));
    words->emplace_back(head);
    return;
  }
  words->push_back(word);
}

void ReadMarks(const std::string& word, const std::string& before, Title* title) {
  for (const Known& known : kKnown) {
    if (known.begins ? word.starts_with(known.word) : word == known.word) {
      title->marks[known.kind] |= uint64_t{1} << known.bit;
    }
  }
  const bool numbered =
      before.ends_with("groep") || before.ends_with("cursus") || before == "deel" || before == "niveau";
  if (IsNumber(word) || word == "ii" || word == "iii" || (numbered && word.size() == 1 && word[0] >= 'a')) {
    title->marks[kNumberMark] |= uint64_t{1} << NumberBit(word);
  }
}

bool IsHead(const std::string& word) {
  return std::find(std::begin(kHeads), std::end(kHeads), word) != std::end(kHeads);
}

// How much of word `i` the other title says; also where that has it and its neighbour as one word.
double ShareSaid(const Title& one, size_t i, const std::vector<std::string>& other) {
  double share = CoveredBy(one.words[i], other);
  for (const size_t first : {i - 1, i}) {
    if (share >= kSameWord || first >= one.joined.size()) continue;  // 0 - 1 is huge.
    for (const std::string& word : other) {
      // Not where it says one of the two only: "wandelen c" is no "wandelen".
      if (WordLikeness(one.joined[first], word) < kSameWord) continue;
      if (WordLikeness(one.words[first], word) >= kSameWord) continue;
      if (WordLikeness(one.words[first + 1], word) < kSameWord) share = kSameWord;
    }
  }
  return share;
}

// How much of the words of `one` the other says, each weighed; `*rest` what they weigh together.
double Covered(const Title& one, const Title& other, const std::vector<std::string>& other_context, double* rest,
               TitleLikeness* likeness) {
  double covered = 0;
  bool in_common = false, own_word = false;
  for (size_t i = 0; i < one.words.size(); ++i) {
    const std::string& word = one.words[i];
    const double share = ShareSaid(one, i, other.words);
    const double heavy = one.weights[i];
    if (share < kSameWord && CoveredBy(word, other_context) >= kSameWord) continue;
    covered += share * heavy;
    *rest += heavy;
    if (share >= kSameWord) likeness->rarity = std::max(likeness->rarity, heavy);
    in_common |= share >= kSameWord;
    own_word |= share < kSameWord && !IsHead(word);
  }
  likeness->contrast &= in_common && own_word;
  return covered;
}

}  // namespace

Title ReadTitle(std::string_view text) {
  Title title;
  title.all_words = WordsOf(text);
  const size_t begin = CodeWords(text, title.all_words);
  for (size_t i = begin; i < title.all_words.size(); ++i) {
    const std::string word(Plain(title.all_words[i]));
    const std::string left = ReadTimeWord(word, &title);
    ReadMarks(word, i == 0 ? "" : title.all_words[i - 1], &title);
    const bool small = std::find(std::begin(kSmallWords), std::end(kSmallWords), word) != std::end(kSmallWords);
    if (small || left.empty()) continue;
    if (left != word || left == title.all_words[i]) {
      AddParts(left, &title.words);
    } else {
      title.words.push_back(title.all_words[i]);  // An abbreviation, with its point.
    }
  }
  if (title.words.empty()) title.words = title.all_words;
  for (size_t i = 0; i + 1 < title.words.size(); ++i) {
    title.joined.push_back(std::string(Plain(title.words[i])) + title.words[i + 1]);
  }
  return title;
}

void Weigh(const std::function<double(const std::string& word)>& weight, Title* title) {
  title->weights.clear();
  for (const std::string& word : title->words) {
    title->weights.push_back(weight(word) * (IsHead(word) ? kHeadShare : 1));
  }
}

MarkKind ContradictionOf(const Title& a, const Title& b) {
  for (int kind = 0; kind < kMarkKinds; ++kind) {
    if (a.marks[kind] != 0 && b.marks[kind] != 0 && (a.marks[kind] & b.marks[kind]) == 0) {
      return static_cast<MarkKind>(kind);
    }
  }
  return kMarkKinds;
}

std::string_view MarkName(MarkKind kind) {
  constexpr View kNames[] = {"niveau", "nummer", "dag", "deel van de dag", "vrouwen of mannen", "leeftijd", "seizoen"};
  static_assert(std::size(kNames) == kMarkKinds);
  return kNames[kind];
}

TitleLikeness CompareTitles(const Title& a, const std::vector<std::string>& a_context, const Title& b,
                            const std::vector<std::string>& b_context) {
  TitleLikeness likeness;
  likeness.contrast = true;
  double all_a = 0, all_b = 0;
  const double in_b = Covered(a, b, b_context, &all_a, &likeness);
  const double in_a = Covered(b, a, a_context, &all_b, &likeness);
  if (all_a + all_b == 0) return likeness;
  // A title that adds something to the other is nearer than two that each have something of their own.
  const double mean = (in_a + in_b) / (all_a + all_b);
  const double most = std::max(all_a > 0 ? in_b / all_a : 0, all_b > 0 ? in_a / all_b : 0);
  likeness.value = 0.6 * mean + 0.4 * most;
  return likeness;
}

}  // namespace meedoen::indexer
