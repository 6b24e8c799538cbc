// Finds words in a client's texts that can point to a crisis. Fixed phrases and no model: the same texts always give
// the same answer, and who asks why can be shown the phrase. It is no assessment of risk: see docs/crisis.md.
//
// Threads: safe. Errors: none. Nothing of the texts is kept, logged or passed on.
// Cost: linear in the texts; 1 ms for the largest request. The first call reads the tables, some 15 ms.
#pragma once

#include <string>
#include <vector>

#include "meedoen/v1/settings.pb.h"

namespace meedoen::matcher {

// The kinds that the texts (wishes and dislikes, in any language) have words of, rising, each once.
std::vector<v1::CrisisKind> FindCrisis(const std::vector<std::string>& texts);

}  // namespace meedoen::matcher
