#include "indexer/import/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kLookedAt = 4096;  // Bytes by which UTF-16 without a mark is known.

struct Utf8Count {
  size_t letters = 0;  // Of more than one byte.
  size_t broken = 0;
};

Utf8Count CountUtf8(std::string_view text) {
  Utf8Count count;
  const int64_t size = static_cast<int64_t>(text.size());
  for (int64_t at = 0; at < size;) {
    const int64_t start = at;
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) ++count.broken;
    if (c >= 0 && at - start > 1) ++count.letters;
  }
  return count;
}

// "UTF-16LE", "UTF-16BE" or null, for bytes without a mark: of Western text every other byte is zero.
const char* EvidentUtf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, std::min(bytes.size(), kLookedAt) / 2 * 2);
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < head.size(); ++i) {
    if (head[i] == 0) ++(i % 2 == 0 ? even : odd);
  }
  const size_t most = head.size() / 2 * 9 / 10;
  if (head.size() < 8) return nullptr;
  if (even == 0 && odd >= most) return "UTF-16LE";
  return odd == 0 && even >= most ? "UTF-16BE" : nullptr;
}

absl::StatusOr<std::shared_ptr<const std::string>> Convert(std::string_view bytes, const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name, &error), ucnv_close);
  if (U_FAILURE(error)) return absl::InternalError(absl::StrCat("ICU does not know ", name));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), error);
  if (U_FAILURE(error)) return absl::InvalidArgumentError(absl::StrCat("is not whole ", name));
  auto utf8 = std::make_shared<std::string>();
  utf8->reserve(bytes.size());
  text.toUTF8String(*utf8);
  return utf8;
}

absl::StatusOr<DecodedText> FromUtf16(std::string_view bytes, const char* name, const std::string& file_name) {
  absl::StatusOr<std::shared_ptr<const std::string>> owned = absl::InvalidArgumentError("is cut off inside a letter");
  if (bytes.size() % 2 == 0) owned = Convert(bytes, name);
  if (!owned.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(file_name, ": is in UTF-16 and ", owned.status().message(), "; save it anew, as CSV UTF-8"));
  }
  return DecodedText{**owned, *owned, ""};
}

absl::StatusOr<DecodedText> FromWindows(std::string_view bytes, const Utf8Count& count, const std::string& file_name) {
  const size_t unknown = bytes.find_first_of("\x81\x8D\x8F\x90\x9D");
  if (unknown != bytes.npos) {
    return absl::InvalidArgumentError(
        absl::StrCat(file_name, ": is neither UTF-8 nor Windows-1252 (byte ", unknown + 1, "); save it as CSV UTF-8"));
  }
  MEEDOEN_ASSIGN_OR_RETURN(auto owned, Convert(bytes, "windows-1252"));
  std::string note = "the file is not in UTF-8 and was read as Windows-1252";
  if (count.letters > 0) absl::StrAppend(&note, "; ", count.letters, " letters look like UTF-8, so look them over");
  return DecodedText{*owned, owned, std::move(note)};
}

}  // namespace

absl::StatusOr<DecodedText> DecodeText(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > kMaxImportBytes) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": has ", bytes.size(), " bytes; at most ",
                                                   kMaxImportBytes, " are taken, so split the file"));
  }
  DecodedText decoded{bytes, nullptr, ""};
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    decoded.text.remove_prefix(3);
  } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const char* name = bytes[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    MEEDOEN_ASSIGN_OR_RETURN(decoded, FromUtf16(bytes.substr(2), name, file_name));
  } else if (const char* name = EvidentUtf16(bytes); name != nullptr) {
    MEEDOEN_ASSIGN_OR_RETURN(decoded, FromUtf16(bytes, name, file_name));
    decoded.note = absl::StrCat("the file says nothing of its encoding and was read as ", name);
  } else if (const Utf8Count count = CountUtf8(bytes); count.broken > count.letters) {
    MEEDOEN_ASSIGN_OR_RETURN(decoded, FromWindows(bytes, count, file_name));
  }
  if (decoded.text.find_first_not_of(" \t\r\n") == decoded.text.npos) {
    return absl::InvalidArgumentError(absl::StrCat(file_name, ": the file is empty"));
  }
  return decoded;
}

}  // namespace meedoen::indexer
