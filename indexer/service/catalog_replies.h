// Taking in the answers of providers to "does it still run?" (docs/freshness.md): ja confirms, nee cancels, and what an
// editor has to look at is listed.
//
// All rows that are right become one revision, or none does; taking the same file again changes nothing. An answer
// counts for the state that the question was about: what somebody confirmed since then stays as it is, and is listed.
// Threads: safe. Ownership: store and clock outlive it. Errors: INVALID_ARGUMENT (the file as a whole cannot be read),
// CANCELLED, those of CatalogLog::Commit. Cost: some 10 microseconds a row and one commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/clock.h"
#include "indexer/store/catalog_store.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

class CatalogReplies {
 public:
  CatalogReplies(CatalogStore& store, const Clock& clock) : store_(store), clock_(clock) {}

  // `request` is the first message, without data.
  absl::StatusOr<v1::ImportRepliesResponse> Import(const v1::ImportRepliesRequest& request, const std::string& bytes,
                                                   const std::function<bool()>& is_cancelled);

 private:
  CatalogStore& store_;
  const Clock& clock_;
};

}  // namespace meedoen::indexer
