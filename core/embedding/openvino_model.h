// The two graphs of a model folder in the OpenVINO runtime. The only place that speaks to OpenVINO; every exception of
// its becomes a Status here. Only openvino_embedder.cc and tests use this.
//
// Threads: OpenVinoModel's methods are for one thread; a Tokenizer or an Encoder is for one thread at a time, several
// of them work side by side. Ownership: Tokenizers and Encoders keep what they need alive. Errors: NOT_FOUND
// (OpenVINO's tokenizer extension), INVALID_ARGUMENT (a graph with other inputs or outputs than docs/formats/model.md
// says), RESOURCE_EXHAUSTED (memory), INTERNAL (the runtime failed); never with a text in it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/embedding/model_folder.h"
#include "openvino/openvino.hpp"

namespace meedoen {

using TokenIds = std::vector<int64_t>;

class Tokenizer {
 public:
  explicit Tokenizer(ov::InferRequest request) : request_(std::move(request)) {}
  absl::StatusOr<TokenIds> Ids(const std::string& text);  // Some 0.25 ms.

 private:
  ov::InferRequest request_;
};

class Encoder {
 public:
  Encoder(ov::InferRequest request, Pooling pooling, int dimension, int output)
      : request_(std::move(request)), pooling_(pooling), dimension_(dimension), output_(output) {}

  // One unit vector for each list of ids. Shorter lists are filled up to the longest.
  absl::StatusOr<std::vector<std::vector<float>>> Encode(std::span<const TokenIds* const> texts);

 private:
  absl::StatusOr<std::vector<std::vector<float>>> Run(std::span<const TokenIds* const> texts);

  ov::InferRequest request_;
  Pooling pooling_;
  int dimension_;
  int output_;
};

struct EncoderPlan {
  int requests = 1;          // How many texts or batches at the same time.
  int threads = 1;           // For all of them together.
  bool half_floats = false;  // bf16 where the CPU calculates in it: quicker for batches, same vectors to 0.9998.
};

class OpenVinoModel {
 public:
  // Reads both graphs. `folder` has been verified.
  static absl::StatusOr<std::unique_ptr<OpenVinoModel>> Load(const ModelFolder& folder);

  absl::StatusOr<std::vector<Tokenizer>> CompileTokenizers(int count);
  absl::StatusOr<std::vector<Encoder>> CompileEncoders(const EncoderPlan& plan);

 private:
  OpenVinoModel(const ModelFolder& folder) : folder_(folder) {}
  absl::Status Read();
  absl::Status CheckEncoder();

  const ModelFolder folder_;
  ov::Core core_;
  std::shared_ptr<ov::Model> tokenizer_;
  std::shared_ptr<ov::Model> encoder_;
  int output_ = 0;  // Which of the encoder's outputs is ours.
};

}  // namespace meedoen
