// Breaking files of a closed catalogue.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace meedoen::indexer::testing {

inline std::vector<std::string> FilesWith(const std::string& folder, const std::string& ending) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ending) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

inline std::string ReadAllOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void WriteAllTo(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline void FlipByte(const std::string& path, size_t offset, char mask = 0x10) {
  std::string bytes = ReadAllOf(path);
  bytes.at(offset) = static_cast<char>(bytes.at(offset) ^ mask);
  WriteAllTo(path, bytes);
}

inline void CutTo(const std::string& path, size_t size) { std::filesystem::resize_file(path, size); }

}  // namespace meedoen::indexer::testing
