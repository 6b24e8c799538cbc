#include "core/geo/place_table.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "absl/strings/str_cat.h"
#include "core/base/names.h"

namespace meedoen {
namespace {

template <size_t kSize>
std::string_view Padded(const char (&text)[kSize]) {
  return {text, strnlen(text, kSize)};
}

template <size_t kSize>
void Pad(std::string_view text, char (&out)[kSize]) {
  std::memset(out, 0, kSize);
  std::memcpy(out, text.data(), std::min(text.size(), kSize));
}

}  // namespace

std::string PlaceTable::Encode(std::vector<Place> places) {
  std::map<std::string, const Place*> by_code;
  for (const Place& place : places) by_code[place.code] = &place;
  std::string bytes;
  bytes.reserve(by_code.size() * sizeof(Row));
  for (const auto& [code, place] : by_code) {
    Row row{};
    Pad(code, row.code);
    Pad(place->municipality_code, row.municipality);
    row.doubt_metres = place->doubt_metres;
    row.latitude = place->latitude;
    row.longitude = place->longitude;
    bytes.append(reinterpret_cast<const char*>(&row), sizeof(row));
  }
  return bytes;
}

absl::StatusOr<PlaceTable> PlaceTable::FromBytes(std::string_view bytes) {
  const bool aligned = reinterpret_cast<uintptr_t>(bytes.data()) % alignof(Row) == 0;
  if (bytes.size() % sizeof(Row) != 0 || !aligned) {
    return absl::DataLossError(absl::StrCat("table of places: ", bytes.size(), " bytes are not whole rows"));
  }
  PlaceTable table;
  table.rows_ = {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
  return table;
}

const PlaceTable::Row* PlaceTable::FindRow(std::string_view code) const {
  const auto less = [](const Row& row, std::string_view wanted) { return Padded(row.code) < wanted; };
  const auto found = std::lower_bound(rows_.begin(), rows_.end(), code, less);
  return found != rows_.end() && Padded(found->code) == code ? &*found : nullptr;
}

std::optional<PlaceTable::Spot> PlaceTable::Locate(std::string_view code) const {
  const Row* row = FindRow(code);
  if (row == nullptr) return std::nullopt;
  return Spot{row->latitude, row->longitude, row->doubt_metres};
}

absl::StatusOr<Place> PlaceTable::Find(std::string_view code) const {
  const Row* row = FindRow(code);
  if (row == nullptr && AreaKindOf(code) == AreaKind::kPostcode6) row = FindRow(code.substr(0, 4));
  if (row == nullptr) {
    return absl::NotFoundError(absl::StrCat("\"", std::string(code.substr(0, 12)),
                                            "\" is not in the table of places; check the code, or add it with "
                                            "\"meedoen-indexer places import FILE\""));
  }
  return Place{
      std::string(code), row->latitude, row->longitude, row->doubt_metres, std::string(Padded(row->municipality)), ""};
}

}  // namespace meedoen
