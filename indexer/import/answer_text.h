// Yes, no or not known as people write it in a column: ja, nee, j, n, x, a tick, onbekend, deels, ?.
//
// Threads: safe. Errors: nothing for what is none of these ("deels", "ja, met hulp"): kept as a note, never yes or no.
#pragma once

#include <optional>
#include <string>

#include "meedoen/v1/activity.pb.h"

namespace meedoen::indexer {

std::optional<v1::Tristate> ParseAnswer(const std::string& cell);

// What people write into a cell that they have nothing for: "-", "n.v.t.", "?", "onbekend", "nnb".
bool IsPlaceholder(const std::string& cell);

}  // namespace meedoen::indexer
