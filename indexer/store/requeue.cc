#include "indexer/store/requeue.h"

#include <memory>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

using storage::v1::StoredActivity;

constexpr int kRecordsPerBatch = 10'000;

// Adds up changes and writes them when they are many.
class Spool {
 public:
  explicit Spool(Database& database) : database_(database), batch_(database.NewBatch()) {}

  absl::Status Put(const std::string& key, const std::string& value) {
    MEEDOEN_RETURN_IF_ERROR(batch_->Put(Column::kPending, key, value));
    return ++records_ < kRecordsPerBatch ? absl::OkStatus() : Flush();
  }

  absl::Status Flush() {
    if (!batch_->empty()) MEEDOEN_RETURN_IF_ERROR(database_.Write(*batch_));
    batch_ = database_.NewBatch();
    records_ = 0;
    return absl::OkStatus();
  }

 private:
  Database& database_;
  std::unique_ptr<Batch> batch_;
  int records_ = 0;
};

absl::Status ClearPending(Database& database) {
  const std::unique_ptr<Batch> batch = database.NewBatch();
  MEEDOEN_RETURN_IF_ERROR(batch->Put(Column::kMeta, kMetaRequeue, NumberBytes(1)));
  return database.DeleteBelow(Column::kPending, "\xff", *batch);
}

absl::Status AddPending(Spool& spool, const Records& view, const ModelKey& model, std::string_view key,
                        std::string_view value) {
  MEEDOEN_ASSIGN_OR_RETURN(const auto stored, ParseStored<StoredActivity>(Column::kActivities, key, value));
  if (stored.deleted()) return absl::OkStatus();
  MEEDOEN_ASSIGN_OR_RETURN(const auto vector, GetVector(view, model, stored.text_hash()));
  if (!vector.empty()) return absl::OkStatus();
  const PendingPosition position = {Urgency::kBulk, stored.revision()};
  const std::string activity_key(key);
  MEEDOEN_RETURN_IF_ERROR(spool.Put(PendingQueueKey(position, activity_key), stored.text_hash()));
  return spool.Put(PendingTextKey(stored.text_hash(), activity_key), PendingPositionBytes(position));
}

}  // namespace

absl::Status RequeueFor(Database& database, const ModelKey& model) {
  MEEDOEN_RETURN_IF_ERROR(ClearPending(database));
  const std::unique_ptr<Records> view = database.View();
  Spool spool(database);
  absl::Status added;
  MEEDOEN_RETURN_IF_ERROR(view->Scan(Column::kActivities, "", "", [&](std::string_view key, std::string_view value) {
    added = AddPending(spool, *view, model, key, value);
    return added.ok();
  }));
  MEEDOEN_RETURN_IF_ERROR(added);
  MEEDOEN_RETURN_IF_ERROR(spool.Flush());
  const std::unique_ptr<Batch> last = database.NewBatch();
  MEEDOEN_RETURN_IF_ERROR(last->Put(Column::kMeta, kMetaModel, model.id));
  MEEDOEN_RETURN_IF_ERROR(last->Put(Column::kMeta, kMetaDimension, NumberBytes(model.dimension)));
  MEEDOEN_RETURN_IF_ERROR(last->Delete(Column::kMeta, kMetaRequeue));
  return database.Write(*last);
}

}  // namespace meedoen::indexer
