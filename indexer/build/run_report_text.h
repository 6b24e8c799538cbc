// The report of a nightly run in plain Dutch, as a municipality keeps it.
//
// Threads: safe. Errors: none. Cost: nothing.
#pragma once

#include <string>

#include "meedoen/v1/index_service.pb.h"

namespace meedoen::indexer {

std::string RunReportText(const v1::RunReport& report);

}  // namespace meedoen::indexer
