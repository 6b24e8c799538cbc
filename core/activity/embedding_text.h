// The text of an activity that is embedded, and the hash that says whether it changed.
//
// Threads: safe. Errors: none.
#pragma once

#include <string>

#include "meedoen/v1/activity.pb.h"

namespace meedoen {

// "Title. Category names in Dutch. Description" (the model's passage prefix is the embedder's).
std::string EmbeddingText(const v1::Activity& activity);

// SHA-256 of EmbeddingText, 32 bytes.
std::string EmbeddingTextHash(const v1::Activity& activity);

}  // namespace meedoen
