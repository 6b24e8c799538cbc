#include "indexer/import/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "absl/strings/numbers.h"
#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                                   "vrijdag", "zaterdag", "zondag"};
constexpr std::array<std::string_view, 12> kMonths = {"januari",   "februari", "maart",    "april",
                                                      "mei",       "juni",     "juli",     "augustus",
                                                      "september", "oktober",  "november", "december"};

bool IsDash(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// The character as the parsers know it.
std::string Plain(UChar32 c, std::string_view bytes) {
  if (c < 0x80) return std::string(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c));
  if (IsDash(c)) return "-";
  if (c == 0x2018 || c == 0x2019) return "'";
  return u_isalpha(c) ? FoldText(bytes) : std::string(bytes);
}

Word::Kind KindOf(UChar32 c) {
  if (c >= '0' && c <= '9') return Word::kDigits;
  return u_isalpha(c) ? Word::kLetters : Word::kSign;
}

std::optional<DateInWords> DayOf(int year, int month, int day, size_t words) {
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  if (year < 100) year += 2000;
  const absl::CivilDay date(year, month, day);
  if (year < 1900 || year > 2199 || date.month() != month || date.day() != day) return std::nullopt;
  return DateInWords{date, date, words};
}

bool IsSign(const Words& words, size_t at, char sign) {
  return at < words.size() && words[at].kind == Word::kSign && words[at].text[0] == sign;
}

// Numbers with the same sign between them, not spaced.
std::optional<DateInWords> NumericDate(const Words& words, size_t at) {
  if (at + 5 > words.size()) return std::nullopt;
  const char sign = words[at + 1].text[0];
  const bool signs = std::string_view("-/.").find(sign) != std::string_view::npos && IsSign(words, at + 1, sign) &&
                     IsSign(words, at + 3, sign);
  const int a = NumberOf(words[at]), b = NumberOf(words[at + 2]), c = NumberOf(words[at + 4]);
  if (!signs || a < 0 || b < 0 || c < 0) return std::nullopt;
  if (words[at].text.size() == 4) {
    return sign == '-' && words[at + 2].text.size() == 2 && words[at + 4].text.size() == 2 ? DayOf(a, b, c, 5)
                                                                                           : std::nullopt;
  }
  const size_t year = words[at + 4].text.size();
  const bool sized = words[at].text.size() <= 2 && words[at + 2].text.size() <= 2 && (year == 2 || year == 4);
  return sized ? DayOf(c, b, a, 5) : std::nullopt;
}

// A month's name and a year.
std::optional<DateInWords> MonthAndYear(const Words& words, size_t at) {
  if (at + 2 > words.size()) return std::nullopt;
  const int month = MonthOf(words[at]);
  const size_t dot = IsSign(words, at + 1, '.') && at + 2 < words.size() ? 1 : 0;
  const Word& year = words[at + 1 + dot];
  if (month == 0 || NumberOf(year) < 0 || year.text.size() != 4) return std::nullopt;
  std::optional<DateInWords> first = DayOf(NumberOf(year), month, 1, 2 + dot);
  if (first.has_value()) first->last = absl::CivilDay(absl::CivilMonth(first->first) + 1) - 1;
  return first;
}

}  // namespace

Words SplitWords(std::string_view utf8) {
  Words words;
  bool spaced = false, new_line = true;
  const int64_t size = static_cast<int64_t>(utf8.size());
  for (int64_t at = 0; at < size;) {
    const int64_t start = at;
    UChar32 c;
    U8_NEXT(utf8.data(), at, size, c);
    if (c < 0 || u_isUWhiteSpace(c)) {
      spaced = true;
      new_line = new_line || c == '\n';
      continue;
    }
    const Word::Kind kind = KindOf(c);
    const std::string plain = Plain(c, utf8.substr(static_cast<size_t>(start), static_cast<size_t>(at - start)));
    const bool goes_on = kind != Word::kSign && !spaced && !words.empty() && words.back().kind == kind;
    if (goes_on) {
      words.back().text += plain;
    } else {
      words.push_back({kind, plain, spaced, new_line});
    }
    spaced = new_line = false;
  }
  return words;
}

PhraseList::PhraseList(const std::vector<Phrase>& phrases) {
  for (const Phrase& phrase : phrases) entries_.push_back({SplitWords(phrase.text), phrase.what, phrase.value});
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
}

PhraseList::Match PhraseList::At(const Words& words, size_t at) const {
  for (const Entry& entry : entries_) {
    if (at + entry.words.size() > words.size()) continue;
    const bool same = std::equal(entry.words.begin(), entry.words.end(), words.begin() + static_cast<ptrdiff_t>(at),
                                 [](const Word& a, const Word& b) { return a.text == b.text; });
    if (same) return {entry.what, entry.value, entry.words.size()};
  }
  return {};
}

int MonthOf(const Word& word) {
  if (word.kind != Word::kLetters) return 0;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (word.text == kMonths[i] || word.text == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  if (word.text == "mrt") return 3;
  return word.text == "sept" ? 9 : 0;
}

int WeekdayOf(std::string_view word) {
  for (size_t day = 0; day < kDays.size(); ++day) {
    const std::string_view name = kDays[day];
    const bool whole = word.starts_with(name) && (word.size() == name.size() || word.substr(name.size()) == "s" ||
                                                  word.substr(name.size()) == "en");
    if (whole || word == name.substr(0, 2)) return static_cast<int>(day);
  }
  return -1;
}

int NumberOf(const Word& word) {
  int number = -1;
  const bool digits = word.kind == Word::kDigits && word.text.size() <= 4;
  return digits && absl::SimpleAtoi(word.text, &number) ? number : -1;
}

std::optional<DateInWords> DateAt(const Words& words, size_t at) {
  if (at >= words.size()) return std::nullopt;
  if (const std::optional<DateInWords> date = NumericDate(words, at); date.has_value()) return date;
  if (const std::optional<DateInWords> month = MonthAndYear(words, at); month.has_value()) return month;
  if (words[at].text == "eind") {
    std::optional<DateInWords> month = MonthAndYear(words, at + 1);
    if (month.has_value()) ++month->words;
    return month;
  }
  const int day = NumberOf(words[at]);
  const std::optional<DateInWords> month = MonthAndYear(words, at + 1);
  if (day < 1 || words[at].text.size() > 2 || !month.has_value()) return std::nullopt;
  return DayOf(static_cast<int>(month->first.year()), month->first.month(), day, month->words + 1);
}

}  // namespace meedoen::indexer
