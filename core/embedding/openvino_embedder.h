// The Embedder of engine "openvino": a model folder in the OpenVINO runtime, in this process. Nothing leaves the
// machine.
//
// Threads: safe. Wishes are embedded `query_requests` at a time on one thread each; at most kMaxQueuedEmbeddings more
// wait. Passages are embedded one batch at a time on `passage_threads` threads; calls take turns batch by batch.
// Ownership: stands alone. Errors: as in embedder.h; FAILED_PRECONDITION if it was loaded without that side.
// Cost: to load 1-2 s; 200 to 350 MB. The last digits of a passage's vector depend on the texts it shared a batch with
// (cosine above 0.9995), and on the kind of CPU.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedding/embedder.h"
#include "core/embedding/model_folder.h"

namespace meedoen {

enum class TextKind { kQuery, kPassage };

class OpenVinoEmbedder final : public Embedder {
 public:
  // `folder` has been verified (VerifyModelFiles), and so have the options (LoadEmbedder does both).
  static absl::StatusOr<std::unique_ptr<OpenVinoEmbedder>> Load(const ModelFolder& folder,
                                                                const EmbedderOptions& options);
  ~OpenVinoEmbedder() override;

  const ModelInfo& info() const override;
  absl::StatusOr<std::vector<float>> EmbedQuery(std::string_view text, absl::Time deadline) override;
  absl::StatusOr<std::vector<std::vector<float>>> EmbedPassages(std::span<const std::string> texts) override;

  // The ids that the model would be given for this text: with its prefix, begin and end token, cut at most_tokens.
  absl::StatusOr<std::vector<int64_t>> TokenIdsOf(std::string_view text, TextKind kind);

 private:
  struct Impl;
  explicit OpenVinoEmbedder(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace meedoen
