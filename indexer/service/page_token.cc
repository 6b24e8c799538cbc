#include "indexer/service/page_token.h"

#include "absl/strings/escaping.h"
#include "core/base/checksum.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kQuestionBytes = 8;

std::string HashOf(const std::string& question) { return Sha256Of(question).substr(0, kQuestionBytes); }

}  // namespace

std::string MakePageToken(const std::string& question, const std::string& position) {
  return absl::WebSafeBase64Escape(HashOf(question) + position);
}

absl::StatusOr<std::string> ReadPageToken(const std::string& question, const std::string& token) {
  if (token.empty()) return std::string();
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() <= kQuestionBytes) {
    return absl::InvalidArgumentError("is not a next_page_token; leave it empty for the first page");
  }
  if (bytes.substr(0, kQuestionBytes) != HashOf(question)) {
    return absl::InvalidArgumentError("belongs to another question; leave it empty for the first page");
  }
  return bytes.substr(kQuestionBytes);
}

}  // namespace meedoen::indexer
