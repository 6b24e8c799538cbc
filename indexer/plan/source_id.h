// An id for an activity whose own id another source has.
//
// Threads: safe. Errors: none.
#pragma once

#include <string>

#include "core/base/names.h"

namespace meedoen::indexer {

// The same for the same source and id: what the name has, cut to 50 characters, and 8 letters that stand for both.
// Letters, because digits can look like a citizen service number.
std::string IdOfSource(const ActivityName& name, const std::string& source, const std::string& id);

}  // namespace meedoen::indexer
