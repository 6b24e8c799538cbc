#include "indexer/store/verify.h"

#include <cmath>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

using storage::v1::ChangeRecord;
using storage::v1::PlaceRecord;
using storage::v1::RequestRecord;
using storage::v1::StoredActivity;

class Verifier {
 public:
  Verifier(const Records& view, const ModelKey& model, std::vector<std::string>& problems)
      : view_(view), model_(model), problems_(problems) {}

  void Run() {
    revision_ = Number(kMetaRevision, 0);
    trimmed_ = Number(kMetaTrimmed, 1);
    Each(Column::kActivities, &Verifier::Activity);
    Each(Column::kHistory, &Verifier::History);
    next_change_ = trimmed_;
    Each(Column::kChanges, &Verifier::Change);
    if (next_change_ != revision_ + 1) Add(Column::kChanges, NumberBytes(next_change_), "is missing");
    Each(Column::kEmbeddings, &Verifier::Embedding);
    Each(Column::kPending, &Verifier::Pending);
    Each(Column::kRequests, &Verifier::Request);
    Each(Column::kPlaces, &Verifier::PlaceRow);
  }

 private:
  using Check = void (Verifier::*)(std::string_view key, std::string_view value);

  void Each(Column column, Check check) {
    const absl::Status status = view_.Scan(column, "", "", [&](std::string_view key, std::string_view value) {
      (this->*check)(key, value);
      return problems_.size() < kMaxReportedProblems;
    });
    if (!status.ok()) Note(absl::StrCat(std::string(status.message()), "; the records after it were not looked at"));
  }

  void Note(std::string line) {
    if (problems_.size() < kMaxReportedProblems) problems_.push_back(std::move(line));
  }

  void Add(Column column, std::string_view key, const std::string& why) {
    Note(absl::StrCat(ColumnName(column), " record ", absl::CEscape({key.data(), key.size()}), " ", why,
                      ". Restore the catalogue from a backup, or deliver the activity again"));
  }

  int64_t Number(const char* key, int64_t otherwise) {
    const auto number = GetMetaNumber(view_, key, otherwise);
    if (!number.ok()) Note(std::string(number.status().message()));
    return number.ok() ? *number : otherwise;
  }

  template <typename Message>
  bool Parse(Column column, std::string_view key, std::string_view value, Message* message) {
    if (message->ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
    Add(column, key, "cannot be parsed");
    return false;
  }

  // What is true of every version of an activity.
  void Version(Column column, std::string_view record, const std::string& key, const StoredActivity& stored) {
    if (stored.revision() < 1 || stored.revision() > revision_)
      return Add(column, record, "has an impossible revision");
    if (stored.deleted()) return;
    const auto name = ParseActivityKey(key);
    if (!name.ok() || stored.activity().name() != name->ToString())
      return Add(column, record, "belongs to another activity");
    if (stored.activity().revision() != stored.revision() ||
        stored.activity().etag() != EtagOf(key, stored.revision())) {
      return Add(column, record, "has an etag or revision that is not its own");
    }
    // Not compared with the text: what is embedded of an activity may have been defined otherwise when it was written.
    if (stored.text_hash().size() != kTextHashBytes) Add(column, record, "has a malformed text hash");
  }

  void Activity(std::string_view key, std::string_view value) {
    StoredActivity stored;
    const std::string name(key);
    if (!Parse(Column::kActivities, key, value, &stored)) return;
    Version(Column::kActivities, key, name, stored);
    if (stored.deleted()) return;
    const bool embedded = Has(Column::kEmbeddings, EmbeddingKey(model_.id, stored.text_hash()));
    const bool pending = Has(Column::kPending, PendingTextKey(stored.text_hash(), name));
    if (!embedded && !pending) Add(Column::kActivities, key, "has no vector and does not wait for one");
  }

  void History(std::string_view key, std::string_view value) {
    StoredActivity stored;
    if (!Parse(Column::kHistory, key, value, &stored)) return;
    const size_t end = key.find('\0');
    const auto revision = end == key.npos ? std::nullopt : NumberOf(key.substr(end + 1));
    if (revision != stored.revision()) return Add(Column::kHistory, key, "has another revision than its key");
    Version(Column::kHistory, key, std::string(key.substr(0, end)), stored);
  }

  void Change(std::string_view key, std::string_view value) {
    ChangeRecord record;
    if (!Parse(Column::kChanges, key, value, &record)) return;
    const auto revision = NumberOf(key);
    if (revision != next_change_)
      Add(Column::kChanges, key, absl::StrCat("comes where revision ", next_change_, " should"));
    if (revision.has_value()) next_change_ = *revision + 1;
  }

  void Embedding(std::string_view key, std::string_view value) {
    if (key.size() <= kTextHashBytes || key[key.size() - kTextHashBytes - 1] != '\0') {
      return Add(Column::kEmbeddings, key, "has a malformed key");
    }
    const bool ours = key.substr(0, key.size() - kTextHashBytes - 1) == model_.id;
    if (value.empty() || value.size() % sizeof(float) != 0 ||
        (ours && value.size() != static_cast<size_t>(model_.dimension) * sizeof(float))) {
      return Add(Column::kEmbeddings, key, "has the wrong length");
    }
    for (const float number : VectorOf(value)) {
      if (!std::isfinite(number)) return Add(Column::kEmbeddings, key, "has a number that is not finite");
    }
  }

  void Pending(std::string_view key, std::string_view value) {
    if (key.substr(0, 1) == kPendingQueuePrefix) {
      const std::string other = PendingTextKey(std::string(value), KeyOfPendingQueue(key));
      if (!Has(Column::kPending, other)) Add(Column::kPending, key, "lacks its entry by text");
      return;
    }
    const auto position = PendingPositionOf(value);
    const std::string activity = KeyOfPendingText(key);
    if (!position.has_value() || !Has(Column::kPending, PendingQueueKey(*position, activity))) {
      return Add(Column::kPending, key, "lacks its entry in the queue");
    }
    const auto stored = GetStored(view_, activity);
    if (!stored.ok() || !stored->has_value() || key.substr(1, kTextHashBytes) != (*stored)->text_hash()) {
      Add(Column::kPending, key, "waits for a text that no activity has");
    }
  }

  void Request(std::string_view key, std::string_view value) {
    RequestRecord record;
    if (key.substr(0, 1) != kRequestTimePrefix) Parse(Column::kRequests, key, value, &record);
  }

  void PlaceRow(std::string_view key, std::string_view value) {
    PlaceRecord record;
    if (!Parse(Column::kPlaces, key, value, &record)) return;
    if (key != record.code()) Add(Column::kPlaces, key, "has another code than its key");
  }

  bool Has(Column column, const std::string& key) {
    const auto value = view_.Get(column, key);
    return value.ok() && value->has_value();
  }

  const Records& view_;
  const ModelKey& model_;
  std::vector<std::string>& problems_;
  int64_t revision_ = 0;
  int64_t trimmed_ = 1;
  int64_t next_change_ = 1;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> VerifyStore(const StoreState& state) {
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::string> problems, state.database->CheckFiles());
  const std::unique_ptr<Records> view = state.database->View();
  Verifier(*view, state.model, problems).Run();
  return problems;
}

}  // namespace meedoen::indexer
