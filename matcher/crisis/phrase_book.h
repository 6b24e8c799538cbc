// All phrases of some word tables, found in a sentence by its words.
//
// Threads: const methods are safe. Errors: INVALID_ARGUMENT that names the table and the phrase.
// Cost: linear in the words; for each word only the phrases that begin like it are tried.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "matcher/crisis/phrase.h"
#include "matcher/crisis/word_tables.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen::matcher {

using KindsFound = std::array<bool, v1::CrisisKind_ARRAYSIZE>;

class PhraseBook {
 public:
  static absl::StatusOr<PhraseBook> Make(std::span<const WordTable* const> tables);

  // Adds the kinds of which a phrase stands in the sentence. Words of a look-alike are no part of a phrase.
  void Find(const Words& sentence, KindsFound* found) const;

  size_t size() const { return phrases_.size(); }  // Phrases, look-alikes too.

 private:
  // Phrases by their first word: whole where it must stand so, else by its first two bytes.
  struct Shelf {
    absl::flat_hash_map<std::string, std::vector<int>> by_word, by_start;
  };

  absl::Status Add(std::string_view lines, const WordClasses& classes, v1::CrisisKind kind);
  std::vector<int> Candidates(const Shelf& shelf, const std::string& word) const;
  template <typename Use>
  void ForEachMatch(const Shelf& shelf, const Words& words, const std::vector<bool>& taken, const Use& use) const;
  void MarkLookAlikes(const Words& sentence, std::vector<bool>* taken) const;

  std::vector<Phrase> phrases_;
  std::array<Shelf, v1::CrisisKind_ARRAYSIZE> shelves_;  // By kind; look-alikes under UNSPECIFIED.
};

}  // namespace meedoen::matcher
