#include "core/embedding/query_cache.h"

#include <random>

#include "core/base/checksum.h"

namespace meedoen {
namespace {

std::string RandomSecret() {
  std::random_device device;  // getrandom() on Linux.
  std::string secret;
  while (secret.size() < 32) {
    const unsigned int bits = device();
    secret.append(reinterpret_cast<const char*>(&bits), sizeof(bits));
  }
  return secret;
}

}  // namespace

QueryCache::QueryCache(size_t most_entries) : most_entries_(most_entries), secret_(RandomSecret()) {}

std::string QueryCache::KeyOf(std::string_view text) const {
  Sha256 sha;
  sha.Update(secret_);
  sha.Update(text);
  return sha.Digest();
}

std::optional<std::vector<float>> QueryCache::Find(std::string_view text) {
  const std::string key = KeyOf(text);
  absl::MutexLock lock(&mutex_);
  const auto it = by_key_.find(key);
  if (it == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, it->second);
  return it->second->second;
}

void QueryCache::Keep(std::string_view text, std::vector<float> vector) {
  if (most_entries_ == 0) return;
  std::string key = KeyOf(text);
  absl::MutexLock lock(&mutex_);
  if (by_key_.contains(key)) return;  // Another thread embedded the same text meanwhile.
  if (entries_.size() >= most_entries_) {
    by_key_.erase(entries_.back().first);
    entries_.pop_back();
  }
  entries_.emplace_front(key, std::move(vector));
  by_key_.emplace(std::move(key), entries_.begin());
}

size_t QueryCache::size() const {
  absl::MutexLock lock(&mutex_);
  return entries_.size();
}

}  // namespace meedoen
