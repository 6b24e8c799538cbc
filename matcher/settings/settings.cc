#include "matcher/settings/settings.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/checksum.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/names.h"
#include "core/base/status.h"
#include "core/text/clean.h"

namespace meedoen::matcher {
namespace {

constexpr char kDefaultFile[] = "default.json";
constexpr char kEnding[] = ".json";
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr size_t kIdDigits = 12;

// The settings of each file, by municipality code; "" for default.json.
struct Files {
  std::map<std::string, v1::MunicipalitySettings> settings;
  std::string id;
};

absl::StatusOr<Files> ReadFiles(Env& env, const std::string& folder, Problems* problems) {
  MEEDOEN_ASSIGN_OR_RETURN(std::vector<std::string> names, env.ListDir(folder));
  std::sort(names.begin(), names.end());
  Files files;
  Sha256 hash;
  for (const std::string& name : names) {
    if (!name.ends_with(kEnding)) continue;  // A README, what an editor leaves behind.
    const std::string code = name == kDefaultFile ? "" : name.substr(0, name.size() - (sizeof(kEnding) - 1));
    if (!code.empty() && !IsMunicipalityCode(code)) {
      problems->Add(name, "is not the name of a settings file; call it default.json or GM0150.json");
      continue;
    }
    if (files.settings.size() == kMaxSettingsFiles) {
      problems->Add(folder, absl::StrCat("holds more than ", kMaxSettingsFiles, " settings files"));
      break;
    }
    MEEDOEN_ASSIGN_OR_RETURN(const std::string json, env.ReadFile(folder + "/" + name, kMaxSettingsBytes));
    hash.Update(absl::StrCat(name, ":", json.size(), ":"));
    hash.Update(json);
    if (!IsValidUtf8(json)) {
      problems->Add(name, "is not valid UTF-8; save it as UTF-8");
      continue;
    }
    // Some editors of Windows begin with a byte order mark.
    const std::string text = absl::StartsWith(json, kByteOrderMark) ? json.substr(sizeof(kByteOrderMark) - 1) : json;
    const auto parsed = google::protobuf::util::JsonStringToMessage(text, &files.settings[code]);
    if (!parsed.ok()) {
      problems->Add(name, absl::StrCat("is not settings in JSON (docs/settings.md): ",
                                       std::string(parsed.message().data(), parsed.message().size())));
    }
  }
  files.id = ToHex(hash.Digest()).substr(0, kIdDigits);
  return files;
}

}  // namespace

std::shared_ptr<const Settings> Settings::BuiltIn(const std::shared_ptr<const TravelTimes>& times) {
  Rules rules;
  SetTravel(times, &rules);
  return Of(std::move(rules));
}

std::shared_ptr<const Settings> Settings::Of(Rules rules) {
  auto settings = std::make_shared<Settings>();
  settings->id_ = "built-in";
  settings->default_ = std::move(rules);
  return settings;
}

absl::StatusOr<std::shared_ptr<const Settings>> Settings::Load(Env& env, const std::string& folder,
                                                               const std::shared_ptr<const TravelTimes>& times) {
  if (folder.empty()) return BuiltIn(times);
  Problems problems;
  MEEDOEN_ASSIGN_OR_RETURN(const Files files, ReadFiles(env, folder, &problems));
  auto settings = std::make_shared<Settings>();
  settings->id_ = files.id;
  const auto common = files.settings.find("");
  if (common != files.settings.end()) ApplySettings(common->second, kDefaultFile, &settings->default_, &problems);
  for (const auto& [code, own] : files.settings) {
    if (code.empty()) continue;
    Rules rules = settings->default_;
    ApplySettings(own, code + kEnding, &rules, &problems);
    SetTravel(times, &rules);
    settings->own_.emplace(code, std::move(rules));
  }
  SetTravel(times, &settings->default_);
  const absl::Status right = problems.ToStatus();
  if (!right.ok()) return Annotate(right, folder);
  return std::shared_ptr<const Settings>(std::move(settings));
}

const Rules& Settings::RulesOf(std::string_view municipality_code) const {
  const auto own = own_.find(municipality_code);
  return own == own_.end() ? default_ : own->second;
}

bool Settings::Shares(std::string_view code, std::string_view other_code) const {
  if (code == other_code) return true;
  const auto names = [this](std::string_view one, std::string_view other) {
    const std::vector<std::string>& across = RulesOf(one).across_border_with;
    return std::binary_search(across.begin(), across.end(), other, std::less<>());
  };
  return names(code, other_code) && names(other_code, code);
}

std::vector<std::string> Settings::SharedWith(const std::string& municipality_code) const {
  std::vector<std::string> shared = {municipality_code};
  for (const std::string& other : RulesOf(municipality_code).across_border_with) {
    if (other != municipality_code && Shares(municipality_code, other)) shared.push_back(other);
  }
  return shared;
}

std::shared_ptr<const Settings> SettingsHolder::Get() const {
  absl::MutexLock lock(&mutex_);
  return settings_;
}

std::string SettingsHolder::problem() const {
  absl::MutexLock lock(&mutex_);
  return problem_;
}

void SettingsHolder::Set(std::shared_ptr<const Settings> settings) {
  absl::MutexLock lock(&mutex_);
  settings_ = std::move(settings);
  problem_.clear();
}

void SettingsHolder::SetProblem(std::string problem) {
  absl::MutexLock lock(&mutex_);
  problem_ = std::move(problem);
}

void SettingsWatcher::LookOnce() {
  absl::StatusOr<std::shared_ptr<const Settings>> settings = Settings::Load(env_, folder_, times_);
  if (!settings.ok()) {
    std::string problem(settings.status().message());
    if (problem == holder_->problem()) return;
    LogError("settings not taken over, {} stay in use: {}", holder_->Get()->id(), problem);
    holder_->SetProblem(std::move(problem));
  } else if ((*settings)->id() != holder_->Get()->id() || !holder_->problem().empty()) {
    LogInfo("settings {} of {} are in use", (*settings)->id(), folder_);
    holder_->Set(*std::move(settings));
  }
}

void SettingsWatcher::Start() {
  if (folder_.empty() || thread_.joinable()) return;
  thread_ = std::thread([this] { Run(); });
}

void SettingsWatcher::Run() {
  while (true) {
    LookOnce();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval_)) return;
  }
}

void SettingsWatcher::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace meedoen::matcher
