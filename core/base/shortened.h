// A text for a message, cut off where a character of UTF-8 ends: half a character would break the whole message.
//
// Threads: safe. Errors: none; what is not UTF-8 stays so.
#pragma once

#include <string>
#include <string_view>

namespace meedoen {

// At most `most` bytes.
inline std::string Shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most));
}

}  // namespace meedoen
