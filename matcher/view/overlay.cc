#include "matcher/view/overlay.h"

#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/civil_time.h"
#include "core/base/limits.h"
#include "core/base/status.h"

namespace meedoen::matcher {
namespace {

absl::StatusOr<std::vector<float>> VectorOf(const v1::Change& change, int dimension) {
  const std::string& bytes = change.vector();
  if (bytes.size() != static_cast<size_t>(dimension) * sizeof(float)) {
    return absl::InvalidArgumentError(absl::StrCat(change.name(), ": a vector of ", bytes.size(),
                                                   " bytes where the snapshot has ", dimension,
                                                   " dimensions; the indexer uses another model"));
  }
  std::vector<float> vector(static_cast<size_t>(dimension));
  std::memcpy(vector.data(), bytes.data(), bytes.size());
  return vector;
}

}  // namespace

Overlay::Overlay(std::shared_ptr<const Snapshot> snapshot)
    : snapshot_(std::move(snapshot)), revision_(snapshot_->manifest().catalog_revision) {}

bool Overlay::Rebase(std::shared_ptr<const Snapshot> snapshot) {
  const int64_t base = snapshot->manifest().catalog_revision;
  if (base < snapshot_->manifest().catalog_revision) return false;
  snapshot_ = std::move(snapshot);
  std::erase_if(entries_, [base](const auto& entry) { return entry.second.revision <= base; });
  revision_ = std::max(revision_, base);
  return true;
}

absl::Status Overlay::Apply(const v1::WatchChangesResponse& changes) {
  if (changes.revision() <= revision_) return absl::OkStatus();
  if (!changes.model_id().empty() && changes.model_id() != snapshot_->manifest().model_id) {
    return absl::InvalidArgumentError(
        absl::StrCat("revision ", changes.revision(), " has vectors of the model ", changes.model_id(),
                     ", the snapshot those of ", snapshot_->manifest().model_id, "; run \"meedoen-indexer rebuild\""));
  }
  size_t rows = entries_.size();
  for (const v1::Change& change : changes.changes()) rows += !entries_.contains(change.name());
  if (rows > kMaxOverlayRows) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", kMaxOverlayRows, " changes since the snapshot; run \"meedoen-indexer rebuild\""));
  }
  std::map<std::string, Entry> added;
  for (const v1::Change& change : changes.changes()) {
    Entry entry{changes.revision(), !change.deleted() && !change.vector().empty(), change.activity(), {}};
    if (entry.suggestible) {
      MEEDOEN_ASSIGN_OR_RETURN(entry.vector, VectorOf(change, snapshot_->manifest().dimension));
    }
    added.insert_or_assign(change.name(), std::move(entry));
  }
  added.merge(entries_);  // What is in both stays as added.
  entries_ = std::move(added);
  revision_ = changes.revision();
  return absl::OkStatus();
}

absl::StatusOr<ViewPtr> Overlay::MakeView(absl::Time now) const {
  auto view = std::make_shared<View>();
  view->snapshot = snapshot_;
  view->revision = revision_;
  view->overlay_changes = static_cast<uint32_t>(entries_.size());
  view->made = now;
  if (entries_.empty()) return view;
  const SegmentView& base = snapshot_->segment();
  view->hidden.assign(base.rows, false);
  SegmentBuilder builder(snapshot_->manifest().dimension);
  for (const auto& [name, entry] : entries_) {
    if (const std::optional<uint32_t> row = base.FindRow(NameHash(name))) view->hidden[*row] = true;
    if (!entry.suggestible) continue;
    MEEDOEN_RETURN_IF_ERROR(builder.Add(entry.activity, entry.vector, LocalDay(now)));
  }
  MEEDOEN_ASSIGN_OR_RETURN(view->overlay, builder.Build());
  return view;
}

}  // namespace meedoen::matcher
