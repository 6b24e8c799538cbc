#include "core/embedding/caching_embedder.h"

#include <optional>
#include <utility>

namespace meedoen {

CachingEmbedder::CachingEmbedder(std::unique_ptr<Embedder> inner, size_t most_entries)
    : inner_(std::move(inner)), cache_(most_entries) {}

absl::StatusOr<std::vector<float>> CachingEmbedder::EmbedQuery(std::string_view text, absl::Time deadline) {
  if (std::optional<std::vector<float>> known = cache_.Find(text)) {
    ++hits_;
    return *std::move(known);
  }
  ++misses_;
  absl::StatusOr<std::vector<float>> vector = inner_->EmbedQuery(text, deadline);
  if (vector.ok()) cache_.Keep(text, *vector);
  return vector;
}

absl::StatusOr<std::vector<std::vector<float>>> CachingEmbedder::EmbedPassages(std::span<const std::string> texts) {
  return inner_->EmbedPassages(texts);
}

}  // namespace meedoen
