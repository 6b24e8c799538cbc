#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/embedding/embedder.h"
#include "core/embedding/hashing_embedder.h"
#include "core/embedding/model_folder.h"
#include "core/embedding/openvino_embedder.h"

namespace meedoen {
namespace {

absl::Status CheckOptions(const EmbedderOptions& options) {
  const auto good = [](int threads) { return threads >= 0 && threads <= kMaxEmbeddingThreads; };
  if (good(options.query_requests) && good(options.passage_threads) &&
      options.query_requests + options.passage_threads > 0) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("query_requests and passage_threads must each be 0 to ", kMaxEmbeddingThreads, ", and not both 0"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Embedder>> LoadEmbedder(Env& env, const std::string& folder,
                                                       const EmbedderOptions& options) {
  MEEDOEN_RETURN_IF_ERROR(CheckOptions(options));
  MEEDOEN_ASSIGN_OR_RETURN(const ModelFolder model, ReadModelFolder(env, folder));
  MEEDOEN_RETURN_IF_ERROR(VerifyModelFiles(env, model));
  if (model.engine == ModelEngine::kHashing) return std::make_unique<HashingEmbedder>(model.info);
  return OpenVinoEmbedder::Load(model, options);
}

}  // namespace meedoen
