// What a file's bytes are: UTF-8, UTF-16 or Windows-1252, read as UTF-8.
//
// UTF-16 by its byte order mark, or where every other byte is zero. Windows-1252 is what is not UTF-8: a byte that
// neither knows (0x81, 0x8D, 0x8F, 0x90, 0x9D) makes it a file that is refused. Where a file is UTF-8 with some broken
// cells, those stay as they are, for the rows to be refused.
//
// Threads: safe. Ownership: the text is a view of the bytes given, or of `owned`. Errors: INVALID_ARGUMENT for a file
// that is too large, empty, or in none of these. Cost: some 500 MB a second for UTF-8, 100 for the others.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

struct DecodedText {
  std::string_view text;  // Without a byte order mark.
  std::shared_ptr<const std::string> owned;
  std::string note;  // For people, where the encoding was concluded; empty: it is stated, or UTF-8.
};

absl::StatusOr<DecodedText> DecodeText(std::string_view bytes, const std::string& file_name);

}  // namespace meedoen::indexer
