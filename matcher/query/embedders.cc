#include "matcher/query/embedders.h"

#include "absl/strings/str_cat.h"

namespace meedoen::matcher {

absl::Status Embedders::Add(Embedder& embedder) {
  const std::string& id = embedder.info().id;
  if (Of(id).ok()) {
    return absl::AlreadyExistsError(
        absl::StrCat("both models are ", id, "; --next-model names the folder of another one, or is left out"));
  }
  all_.push_back(&embedder);
  return absl::OkStatus();
}

absl::StatusOr<Embedder*> Embedders::Of(const std::string& model_id) const {
  for (Embedder* const embedder : all_) {
    if (embedder->info().id == model_id) return embedder;
  }
  return absl::FailedPreconditionError(
      absl::StrCat("the snapshot was made with the model ", model_id, ", which this matcher does not have"));
}

std::vector<ModelInfo> Embedders::models() const {
  std::vector<ModelInfo> models;
  for (const Embedder* const embedder : all_) models.push_back(embedder->info());
  return models;
}

}  // namespace meedoen::matcher
