#include "indexer/service/page_token.h"

#include "absl/strings/escaping.h"
#include "core/base/checksum.h"
#include "core/base/names.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kQuestionBytes = 8;

// What must be the same on every page; the size of a page may change.
std::string QuestionHash(v1::ListActivitiesRequest request) {
  request.clear_page_token();
  request.clear_page_size();
  return Sha256Of(request.SerializeAsString()).substr(0, kQuestionBytes);
}

}  // namespace

std::string MakePageToken(const v1::ListActivitiesRequest& request, const std::string& last_key) {
  return absl::WebSafeBase64Escape(QuestionHash(request) + last_key);
}

absl::StatusOr<std::string> ReadPageToken(const v1::ListActivitiesRequest& request) {
  if (request.page_token().empty()) return std::string();
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(request.page_token(), &bytes) || bytes.size() <= kQuestionBytes ||
      !ParseActivityKey(bytes.substr(kQuestionBytes)).ok()) {
    return absl::InvalidArgumentError("is not a next_page_token of ListActivities; leave it empty for the first page");
  }
  if (bytes.substr(0, kQuestionBytes) != QuestionHash(request)) {
    return absl::InvalidArgumentError("belongs to a call with other filters; leave it empty for the first page");
  }
  return bytes.substr(kQuestionBytes);
}

}  // namespace meedoen::indexer
