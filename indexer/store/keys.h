// Keys and small values of the database, byte by byte as docs/formats/store.md has them.
//
// Threads: safe. Errors: none on writing; a reader gets nothing (nullopt) from bytes of the wrong length.
// Numbers in keys are big-endian, so that the order of bytes is the order of numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meedoen::indexer {

inline constexpr size_t kTextHashBytes = 32;

std::string NumberBytes(int64_t number);  // 8 bytes, big-endian.
std::optional<int64_t> NumberOf(std::string_view bytes);

std::string HistoryKey(const std::string& key, int64_t revision);
std::string HistoryPrefix(const std::string& key);  // Of every version of one activity.

std::string EmbeddingPrefix(const std::string& model_id);
std::string EmbeddingKey(const std::string& model_id, const std::string& text_hash);
std::string VectorBytes(const std::vector<float>& vector);  // Little-endian, 4 bytes a number.
std::vector<float> VectorOf(std::string_view bytes);

// Pending texts are kept twice: in the order of work, and by text.
enum class Urgency : uint8_t { kInteractive = 0, kBulk = 1 };
struct PendingPosition {
  Urgency urgency = Urgency::kInteractive;
  int64_t revision = 0;
};
inline constexpr char kPendingQueuePrefix[] = "q";
inline constexpr size_t kPendingPositionBytes = 9;  // They stand behind the prefix of a queue key.
std::string PendingQueueKey(PendingPosition position, const std::string& key);
std::string PendingTextPrefix(const std::string& text_hash);
std::string PendingTextKey(const std::string& text_hash, const std::string& key);
std::string PendingPositionBytes(PendingPosition position);
std::optional<PendingPosition> PendingPositionOf(std::string_view bytes);
std::string KeyOfPendingQueue(std::string_view queue_key);  // The activity's key in it; empty if malformed.
std::string KeyOfPendingText(std::string_view text_key);

std::string RequestKey(const std::string& principal, const std::string& request_id);
inline constexpr char kRequestTimePrefix[] = "t";
std::string RequestTimeKey(int64_t unix_seconds, const std::string& request_key);

// Names one version of one activity: 16 hexadecimal digits.
std::string EtagOf(const std::string& key, int64_t revision);

// Keys of the column family `meta`.
inline constexpr char kMetaFormat[] = "format";
inline constexpr char kMetaRevision[] = "revision";
inline constexpr char kMetaTrimmed[] = "trimmed";  // The lowest revision that the change log still has.
inline constexpr char kMetaModel[] = "model";
inline constexpr char kMetaDimension[] = "dimension";
inline constexpr char kMetaRequeue[] = "requeue";      // There while the pending texts are being listed anew.
inline constexpr char kMetaCatalogue[] = "catalogue";  // Tells it from others; there from its first backup on.
inline constexpr int64_t kFormatVersion = 1;

}  // namespace meedoen::indexer
