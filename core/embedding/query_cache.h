// The vectors of the wishes asked for last, in memory only. Texts are not kept: the key is a hash of the text under a
// key drawn afresh at each start, so that a memory dump cannot be searched for a known text by its hash alone.
//
// Threads: safe. Cost: one SHA-256 of the text and one lock; kQueryCacheEntries vectors of 384 floats are 6 MB.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"

namespace meedoen {

class QueryCache {
 public:
  explicit QueryCache(size_t most_entries);

  std::optional<std::vector<float>> Find(std::string_view text);
  void Keep(std::string_view text, std::vector<float> vector);  // Drops what was used longest ago, if full.

  size_t size() const;

 private:
  using Entry = std::pair<std::string, std::vector<float>>;  // Keyed hash, vector.

  std::string KeyOf(std::string_view text) const;

  const size_t most_entries_;
  const std::string secret_;
  mutable absl::Mutex mutex_;
  std::list<Entry> entries_ ABSL_GUARDED_BY(mutex_);  // Used last comes first.
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen
