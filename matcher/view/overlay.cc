#include "matcher/view/overlay.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

constexpr double kLengthTolerance = 1e-2;

// One that is not a unit vector would spoil every comparison with it.
absl::StatusOr<std::vector<float>> VectorOf(const v1::Change& change, int dimension) {
  const std::string& bytes = change.vector();
  if (bytes.size() != static_cast<size_t>(dimension) * sizeof(float)) {
    return absl::InvalidArgumentError(
        absl::StrCat("a vector of ", bytes.size(), " bytes where the snapshot has ", dimension, " dimensions"));
  }
  std::vector<float> vector(static_cast<size_t>(dimension));
  std::memcpy(vector.data(), bytes.data(), bytes.size());
  double squares = 0;
  for (const float value : vector) squares += double{value} * value;
  if (std::abs(squares - 1) <= kLengthTolerance) return vector;
  return absl::InvalidArgumentError(absl::StrCat("the squares of its vector add up to ", squares, ", not to 1"));
}

absl::StatusOr<std::shared_ptr<const OwnedSegment>> SegmentOf(int dimension, const std::vector<SegmentRowPtr>& rows) {
  if (rows.empty()) return nullptr;
  SegmentBuilder builder(dimension);
  for (const SegmentRowPtr& row : rows) MEEDOEN_RETURN_IF_ERROR(builder.Add(row));
  MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<OwnedSegment> segment, builder.Build());
  return std::shared_ptr<const OwnedSegment>(std::move(segment));
}

}  // namespace

Overlay::Overlay(std::shared_ptr<const Snapshot> snapshot, size_t most_recent)
    : most_recent_(most_recent),
      snapshot_(std::move(snapshot)),
      revision_(snapshot_->manifest().catalog_revision),
      hidden_(snapshot_->segment().rows, false) {}

bool Overlay::Rebase(std::shared_ptr<const Snapshot> snapshot) {
  const Manifest& now = snapshot_->manifest();
  const Manifest& next = snapshot->manifest();
  const int64_t base = next.catalog_revision;
  const bool same_model = next.model_id == now.model_id && next.dimension == now.dimension;
  if (base < now.catalog_revision || (!same_model && base < revision_)) return false;
  snapshot_ = std::move(snapshot);
  revision_ = std::max(revision_, base);
  absl::erase_if(entries_, [base](const auto& entry) { return entry.second.revision <= base; });
  hidden_.assign(snapshot_->segment().rows, false);
  settled_ = {};
  recent_.clear();
  for (const auto& [name, entry] : entries_) {
    recent_.insert(name);
    Hide(name);
  }
  return true;
}

absl::Status Overlay::Apply(const v1::WatchChangesResponse& changes) {
  if (!changes.model_id().empty() && changes.model_id() != snapshot_->manifest().model_id) {
    return absl::InvalidArgumentError(absl::StrCat("the indexer's vectors are of the model ", changes.model_id(),
                                                   ", those of the snapshot of ", snapshot_->manifest().model_id,
                                                   "; run \"meedoen-indexer rebuild\""));
  }
  if (changes.revision() <= revision_) return absl::OkStatus();
  absl::flat_hash_set<std::string> added;
  for (const v1::Change& change : changes.changes()) {
    if (!entries_.contains(change.name())) added.insert(change.name());
  }
  if (entries_.size() + added.size() > kMaxOverlayRows) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kMaxOverlayRows, " changes since the snapshot; run \"meedoen-indexer rebuild\""));
  }
  for (const v1::Change& change : changes.changes()) {
    Entry& entry = entries_[change.name()];
    entry.revision = changes.revision();
    entry.row = nullptr;
    const bool suggestible = !change.deleted() && !change.vector().empty();
    entry.to_place = suggestible ? std::make_unique<v1::Change>(change) : nullptr;
    recent_.insert(change.name());
    Hide(change.name());
  }
  revision_ = changes.revision();
  return absl::OkStatus();
}

void Overlay::Hide(const std::string& name) {
  const uint64_t hash = NameHash(name);
  if (const std::optional<uint32_t> row = snapshot_->segment().FindRow(hash)) hidden_[*row] = true;
  if (settled_.segment == nullptr) return;
  if (const std::optional<uint32_t> row = settled_.segment->view.FindRow(hash)) settled_.hidden[*row] = true;
}

void Overlay::LayOut(const std::string& name, Entry* entry, absl::CivilDay today) const {
  const std::unique_ptr<v1::Change> change = std::move(entry->to_place);
  if (change == nullptr) return;
  const auto row = [&]() -> absl::StatusOr<SegmentRowPtr> {
    if (change->activity().name() != name) return absl::InvalidArgumentError("it holds an activity of another name");
    MEEDOEN_ASSIGN_OR_RETURN(const std::vector<float> vector, VectorOf(*change, snapshot_->manifest().dimension));
    return MakeSegmentRow(change->activity(), vector, today);
  }();
  if (row.ok()) {
    entry->row = *row;
    entry->reported = false;
  } else if (!std::exchange(entry->reported, true)) {
    LogError("{} is left out, it cannot be laid out: {}; correct it, or delete it", name, row.status().ToString());
  }
}

// All changes into one layer.
absl::Status Overlay::Settle() {
  std::vector<SegmentRowPtr> rows;
  for (const auto& [name, entry] : entries_) {
    if (entry.row != nullptr) rows.push_back(entry.row);
  }
  MEEDOEN_ASSIGN_OR_RETURN(settled_.segment, SegmentOf(snapshot_->manifest().dimension, rows));
  settled_.hidden.assign(rows.size(), false);
  recent_.clear();
  return absl::OkStatus();
}

absl::StatusOr<ViewPtr> Overlay::MakeView(absl::Time now) {
  auto view = std::make_shared<View>();
  view->snapshot = snapshot_;
  view->revision = revision_;
  view->overlay_changes = static_cast<uint32_t>(entries_.size());
  view->made = now;
  if (entries_.empty()) return view;
  std::vector<SegmentRowPtr> rows;
  for (const std::string& name : recent_) {
    Entry& entry = entries_[name];
    LayOut(name, &entry, LocalDay(now));
    if (entry.row != nullptr) rows.push_back(entry.row);
  }
  if (recent_.size() > most_recent_) {
    MEEDOEN_RETURN_IF_ERROR(Settle());
    rows.clear();
  }
  view->hidden = hidden_;
  if (settled_.segment != nullptr) view->overlay.push_back(settled_);
  MEEDOEN_ASSIGN_OR_RETURN(const auto recent, SegmentOf(snapshot_->manifest().dimension, rows));
  if (recent != nullptr) view->overlay.push_back({recent, {}});
  return view;
}

}  // namespace meedoen::matcher
