// The settings files of all municipalities (docs/settings.md): a folder with default.json and a file for each
// municipality that wants its own, GM0150.json. Both programs read them; what the fields may say is checked by who uses
// them.
//
// Threads: safe. Ownership: plain data. Errors: those of reading the folder; what is wrong with a file (its name, its
// text, its JSON, a field that there is not) goes to `problems`, by file. Bounds: kMaxSettingsFiles, kMaxSettingsBytes.
// Cost: some milliseconds.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "core/base/env.h"
#include "core/base/problems.h"
#include "meedoen/v1/settings.pb.h"

namespace meedoen {

inline constexpr char kDefaultSettingsFile[] = "default.json";

struct SettingsFiles {
  v1::MunicipalitySettings common;                                   // Of default.json.
  std::map<std::string, v1::MunicipalitySettings, std::less<>> own;  // By municipality code; as the file says it.
  std::string id;                                                    // Changes with any byte of the files.
};

absl::StatusOr<SettingsFiles> ReadSettingsFiles(Env& env, const std::string& folder, Problems* problems);

// What a file is called in problems: "GM0150.json".
std::string SettingsFileOf(const std::string& municipality_code);

}  // namespace meedoen
