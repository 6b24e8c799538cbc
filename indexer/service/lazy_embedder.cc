#include "indexer/service/lazy_embedder.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/embedding/model_folder.h"

namespace meedoen::indexer {

absl::StatusOr<std::unique_ptr<LazyEmbedder>> LazyEmbedder::Open(Env& env, const std::string& folder,
                                                                 const EmbedderOptions& options) {
  MEEDOEN_ASSIGN_OR_RETURN(ModelFolder model, ReadModelFolder(env, folder));
  return std::unique_ptr<LazyEmbedder>(new LazyEmbedder(env, folder, options, std::move(model.info)));
}

absl::StatusOr<Embedder*> LazyEmbedder::Loaded() {
  absl::MutexLock lock(&mutex_);
  if (loaded_ == nullptr) {
    MEEDOEN_ASSIGN_OR_RETURN(std::unique_ptr<Embedder> embedder, LoadEmbedder(env_, folder_, options_));
    if (embedder->info().id != info_.id || embedder->info().dimension != info_.dimension) {
      return absl::FailedPreconditionError(absl::StrCat("the model in ", folder_, " was replaced by ",
                                                        embedder->info().id,
                                                        " since this program started; start it again"));
    }
    loaded_ = std::move(embedder);
  }
  return loaded_.get();
}

absl::Status LazyEmbedder::Load() { return Loaded().status(); }

absl::StatusOr<std::vector<float>> LazyEmbedder::EmbedQuery(std::string_view text, absl::Time deadline) {
  MEEDOEN_ASSIGN_OR_RETURN(Embedder * embedder, Loaded());
  return embedder->EmbedQuery(text, deadline);
}

absl::StatusOr<std::vector<std::vector<float>>> LazyEmbedder::EmbedPassages(std::span<const std::string> texts) {
  MEEDOEN_ASSIGN_OR_RETURN(Embedder * embedder, Loaded());
  return embedder->EmbedPassages(texts);
}

}  // namespace meedoen::indexer
