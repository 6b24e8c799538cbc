#include "matcher/crisis/crisis_words.h"

#include <cstdio>
#include <cstdlib>

#include "matcher/crisis/crisis_text.h"
#include "matcher/crisis/phrase_book.h"

namespace meedoen::matcher {
namespace {

const PhraseBook& Book() {
  static const PhraseBook* const book = [] {
    absl::StatusOr<PhraseBook> made = PhraseBook::Make(WordTables());
    if (!made.ok()) {  // A mistake in our own tables, which a test finds first.
      std::fprintf(stderr, "%s\n", std::string(made.status().message()).c_str());
      std::abort();
    }
    return new PhraseBook(*std::move(made));
  }();
  return *book;
}

}  // namespace

std::vector<v1::CrisisKind> FindCrisis(const std::vector<std::string>& texts) {
  KindsFound found{};
  for (const std::string& text : texts) {
    for (const Words& sentence : SentencesOf(text)) Book().Find(sentence, &found);
  }
  std::vector<v1::CrisisKind> kinds;
  for (int kind = v1::CRISIS_KIND_UNSPECIFIED + 1; kind < v1::CrisisKind_ARRAYSIZE; ++kind) {
    if (found[kind]) kinds.push_back(static_cast<v1::CrisisKind>(kind));
  }
  return kinds;
}

}  // namespace meedoen::matcher
