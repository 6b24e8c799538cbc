// What the tests of this folder share: where the real model is, and folders made up for one test.
#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/checksum.h"
#include "core/base/env.h"
#include "core/base/limits.h"
#include "nlohmann/json.hpp"

namespace meedoen::testing {

inline constexpr char kRealModel[] = "var/models/multilingual-e5-small";
inline constexpr char kNoRealModel[] =
    "var/models/multilingual-e5-small is missing or damaged: run scripts/setup (scripts/test does), and start the test "
    "in "
    "the checkout's folder";

inline void WriteText(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A good model.json of engine "hashing", for a test to spoil.
inline nlohmann::json HashingManifest() {
  return {{"format", 1},
          {"id", "test-hashing"},
          {"licence", "none"},
          {"source", "a test"},
          {"engine", "hashing"},
          {"dimension", 64},
          {"most_tokens", 512},
          {"query_prefix", ""},
          {"passage_prefix", ""},
          {"pooling", "inside"},
          {"files", nlohmann::json::object()}};
}

inline void WriteManifest(const std::string& folder, const nlohmann::json& manifest) {
  WriteText(folder + "/model.json", manifest.dump(2));
}

inline double Cosine(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) sum += double{a[i]} * b[i];
  return sum;
}

inline double Length(std::span<const float> a) { return std::sqrt(Cosine(a, a)); }

}  // namespace meedoen::testing
