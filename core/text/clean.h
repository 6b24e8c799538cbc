// Unicode clean-up of every text that comes from outside.
//
// Threads: safe. Errors: INVALID_ARGUMENT for broken UTF-8, with the byte offset, never with the text.
// Source: Unicode Standard Annex 15 (NFKC), by ICU. Cost: some 1 microsecond per 100 characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace meedoen {

// NFKC; control and invisible formatting characters out (zero-width joiners stay: Arabic script needs them); runs of
// white space as one space, line breaks kept as "\n" (at most two together); trimmed.
absl::StatusOr<std::string> CleanText(std::string_view text);

bool IsValidUtf8(std::string_view text);
size_t CountCharacters(std::string_view utf8);  // Code points of valid UTF-8.
// At most `most` characters of valid UTF-8; where that is less than there are, the last one is "…".
std::string CutCharacters(std::string_view utf8, size_t most);

// Lower case, accents and punctuation removed, words separated by one space: for comparing and for searching words.
std::string FoldText(std::string_view utf8);

}  // namespace meedoen
