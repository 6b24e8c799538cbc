#include "core/embedding/prepare_text.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

absl::Status TooLong() {
  return absl::InvalidArgumentError(
      absl::StrCat("text too long to embed: at most ", kMaxEmbeddedCharacters, " characters; shorten it"));
}

}  // namespace

absl::StatusOr<std::string> PrepareText(std::string_view text) {
  constexpr size_t kMostBytesPerCharacter = 4;
  if (text.size() > kMaxEmbeddedCharacters * kMostBytesPerCharacter) return TooLong();
  MEEDOEN_ASSIGN_OR_RETURN(std::string clean, CleanText(text));
  if (clean.empty()) {
    return absl::InvalidArgumentError("empty text: there is nothing to embed; give at least one word");
  }
  // Counted before the clean-up, as the sender would; that can only make it longer by a bounded factor (18, of NFKC).
  if (CountCharacters(text) > kMaxEmbeddedCharacters) return TooLong();
  return clean;
}

}  // namespace meedoen
