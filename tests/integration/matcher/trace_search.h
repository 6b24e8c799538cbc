// Searching bytes for a word in every form that it could have been written in.
//
// Threads: plain functions. Errors: none; a file that cannot be read is a failure of the test. Cost: some
// milliseconds a megabyte for all forms of a word.
#pragma once

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace meedoen::testing {

struct Form {
  std::string name;  // "base64 of the word in lower case"; never the word itself, which a failure would print.
  std::string bytes;
};

inline std::string Utf16(const std::string& text, bool big_endian) {
  std::string wide;
  for (const char c : text) {
    if (big_endian) wide += '\0';
    wide += c;
    if (!big_endian) wide += '\0';
  }
  return wide;
}

// The characters of base64 that are the same whatever stands before and behind, with the word at this offset.
inline std::string Base64At(const std::string& text, size_t offset) {
  const std::string coded = absl::Base64Escape(std::string(offset, '\0') + text);
  const size_t first = (offset * 8 + 5) / 6;
  const size_t last = (offset + text.size()) * 8 / 6;
  return coded.substr(first, last - first);
}

inline std::string Reversed(std::string text) {
  std::reverse(text.begin(), text.end());
  return text;
}

// Every form of a word of plain letters, digits and the like; at least 8 of them, so that nothing is found by chance.
inline std::vector<Form> FormsOf(const std::string& word) {
  std::vector<Form> forms;
  for (const auto& [cased, how] : {std::pair(word, "as it is"), std::pair(absl::AsciiStrToLower(word), "in lower case"),
                                   std::pair(absl::AsciiStrToUpper(word), "in upper case")}) {
    const auto add = [&forms, how = how](const std::string& name, const std::string& bytes) {
      forms.push_back({absl::StrCat(name, " ", how), bytes});
    };
    add("the word", cased);
    add("UTF-16LE", Utf16(cased, false));
    add("UTF-16BE", Utf16(cased, true));
    for (size_t offset = 0; offset < 3; ++offset) add("base64", Base64At(cased, offset));
    const std::string hex = absl::BytesToHexString(cased);
    add("hexadecimal", hex);
    add("hexadecimal, upper", absl::AsciiStrToUpper(hex));
    add("reversed", Reversed(cased));
    add("half of it", cased.substr(0, word.size() / 2));
    add("the other half", cased.substr(word.size() / 2));
    add("reversed half", Reversed(cased.substr(0, word.size() / 2)));
    add("reversed other half", Reversed(cased.substr(word.size() / 2)));
  }
  return forms;
}

// Runs of four numbers of a vector, none of them zero.
inline std::vector<Form> FormsOf(std::span<const float> vector) {
  constexpr size_t kRun = 4;
  std::vector<Form> forms;
  for (size_t i = 0; i + kRun <= vector.size(); i += 1) {
    const std::span<const float> run = vector.subspan(i, kRun);
    if (std::find(run.begin(), run.end(), 0.0f) != run.end()) continue;
    const std::string bytes(reinterpret_cast<const char*>(run.data()), run.size_bytes());
    forms.push_back({absl::StrCat("numbers ", i, " to ", i + kRun - 1, " of the wish's vector"), bytes});
  }
  return forms;
}

// A line for each form that is in the bytes.
inline std::vector<std::string> TracesIn(const std::string& where, std::string_view bytes,
                                         const std::vector<Form>& forms) {
  std::vector<std::string> traces;
  for (const Form& form : forms) {
    if (::memmem(bytes.data(), bytes.size(), form.bytes.data(), form.bytes.size()) == nullptr) continue;
    traces.push_back(absl::StrCat(where, ": ", form.name));
  }
  return traces;
}

struct SearchedFolder {
  int files = 0;
  std::vector<std::string> traces;
};

// Looks at the names and the content of every file of a folder.
inline SearchedFolder SearchFolder(const std::string& folder, const std::vector<Form>& forms) {
  SearchedFolder searched;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::vector<std::string> found = TracesIn("a name", entry.path().string(), forms);
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      EXPECT_TRUE(file.is_open()) << entry.path();
      std::stringstream bytes;
      bytes << file.rdbuf();
      const std::vector<std::string> inside = TracesIn(entry.path().string(), bytes.str(), forms);
      found.insert(found.end(), inside.begin(), inside.end());
      ++searched.files;
    }
    searched.traces.insert(searched.traces.end(), found.begin(), found.end());
  }
  return searched;
}

}  // namespace meedoen::testing
