#include "indexer/build/snapshot_diff.h"

#include <map>
#include <string>
#include <utility>

#include "core/activity/field_paths.h"
#include "core/base/status.h"

namespace meedoen::indexer {
namespace {

using Entry = v1::DiffSnapshotsResponse::Entry;

std::string_view RecordBytes(const SegmentView& segment, uint32_t row) {
  const uint64_t begin = segment.record_offsets[row];
  return segment.records.substr(begin, segment.record_offsets[row + 1] - begin);
}

// Walks both in the order of the names' hashes, so that each name is met once.
class Comparison {
 public:
  Comparison(const SegmentView& from, const SegmentView& to, uint32_t most) : from_(from), to_(to), most_(most) {}

  absl::StatusOr<v1::DiffSnapshotsResponse> Run() {
    size_t a = 0, b = 0;
    while (a < from_.rows || b < to_.rows) {
      const bool only_from = b == to_.rows || (a < from_.rows && HashAt(from_, a) < HashAt(to_, b));
      const bool only_to = !only_from && (a == from_.rows || HashAt(to_, b) < HashAt(from_, a));
      if (only_from) {
        MEEDOEN_RETURN_IF_ERROR(Note(Entry::REMOVED, from_, from_.name_order[a++]));
        counts_.set_removed(counts_.removed() + 1);
      } else if (only_to) {
        MEEDOEN_RETURN_IF_ERROR(Note(Entry::ADDED, to_, to_.name_order[b++]));
        counts_.set_added(counts_.added() + 1);
      } else {
        MEEDOEN_RETURN_IF_ERROR(Compare(from_.name_order[a++], to_.name_order[b++]));
      }
    }
    v1::DiffSnapshotsResponse response;
    *response.mutable_counts() = counts_;
    for (auto& [name, entry] : entries_) *response.add_entries() = std::move(entry);
    return response;
  }

 private:
  static uint64_t HashAt(const SegmentView& segment, size_t position) {
    return segment.name_hash[segment.name_order[position]];
  }

  absl::Status Compare(uint32_t from_row, uint32_t to_row) {
    if (RecordBytes(from_, from_row) != RecordBytes(to_, to_row)) {
      MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity before, from_.Record(from_row));
      MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity after, to_.Record(to_row));
      std::vector<std::string> fields = ChangedFields(before, after);
      // Bookkeeping, which the report counts by itself.
      std::erase_if(fields, [](const std::string& path) { return path == "duplicates" || path == "edited_fields"; });
      if (!fields.empty()) {
        counts_.set_changed(counts_.changed() + 1);
        Keep(Entry::CHANGED, after, fields);
        return absl::OkStatus();
      }
    }
    counts_.set_unchanged(counts_.unchanged() + 1);
    return absl::OkStatus();
  }

  absl::Status Note(Entry::Kind kind, const SegmentView& segment, uint32_t row) {
    if (most_ == 0) return absl::OkStatus();
    MEEDOEN_ASSIGN_OR_RETURN(const v1::Activity activity, segment.Record(row));
    Keep(kind, activity, {});
    return absl::OkStatus();
  }

  void Keep(Entry::Kind kind, const v1::Activity& activity, const std::vector<std::string>& fields) {
    if (most_ == 0) return;
    Entry& entry = entries_[activity.name()];
    entry.set_kind(kind);
    entry.set_name(activity.name());
    entry.set_title(activity.title());
    entry.mutable_changed_fields()->Assign(fields.begin(), fields.end());
    if (entries_.size() > most_) entries_.erase(std::prev(entries_.end()));
  }

  const SegmentView& from_;
  const SegmentView& to_;
  const uint32_t most_;
  v1::SnapshotDiff counts_;
  std::map<std::string, Entry> entries_;  // By name; the first `most_`.
};

}  // namespace

absl::StatusOr<v1::DiffSnapshotsResponse> DiffSegments(const SegmentView& from, const SegmentView& to, uint32_t most) {
  return Comparison(from, to, most).Run();
}

}  // namespace meedoen::indexer
