// Puts the cell of a column into the field of Activity that the column fills.
//
// Threads: safe. Errors: INVALID_ARGUMENT that shows the form expected; the activity is as before. Cost: reflection,
// some microseconds.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "indexer/import/csv_columns.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

// `cell` is cleaned and not empty. kId and kMunicipality are not for here.
absl::Status SetField(const CsvColumn& column, const std::string& cell, v1::Activity* activity);

}  // namespace meedoen::indexer
