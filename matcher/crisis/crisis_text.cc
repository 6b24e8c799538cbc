#include "matcher/crisis/crisis_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/strings/str_split.h"
#include "core/text/clean.h"

namespace meedoen::matcher {
namespace {

// As one letter of a word; 0: nothing is left of it.
UChar32 Typed(UChar32 c) {
  switch (c) {
    case 0x0131:  // ı
      return 'i';
    case 0x0142:  // ł
      return 'l';
    case 0x00F8:  // ø
      return 'o';
    case 0x0640:  // Tatweel only stretches a word.
      return 0;
    case 0x0629:  // Ta marbuta is often typed as ha.
      return 0x0647;
    case 0x0649:  // Alef maksura, Persian ya: one letter on many keyboards.
    case 0x06CC:
      return 0x064A;
    case 0x06A9:  // Persian kaf.
      return 0x0643;
    default:
      return c;
  }
}

bool IsApostrophe(UChar32 c) {
  return c == '\'' || c == '`' || c == 0x00B4 || (c >= 0x2018 && c <= 0x201B) || c == 0x02BC || c == 0x02B9 ||
         c == 0x2032 || c == 0xFF07;
}

bool IsSentenceEnd(UChar32 c) {
  return c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == 0x061F || c == 0x061B || c == 0x06D4;
}

bool IsClauseEnd(UChar32 c) { return c == ',' || c == 0x060C || c == '(' || c == ')' || c == 0x2013 || c == 0x2014; }

void Append(UChar32 c, std::string* text) {
  char bytes[U8_MAX_LENGTH];
  int size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  text->append(bytes, size);
}

// One sentence a line: apostrophes out, ends of sentences as line breaks, of clauses as commas.
std::string InLines(std::string_view text) {
  std::string lines;
  const int64_t size = static_cast<int64_t>(text.size());
  for (int64_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) c = ' ';
    if (IsApostrophe(c)) continue;
    const bool pause = c == '.' && at < size && text[at] == '.';
    if (pause) {
      while (at < size && text[at] == '.') ++at;
      c = ' ';
    }
    if (c == '\n' || c == '\r') c = ' ';
    if (IsClauseEnd(c)) c = ',';
    Append(IsSentenceEnd(c) ? '\n' : c, &lines);
  }
  return lines;
}

std::string TypedWord(std::string_view folded) {
  std::string word;
  UChar32 last = 0;
  int run = 0;
  const int64_t size = static_cast<int64_t>(folded.size());
  for (int64_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(folded.data(), at, size, c);
    c = c < 0 ? 0 : Typed(c);
    if (c == 0) continue;
    run = c == last ? run + 1 : 1;
    last = c;
    if (run <= 2) Append(c, &word);
  }
  return word;
}

}  // namespace

std::vector<Words> SentencesOf(std::string_view text) {
  std::vector<Words> sentences;
  for (const auto line : absl::StrSplit(InLines(text), '\n')) {
    Words words;
    for (const auto clause : absl::StrSplit(line, ',')) {
      const std::string folded = FoldText({clause.data(), clause.size()});
      if (folded.empty()) continue;
      if (!words.empty()) words.push_back(kClauseEnd);
      for (const auto word : absl::StrSplit(folded, ' ', absl::SkipEmpty())) {
        std::string typed = TypedWord({word.data(), word.size()});
        if (!typed.empty()) words.push_back(std::move(typed));
      }
    }
    if (!words.empty()) sentences.push_back(std::move(words));
  }
  return sentences;
}

std::string WithoutJoinedAnd(std::string_view word) {
  constexpr std::string_view kAnd = "\u0648", kSo = "\u0641";
  constexpr size_t kLeast = 3 * 2;  // Arabic letters take two bytes.
  if (word.size() < kAnd.size() + kLeast || (!word.starts_with(kAnd) && !word.starts_with(kSo))) return "";
  return std::string(word.substr(kAnd.size()));
}

}  // namespace meedoen::matcher
