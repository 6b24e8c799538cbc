// Page tokens: where the last page ended, tied to the question that was asked. They hold no state here, so they survive
// writes and restarts.
//
// Threads: safe. Errors: INVALID_ARGUMENT for a token that was not made for this question.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace meedoen::indexer {

// What must be the same on every page; the size of a page may change.
template <typename Request>
std::string QuestionOf(Request request) {
  request.clear_page_token();
  request.clear_page_size();
  return request.SerializeAsString();
}

// `position` is not empty.
std::string MakePageToken(const std::string& question, const std::string& position);

// The position; empty for an empty token, which is the first page.
absl::StatusOr<std::string> ReadPageToken(const std::string& question, const std::string& token);

}  // namespace meedoen::indexer
