// The models that a matcher has: wishes are embedded with the one that the view's snapshot was made with.
//
// More than one while the municipality changes its model: the old snapshot and the new one are then both served, one
// after the other.
// Threads: safe after the last Add. Ownership: the embedders outlive it. Errors: FAILED_PRECONDITION (no such model),
// ALREADY_EXISTS (a second model of one id). Cost: a few comparisons.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/embedding/embedder.h"

namespace meedoen::matcher {

class Embedders {
 public:
  Embedders() = default;
  Embedders(Embedder& only) : all_{&only} {}  // NOLINT(google-explicit-constructor): most have one.

  absl::Status Add(Embedder& embedder);

  absl::StatusOr<Embedder*> Of(const std::string& model_id) const;

  std::vector<ModelInfo> models() const;

 private:
  std::vector<Embedder*> all_;
};

}  // namespace meedoen::matcher
