#include "indexer/import/html_text.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace meedoen::indexer {
namespace {

constexpr std::string_view kInline[] = {"a",    "abbr",   "b",    "em",  "font", "i",    "img",  "small",
                                        "span", "strong", "sub",  "sup", "u",    "o:p",  "mark", "s",
                                        "del",  "ins",    "code", "svg", "path", "label"};
constexpr std::string_view kBlocks[] = {
    "article", "blockquote", "body", "br", "dd",    "div",    "dl",      "dt",     "footer", "form",
    "h1",      "h2",         "h3",   "h4", "h5",    "h6",     "head",    "header", "hr",     "html",
    "iframe",  "li",         "nav",  "ol", "p",     "pre",    "section", "table",  "tbody",  "td",
    "th",      "thead",      "tr",   "ul", "input", "button", "meta",    "link",   "object", "embed"};
constexpr std::string_view kDropped[] = {"script", "style", "title"};

constexpr std::pair<std::string_view, UChar32> kEntities[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"euro", 0x20AC},  {"eacute", 0xE9},   {"egrave", 0xE8},  {"euml", 0xEB},    {"ecirc", 0xEA},   {"iuml", 0xEF},
    {"ouml", 0xF6},    {"uuml", 0xFC},     {"auml", 0xE4},    {"oacute", 0xF3},  {"aacute", 0xE1},  {"agrave", 0xE0},
    {"ccedil", 0xE7},  {"ndash", 0x2013},  {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},  {"deg", 0xB0},     {"frac12", 0xBD},
    {"times", 0xD7},   {"Eacute", 0xC9},   {"uacute", 0xFA},  {"iacute", 0xED},  {"ocirc", 0xF4},   {"ucirc", 0xFB}};

template <size_t size>
bool IsOne(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr size_t kMaxTagBytes = 4096;  // So that a text of "<b<b<b" is read in a bounded time.
constexpr int kMaxLayers = 3;          // Of HTML that was escaped once more on its way.

struct Element {
  std::string name;  // Empty: none begins here.
  bool closes = false;
  size_t end = 0;  // Behind the >.
};

Element ElementAt(std::string_view text, size_t at) {
  Element element;
  size_t i = at + 1;
  element.closes = i < text.size() && text[i] == '/';
  if (element.closes) ++i;
  const size_t start = i;
  while (i < text.size() && (absl::ascii_isalnum(static_cast<unsigned char>(text[i])) || text[i] == ':')) ++i;
  const std::string name = absl::AsciiStrToLower({text.data() + start, i - start});
  const bool ends =
      i < text.size() && (text[i] == '>' || text[i] == '/' || absl::ascii_isspace(static_cast<unsigned char>(text[i])));
  const size_t within = text.substr(i, kMaxTagBytes).find('>'), end = within == text.npos ? within : i + within;
  if (!ends || end == text.npos || !(IsOne(kInline, name) || IsOne(kBlocks, name) || IsOne(kDropped, name))) return {};
  element.name = name;
  element.end = end + 1;
  return element;
}

// Behind the closing tag of what began before `at`; `at` if it is never closed.
size_t SkipContent(std::string_view text, size_t at, const std::string& name) {
  for (size_t i = text.find("</", at); i != text.npos; i = text.find("</", i + 2)) {
    const Element element = ElementAt(text, i);
    if (element.name == name) return element.end;
  }
  return at;
}

void AppendCharacter(UChar32 c, std::string* out) { icu::UnicodeString(c).toUTF8String(*out); }

// Appends what the entity at `at` stands for and returns where it ends; `at` if it is none.
size_t TakeEntity(std::string_view text, size_t at, std::string* out) {
  const size_t end = text.find(';', at);
  if (end == text.npos || end - at > 10) return at;
  const std::string name(text.substr(at + 1, end - at - 1));
  if (name.starts_with('#')) {
    uint32_t code = 0;
    const bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
    const bool read = hex ? absl::SimpleHexAtoi(name.substr(2), &code) : absl::SimpleAtoi(name.substr(1), &code);
    if (!read || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return at;
    AppendCharacter(static_cast<UChar32>(code), out);
    return end + 1;
  }
  for (const auto& [entity, c] : kEntities) {
    if (entity != name) continue;
    AppendCharacter(c, out);
    return end + 1;
  }
  return at;
}

std::string OneLayerOff(const std::string& cell) {
  std::string out;
  const std::string_view text = cell;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("<!--")) {
      if (const size_t end = text.find("-->", at); end != text.npos) {
        at = end + 3;
        continue;
      }
    }
    if (text[at] == '<') {
      if (const Element element = ElementAt(text, at); !element.name.empty()) {
        const bool drop = IsOne(kDropped, element.name) && !element.closes;
        if (IsOne(kBlocks, element.name)) out.push_back('\n');
        at = drop ? SkipContent(text, element.end, element.name) : element.end;
        continue;
      }
    }
    if (text[at] == '&') {
      if (const size_t end = TakeEntity(text, at, &out); end > at) {
        at = end;
        continue;
      }
    }
    out.push_back(text[at++]);
  }
  return out;
}

}  // namespace

std::string TextOfHtml(const std::string& cell) {
  if (cell.find('<') == cell.npos && cell.find('&') == cell.npos) return cell;
  std::string text = cell;
  for (int layer = 0; layer < kMaxLayers; ++layer) {
    std::string next = OneLayerOff(text);
    if (next == text) break;
    text = std::move(next);
  }
  return text;
}

}  // namespace meedoen::indexer
