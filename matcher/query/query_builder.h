// Turns a checked request into a ClientQuery: looks up the home, embeds the wishes, works out reach and masks.
//
// Threads: safe if the embedder is. Ownership: nothing is kept.
// Errors: INVALID_ARGUMENT (home not in the table of places), and the embedder's.
// Cost: some 7 ms a wish that is not in the cache; the rest is microseconds.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/embedding/embedder.h"
#include "core/geo/place_table.h"
#include "core/geo/travel.h"
#include "core/index/calibration.h"
#include "matcher/query/client_query.h"

namespace meedoen::matcher {

struct QueryContext {
  const PlaceTable& places;
  const Calibration& calibration;
  const TravelModel& travel;
  Embedder& embedder;
  size_t stride;
  absl::Time now;
  absl::Time deadline;
};

// `request` has passed CheckRequest.
absl::StatusOr<ClientQuery> BuildQuery(const v1::SuggestRequest& request, const QueryContext& context);

}  // namespace meedoen::matcher
