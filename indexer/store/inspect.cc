// The checks of each kind of record, for verify.cc and repair.cc.
#include <cmath>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "indexer/store/keys.h"
#include "indexer/store/verify.h"

namespace meedoen::indexer {
namespace {

using storage::v1::ChangeRecord;
using storage::v1::PlaceRecord;
using storage::v1::RequestRecord;
using storage::v1::StoredActivity;

class Inspector {
 public:
  Inspector(const Records& view, const ModelKey& model, bool repairable_only, std::vector<Finding>& findings)
      : view_(view), model_(model), repairable_only_(repairable_only), findings_(findings) {}

  void Run() {
    Number(kMetaFormat, kFormatVersion);
    Number(kMetaDimension, 0);
    revision_ = Number(kMetaRevision, 0);
    trimmed_ = Number(kMetaTrimmed, 1);
    if (trimmed_ > revision_ + 1) Add(Column::kMeta, kMetaTrimmed, "lies beyond the revision", Remedy::kRestore);
    Each(Column::kActivities, &Inspector::Activity);
    Each(Column::kHistory, &Inspector::History);
    next_change_ = trimmed_;
    Each(Column::kChanges, &Inspector::Change);
    if (next_change_ <= revision_) AddChange(NumberBytes(next_change_), "is missing", revision_ + 1);
    Each(Column::kEmbeddings, &Inspector::Embedding);
    Each(Column::kPending, &Inspector::Pending);
    Each(Column::kRequests, &Inspector::Request);
    Each(Column::kPlaces, &Inspector::PlaceRow);
  }

 private:
  using Check = void (Inspector::*)(std::string_view key, std::string_view value);

  void Each(Column column, Check check) {
    std::string last;
    const absl::Status status = view_.Scan(column, "", "", [&](std::string_view key, std::string_view value) {
      last = std::string(key);
      (this->*check)(key, value);
      return findings_.size() < kMaxReportedProblems;
    });
    if (!status.ok()) {
      Add(column, last, absl::StrCat("is the last that can be read: ", std::string(status.message())),
          Remedy::kRestore);
    }
  }

  void Add(Column column, std::string_view key, std::string what, Remedy remedy, int64_t trim_below = 0) {
    if (findings_.size() >= kMaxReportedProblems || (repairable_only_ && !CanRepair(remedy))) return;
    findings_.push_back({column, std::string(key), std::move(what), remedy, trim_below});
  }

  int64_t Number(const char* key, int64_t otherwise) {
    const auto number = GetMetaNumber(view_, key, otherwise);
    if (!number.ok()) Add(Column::kMeta, key, "is not 8 bytes long", Remedy::kRestore);
    return number.ok() ? *number : otherwise;
  }

  template <typename Message>
  static bool Parse(std::string_view value, Message* message) {
    return message->ParseFromArray(value.data(), static_cast<int>(value.size()));
  }

  // What is wrong with one version of an activity; empty: nothing.
  std::string WrongVersion(const std::string& key, const StoredActivity& stored) const {
    if (stored.revision() < 1 || stored.revision() > revision_) return "has an impossible revision";
    if (!stored.has_commit_time()) return "lacks the time it was written";
    const auto name = ParseActivityKey(key);
    if (!name.ok()) return "has a malformed key";
    if (stored.deleted()) return stored.has_activity() ? "is a deletion with an activity" : "";
    if (stored.activity().name() != name->ToString()) return "belongs to another activity";
    if (stored.activity().revision() != stored.revision() ||
        stored.activity().etag() != EtagOf(key, stored.revision())) {
      return "has an etag or revision that is not its own";
    }
    return stored.text_hash().size() == kTextHashBytes ? "" : "has a malformed text hash";
  }

  void Activity(std::string_view key, std::string_view value) {
    StoredActivity stored;
    const std::string name(key);
    if (!Parse(value, &stored)) return Add(Column::kActivities, key, "cannot be parsed", Remedy::kRestore);
    if (const std::string wrong = WrongVersion(name, stored); !wrong.empty()) {
      return Add(Column::kActivities, key, wrong, Remedy::kWriteAgain);
    }
    if (stored.deleted()) return;
    // Of the current version only: what is embedded of an activity may have been defined otherwise when an earlier one
    // was written.
    if (stored.redacted_fields().empty() && stored.text_hash() != EmbeddingTextHash(stored.activity())) {
      return Add(Column::kActivities, key, "has another text than the one it was stored with", Remedy::kTakeText);
    }
    if (model_.id.empty()) return;
    const bool embedded = Has(Column::kEmbeddings, EmbeddingKey(model_.id, stored.text_hash()));
    const bool pending = Has(Column::kPending, PendingTextKey(stored.text_hash(), name));
    if (!embedded && !pending) {
      Add(Column::kActivities, key, "has no vector and does not wait for one", Remedy::kRenewPending);
    }
  }

  void History(std::string_view key, std::string_view value) {
    StoredActivity stored;
    if (!Parse(value, &stored)) return Add(Column::kHistory, key, "cannot be parsed", Remedy::kRestore);
    const size_t end = key.find('\0');
    const auto revision = end == key.npos ? std::nullopt : NumberOf(key.substr(end + 1));
    if (revision != stored.revision()) {
      return Add(Column::kHistory, key, "has another revision than its key", Remedy::kRestore);
    }
    const std::string wrong = WrongVersion(std::string(key.substr(0, end)), stored);
    if (!wrong.empty()) Add(Column::kHistory, key, wrong, Remedy::kRestore);
  }

  void AddChange(std::string_view key, std::string what, int64_t trim_below) {
    Add(Column::kChanges, key, std::move(what), Remedy::kTrimChanges, trim_below);
  }

  void Change(std::string_view key, std::string_view value) {
    const auto revision = NumberOf(key);
    if (!revision.has_value()) return AddChange(key, "has a malformed key", trimmed_);
    const int64_t expected = std::exchange(next_change_, *revision + 1);
    ChangeRecord record;
    if (!Parse(value, &record)) return AddChange(key, "cannot be parsed", *revision + 1);
    if (*revision != expected) {
      AddChange(key, absl::StrCat("comes where revision ", expected, " should"), std::max(*revision, trimmed_));
    }
    if (!record.has_commit_time()) return AddChange(key, "lacks the time it was written", *revision + 1);
    for (const ChangeRecord::Entry& entry : record.entries()) {
      if (IsChangeOf(entry, *revision)) continue;
      return AddChange(key, "names an activity that it did not change", *revision + 1);
    }
  }

  // Whether a version of the activity has this revision; of a vector that became known only that there is one.
  bool IsChangeOf(const ChangeRecord::Entry& entry, int64_t revision) const {
    if (!entry.embedded() && Has(Column::kHistory, HistoryKey(entry.key(), revision))) return true;
    const auto current = GetStored(view_, entry.key());
    // Damage of the activity is told where it stands.
    return !current.ok() || (current->has_value() && (entry.embedded() || (*current)->revision() == revision));
  }

  void Embedding(std::string_view key, std::string_view value) {
    if (key.size() <= kTextHashBytes || key[key.size() - kTextHashBytes - 1] != '\0') {
      return Add(Column::kEmbeddings, key, "has a malformed key", Remedy::kDropVector);
    }
    const bool ours = key.substr(0, key.size() - kTextHashBytes - 1) == model_.id;
    if (value.empty() || value.size() % sizeof(float) != 0 ||
        (ours && value.size() != static_cast<size_t>(model_.dimension) * sizeof(float))) {
      return Add(Column::kEmbeddings, key, "has the wrong length", Remedy::kDropVector);
    }
    for (const float number : VectorOf(value)) {
      if (!std::isfinite(number)) {
        return Add(Column::kEmbeddings, key, "has a number that is not finite", Remedy::kDropVector);
      }
    }
  }

  void Pending(std::string_view key, std::string_view value) {
    const auto add = [&](const char* what) { Add(Column::kPending, key, what, Remedy::kRenewPending); };
    if (key.substr(0, 1) == kPendingQueuePrefix) {
      const std::string activity = KeyOfPendingQueue(key);
      const auto bytes = view_.Get(Column::kPending, PendingTextKey(std::string(value), activity));
      const auto position = bytes.ok() && bytes->has_value() ? PendingPositionOf(**bytes) : std::nullopt;
      const bool paired = position.has_value() && PendingQueueKey(*position, activity) == key;
      if (!paired) add("lacks its entry by text");
      return;
    }
    const auto position = PendingPositionOf(value);
    const std::string activity = KeyOfPendingText(key);
    if (!position.has_value() || !Has(Column::kPending, PendingQueueKey(*position, activity))) {
      return add("lacks its entry in the queue");
    }
    const auto stored = GetStored(view_, activity);
    if (!stored.ok()) return;  // Told where the activity stands.
    if (!stored->has_value() || key.substr(1, kTextHashBytes) != (*stored)->text_hash()) {
      add("waits for a text that no activity has");
    }
  }

  void Request(std::string_view key, std::string_view value) {
    const auto add = [&](const char* what) { Add(Column::kRequests, key, what, Remedy::kDropRequest); };
    if (key.substr(0, 1) == kRequestTimePrefix) {
      if (!value.empty() || key.size() <= RequestTimeKey(0, "").size()) add("is not the time of a request");
      return;
    }
    RequestRecord record;
    if (!Parse(value, &record)) return add("cannot be parsed");
    if (!record.has_commit_time() || record.request_hash().empty()) add("is not whole");
  }

  void PlaceRow(std::string_view key, std::string_view value) {
    const auto add = [&](const char* what) { Add(Column::kPlaces, key, what, Remedy::kImportPlaces); };
    PlaceRecord record;
    if (!Parse(value, &record)) return add("cannot be parsed");
    if (key != record.code()) return add("has another code than its key");
    if (!(std::abs(record.latitude()) <= 90 && std::abs(record.longitude()) <= 180)) add("lies nowhere on earth");
  }

  bool Has(Column column, const std::string& key) const {
    const auto value = view_.Get(column, key);
    return value.ok() && value->has_value();
  }

  const Records& view_;
  const ModelKey& model_;
  const bool repairable_only_;
  std::vector<Finding>& findings_;
  int64_t revision_ = 0;
  int64_t trimmed_ = 1;
  int64_t next_change_ = 1;
};

}  // namespace

std::string Shown(const Finding& finding) {
  return absl::StrCat(ColumnName(finding.column), " record ", absl::CEscape(finding.key), " ", finding.what);
}

std::vector<Finding> InspectRecords(const Records& view, const ModelKey& model, bool repairable_only) {
  std::vector<Finding> findings;
  Inspector(view, model, repairable_only, findings).Run();
  return findings;
}

}  // namespace meedoen::indexer
