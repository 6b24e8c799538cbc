#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/index/segment.h"

namespace meedoen {
namespace {

constexpr size_t kAreaCodeBytes = 12;

std::string_view AreaCode(std::string_view codes, size_t index) {
  const char* code = codes.data() + index * kAreaCodeBytes;
  return {code, strnlen(code, kAreaCodeBytes)};
}

absl::Status Damaged(const std::string& section, const std::string& what) {
  return absl::DataLossError(absl::StrCat("segment section \"", section, "\": ", what,
                                          "; build a new snapshot with \"meedoen-indexer rebuild\""));
}

// Reads typed arrays out of the sections and remembers the first thing that is wrong.
class SectionReader {
 public:
  explicit SectionReader(const Sections& sections) : sections_(sections) {}

  std::string_view Bytes(const std::string& name) {
    const auto found = sections_.find(name);
    if (found != sections_.end()) return found->second;
    Fail(name, "is missing");
    return {};
  }

  template <typename T>
  std::span<const T> Array(const std::string& name) {
    const std::string_view bytes = Bytes(name);
    if (bytes.size() % sizeof(T) != 0 || reinterpret_cast<uintptr_t>(bytes.data()) % alignof(T) != 0) {
      Fail(name, absl::StrCat(bytes.size(), " bytes are not whole elements"));
      return {};
    }
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  template <typename T>
  std::span<const T> Array(const std::string& name, size_t length) {
    const std::span<const T> array = Array<T>(name);
    if (status_.ok() && array.size() != length) {
      Fail(name, absl::StrCat(array.size(), " elements where there should be ", length));
    }
    return array;
  }

  // Offsets must start at 0, never fall, and end between `least_end` and `end`.
  template <typename T>
  void CheckOffsets(const std::string& name, std::span<const T> offsets, size_t least_end, size_t end) {
    if (!status_.ok()) return;
    if (offsets.empty() || offsets.front() != 0 || offsets.back() < least_end || offsets.back() > end ||
        !std::is_sorted(offsets.begin(), offsets.end())) {
      Fail(name, "the offsets do not fit what they point into");
    }
  }

  // What is searched by halves must rise, or search would miss what is there.
  template <typename Less>
  void CheckOrder(const std::string& name, size_t count, Less less) {
    for (size_t i = 1; status_.ok() && i < count; ++i) {
      if (!less(i - 1, i)) Fail(name, absl::StrCat("element ", i, " is out of order"));
    }
  }

  void CheckRows(const std::string& name, std::span<const uint32_t> row_numbers, uint32_t rows) {
    const auto outside = [rows](uint32_t row) { return row >= rows; };
    if (std::any_of(row_numbers.begin(), row_numbers.end(), outside)) Fail(name, "a row number is too high");
  }

  void Fail(const std::string& section, const std::string& what) {
    if (status_.ok()) status_ = Damaged(section, what);
  }

  const absl::Status& status() const { return status_; }

 private:
  const Sections& sections_;
  absl::Status status_;
};

// Whether the sections fit each other; no index in them may lead outside.
void CheckTogether(const SegmentView& view, SectionReader* reader) {
  if (!reader->status().ok()) return;
  reader->CheckOffsets("cell_offsets", view.cell_offsets, 0, view.rows);
  reader->CheckOffsets("session_offsets", view.session_offsets, view.session_starts.size(), view.session_starts.size());
  reader->CheckOffsets("area_offsets", view.area_offsets, view.area_rows.size(), view.area_rows.size());
  reader->CheckOffsets("record_offsets", view.record_offsets, view.records.size(), view.records.size());
  reader->CheckRows("area_rows", view.area_rows, view.rows);
  reader->CheckRows("name_order", view.name_order, view.rows);
  reader->CheckOrder("cells", view.cells.size(), [&](size_t a, size_t b) { return view.cells[a] < view.cells[b]; });
  reader->CheckOrder("area_codes", view.area_codes.size() / kAreaCodeBytes,
                     [&](size_t a, size_t b) { return AreaCode(view.area_codes, a) < AreaCode(view.area_codes, b); });
  reader->CheckOrder("name_order", view.name_order.size(), [&](size_t a, size_t b) {
    return view.name_hash[view.name_order[a]] <= view.name_hash[view.name_order[b]];
  });
}

}  // namespace

absl::StatusOr<SegmentView> SegmentView::FromSections(const Sections& sections, uint32_t rows, int dimension) {
  SectionReader reader(sections);
  SegmentView view;
  view.rows = rows;
  view.dimension = dimension;
  view.stride = StrideOf(dimension);
#define MEEDOEN_READ(type, name) view.name = reader.Array<type>(#name, rows);
  MEEDOEN_COLUMNS(MEEDOEN_READ)
#undef MEEDOEN_READ
  view.vectors = reader.Array<float>("vectors", rows * view.stride);
  view.cells = reader.Array<CellId>("cells");
  view.cell_offsets = reader.Array<uint32_t>("cell_offsets", view.cells.size() + 1);
  view.session_offsets = reader.Array<uint64_t>("session_offsets", rows + size_t{1});
  view.session_starts = reader.Array<int32_t>("session_starts");
  view.session_lengths = reader.Array<uint16_t>("session_lengths", view.session_starts.size());
  view.area_codes = reader.Bytes("area_codes");
  if (view.area_codes.size() % kAreaCodeBytes != 0) reader.Fail("area_codes", "not whole codes of 12 bytes");
  view.area_offsets = reader.Array<uint32_t>("area_offsets", view.area_codes.size() / kAreaCodeBytes + 1);
  view.area_rows = reader.Array<uint32_t>("area_rows");
  view.name_order = reader.Array<uint32_t>("name_order", rows);
  view.record_offsets = reader.Array<uint64_t>("record_offsets", rows + size_t{1});
  view.records = reader.Bytes("records");
  CheckTogether(view, &reader);
  if (!reader.status().ok()) return reader.status();
  for (const uint16_t doubt : view.doubt_metres) {
    view.largest_doubt_metres = std::max<uint32_t>(view.largest_doubt_metres, doubt);
  }
  return view;
}

std::vector<RowRun> SegmentView::RowsIn(const std::vector<CellRun>& runs) const {
  std::vector<RowRun> rows_in;
  for (const CellRun& run : runs) {
    const auto first = std::lower_bound(cells.begin(), cells.end(), run.first);
    const auto last = std::upper_bound(first, cells.end(), run.last);
    const RowRun found{cell_offsets[first - cells.begin()], cell_offsets[last - cells.begin()]};
    if (found.begin < found.end) rows_in.push_back(found);
  }
  return rows_in;
}

size_t SegmentView::FirstAreaCode(std::string_view code) const {
  size_t low = 0, high = area_offsets.size() - 1;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (AreaCode(area_codes, middle) < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::span<const uint32_t> SegmentView::RowsOfArea(std::string_view code) const {
  const size_t at = FirstAreaCode(code);
  if (at + 1 >= area_offsets.size() || AreaCode(area_codes, at) != code) return {};
  return area_rows.subspan(area_offsets[at], area_offsets[at + 1] - area_offsets[at]);
}

std::vector<std::string_view> SegmentView::AreaCodesIn(std::string_view first, std::string_view end) const {
  std::vector<std::string_view> codes;
  for (size_t at = FirstAreaCode(first); at + 1 < area_offsets.size(); ++at) {
    const std::string_view code = AreaCode(area_codes, at);
    if (code >= end) break;
    codes.push_back(code);
  }
  return codes;
}

std::optional<uint32_t> SegmentView::FindRow(uint64_t wanted) const {
  const auto less = [this](uint32_t row, uint64_t hash) { return name_hash[row] < hash; };
  const auto found = std::lower_bound(name_order.begin(), name_order.end(), wanted, less);
  if (found == name_order.end() || name_hash[*found] != wanted) return std::nullopt;
  return *found;
}

absl::StatusOr<v1::Activity> SegmentView::Record(uint32_t row) const {
  v1::Activity activity;
  const uint64_t begin = record_offsets[row], size = record_offsets[row + 1] - begin;
  if (!activity.ParseFromArray(records.data() + begin, static_cast<int>(size))) {
    return Damaged("records", absl::StrCat("the record of row ", row, " cannot be read"));
  }
  return activity;
}

}  // namespace meedoen
