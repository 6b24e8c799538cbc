// Page tokens of ListActivities: where the next page starts, good for the same question only. Since it is the last name
// given out, it stays good whatever is written in between.
//
// Threads: safe. Errors: INVALID_ARGUMENT for a token that is not ours or belongs to another question.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

std::string MakePageToken(const v1::ListActivitiesRequest& request, const std::string& last_key);

// The last key of the page before; empty for an empty token.
absl::StatusOr<std::string> ReadPageToken(const v1::ListActivitiesRequest& request);

}  // namespace meedoen::indexer
