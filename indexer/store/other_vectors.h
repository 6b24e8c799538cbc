// Vectors of a model that the catalogue does not use yet: which texts lack one, and keeping them.
//
// Threads: safe. Errors: INVALID_ARGUMENT, DATA_LOSS, those of Database. Cost: one reading of the activities passed
// over; one synced write.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "indexer/store/catalog_store.h"
#include "indexer/store/store_state.h"

namespace meedoen::indexer {

struct TextsAsked {
  const std::string& after_key;
  int most = 0;
};

// As CatalogStore::TextsWithout.
absl::StatusOr<std::vector<PendingText>> TextsWithout(const Database& database, const std::string& model_id,
                                                      const TextsAsked& asked, std::string* last_key);

// As CatalogStore::PutVectors.
absl::Status PutOtherVectors(const StoreState& state, const ModelKey& model, const std::vector<TextVector>& vectors);

}  // namespace meedoen::indexer
