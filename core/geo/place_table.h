// The table of postcodes and neighbourhoods, looked up by code. Fixed-width rows in the order of codes, so that it is
// read from a mapped file as it is.
//
// Threads: const methods are safe. Ownership: a view does not own its bytes; they must outlive it.
// Errors: DATA_LOSS for bytes that are not such a table; NOT_FOUND for a code that is not in it, with what is missing.
// Cost: a binary search, below 1 microsecond.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/geo/place.h"

namespace meedoen {

class PlaceTable {
 public:
  PlaceTable() = default;

  // The bytes of a table, from places in any order; of two with one code the later one stays.
  static std::string Encode(std::vector<Place> places);
  static absl::StatusOr<PlaceTable> FromBytes(std::string_view bytes);

  size_t size() const { return rows_.size(); }

  // Where a code lies and how large it is, exactly as it stands in the table. Cost: without the texts that Find makes.
  struct Spot {
    double latitude = 0;
    double longitude = 0;
    uint32_t doubt_metres = 0;
  };
  std::optional<Spot> Locate(std::string_view code) const;

  // A PC6 that is not in the table is looked up as its PC4, with that one's doubt. The name is left empty.
  absl::StatusOr<Place> Find(std::string_view code) const;

 private:
  struct Row {
    char code[12];  // Padded with zeros.
    char municipality[8];
    uint32_t doubt_metres;
    double latitude;
    double longitude;
  };
  static_assert(sizeof(Row) == 40);

  const Row* FindRow(std::string_view code) const;
  std::span<const Row> rows_;
};

}  // namespace meedoen
