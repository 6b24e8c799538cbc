// A model folder: what model.json says, and whether its files are the ones it was made with (docs/formats/model.md).
//
// Threads: safe. Cost: ReadModelFolder reads one small file; VerifyModelFiles reads all (some 0.15 s for 120 MB).
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/embedding/embedder.h"

namespace meedoen {

enum class ModelEngine { kOpenVino, kHashing };
enum class Pooling {
  kInside,  // The model gives one vector a text.
  kMean,    // The model gives one vector a token; the mean over the real tokens is ours to take.
};

struct ModelFolder {
  std::string path;
  ModelInfo info;
  std::string licence;
  std::string source;
  ModelEngine engine = ModelEngine::kOpenVino;
  Pooling pooling = Pooling::kInside;
  std::string query_prefix;
  std::string passage_prefix;
  std::map<std::string, std::string> files;  // Name to SHA-256 in hexadecimal.
};

// Errors: NOT_FOUND (no folder or no model.json), INVALID_ARGUMENT (every field that is missing or wrong, by name).
absl::StatusOr<ModelFolder> ReadModelFolder(Env& env, const std::string& path);

// Errors: NOT_FOUND (a file named in model.json is missing), DATA_LOSS (a file has another SHA-256),
// RESOURCE_EXHAUSTED (a file above kMaxModelFileBytes); each names the file.
absl::Status VerifyModelFiles(Env& env, const ModelFolder& folder);

}  // namespace meedoen
