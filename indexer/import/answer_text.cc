#include "indexer/import/answer_text.h"

#include <algorithm>
#include <string_view>

#include "core/text/clean.h"

namespace meedoen::indexer {
namespace {

template <size_t size>
bool IsOne(const std::string_view (&words)[size], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

bool IsPlaceholder(const std::string& cell) {
  if (cell.find_first_not_of("-?./ ") == cell.npos) return true;
  if (cell == "\u2013" || cell == "\u2014") return true;
  constexpr std::string_view kNothing[] = {
      "onbekend",         "nvt", "n v t", "nnb",       "n n b", "niet bekend",    "weet niet", "niet van toepassing",
      "nader te bepalen", "ntb", "n t b", "geen idee", "volgt", "nog niet bekend"};
  return IsOne(kNothing, FoldText(cell));
}

std::optional<v1::Tristate> ParseAnswer(const std::string& cell) {
  if (IsPlaceholder(cell)) return v1::TRISTATE_UNKNOWN;
  if (cell == "\u2713" || cell == "\u2714" || cell == "\u2611") return v1::TRISTATE_YES;
  if (cell == "\u2717" || cell == "\u2718") return v1::TRISTATE_NO;
  constexpr std::string_view kYes[] = {"ja", "j", "x", "v", "yes", "waar", "true", "wel"};
  constexpr std::string_view kNo[] = {"nee", "n", "neen", "no", "niet", "onwaar", "false"};
  const std::string word = FoldText(cell);
  if (IsOne(kYes, word)) return v1::TRISTATE_YES;
  if (IsOne(kNo, word)) return v1::TRISTATE_NO;
  return std::nullopt;
}

}  // namespace meedoen::indexer
