// A model folder that needs no weights, for tests of what stands on an embedder.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace meedoen::testing {

inline constexpr char kHashingModelId[] = "test-hashing";
inline constexpr int kHashingDimension = 64;

// Makes the folder.
inline void WriteHashingModel(const std::string& folder, const std::string& id = kHashingModelId) {
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/model.json") << R"({"format": 1, "id": ")" << id << R"(", "licence": "none",
    "source": "a test", "engine": "hashing", "dimension": 64, "most_tokens": 512, "query_prefix": "",
    "passage_prefix": "", "pooling": "inside", "files": {}})";
}

}  // namespace meedoen::testing
