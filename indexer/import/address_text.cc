#include "indexer/import/address_text.h"

#include <algorithm>

#include "core/base/names.h"

namespace meedoen::indexer {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetterOrDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kAround = " .-:";
  const size_t begin = text.find_first_not_of(kAround);
  if (begin == text.npos) return "";
  return text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

// "Dorpsstraat 5a Kantens": what stands behind the last word with a digit, and that word.
struct Tail {
  std::string_view number, text;
};
Tail TailOf(std::string_view part) {
  size_t digit = part.find_last_of("0123456789");
  if (digit == part.npos) return {"", part};
  size_t end = part.find(' ', digit);
  if (end == part.npos) return {part, ""};
  const size_t begin = part.rfind(' ', digit);
  const size_t first = begin == part.npos ? 0 : begin + 1;
  return {part.substr(first, end - first), Trimmed(part.substr(end))};
}

}  // namespace

std::optional<PostcodeInText> FindPostcode(const std::string& text) {
  std::optional<PostcodeInText> found;
  for (size_t i = 0; i + 6 <= text.size(); ++i) {
    if (i > 0 && IsLetterOrDigit(text[i - 1])) continue;
    const size_t letters = text[i + 4] == ' ' ? i + 5 : i + 4, end = letters + 2;
    const bool digits = text[i] != '0' && std::all_of(text.begin() + static_cast<ptrdiff_t>(i),
                                                      text.begin() + static_cast<ptrdiff_t>(i) + 4, IsDigit);
    const bool capitals = end <= text.size() && text[letters] >= 'A' && text[letters] <= 'Z' &&
                          text[letters + 1] >= 'A' && text[letters + 1] <= 'Z' &&
                          (end == text.size() || !IsLetterOrDigit(text[end]));
    if (!digits || !capitals) continue;
    std::string code = NormalizeAreaCode(text.substr(i, end - i));
    if (found.has_value() && found->code != code) return std::nullopt;
    found = PostcodeInText{std::move(code), i, end - i};
  }
  return found;
}

std::optional<PostcodeInText> PostcodeOf(const v1::Place& place) {
  const std::optional<PostcodeInText> in_address = FindPostcode(place.address());
  const std::optional<PostcodeInText> in_name = FindPostcode(place.venue_name());
  if (!in_address.has_value() || !in_name.has_value()) return in_address.has_value() ? in_address : in_name;
  return in_address->code == in_name->code ? in_address : std::nullopt;
}

std::vector<TownText> TownsIn(std::string_view address) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= address.size();) {
    const size_t end = std::min(address.find_first_of(",;\n()", begin), address.size());
    parts.push_back(Trimmed(address.substr(begin, end - begin)));
    begin = end + 1;
  }
  std::vector<TownText> towns;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const Tail tail = TailOf(*part);
    if (tail.text.empty()) continue;
    const bool postcode = tail.number.size() == 4 && AreaKindOf(tail.number) == AreaKind::kPostcode4;
    towns.push_back({std::string(tail.text), postcode ? std::string(tail.number) : ""});
  }
  return towns;
}

}  // namespace meedoen::indexer
