// What an import does, in a few sentences for the one who runs it.
//
// Threads: safe. Errors: none.
#pragma once

#include <string>

#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

// `language`: "en", else Dutch. `applied` false: of a dry run.
std::string ImportSummaryText(const v1::ImportActivitiesResponse& response, const std::string& language, bool applied);

}  // namespace meedoen::indexer
