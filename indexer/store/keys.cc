#include "indexer/store/keys.h"

#include <bit>
#include <cstring>

#include "core/base/checksum.h"

namespace meedoen::indexer {
namespace {

constexpr size_t kNumberBytes = 8;
constexpr char kPendingTextMark = 't';
constexpr char kRequestMark = 'r';

}  // namespace

std::string NumberBytes(int64_t number) {
  std::string bytes(kNumberBytes, '\0');
  for (size_t i = 0; i < kNumberBytes; ++i) {
    bytes[i] = static_cast<char>(static_cast<uint64_t>(number) >> (8 * (kNumberBytes - 1 - i)));
  }
  return bytes;
}

std::optional<int64_t> NumberOf(std::string_view bytes) {
  if (bytes.size() != kNumberBytes) return std::nullopt;
  uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8) | static_cast<uint8_t>(byte);
  return static_cast<int64_t>(number);
}

std::string HistoryPrefix(const std::string& key) { return key + '\0'; }

std::string HistoryKey(const std::string& key, int64_t revision) { return HistoryPrefix(key) + NumberBytes(revision); }

std::string EmbeddingPrefix(const std::string& model_id) { return model_id + '\0'; }

std::string EmbeddingKey(const std::string& model_id, const std::string& text_hash) {
  return EmbeddingPrefix(model_id) + text_hash;
}

static_assert(std::endian::native == std::endian::little, "vectors are copied as they lie in memory");

std::string VectorBytes(const std::vector<float>& vector) {
  std::string bytes(vector.size() * sizeof(float), '\0');
  if (!vector.empty()) std::memcpy(bytes.data(), vector.data(), bytes.size());
  return bytes;
}

std::vector<float> VectorOf(std::string_view bytes) {
  std::vector<float> vector(bytes.size() / sizeof(float));
  if (!vector.empty()) std::memcpy(vector.data(), bytes.data(), vector.size() * sizeof(float));
  return vector;
}

std::string PendingPositionBytes(PendingPosition position) {
  return std::string(1, static_cast<char>(position.urgency)) + NumberBytes(position.revision);
}

std::optional<PendingPosition> PendingPositionOf(std::string_view bytes) {
  if (bytes.size() != 1 + kNumberBytes || bytes[0] > static_cast<char>(Urgency::kBulk)) return std::nullopt;
  return PendingPosition{static_cast<Urgency>(bytes[0]), *NumberOf(bytes.substr(1))};
}

std::string PendingQueueKey(PendingPosition position, const std::string& key) {
  return kPendingQueuePrefix + PendingPositionBytes(position) + key;
}

std::string PendingTextPrefix(const std::string& text_hash) { return kPendingTextMark + text_hash; }

std::string PendingTextKey(const std::string& text_hash, const std::string& key) {
  return PendingTextPrefix(text_hash) + key;
}

std::string KeyOfPendingQueue(std::string_view queue_key) {
  constexpr size_t kBefore = 1 + 1 + kNumberBytes;
  return queue_key.size() > kBefore ? std::string(queue_key.substr(kBefore)) : "";
}

std::string KeyOfPendingText(std::string_view text_key) {
  constexpr size_t kBefore = 1 + kTextHashBytes;
  return text_key.size() > kBefore ? std::string(text_key.substr(kBefore)) : "";
}

std::string RequestKey(const std::string& principal, const std::string& request_id) {
  return kRequestMark + Sha256Of(principal + '\0' + request_id);
}

std::string RequestTimeKey(int64_t unix_seconds, const std::string& request_key) {
  return kRequestTimePrefix + NumberBytes(unix_seconds) + request_key;
}

std::string EtagOf(const std::string& key, int64_t revision) {
  return Sha256HexOf(key + '\0' + NumberBytes(revision)).substr(0, 16);
}

}  // namespace meedoen::indexer
