// Looks a key of a section up and reads its value.
//
// Threads: safe. Errors: INVALID_ARGUMENT in Dutch, naming every key of the section for one that is not there.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace meedoen::scenario {

template <typename Into>
using Keys = std::vector<std::pair<std::string_view, absl::Status (*)(const std::string& value, Into* into)>>;

template <typename Into>
absl::Status ReadKey(const Keys<Into>& keys, const std::string& key, const std::string& value, Into* into) {
  std::string known;
  for (const auto& [word, read] : keys) {
    if (word == key) {
      if (value.empty()) return absl::InvalidArgumentError(absl::StrCat("achter \"", key, ":\" staat niets"));
      return read(value, into);
    }
    absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(word));
  }
  return absl::InvalidArgumentError(absl::StrCat("\"", key, "\" ken ik hier niet; hier kan staan: ", known));
}

}  // namespace meedoen::scenario
