// Loads a model folder, tries it out and measures it: what `meedoen-indexer model check DIR` prints.
//
// Threads: safe; measures wrongly if the machine is busy. Errors: those of LoadEmbedder, and INTERNAL for vectors that
// are not unit vectors. Cost: 3-5 s.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/embedding/embedder.h"

namespace meedoen {

struct ModelCheck {
  ModelInfo info;
  std::string licence;
  std::string source;
  double load_seconds = 0;
  double wish_milliseconds = 0;  // One wish of 13 tokens (of the default model) on one thread, median.
  double texts_per_second = 0;   // Activity texts of some 80 tokens, in batches, on `passage_threads` threads.

  std::string ToString() const;  // Several lines for people.
};

absl::StatusOr<ModelCheck> CheckModel(Env& env, const std::string& folder, const EmbedderOptions& options);

}  // namespace meedoen
