#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/index/segment.h"

namespace meedoen {
namespace {

constexpr CellId kNoCell = std::numeric_limits<CellId>::max();

template <typename T>
void Append(T value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof(value));
}

}  // namespace

std::vector<std::string> SegmentSectionNames() {
  std::vector<std::string> names;
#define MEEDOEN_NAME(type, name) names.push_back(#name);
  MEEDOEN_COLUMNS(MEEDOEN_NAME)
#undef MEEDOEN_NAME
  for (const char* name : {"vectors", "cells", "cell_offsets", "session_offsets", "session_starts", "session_lengths",
                           "area_codes", "area_offsets", "area_rows", "name_order", "record_offsets", "records"}) {
    names.push_back(name);
  }
  return names;
}

absl::StatusOr<SegmentRowPtr> MakeSegmentRow(const v1::Activity& activity, std::span<const float> vector,
                                             absl::CivilDay today) {
  auto facts = FactsOf(activity, today);
  if (!facts.ok()) return Annotate(facts.status(), activity.name());
  auto row = std::make_shared<SegmentRow>(SegmentRow{
      kNoCell, activity.name(), *std::move(facts), activity.SerializeAsString(), {vector.begin(), vector.end()}});
  if ((row->facts.flags & flag::kHasPlace) != 0) row->cell = CellOf({row->facts.latitude, row->facts.longitude});
  return row;
}

absl::Status SegmentBuilder::CheckRoomFor(const std::string& name, size_t vector_size) const {
  if (rows() >= most_rows_) {
    return absl::ResourceExhaustedError(
        absl::StrCat(name, ": a segment holds at most ", most_rows_, " activities; split the catalogue"));
  }
  if (vector_size == static_cast<size_t>(dimension_)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, ": a vector of ", vector_size, " numbers where the model has ",
                                                 dimension_, "; rebuild with the model that made the vectors"));
}

absl::Status SegmentBuilder::Add(const v1::Activity& activity, std::span<const float> vector, absl::CivilDay today) {
  MEEDOEN_RETURN_IF_ERROR(CheckRoomFor(activity.name(), vector.size()));
  MEEDOEN_ASSIGN_OR_RETURN(SegmentRowPtr row, MakeSegmentRow(activity, vector, today));
  rows_.push_back(std::move(row));
  return absl::OkStatus();
}

absl::Status SegmentBuilder::Add(SegmentRowPtr row) {
  MEEDOEN_RETURN_IF_ERROR(CheckRoomFor(row->name, row->vector.size()));
  rows_.push_back(std::move(row));
  return absl::OkStatus();
}

void SegmentBuilder::Finish() {
  std::sort(rows_.begin(), rows_.end(), [](const SegmentRowPtr& a, const SegmentRowPtr& b) {
    return a->cell != b->cell ? a->cell < b->cell : a->name < b->name;
  });
}

template <typename T, typename Get>
std::string SegmentBuilder::Gather(Get get) const {
  std::string out;
  out.reserve(rows_.size() * sizeof(T));
  for (const SegmentRowPtr& row : rows_) Append<T>(get(*row), &out);
  return out;
}

std::string SegmentBuilder::Section(const std::string& name) const {
#define MEEDOEN_COLUMN(type, column) \
  if (name == #column) return Gather<type>([](const SegmentRow& row) { return row.facts.column; });
  MEEDOEN_COLUMNS(MEEDOEN_COLUMN)
#undef MEEDOEN_COLUMN
  if (name == "vectors") return Vectors();
  if (name == "name_order") return NameOrder();
  if (name == "records") return Records(false);
  if (name == "record_offsets") return Records(true);
  std::string out;
  AppendCells(name, &out);
  AppendAreas(name, &out);
  AppendSessions(name, &out);
  return out;
}

std::string SegmentBuilder::Vectors() const {
  std::string out(rows_.size() * stride() * sizeof(float), '\0');
  for (size_t row = 0; row < rows_.size(); ++row) {
    std::memcpy(out.data() + row * stride() * sizeof(float), rows_[row]->vector.data(), dimension_ * sizeof(float));
  }
  return out;
}

std::string SegmentBuilder::NameOrder() const {
  std::vector<uint32_t> order(rows_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    return std::pair(rows_[a]->facts.name_hash, a) < std::pair(rows_[b]->facts.name_hash, b);
  });
  return {reinterpret_cast<const char*>(order.data()), order.size() * sizeof(uint32_t)};
}

std::string SegmentBuilder::Records(bool offsets) const {
  std::string out;
  uint64_t offset = 0;
  if (offsets) Append<uint64_t>(0, &out);
  for (const SegmentRowPtr& row : rows_) {
    offset += row->record.size();
    if (offsets) {
      Append<uint64_t>(offset, &out);
    } else {
      out += row->record;
    }
  }
  return out;
}

void SegmentBuilder::AppendCells(const std::string& name, std::string* out) const {
  if (name != "cells" && name != "cell_offsets") return;
  const bool offsets = name == "cell_offsets";
  CellId last = kNoCell;
  uint32_t row = 0;
  for (; row < rows_.size() && rows_[row]->cell != kNoCell; ++row) {
    if (rows_[row]->cell == last) continue;
    last = rows_[row]->cell;
    Append<uint32_t>(offsets ? row : last, out);
  }
  if (offsets) Append<uint32_t>(row, out);
}

void SegmentBuilder::AppendAreas(const std::string& name, std::string* out) const {
  if (name != "area_codes" && name != "area_offsets" && name != "area_rows") return;
  std::map<std::string, std::vector<uint32_t>> rows_of;
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    for (const std::string& code : rows_[row]->facts.areas) rows_of[code].push_back(row);
  }
  uint32_t offset = 0;
  if (name == "area_offsets") Append<uint32_t>(0, out);
  for (auto& [code, rows] : rows_of) {
    offset += static_cast<uint32_t>(rows.size());
    if (name == "area_offsets") Append<uint32_t>(offset, out);
    if (name == "area_rows") {
      for (const uint32_t row : rows) Append<uint32_t>(row, out);
    }
    if (name == "area_codes") {
      std::string padded = code.substr(0, 12);
      padded.resize(12, '\0');
      out->append(padded);
    }
  }
}

void SegmentBuilder::AppendSessions(const std::string& name, std::string* out) const {
  if (name == "session_offsets") Append<uint64_t>(0, out);
  uint64_t offset = 0;
  for (const SegmentRowPtr& row : rows_) {
    offset += row->facts.sessions.size();
    if (name == "session_offsets") Append<uint64_t>(offset, out);
    for (const Session& session : row->facts.sessions) {
      if (name == "session_starts") Append<int32_t>(session.start_minute, out);
      if (name == "session_lengths") Append<uint16_t>(session.length_minutes, out);
    }
  }
}

absl::StatusOr<std::unique_ptr<OwnedSegment>> SegmentBuilder::Build() {
  Finish();
  auto segment = std::make_unique<OwnedSegment>();
  Sections sections;
  for (const std::string& name : SegmentSectionNames()) {
    segment->bytes[name] = Section(name);
    sections[name] = segment->bytes[name];
  }
  MEEDOEN_ASSIGN_OR_RETURN(segment->view, SegmentView::FromSections(sections, rows(), dimension_));
  return segment;
}

}  // namespace meedoen
