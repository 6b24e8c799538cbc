#include "core/settings/settings_files.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"

namespace meedoen {
namespace {

constexpr char kEnding[] = ".json";
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr size_t kIdDigits = 12;

void Parse(const std::string& name, const std::string& json, v1::MunicipalitySettings* settings, Problems* problems) {
  if (!IsValidUtf8(json)) return problems->Add(name, "is not valid UTF-8; save it as UTF-8");
  // Some editors of Windows begin with a byte order mark.
  const std::string text = absl::StartsWith(json, kByteOrderMark) ? json.substr(sizeof(kByteOrderMark) - 1) : json;
  const auto parsed = google::protobuf::util::JsonStringToMessage(text, settings);
  if (parsed.ok()) return;
  problems->Add(name, absl::StrCat("is not settings in JSON (docs/settings.md): ",
                                   std::string(parsed.message().data(), parsed.message().size())));
}

}  // namespace

std::string SettingsFileOf(const std::string& municipality_code) { return municipality_code + kEnding; }

absl::StatusOr<SettingsFiles> ReadSettingsFiles(Env& env, const std::string& folder, Problems* problems) {
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::string> names, env.ListDir(folder));
  std::sort(names.begin(), names.end());
  SettingsFiles files;
  Sha256 hash;
  size_t count = 0;
  for (const std::string& name : names) {
    if (!name.ends_with(kEnding)) continue;  // A README, what an editor leaves behind.
    const bool common = name == kDefaultSettingsFile;
    const std::string code = name.substr(0, name.size() - (sizeof(kEnding) - 1));
    if (!common && !IsMunicipalityCode(code)) {
      problems->Add(name, "is not the name of a settings file; call it default.json or GM0150.json");
      continue;
    }
    if (count++ == kMaxSettingsFiles) {
      problems->Add(folder, absl::StrCat("holds more than ", kMaxSettingsFiles, " settings files"));
      break;
    }
    MEEDOEN_ASSIGN_OR_RETURN(const std::string json, env.ReadFile(folder + "/" + name, kMaxSettingsBytes));
    hash.Update(absl::StrCat(name, ":", json.size(), ":"));
    hash.Update(json);
    Parse(name, json, common ? &files.common : &files.own[code], problems);
  }
  files.id = ToHex(hash.Digest()).substr(0, kIdDigits);
  return files;
}

}  // namespace meedoen
