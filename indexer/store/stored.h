// Reading what is stored: bytes to records, with errors that name the record.
//
// Threads: safe. Errors: DATA_LOSS naming column family and key when bytes cannot be read as what they should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/geo/place.h"
#include "google/protobuf/timestamp.pb.h"
#include "indexer/store/database.h"
#include "meedoen/storage/v1/storage.pb.h"

namespace meedoen::indexer {

absl::Status DamagedRecord(Column column, std::string_view key, const std::string& why);

template <typename Message>
absl::StatusOr<Message> ParseStored(Column column, std::string_view key, std::string_view value) {
  Message message;
  if (!message.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
    return DamagedRecord(column, key, "cannot be parsed");
  }
  return message;
}

// Nothing there: nullopt. Of kActivities that is never so for a key that was deleted: a tombstone is there.
absl::StatusOr<std::optional<storage::v1::StoredActivity>> GetStored(const Records& records, const std::string& key);

// The vector of a text; empty: it has none. DATA_LOSS if it is not of `dimension` numbers.
struct ModelKey {
  std::string id;
  int dimension = 0;
};
absl::StatusOr<std::vector<float>> GetVector(const Records& records, const ModelKey& model,
                                             const std::string& text_hash);

absl::StatusOr<int64_t> GetMetaNumber(const Records& records, const std::string& key, int64_t otherwise);

storage::v1::PlaceRecord ToRecord(const Place& place);
Place ToPlace(const storage::v1::PlaceRecord& record);

google::protobuf::Timestamp ToTimestamp(absl::Time time);  // To the microsecond.
absl::Time ToTime(const google::protobuf::Timestamp& timestamp);

// The same message gives the same bytes.
std::string SerializeDeterministic(const google::protobuf::MessageLite& message);

}  // namespace meedoen::indexer
