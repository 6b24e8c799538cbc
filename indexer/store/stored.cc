#include "indexer/store/stored.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {

absl::Status DamagedRecord(Column column, std::string_view key, const std::string& why) {
  return absl::DataLossError(absl::StrCat(ColumnName(column), " record ", absl::CEscape({key.data(), key.size()}), " ",
                                          why,
                                          "; run verify for the extent, then restore the catalogue from a backup"));
}

absl::StatusOr<std::optional<storage::v1::StoredActivity>> GetStored(const Records& records, const std::string& key) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto value, records.Get(Column::kActivities, key));
  if (!value.has_value()) return std::optional<storage::v1::StoredActivity>();
  auto stored = ParseStored<storage::v1::StoredActivity>(Column::kActivities, key, *value);
  MEEDOEN_RETURN_IF_ERROR(stored.status());
  return std::optional<storage::v1::StoredActivity>(*std::move(stored));
}

absl::StatusOr<std::vector<float>> GetVector(const Records& records, const ModelKey& model,
                                             const std::string& text_hash) {
  const std::string key = EmbeddingKey(model.id, text_hash);
  MEEDOEN_ASSIGN_OR_RETURN(const auto value, records.Get(Column::kEmbeddings, key));
  if (!value.has_value()) return std::vector<float>();
  if (value->size() != static_cast<size_t>(model.dimension) * sizeof(float)) {
    return DamagedRecord(Column::kEmbeddings, key, absl::StrCat("is not ", model.dimension, " numbers long"));
  }
  return VectorOf(*value);
}

absl::StatusOr<int64_t> GetMetaNumber(const Records& records, const std::string& key, int64_t otherwise) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto value, records.Get(Column::kMeta, key));
  if (!value.has_value()) return otherwise;
  const auto number = NumberOf(*value);
  if (!number.has_value()) return DamagedRecord(Column::kMeta, key, "is not 8 bytes long");
  return *number;
}

storage::v1::PlaceRecord ToRecord(const Place& place) {
  storage::v1::PlaceRecord record;
  record.set_code(place.code);
  record.set_latitude(place.latitude);
  record.set_longitude(place.longitude);
  record.set_doubt_metres(place.doubt_metres);
  record.set_municipality_code(place.municipality_code);
  record.set_name(place.name);
  return record;
}

Place ToPlace(const storage::v1::PlaceRecord& record) {
  Place place;
  place.code = record.code();
  place.latitude = record.latitude();
  place.longitude = record.longitude();
  place.doubt_metres = record.doubt_metres();
  place.municipality_code = record.municipality_code();
  place.name = record.name();
  return place;
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);  // Rounds towards the past, also before 1970.
  int64_t seconds = micros / 1'000'000;
  if (micros % 1'000'000 < 0) --seconds;
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>((micros - seconds * 1'000'000) * 1000));
  return timestamp;
}

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

std::string SerializeDeterministic(const google::protobuf::MessageLite& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializePartialToCodedStream(&coded);  // proto3: never partial.
  }
  return bytes;
}

}  // namespace meedoen::indexer
