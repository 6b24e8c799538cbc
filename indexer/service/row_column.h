// What the sender of a file calls a field, for problems that are found after the file was read.
//
// Threads: safe. Errors: none; a field without a column keeps its path.
#pragma once

#include <string>

#include "meedoen/v1/catalog_service.pb.h"

namespace meedoen::indexer {

std::string RowColumn(v1::ImportActivitiesRequest::Format format, const std::string& field_path);

}  // namespace meedoen::indexer
