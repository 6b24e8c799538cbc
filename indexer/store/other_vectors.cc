#include "indexer/store/other_vectors.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "absl/strings/str_cat.h"
#include "core/activity/embedding_text.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "indexer/store/keys.h"

namespace meedoen::indexer {
namespace {

using storage::v1::StoredActivity;

absl::Status CheckTextVector(const ModelKey& model, const TextVector& text) {
  if (text.text_hash.size() != kTextHashBytes) {
    return absl::InvalidArgumentError(absl::StrCat("A text hash has ", kTextHashBytes, " bytes"));
  }
  const bool finite =
      std::all_of(text.vector.begin(), text.vector.end(), [](float value) { return std::isfinite(value); });
  if (finite && text.vector.size() == static_cast<size_t>(model.dimension)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("A vector of ", text.vector.size(), " numbers",
                                                 finite ? "" : ", not finite", "; model ", model.id, " has ",
                                                 model.dimension));
}

}  // namespace

absl::StatusOr<std::vector<PendingText>> TextsWithout(const Database& database, const std::string& model_id,
                                                      const TextsAsked& asked, std::string* last_key) {
  const std::unique_ptr<Records> view = database.View();
  std::vector<PendingText> texts;
  absl::Status failed;
  last_key->clear();
  const auto visit = [&](std::string_view key, std::string_view value) {
    const auto stored = ParseStored<StoredActivity>(Column::kActivities, key, value);
    failed = stored.status();
    if (!failed.ok()) return false;
    if (stored->deleted()) return true;
    const auto vector = view->Get(Column::kEmbeddings, EmbeddingKey(model_id, stored->text_hash()));
    failed = vector.status();
    if (!failed.ok()) return false;
    if (vector->has_value()) return true;
    texts.push_back({std::string(key), stored->text_hash(), EmbeddingText(stored->activity())});
    if (static_cast<int>(texts.size()) < asked.most) return true;
    *last_key = std::string(key);
    return false;
  };
  const std::string from = asked.after_key.empty() ? "" : asked.after_key + '\0';
  MEEDOEN_RETURN_IF_ERROR(view->Scan(Column::kActivities, "", from, visit));
  MEEDOEN_RETURN_IF_ERROR(failed);
  return texts;
}

absl::Status PutOtherVectors(const StoreState& state, const ModelKey& model, const std::vector<TextVector>& vectors) {
  if (model.id.empty() || model.id == state.model.id || model.dimension < 1 || model.dimension > kMaxDimension) {
    return absl::InvalidArgumentError(absl::StrCat(
        "Model \"", model.id, "\" of ", model.dimension,
        " numbers: vectors can be prepared for another model than the catalogue's, of 1 to ", kMaxDimension));
  }
  const std::unique_ptr<Batch> batch = state.database->NewBatch();
  for (const TextVector& text : vectors) {
    MEEDOEN_RETURN_IF_ERROR(CheckTextVector(model, text));
    MEEDOEN_RETURN_IF_ERROR(
        batch->Put(Column::kEmbeddings, EmbeddingKey(model.id, text.text_hash), VectorBytes(text.vector)));
  }
  return batch->empty() ? absl::OkStatus() : state.database->Write(*batch);
}

}  // namespace meedoen::indexer
