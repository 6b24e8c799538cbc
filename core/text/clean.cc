#include "core/text/clean.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace meedoen {
namespace {

constexpr UChar32 kZeroWidthNonJoiner = 0x200C;
constexpr UChar32 kZeroWidthJoiner = 0x200D;

// The byte where the first broken sequence starts, or the text's size.
size_t ValidLength(std::string_view text) {
  const int64_t size = static_cast<int64_t>(text.size());
  const char* bytes = text.data();
  int64_t at = 0;
  while (at < size) {
    const int64_t start = at;
    UChar32 c;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) return static_cast<size_t>(start);
  }
  return text.size();
}

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool IsJoiner(UChar32 c) { return c == kZeroWidthJoiner || c == kZeroWidthNonJoiner; }

bool IsLineBreak(UChar32 c) { return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool IsDropped(UChar32 c) {
  const int8_t type = u_charType(c);
  return (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR) && !IsJoiner(c);
}

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

// ICU fails here only without memory or its data files; then the text stays as it is.
icu::UnicodeString Normalized(const icu::Normalizer2* normalizer, const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString normal = normalizer->normalize(text, error);
  return U_SUCCESS(error) ? normal : text;
}

const icu::Normalizer2* Nfkc() {
  UErrorCode error = U_ZERO_ERROR;
  return icu::Normalizer2::getNFKCInstance(error);
}

const icu::Normalizer2* Nfkd() {
  UErrorCode error = U_ZERO_ERROR;
  return icu::Normalizer2::getNFKDInstance(error);
}

// Line breaks as "\n" and everything else that cannot be seen out, white space left for SpacesCollapsed. Comes before
// NFKC, so that a letter and an accent that only something invisible kept apart are composed.
icu::UnicodeString WithoutInvisible(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == '\r' && text.charAt(i + 1) == '\n') continue;
    if (IsLineBreak(c)) {
      out.append(UChar32{'\n'});
    } else if (c == '\t') {
      out.append(UChar32{' '});
    } else if (!IsDropped(c)) {
      out.append(c);
    }
  }
  return out;
}

icu::UnicodeString SpacesCollapsed(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  int breaks = 0;
  bool space = false;
  UChar32 joiner = 0;  // Kept only between two visible characters, so that a text of joiners alone is empty.
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == '\n' || u_isUWhiteSpace(c)) {
      breaks += c == '\n' ? 1 : 0;
      space = true;
      joiner = 0;
      continue;
    }
    if (IsJoiner(c)) {
      if (!space && !out.isEmpty()) joiner = c;
      continue;
    }
    if (space && !out.isEmpty()) {
      for (int n = 0; n < std::min(breaks, 2); ++n) out.append(UChar32{'\n'});
      if (breaks == 0) out.append(UChar32{' '});
    }
    if (joiner != 0) out.append(joiner);
    out.append(c);
    breaks = 0;
    space = false;
    joiner = 0;
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> CleanText(std::string_view text) {
  if (const size_t valid = ValidLength(text); valid < text.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the text is not valid UTF-8 at byte ", valid, "; save the file or send the text as UTF-8"));
  }
  const bool edges = text.empty() || text.front() == ' ' || text.back() == ' ';
  if (!edges && IsPlainAscii(text) && text.find("  ") == text.npos) return std::string(text);
  std::string clean;
  SpacesCollapsed(Normalized(Nfkc(), WithoutInvisible(FromUtf8(text)))).toUTF8String(clean);
  return clean;
}

bool IsValidUtf8(std::string_view text) { return ValidLength(text) == text.size(); }

size_t CountCharacters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return !U8_IS_TRAIL(c); }));
}

std::string CutCharacters(std::string_view utf8, size_t most) {
  if (most == 0 || CountCharacters(utf8) <= most) return std::string(most == 0 ? "" : utf8);
  size_t end = 0;
  for (size_t characters = 0; characters < most; ++end) {
    if (!U8_IS_TRAIL(utf8[end]) && ++characters == most) break;
  }
  return std::string(utf8.substr(0, end)) + "…";
}

std::string FoldText(std::string_view utf8) {
  icu::UnicodeString text = Normalized(Nfkd(), FromUtf8(utf8));
  text.foldCase();
  text = Normalized(Nfkd(), text);
  icu::UnicodeString out;
  bool space = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const uint32_t mask = U_MASK(u_charType(c));
    if ((mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_MC_MASK)) != 0) {
      if (space && !out.isEmpty()) out.append(UChar32{' '});
      out.append(c);
      space = false;
    } else if ((mask & (U_GC_MN_MASK | U_GC_CF_MASK | U_GC_ME_MASK)) == 0) {
      space = true;
    }
  }
  std::string folded;
  out.toUTF8String(folded);
  return folded;
}

}  // namespace meedoen
