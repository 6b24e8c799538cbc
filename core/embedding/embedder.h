// Turns texts into unit vectors whose inner product says how close they are in meaning.
//
// Threads: every method may be called by many threads at once.
// Ownership: the caller owns the Embedder; it holds the model in memory until it is destroyed.
// Errors: INVALID_ARGUMENT (empty text, broken UTF-8, too long a text: see core/base/limits.h), RESOURCE_EXHAUSTED (the
// queue is full, try again), DEADLINE_EXCEEDED, FAILED_PRECONDITION (loaded without that side), INTERNAL (the runtime
// failed). Shapes: a vector has `info().dimension` floats and length 1 within 1e-4.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/base/env.h"

namespace meedoen {

struct ModelInfo {
  std::string id;  // "multilingual-e5-small-q4"; vectors of different ids are never compared.
  int dimension = 0;
  int most_tokens = 0;
};

class Embedder {
 public:
  virtual ~Embedder() = default;

  virtual const ModelInfo& info() const = 0;

  // What somebody looks for. Some 7 ms; waits for a free place in the queue until `deadline`.
  virtual absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) = 0;

  // What there is to find: one vector a text, in the order given. Batches texts of like length. Some 15 ms a text.
  virtual absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) = 0;
};

struct EmbedderOptions {
  int query_requests = 2;   // Wishes embedded at the same time, one thread each. 0: EmbedQuery is not wanted.
  int passage_threads = 2;  // Threads for one batch of passages. 0: EmbedPassages is not wanted. Each saves memory.
};

// Loads a model folder (docs/formats/model.md): reads model.json, compares every file's SHA-256, compiles.
// Errors: NOT_FOUND (folder or file missing), DATA_LOSS (a file is damaged), INVALID_ARGUMENT (model.json, or the
// model's outputs do not have the dimension stated); each names the file and says what to do ("run scripts/setup"). The
// engine "hashing" (a folder with only model.json) needs no weights: words hashed into a vector, for tests.
absl::StatusOr<std::unique_ptr<Embedder>> LoadEmbedder(Env& env, const std::string& folder,
                                                       const EmbedderOptions& options);

}  // namespace meedoen
