// The rules of the contract about who writes: editors, imports, the service itself.
#pragma once

#include "absl/status/status.h"
#include "tests/unit/indexer/store/catalog_log_contract.h"

namespace meedoen::indexer::testing {

absl::Status EditorsFieldsAreNoted(LogUnderTest& test);
absl::Status ImportsKeepWhatIsNoted(LogUnderTest& test);
absl::Status TheServiceSetsWhatItSays(LogUnderTest& test);
absl::Status NewMeansNew(LogUnderTest& test);

}  // namespace meedoen::indexer::testing
