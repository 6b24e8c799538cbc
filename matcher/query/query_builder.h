// Turns a checked request into a ClientQuery: looks up the home, embeds the wishes, works out reach and masks.
// Everything but the wishes is cheap, so that a changed request (a near-miss, a wider search) is built anew from the
// same wishes.
//
// Threads: safe if the embedder is. Ownership: nothing is kept.
// Errors: INVALID_ARGUMENT (home not in the table of places), and the embedder's.
// Cost: some 7 ms a wish that is not in the cache; the rest is microseconds.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/embedding/embedder.h"
#include "core/geo/place_table.h"
#include "core/index/calibration.h"
#include "matcher/query/client_query.h"
#include "matcher/settings/settings.h"

namespace meedoen::matcher {

struct LimitsContext {
  const PlaceTable& places;
  const Settings& settings;  // Must outlive the query.
  absl::Time now;
};

struct WishContext {
  const Calibration& calibration;
  Embedder& embedder;
  size_t stride;
  absl::Time deadline;
};

// Both take a request that has passed CheckRequest. The first leaves out what the client wishes and does not want.
absl::StatusOr<ClientQuery> BuildLimits(const v1::SuggestRequest& request, const LimitsContext& context);
absl::Status AddWishes(const v1::ClientProfile& client, const WishContext& context, ClientQuery* query);

}  // namespace meedoen::matcher
