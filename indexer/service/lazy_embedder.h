// A model that is loaded when it is first needed: most commands of the command line need only its id and dimension.
//
// Threads: as Embedder; the first call loads, the others wait for it. Errors: besides those of Embedder, those of
// LoadEmbedder, at every call until one load succeeds. Ownership: env outlives it. Cost: the first call takes the 1.5 s
// of loading.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/base/env.h"
#include "core/embedding/embedder.h"

namespace meedoen::indexer {

class LazyEmbedder final : public Embedder {
 public:
  // Reads model.json only.
  static absl::StatusOr<std::unique_ptr<LazyEmbedder>> Open(Env& env, const std::string& folder,
                                                            const EmbedderOptions& options);

  absl::Status Load();  // Now, so that what is wrong with the model is known now.

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) override;
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override;

 private:
  LazyEmbedder(Env& env, std::string folder, EmbedderOptions options, ModelInfo info)
      : env_(env), folder_(std::move(folder)), options_(options), info_(std::move(info)) {}
  absl::StatusOr<Embedder*> Loaded();

  Env& env_;
  const std::string folder_;
  const EmbedderOptions options_;
  const ModelInfo info_;
  absl::Mutex mutex_;
  std::unique_ptr<Embedder> loaded_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace meedoen::indexer
