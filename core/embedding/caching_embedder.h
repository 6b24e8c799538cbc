// An Embedder that remembers the vectors of the last wishes (see query_cache.h). Passages go straight through.
//
// Threads: safe. Ownership: owns the embedder behind it. Errors: those of the embedder behind it; errors are not kept.
// Cost: a hit some 2 microseconds, and it needs no place in the queue.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/limits.h"
#include "core/embedding/embedder.h"
#include "core/embedding/query_cache.h"

namespace meedoen {

class CachingEmbedder final : public Embedder {
 public:
  explicit CachingEmbedder(std::unique_ptr<Embedder> inner, size_t most_entries = kQueryCacheEntries);

  const ModelInfo& info() const override { return inner_->info(); }
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) override;
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override;

  uint64_t hits() const { return hits_; }
  uint64_t misses() const { return misses_; }

 private:
  const std::unique_ptr<Embedder> inner_;
  QueryCache cache_;
  std::atomic<uint64_t> hits_ = 0;
  std::atomic<uint64_t> misses_ = 0;
};

}  // namespace meedoen
