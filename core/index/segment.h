// A segment: activities laid out for search. Rows are sorted by place (grid cell, then name); rows without a place come
// last. Everything is an array, so that a million activities are a handful of mapped files and not a million objects. A
// snapshot is one segment in files; the overlay of later changes is one in memory; both are read through SegmentView.
//
// Threads: a view is constant, any number may read it. Ownership: a view does not own its bytes; an OwnedSegment does.
// Errors: DATA_LOSS for sections that do not fit together, by the section's name.
// Shapes: column arrays have `rows` elements; vectors rows x stride floats, of which the first `dimension` count
// (stride is dimension rounded up to 16, so that each row starts at a multiple of 64 bytes).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/limits.h"
#include "core/geo/grid.h"
#include "core/index/facts.h"
#include "meedoen/v1/activity.pb.h"

namespace meedoen {

// Rows `begin` to `end`, end not included.
struct RowRun {
  uint32_t begin;
  uint32_t end;
  friend bool operator==(const RowRun&, const RowRun&) = default;
};

// Floats from one row of vectors to the next: the dimension rounded up to 16.
inline size_t StrideOf(int dimension) { return (static_cast<size_t>(dimension) + 15) / 16 * 16; }

// Sections by name; the names are also those of a snapshot's files.
using Sections = std::map<std::string, std::string_view>;

struct SegmentView {
  uint32_t rows = 0;
  int dimension = 0;
  size_t stride = 0;
  uint32_t largest_doubt_metres = 0;

#define MEEDOEN_SPAN(type, name) std::span<const type> name;
  MEEDOEN_COLUMNS(MEEDOEN_SPAN)
#undef MEEDOEN_SPAN

  std::span<const float> vectors;
  std::span<const CellId> cells;              // Cells with rows, rising.
  std::span<const uint32_t> cell_offsets;     // Rows of cells[i]: cell_offsets[i] to cell_offsets[i + 1].
  std::span<const uint64_t> session_offsets;  // Sessions of row r: session_offsets[r] to [r + 1].
  std::span<const int32_t> session_starts;
  std::span<const uint16_t> session_lengths;
  std::string_view area_codes;             // 12 bytes a code, padded with zeros, rising.
  std::span<const uint32_t> area_offsets;  // Into area_rows, as cell_offsets.
  std::span<const uint32_t> area_rows;
  std::span<const uint32_t> name_order;  // Rows in the order of name_hash.
  std::span<const uint64_t> record_offsets;
  std::string_view records;  // Serialised Activity messages, one after the other.

  // Checks that every section is there and of the right size, and every offset within bounds.
  static absl::StatusOr<SegmentView> FromSections(const Sections& sections, uint32_t rows, int dimension);

  const float* Vector(uint32_t row) const { return vectors.data() + static_cast<size_t>(row) * stride; }

  // Rows of the cells in these runs. Cost: a binary search a run.
  std::vector<RowRun> RowsIn(const std::vector<CellRun>& runs) const;

  // Rows that people of this area reach without travelling. Cost: a binary search.
  std::span<const uint32_t> RowsOfArea(std::string_view code) const;

  // The codes from `first` up to, not including, `end`, rising, that rows have. Cost: two binary searches.
  std::vector<std::string_view> AreaCodesIn(std::string_view first, std::string_view end) const;

  std::optional<uint32_t> FindRow(uint64_t name_hash) const;

  // DATA_LOSS if the record cannot be read. Cost: some microseconds.
  absl::StatusOr<v1::Activity> Record(uint32_t row) const;

  size_t FirstAreaCode(std::string_view code) const;  // The number of the first code that is not below this.
};

// Every section a segment has, in a fixed order.
std::vector<std::string> SegmentSectionNames();

// A segment in memory.
struct OwnedSegment {
  std::map<std::string, std::string> bytes;
  SegmentView view;
};

// What a segment holds of one activity: worked out once, then put into any number of segments. Constant.
struct SegmentRow {
  CellId cell;  // Past every real cell for rows without a place.
  std::string name;
  RowFacts facts;
  std::string record;
  std::vector<float> vector;
};
using SegmentRowPtr = std::shared_ptr<const SegmentRow>;

// INVALID_ARGUMENT: a name, date or rule cannot be read. Cost: that of FactsOf.
absl::StatusOr<SegmentRowPtr> MakeSegmentRow(const v1::Activity& activity, std::span<const float> vector,
                                             absl::CivilDay today);

// Collects activities and lays them out. One thread at a time. Cost: 1,000,000 rows need some 4 GB at the peak; a row
// that was worked out before (bench/live), some 4 microseconds.
class SegmentBuilder {
 public:
  // `most_rows` is for tests.
  explicit SegmentBuilder(int dimension, uint32_t most_rows = kMaxActivities)
      : dimension_(dimension), most_rows_(most_rows) {}

  // INVALID_ARGUMENT: the vector has another dimension, or a date or rule cannot be read. RESOURCE_EXHAUSTED: too many
  // rows.
  absl::Status Add(const v1::Activity& activity, std::span<const float> vector, absl::CivilDay today);
  absl::Status Add(SegmentRowPtr row);

  uint32_t rows() const { return static_cast<uint32_t>(rows_.size()); }
  size_t stride() const { return StrideOf(dimension_); }

  // Sorts; call once, after the last Add and before Section.
  void Finish();
  std::string Section(const std::string& name) const;

  // All sections in memory, with a view of them.
  absl::StatusOr<std::unique_ptr<OwnedSegment>> Build();

 private:
  absl::Status CheckRoomFor(const std::string& name, size_t vector_size) const;
  template <typename T, typename Get>
  std::string Gather(Get get) const;
  void AppendCells(const std::string& name, std::string* out) const;
  void AppendAreas(const std::string& name, std::string* out) const;
  void AppendSessions(const std::string& name, std::string* out) const;
  std::string Records(bool offsets) const;
  std::string NameOrder() const;
  std::string Vectors() const;

  const int dimension_;
  const uint32_t most_rows_;
  std::vector<SegmentRowPtr> rows_;
};

}  // namespace meedoen
